/** What operators on whole arrays mean, in any kind of number: each is made of operators on scalars. */
import type { Operator } from "../core/operator.ts";
import type { Value as Doubles } from "../core/value.ts";
import * as concatenation from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { integersFrom, linesAlong, permutedArray, placesOf, spreadArray } from "../operators/evaluate-array.ts";
import * as extremeEntry from "../operators/extreme-entry.ts";
import { fill } from "../operators/fill.ts";
import * as integerRange from "../operators/integer-range.ts";
import { kronecker } from "../operators/kronecker.ts";
import * as matrix from "../operators/matrix.ts";
import { permute } from "../operators/permute.ts";
import * as reduction from "../operators/reduction.ts";
import { reshape } from "../operators/reshape.ts";
import * as subscript from "../operators/subscript.ts";
import * as sums from "../operators/sums.ts";
import { arrayIn, Entries, numberIn, type Value } from "./entries.ts";

/** The arithmetic of one kind of number. */
export interface Scalars<T> {
  readonly number: (value: number) => T;
  /** As an integer that counts something. */
  readonly count: (value: T) => number;
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly sqrt: (x: T) => T;
  readonly exp: (x: T) => T;
  readonly log: (x: T) => T;
}

type ArrayMeaning = <T>(args: readonly Value<T>[], scalars: Scalars<T>) => Value<T>;

/** By operator. */
export const arrayMeanings: ReadonlyMap<Operator, ArrayMeaning> = new Map<Operator, ArrayMeaning>([
  [
    fill.operator,
    ([value, ...sizes], scalars) =>
      filled(
        numberIn(value!),
        sizes.map((n) => scalars.count(numberIn(n))),
      ),
  ],
  [
    integerRange.range.operator,
    (ends, scalars) => ofIntegers(integersFrom(ends.map((end) => scalars.count(numberIn(end)))), scalars),
  ],
  [
    subscript.slice.operator,
    ([a, ...subscripts], scalars) => {
      const { data, shape } = arrayIn(a!);
      const counts = subscripts.map((one) => counted(one, scalars));
      return new Entries(
        placesOf(shape, counts).map((place) => data[place]!),
        counts.flatMap((one) => (typeof one === "number" ? [] : one.shape)),
      );
    },
  ],
  [extremeEntry.largest.operator, ([a, axis], scalars) => joinedAlong(arrayIn(a!), axis, scalars, most(scalars, 1))],
  [extremeEntry.smallest.operator, ([a, axis], scalars) => joinedAlong(arrayIn(a!), axis, scalars, most(scalars, -1))],
  [cumsum.operator, ([a, axis], scalars) => cumulative(arrayIn(a!), scalars.count(numberIn(axis!)), scalars)],
  [
    concatenation.concatenate.operator,
    ([axis, ...parts], scalars) => concatenated(parts.map(arrayIn), scalars.count(numberIn(axis!))),
  ],
  [
    reshape.operator,
    ([a, ...sizes], scalars) =>
      new Entries(
        arrayIn(a!).data,
        sizes.map((size) => scalars.count(numberIn(size))),
      ),
  ],
  [kronecker.operator, ([a, b], scalars) => kroneckerProduct(arrayIn(a!), arrayIn(b!), scalars)],
  [subscript.scatter.operator, ([value, ...rest], scalars) => scattered(value!, rest, scalars)],
  [matrix.eye.operator, ([size], scalars) => identity(scalars.count(numberIn(size!)), scalars)],
  [matrix.transpose.operator, ([a]) => transposed(arrayIn(a!))],
  [matrix.matmul.operator, (factors, scalars) => factors.map(arrayIn).reduceRight((b, a) => product(a, b, scalars))],
  [matrix.dot.operator, ([a, b], scalars) => dot(arrayIn(a!).data, arrayIn(b!).data, scalars)],
  [matrix.outer.operator, ([a, b], scalars) => outer(arrayIn(a!).data, arrayIn(b!).data, scalars)],
  [matrix.diagonalMatrix.operator, ([v], scalars) => onDiagonal(arrayIn(v!).data, scalars)],
  [matrix.diagonal.operator, ([a]) => vector(diagonal(arrayIn(a!)))],
  [matrix.trace.operator, ([a], scalars) => sum(diagonal(arrayIn(a!)), scalars)],
  [sums.total.operator, ([a], scalars) => sum(arrayIn(a!).data, scalars)],
  [
    sums.axisSum.operator,
    ([a, axis], scalars) => joinedAlong(arrayIn(a!), axis, scalars, (line) => sum(line, scalars)),
  ],
  [sums.spread.operator, (args, scalars) => rearranged(args, scalars, spreadArray)],
  [permute.operator, (args, scalars) => rearranged(args, scalars, permutedArray)],
  [reduction.norm.operator, ([a], scalars) => scalars.sqrt(dot(arrayIn(a!).data, arrayIn(a!).data, scalars))],
  [reduction.logsumexp.operator, ([a], scalars) => perRow(arrayIn(a!), (row) => logSumExp(row, scalars))],
  [reduction.logSoftmax.operator, ([a], scalars) => mapRows(arrayIn(a!), (row) => logSoftmax(row, scalars))],
  [
    reduction.softmax.operator,
    ([a], scalars) => mapRows(arrayIn(a!), (row) => logSoftmax(row, scalars).map(scalars.exp)),
  ],
]);

/** Subscripts and sizes as they are in doubles. */
const counted = <T>(value: Value<T>, { count }: Scalars<T>): Doubles =>
  value instanceof Entries ? { data: value.data.map(count), shape: value.shape } : count(value);

const ofIntegers = <T>(value: Doubles, { number }: Scalars<T>): Value<T> =>
  typeof value === "number" ? number(value) : new Entries(Array.from(value.data, number), value.shape);

/** A number for each line along an axis, or for all entries. */
function joinedAlong<T>(
  a: Entries<T>,
  axis: Value<T> | undefined,
  { count }: Scalars<T>,
  join: (line: readonly T[]) => T,
): Value<T> {
  if (axis === undefined) return join(a.data);
  const along = count(numberIn(axis));
  const joined = linesAlong(a.shape, along).map((places) => join(places.map((place) => a.data[place]!)));
  const shape = a.shape.filter((_, k) => k !== along - 1);
  return shape.length === 0 ? joined[0]! : new Entries(joined, shape);
}

/** One behind the other, line by line of the axes before. */
function concatenated<T>(parts: readonly Entries<T>[], axis: number): Entries<T> {
  const { shape } = parts[0]!;
  const count = shape.slice(0, axis - 1).reduce((product, size) => product * size, 1);
  const lines = Array.from({ length: count }, (_, line) =>
    parts.flatMap(({ data }) => data.slice((line * data.length) / count, ((line + 1) * data.length) / count)),
  );
  const size = parts.reduce((sum, part) => sum + part.shape[axis - 1]!, 0);
  return new Entries(lines.flat(), shape.with(axis - 1, size));
}

const most =
  <T>({ count, number }: Scalars<T>, sign: 1 | -1) =>
  (line: readonly T[]): T =>
    line.length === 0
      ? number(-sign * Infinity)
      : line.reduce((best, entry) => (sign * count(entry) > sign * count(best) ? entry : best));

function cumulative<T>(a: Entries<T>, axis: number, { add }: Scalars<T>): Entries<T> {
  const out = [...a.data];
  for (const places of linesAlong(a.shape, axis))
    for (let k = 1; k < places.length; k++) out[places[k]!] = add(out[places[k - 1]!]!, out[places[k]!]!);
  return new Entries(out, a.shape);
}

/** What meets in one place is added up. */
function scattered<T>(value: Value<T>, rest: readonly Value<T>[], scalars: Scalars<T>): Entries<T> {
  const [sizes, subscripts] = [subscript.sizesOf(rest), subscript.subscriptsOf(rest)];
  const shape = sizes.map((size) => scalars.count(numberIn(size)));
  const out = [...filled(scalars.number(0), shape).data];
  const places = placesOf(
    shape,
    subscripts.map((one) => counted(one, scalars)),
  );
  for (const [k, place] of places.entries())
    out[place] = scalars.add(out[place]!, value instanceof Entries ? value.data[k]! : value);
  return new Entries(out, shape);
}

const vector = <T>(data: readonly T[]): Entries<T> => new Entries(data, [data.length]);

const filled = <T>(value: T, shape: readonly number[]): Entries<T> =>
  new Entries(
    Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => value),
    shape,
  );

const identity = <T>(size: number, scalars: Scalars<T>): Entries<T> =>
  onDiagonal(filled(scalars.number(1), [size]).data, scalars);

function onDiagonal<T>(entries: readonly T[], { number }: Scalars<T>): Entries<T> {
  const zero = number(0);
  const rows = entries.map((entry, row) => entries.map((_, column) => (row === column ? entry : zero)));
  return new Entries(rows.flat(), [entries.length, entries.length]);
}

const diagonal = <T>(a: Entries<T>): T[] => a.rows().map((row, k) => row[k]!);

function transposed<T>(a: Entries<T>): Entries<T> {
  const rows = a.rows();
  const [height, width] = a.shape as [number, number];
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]!));
  return new Entries(columns.flat(), [width, height]);
}

/** A matrix times a matrix or a vector. */
function product<T>(a: Entries<T>, b: Entries<T>, scalars: Scalars<T>): Entries<T> {
  if (b.shape.length === 1) return vector(a.rows().map((row) => dot(row, b.data, scalars)));
  const columns = transposed(b).rows();
  const entries = a.rows().flatMap((row) => columns.map((column) => dot(row, column, scalars)));
  return new Entries(entries, [a.shape[0]!, b.shape[1]!]);
}

const dot = <T>(a: readonly T[], b: readonly T[], scalars: Scalars<T>): T =>
  sum(
    a.map((entry, k) => scalars.multiply(entry, b[k]!)),
    scalars,
  );

const outer = <T>(a: readonly T[], b: readonly T[], { multiply }: Scalars<T>): Entries<T> =>
  new Entries(
    a.flatMap((x) => b.map((y) => multiply(x, y))),
    [a.length, b.length],
  );

const sum = <T>(entries: readonly T[], { add, number }: Scalars<T>): T => entries.reduce(add, number(0));

/** Entries at other places: the reference says which place each comes from. */
function rearranged<T>(
  [a, ...rest]: readonly Value<T>[],
  { count }: Scalars<T>,
  meaning: (args: readonly Doubles[]) => Doubles,
): Entries<T> {
  const { data, shape } = arrayIn(a!);
  const places = { data: data.map((_, k) => k), shape };
  const moved = meaning([places, ...rest.map((each) => count(numberIn(each)))]) as {
    data: ArrayLike<number>;
    shape: readonly number[];
  };
  return new Entries(
    Array.from(moved.data, (place) => data[place]!),
    moved.shape,
  );
}

/** A number for each row: a vector, of a vector a number. */
function perRow<T>(a: Entries<T>, of: (row: readonly T[]) => T): Value<T> {
  const values = a.rows().map(of);
  return a.shape.length === 1 ? values[0]! : vector(values);
}

const mapRows = <T>(a: Entries<T>, of: (row: readonly T[]) => readonly T[]): Entries<T> =>
  new Entries(a.rows().flatMap(of), a.shape);

/** Relative to the largest entry, so that doubles do not overflow. */
function logSumExp<T>(row: readonly T[], scalars: Scalars<T>): T {
  if (row.length === 0) return scalars.log(scalars.number(0));
  const largest = row.reduce((best, entry) => (scalars.count(entry) > scalars.count(best) ? entry : best));
  const exponentials = row.map((entry) => scalars.exp(scalars.subtract(entry, largest)));
  return scalars.add(largest, scalars.log(sum(exponentials, scalars)));
}

function logSoftmax<T>(row: readonly T[], scalars: Scalars<T>): readonly T[] {
  const total = logSumExp(row, scalars);
  return row.map((entry) => scalars.subtract(entry, total));
}

/** With the axes i, j, k, l of a[i, k]*b[j, l]. */
function kroneckerProduct<T>(a: Entries<T>, b: Entries<T>, { multiply }: Scalars<T>): Entries<T> {
  const [[m, n], [p, q]] = [a.shape, b.shape] as [[number, number], [number, number]];
  const data = Array.from({ length: m * p * n * q }, (_, at) => {
    const [ij, kl] = [Math.floor(at / (n * q)), at % (n * q)];
    const left = a.data[Math.floor(ij / p) * n + Math.floor(kl / q)]!;
    return multiply(left, b.data[(ij % p) * q + (kl % q)]!);
  });
  return new Entries(data, [m, p, n, q]);
}
