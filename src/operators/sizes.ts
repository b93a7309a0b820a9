/** Finds the named sizes from the arrays of a call, and checks that they agree. */
import { ShapeError } from "../core/error.ts";
import type { Dimension, Expression, Shape, SymbolNode } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import type { Value } from "../core/value.ts";
import { evaluateReference } from "./evaluate.ts";
import { toText } from "./text.ts";

/** Row-major entries; the sizes are unknown where a flat array was given for more than one axis. */
export interface SizedEntries {
  readonly data: ArrayLike<number>;
  readonly sizes: readonly number[] | undefined;
}

/** An array that was given for an input of this shape. */
export interface Sized {
  readonly name: string;
  readonly shape: Shape;
  readonly entries: SizedEntries;
}

/** The sizes that inputs of these shapes fix. */
export function sizesFixedBy(shapes: readonly Shape[]): Set<SymbolNode> {
  return new Set(shapes.flatMap((shape) => freeSymbols(...shape)));
}

/** The values with those of the named sizes, which their arrays fix. */
export function withSizes(values: ReadonlyMap<Expression, Value>): Map<Expression, Value> {
  const arrays = [...values].flatMap(([symbol, value]) =>
    symbol.kind === "symbol" && typeof value === "object"
      ? [{ name: symbol.name, shape: symbol.shape, entries: { data: value.data, sizes: value.shape } }]
      : [],
  );
  return new Map([...values, ...findSizes(arrays, new Map(), false)]);
}

interface Known {
  readonly size: number;
  /** The input that says so. */
  readonly from: string;
}

/**
 * The named sizes; what no array fixes is left out. Flat arrays whose shape is open wait if more arrays are to come.
 *
 * @throws ShapeError naming the inputs that disagree.
 */
export function findSizes(
  arrays: readonly Sized[],
  given: ReadonlyMap<SymbolNode, number>,
  moreToCome: boolean,
): Map<SymbolNode, number> {
  const known = new Map<SymbolNode, Known>([...given].map(([symbol, size]) => [symbol, { size, from: symbol.name }]));
  let open = arrays.flatMap((array) => axesOf(array));
  for (let before = -1; before !== open.length; ) {
    before = open.length;
    open = open.filter((axis) => !settle(axis, known));
  }
  for (const array of arrays) {
    if (array.entries.sizes === undefined && !(moreToCome && isOpen(array, known))) settleFlat(array, known);
  }
  return new Map([...known].map(([symbol, { size }]) => [symbol, size]));
}

interface Axis {
  readonly dimension: Dimension;
  readonly size: number;
  readonly name: string;
}

const axesOf = ({ name, shape, entries: { sizes } }: Sized): Axis[] =>
  sizes === undefined ? [] : shape.map((dimension, k) => ({ dimension, size: sizes[k]!, name }));

/** Checks or solves `dimension = size`; false if more than one size in it is unknown. */
function settle({ dimension, size, name }: Axis, known: Map<SymbolNode, Known>): boolean {
  const unknown = freeSymbols(dimension).filter((symbol) => !known.has(symbol));
  if (unknown.length > 1) return false;
  const [symbol] = unknown;
  const solution = symbol === undefined ? undefined : solve(dimension, symbol, size, known);
  if (symbol !== undefined && solution !== undefined) known.set(symbol, { size: solution, from: name });
  const value = symbol !== undefined && solution === undefined ? Number.NaN : numberOf(dimension, known);
  if (value !== size) throw disagreement({ dimension, size, name }, value, known);
  return true;
}

/** Where `dimension` is `size`: it is linear in the symbol as a rule, 2*n or n - 1, and grows with it in any case, n^2. */
function solve(
  dimension: Expression,
  symbol: SymbolNode,
  size: number,
  known: ReadonlyMap<SymbolNode, Known>,
): number | undefined {
  if (dimension === symbol) return size;
  const at = (n: number): number => numberOf(dimension, new Map([...known, [symbol, { size: n, from: "" }]]));
  const solution = (size - at(0)) / (at(1) - at(0));
  const isLinear = at(2) - at(1) === at(1) - at(0) && at(1000) - at(0) === 1000 * (at(1) - at(0));
  if (isLinear) return Number.isInteger(solution) && solution >= 0 ? solution : undefined;
  let [low, high] = [0, 1];
  while (high < Number.MAX_SAFE_INTEGER && at(high) < size) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) < size) low = middle;
    else high = middle;
  }
  // A size that is not the only one is none that was given.
  return at(high) === size && at(high + 1) > size && at(0) <= at(1) ? high : undefined;
}

const isOpen = ({ shape }: Sized, known: ReadonlyMap<SymbolNode, Known>): boolean =>
  freeSymbols(...shape).some((symbol) => !known.has(symbol));

/** A flat array fixes the one size that nothing else does. */
function settleFlat({ name, shape, entries: { data } }: Sized, known: Map<SymbolNode, Known>): void {
  const open = shape.filter((dimension) => freeSymbols(dimension).some((symbol) => !known.has(symbol)));
  const rest = shape.filter((dimension) => !open.includes(dimension));
  const product = rest.reduce((count, dimension) => count * numberOf(dimension, known), 1);
  const [dimension, second] = open;
  if (dimension === undefined) {
    if (product === data.length) return;
    throw new ShapeError(`${name} has ${data.length} entries, but ${shape.map(toText).join("*")} is ${product}`);
  }
  const size = data.length / product;
  if (second !== undefined || !Number.isInteger(size) || !settle({ dimension, size, name }, known)) {
    throw new ShapeError(`The shape of ${name} is unknown`, "Give nested arrays or { data, shape }.");
  }
}

const numberOf = (dimension: Dimension, known: ReadonlyMap<SymbolNode, Known>): number =>
  evaluateReference(dimension, new Map([...known].map(([symbol, { size }]) => [symbol, size])));

function disagreement(
  { dimension, size, name }: Axis,
  value: number,
  known: ReadonlyMap<SymbolNode, Known>,
): ShapeError {
  const others = new Set(freeSymbols(dimension).flatMap((symbol) => known.get(symbol)?.from ?? []));
  others.delete(name);
  const text = toText(dimension);
  if (Number.isNaN(value)) return new ShapeError(`${name} has a size ${size}, but ${text} cannot be ${size}`);
  const source = others.size === 0 ? "" : ` by ${[...others].join(" and ")}`;
  return new ShapeError(`${name} has a size ${size}, but ${text} is ${value}${source}`);
}
