/** What a user gives as the values of symbols: by name, scalars and arrays; sizes follow from the arrays. */
import { ShapeError } from "../core/error.ts";
import { type Expression, isSymbol, type SymbolNode } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import { integerOf } from "../operators/number.ts";
import { shapeText } from "../operators/text.ts";
import { Entries, type Value } from "./entries.ts";

/** A number, nested arrays of numbers, typed arrays, flat data with its shape, or a matrix of mathjs. */
export type Given<S> =
  | S
  | number
  | readonly Given<S>[]
  | ArrayLike<number>
  | { readonly data: ArrayLike<S | number>; readonly shape: readonly number[] }
  | { toArray(): unknown };

/** The values by symbol, each number converted. Symbols without a value are left out: they may not be needed. */
export function valuesBySymbol<S, T>(
  e: Expression,
  values: Readonly<Record<string, Given<S>>>,
  convert: (value: S | number) => T,
): Map<Expression, Value<T>> {
  const found = new Map<Expression, Value<T>>();
  const symbols = symbolsWithSizes(e);
  for (const symbol of symbols) {
    const value = Object.hasOwn(values, symbol.name) ? values[symbol.name] : undefined;
    if (value !== undefined) found.set(symbol, valueAs(symbol, value, convert));
  }
  for (const [size, length] of sizesOf(symbols, found)) if (!found.has(size)) found.set(size, convert(length));
  return found;
}

const symbolsWithSizes = (e: Expression): SymbolNode[] => {
  const symbols = freeSymbols(e);
  return freeSymbols(...symbols, ...symbols.flatMap(({ shape }) => shape));
};

function valueAs<S, T>(symbol: SymbolNode, value: Given<S>, convert: (value: S | number) => T): Value<T> {
  const { data, shape } = entriesOf<S>(value);
  if (shape.length !== symbol.shape.length)
    throw new ShapeError(`${symbol.name} is a ${shapeText(symbol.shape)}, its value has ${shape.length} dimensions`);
  return shape.length === 0 ? convert(data[0]!) : new Entries(Array.from(data, convert), shape);
}

interface Flat<S> {
  readonly data: ArrayLike<S | number>;
  readonly shape: readonly number[];
}

function entriesOf<S>(value: Given<S>): Flat<S> {
  if (Array.isArray(value)) return flattened(value as readonly Given<S>[]);
  if (ArrayBuffer.isView(value)) {
    const data = value as unknown as ArrayLike<number>;
    return { data, shape: [data.length] };
  }
  if (typeof value === "object" && value !== null && "data" in value) return value;
  if (typeof value === "object" && value !== null && "isMatrix" in value)
    return entriesOf((value as { toArray(): Given<S> }).toArray());
  return { data: [value as S], shape: [] };
}

/** Rows of equal length, one after the other. */
function flattened<S>(rows: readonly Given<S>[]): Flat<S> {
  const parts = rows.map((row) => entriesOf<S>(row));
  const inner = parts[0]?.shape ?? [];
  if (parts.some(({ shape }) => shape.join() !== inner.join()))
    throw new ShapeError("The rows of an array must have the same length");
  return { data: parts.flatMap(({ data }) => Array.from(data)), shape: [rows.length, ...inner] };
}

/** The sizes that are names, from the arrays that have them; one that is a number must agree. */
function sizesOf<T>(symbols: readonly SymbolNode[], found: ReadonlyMap<Expression, Value<T>>): Map<Expression, number> {
  const sizes = new Map<Expression, number>();
  for (const symbol of symbols) {
    const value = found.get(symbol);
    if (!(value instanceof Entries)) continue;
    for (const [axis, dimension] of symbol.shape.entries()) {
      const length = value.shape[axis]!;
      const expected = integerOf(dimension) ?? sizes.get(dimension);
      if (expected !== undefined && expected !== length)
        throw new ShapeError(`${symbol.name} is a ${shapeText(symbol.shape)} with ${length} entries, not ${expected}`);
      if (isSymbol(dimension)) sizes.set(dimension, length);
    }
  }
  return sizes;
}
