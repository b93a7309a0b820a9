/**
 * The reference meanings of operators on whole arrays: plain loops over row-major entries, as a textbook defines them.
 * Everything faster is tested against these.
 */
import { DomainError, ShapeError } from "../core/error.ts";
import type { ArrayValue, Value } from "../core/value.ts";

/** A function of numbers at every entry; a number goes with every entry of the arrays beside it. */
export function mapEntries(f: (...values: number[]) => number, args: readonly Value[]): Value {
  const array = args.find((argument) => typeof argument === "object");
  if (array === undefined) return f(...(args as number[]));
  return made(array.shape, (k) =>
    f(...args.map((argument) => (typeof argument === "number" ? argument : argument.data[k]!))),
  );
}

/** `[value, …sizes]`. */
export const filledArray = ([value, ...sizes]: readonly Value[]): Value =>
  made(sizes.map(numberOf), () => numberOf(value!));

/** `[columns, …entries]`, where 0 columns make a vector. */
export function writtenArray([columns, ...entries]: readonly Value[]): Value {
  const width = numberOf(columns!);
  const shape = width === 0 ? [entries.length] : [entries.length / width, width];
  return made(shape, (k) => numberOf(entries[k]!));
}

export const identityMatrix = ([size]: readonly Value[]): Value =>
  matrixOf([numberOf(size!), numberOf(size!)], (i, j) => (i === j ? 1 : 0));

export function transposedMatrix([matrix]: readonly Value[]): Value {
  const [rows, columns] = sizesOf(matrix!);
  return matrixOf([columns, rows], (i, j) => entry(matrix!, j, i));
}

/** From the left; the last factor may be a vector. */
export const matrixProduct = (factors: readonly Value[]): Value => factors.reduce(productOfTwo);

export const scalarProduct = ([a, b]: readonly Value[]): Value =>
  sumOf(lengthOf(a!), (k) => array(a!).data[k]! * array(b!).data[k]!);

export const outerProduct = ([a, b]: readonly Value[]): Value =>
  matrixOf([lengthOf(a!), lengthOf(b!)], (i, j) => array(a!).data[i]! * array(b!).data[j]!);

/** With the axes i, j, k, l of a[i, k]*b[j, l]. */
export function kroneckerProduct([a, b]: readonly Value[]): Value {
  const [[m, n], [p, q]] = [sizesOf(a!), sizesOf(b!)];
  return made([m, p, n, q], (at) => {
    const [ij, kl] = [Math.floor(at / (n * q)), at % (n * q)];
    return entry(a!, Math.floor(ij / p), Math.floor(kl / q)) * entry(b!, ij % p, kl % q);
  });
}

export const matrixOfDiagonal = ([v]: readonly Value[]): Value =>
  matrixOf([lengthOf(v!), lengthOf(v!)], (i, j) => (i === j ? array(v!).data[i]! : 0));

export const diagonalOf = ([matrix]: readonly Value[]): Value =>
  made([sizesOf(matrix!)[0]], (i) => entry(matrix!, i, i));

export const traceOf = ([matrix]: readonly Value[]): Value => sumOf(sizesOf(matrix!)[0], (i) => entry(matrix!, i, i));

export const sumOfEntries = ([a]: readonly Value[]): Value => sumOf(lengthOf(a!), (k) => array(a!).data[k]!);

/** `[array, axis, size]`: the array again and again along a new axis before that one. */
export function spreadArray([a, axis, size]: readonly Value[]): Value {
  const source = typeof a === "number" ? { data: [a], shape: [] } : array(a!);
  const [before, after] = [source.shape.slice(0, numberOf(axis!) - 1), source.shape.slice(numberOf(axis!) - 1)];
  const inner = after.reduce((count, each) => count * each, 1);
  const shape = [...before, numberOf(size!), ...after];
  return made(shape, (k) => source.data[Math.floor(k / (inner * numberOf(size!))) * inner + (k % inner)]!);
}

/** `[array, …axes]`: the axes in another order. */
export function permutedArray([a, ...axes]: readonly Value[]): Value {
  const { data, shape } = array(a!);
  const order = axes.map((axis) => numberOf(axis) - 1);
  const strides = shape.map((_, k) => shape.slice(k + 1).reduce((count, size) => count * size, 1));
  const sizes = order.map((axis) => shape[axis]!);
  return made(sizes, (k) => {
    let [rest, at] = [k, 0];
    for (let axis = order.length - 1; axis >= 0; axis--) {
      at += (rest % sizes[axis]!) * strides[order[axis]!]!;
      rest = Math.floor(rest / sizes[axis]!);
    }
    return data[at]!;
  });
}

export const euclideanNorm = ([a]: readonly Value[]): Value => Math.hypot(...Array.from(array(a!).data));

/** Of a vector, or of every row of a matrix. A row of nothing but -Infinity, or of nothing, gives -Infinity. */
export const logOfSumOfExponentials = ([a]: readonly Value[]): Value =>
  joinedRows(a!, (row) => {
    const most = Math.max(-Infinity, ...row);
    return most === -Infinity ? most : most + Math.log(sumOf(row.length, (k) => Math.exp(row[k]! - most)));
  });

/** A row of nothing but -Infinity gives zeros. */
export const softmaxOfRows = ([a]: readonly Value[]): Value =>
  mappedRows(a!, (row) => {
    const most = Math.max(...row);
    if (most === -Infinity) return row.map(() => 0);
    const sum = sumOf(row.length, (k) => Math.exp(row[k]! - most));
    return row.map((x) => Math.exp(x - most) / sum);
  });

/** A row of nothing but -Infinity stays so. */
export const logSoftmaxOfRows = ([a]: readonly Value[]): Value =>
  mappedRows(a!, (row) => {
    const most = Math.max(...row);
    if (most === -Infinity) return row;
    const log = Math.log(sumOf(row.length, (k) => Math.exp(row[k]! - most)));
    return row.map((x) => x - most - log);
  });

/** `[array, axis]`: a number for each line along the axis; without an axis for all entries. */
export function joinedAlong([a, axis]: readonly Value[], join: (line: readonly number[]) => number): Value {
  if (axis === undefined) return join(Array.from(array(a!).data));
  const shape = array(a!).shape.filter((_, k) => k !== numberOf(axis) - 1);
  const joined = linesAlong(array(a!).shape, numberOf(axis)).map((places) =>
    join(places.map((place) => array(a!).data[place]!)),
  );
  return shape.length === 0 ? joined[0]! : made(shape, (k) => joined[k]!);
}

/** `[array, axis]`: the sums of the entries up to each. */
export function cumulativeSums([a, axis]: readonly Value[]): Value {
  const out = Float64Array.from(array(a!).data);
  for (const places of linesAlong(array(a!).shape, numberOf(axis!)))
    for (let k = 1; k < places.length; k++) out[places[k]!]! += out[places[k - 1]!]!;
  return { data: out, shape: array(a!).shape };
}

/** The places of the entries of each line along an axis, the lines in the order of the other axes. */
export function linesAlong(shape: readonly number[], axis: number): number[][] {
  const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);
  const [size, inner] = [shape[axis - 1]!, product(shape.slice(axis))];
  return Array.from({ length: product(shape.slice(0, axis - 1)) * inner }, (_, line) => {
    const first = Math.floor(line / inner) * size * inner + (line % inner);
    return Array.from({ length: size }, (_, k) => first + k * inner);
  });
}

/** `[array, …sizes]`. */
export const reshapedArray = ([a, ...sizes]: readonly Value[]): Value => ({
  data: array(a!).data,
  shape: sizes.map(numberOf),
});

/** `[axis, …arrays]`: one behind the other along the axis. */
export function joinedArrays([axis, ...parts]: readonly Value[]): Value {
  const along = numberOf(axis!) - 1;
  const shapes = parts.map((part) => array(part).shape);
  const inner = (shape: readonly number[]): number => shape.slice(along).reduce((count, size) => count * size, 1);
  const count = shapes[0]!.slice(0, along).reduce((product, size) => product * size, 1);
  const lines = Array.from({ length: count }, (_, line) =>
    parts.flatMap((part, k) => {
      const width = inner(shapes[k]!);
      return Array.from({ length: width }, (_, j) => array(part).data[line * width + j]!);
    }),
  ).flat();
  const size = shapes.reduce((sum, shape) => sum + shape[along]!, 0);
  return made(shapes[0]!.with(along, size), (k) => lines[k]!);
}

/** `[from, step, to]`. */
export function integersFrom([from, step, to]: readonly Value[]): Value {
  const [first, by, last] = [numberOf(from!), numberOf(step!), numberOf(to!)];
  const count = Math.floor((last - first) / by) + 1;
  if (!(count >= 0)) throw new ShapeError(`A range from ${first} to ${last} in steps of ${by} has ${count} entries`);
  return made([count], (k) => first + by * k);
}

/** `[array, …subscripts]`. */
export function partOf([a, ...subscripts]: readonly Value[]): Value {
  const { data, shape } = array(a!);
  const places = placesOf(shape, subscripts);
  return made(shapeOfParts(subscripts), (k) => data[places[k]!]!);
}

/** `[value, …sizes, …subscripts]`: what meets in one place is added up. */
export function scattered([value, ...rest]: readonly Value[]): Value {
  const sizes = rest.slice(0, rest.length / 2).map(numberOf);
  const places = placesOf(sizes, rest.slice(rest.length / 2));
  const out = new Float64Array(sizes.reduce((count, size) => count * size, 1));
  for (const [k, place] of places.entries()) out[place]! += typeof value === "number" ? value : array(value!).data[k]!;
  return { data: out, shape: sizes };
}

const shapeOfParts = (subscripts: readonly Value[]): number[] =>
  subscripts.flatMap((subscript) => (typeof subscript === "number" ? [] : [subscript.data.length]));

/** Where in the row-major entries of an array, from 0, those at the subscripts stand, in order. */
export function placesOf(shape: readonly number[], subscripts: readonly Value[]): number[] {
  let places = [0];
  for (const [axis, subscript] of subscripts.entries()) {
    const size = shape[axis]!;
    const indices = typeof subscript === "number" ? [subscript] : Array.from(subscript.data);
    for (const index of indices) requireInside(index, size);
    places = places.flatMap((place) => indices.map((index) => place * size + index - 1));
  }
  return places;
}

/** @throws ShapeError unless it is an integer from 1 to the size. */
export function requireInside(index: number, size: number): number {
  if (Number.isInteger(index) && index >= 1 && index <= size) return index;
  throw new ShapeError(`The index ${index} is outside of an axis of size ${size}`, "Indices are integers from 1.");
}

function productOfTwo(a: Value, b: Value): Value {
  const [rows, inner] = sizesOf(a);
  const columns = array(b).shape[1];
  if (columns === undefined) return made([rows], (i) => sumOf(inner, (k) => entry(a, i, k) * array(b).data[k]!));
  return matrixOf([rows, columns], (i, j) => sumOf(inner, (k) => entry(a, i, k) * entry(b, k, j)));
}

function array(value: Value): ArrayValue {
  if (typeof value === "object") return value;
  throw new DomainError("A number stands where an array is needed");
}

function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  throw new DomainError("An array stands where a number is needed");
}

const lengthOf = (value: Value): number => array(value).data.length;
const sizesOf = (value: Value): readonly [number, number] => array(value).shape as [number, number];
const entry = (matrix: Value, i: number, j: number): number => array(matrix).data[i * sizesOf(matrix)[1] + j]!;

const made = (shape: readonly number[], value: (k: number) => number): ArrayValue => ({
  data: Float64Array.from({ length: shape.reduce((count, size) => count * size, 1) }, (_, k) => value(k)),
  shape,
});

const matrixOf = (shape: readonly [number, number], value: (i: number, j: number) => number): ArrayValue =>
  made(shape, (k) => value(Math.floor(k / shape[1]), k % shape[1]));

function sumOf(count: number, term: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += term(k);
  return sum;
}

/** The rows along the last axis; a vector is its only row. */
function rowsOf(value: Value): number[][] {
  const { data, shape } = array(value);
  const width = shape.at(-1)!;
  const count = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, i) => Array.from({ length: width }, (_, j) => data[i * width + j]!));
}

function joinedRows(value: Value, join: (row: readonly number[]) => number): Value {
  const joined = rowsOf(value).map(join);
  const shape = array(value).shape.slice(0, -1);
  return shape.length === 0 ? joined[0]! : made(shape, (k) => joined[k]!);
}

function mappedRows(value: Value, map: (row: readonly number[]) => readonly number[]): Value {
  const entries = rowsOf(value).flatMap(map);
  return made(array(value).shape, (k) => entries[k]!);
}
