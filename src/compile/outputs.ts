/** What a compiled function gives: numbers and arrays, one behind the other in one flat array. */
import { LimitError, ShapeError } from "../core/error.ts";
import type { Shape, SymbolNode } from "../core/expression.ts";
import { evaluateReference } from "../operators/evaluate.ts";

export interface OutputShape {
  readonly name: string;
  readonly shape: Shape;
}

/** One output: a number, the entries of a vector, or entries with their shape. */
export type OutputValue = number | Float64Array | { readonly data: Float64Array; readonly shape: readonly number[] };

export type Sizes = ReadonlyMap<SymbolNode, number>;

export const isScalarOutput = ({ shape }: OutputShape): boolean => shape.length === 0;

/** How many numbers the outputs are for these sizes. */
export const lengthOf = (outputs: readonly OutputShape[], sizes: Sizes): number =>
  outputs.reduce((length, { shape }) => length + product(sizesOf(shape, sizes)), 0);

/** Takes the flat array apart; arrays are copied. */
export function separate(flat: Float64Array, outputs: readonly OutputShape[], sizes: Sizes): OutputValue[] {
  let from = 0;
  return outputs.map(({ shape: dimensions }) => {
    const shape = sizesOf(dimensions, sizes);
    const start = from;
    from += product(shape);
    if (shape.length === 0) return flat[start]!;
    const data = flat.slice(start, from);
    return shape.length === 1 ? data : { data, shape };
  });
}

/** @throws LimitError if there is not so much memory. */
export function roomFor(length: number): Float64Array {
  try {
    return new Float64Array(length);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LimitError(`There is no room for an array of ${length} entries`);
  }
}

/** @throws ShapeError unless the array for the outputs holds so many numbers. */
export function requireRoom(out: Float64Array, length: number): void {
  if (out.length >= length) return;
  throw new ShapeError(`The outputs need a Float64Array of at least ${length}, but this has ${out.length}`);
}

const sizesOf = (shape: Shape, sizes: Sizes): number[] => shape.map((dimension) => evaluateReference(dimension, sizes));
const product = (sizes: readonly number[]): number => sizes.reduce((count, size) => count * size, 1);
