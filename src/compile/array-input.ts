/** Arrays as callers give them: flat, nested, or with a shape. */
import { DomainError, ShapeError } from "../core/error.ts";

export type ArrayInput =
  | Float64Array
  | readonly number[]
  | NestedArray
  | { readonly data: ArrayLike<number>; readonly shape: readonly number[] };
export type NestedArray = readonly (NestedArray | readonly number[])[];

/** Row-major entries; the sizes are unknown where a flat array was given for more than one axis. */
export class Entries {
  readonly data: Float64Array;
  readonly sizes: readonly number[] | undefined;

  constructor(data: Float64Array, sizes: readonly number[] | undefined) {
    this.data = data;
    this.sizes = sizes;
  }
}

/**
 * The entries of an input of so many axes. A `Float64Array` is used as it is, anything else is copied.
 *
 * @throws DomainError for what is no array of numbers, ShapeError for rows of different lengths or another rank.
 */
export function entriesOf(name: string, value: unknown, rank: number): Entries {
  if (value instanceof Entries) return value;
  if (typeof value === "number") throw new ShapeError(`${name} is a number, but an array with ${axes(rank)} is needed`);
  if (Array.isArray(value) && value.some((row) => isList(row))) return nested(name, value, rank);
  if (isList(value)) return new Entries(doubles(name, value), rank === 1 ? [value.length] : undefined);
  if (isShaped(value)) return shaped(name, value, rank);
  throw new DomainError(
    `${name} is no array of numbers`,
    "Give a Float64Array, number[], number[][] or { data, shape }.",
  );
}

const axes = (rank: number): string => (rank === 1 ? "1 axis" : `${rank} axes`);

/** Whether a value is an array or a typed array. */
export const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** Whether a value is an object with entries and a shape. */
export const isShaped = (value: unknown): value is { data: unknown; shape: unknown } =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "data") && Object.hasOwn(value, "shape");

function shaped(name: string, { data, shape }: { data: unknown; shape: unknown }, rank: number): Entries {
  if (!isList(data) || !Array.isArray(shape) || !shape.every((size) => Number.isInteger(size) && size >= 0)) {
    throw new DomainError(`${name} needs data and a shape of integers`);
  }
  const sizes: readonly number[] = [...shape];
  const count = sizes.reduce((product, size) => product * size, 1);
  if (sizes.length !== rank)
    throw new ShapeError(`${name} has the shape ${sizes.join(" × ")}, but ${axes(rank)} are needed`);
  if (count !== data.length)
    throw new ShapeError(`${name} has ${data.length} entries, but the shape ${sizes.join(" × ")}`);
  return new Entries(doubles(name, data), sizes);
}

function nested(name: string, value: readonly unknown[], rank: number): Entries {
  let rows: readonly unknown[] = value;
  const sizes = [value.length];
  while (rows.some(isList)) {
    const lengths = new Set(rows.map((row) => (isList(row) ? row.length : -1)));
    if (lengths.size !== 1) throw new ShapeError(`The rows of ${name} have different lengths`);
    sizes.push(...lengths);
    rows = rows.flatMap((row) => Array.from(row as ArrayLike<unknown>));
  }
  if (sizes.length !== rank)
    throw new ShapeError(`${name} has the shape ${sizes.join(" × ")}, but ${axes(rank)} are needed`);
  return new Entries(doubles(name, rows), sizes);
}

function doubles(name: string, list: ArrayLike<unknown>): Float64Array {
  if (list instanceof Float64Array) return list;
  const out = new Float64Array(list.length);
  for (let k = 0; k < out.length; k++) {
    const entry = list[k];
    if (typeof entry !== "number") throw new DomainError(`Entry ${k + 1} of ${name} is no number`);
    out[k] = entry;
  }
  return out;
}
