/** Values of formulas: numbers of some kind, or arrays of them. */
import { DomainError } from "../core/error.ts";

/** Row-major entries with their sizes. */
export class Entries<T> {
  readonly data: readonly T[];
  readonly shape: readonly number[];

  constructor(data: readonly T[], shape: readonly number[]) {
    this.data = data;
    this.shape = shape;
  }

  /** The rows of a matrix; a vector is its only row. */
  rows(): (readonly T[])[] {
    if (this.shape.length === 1) return [this.data];
    const columns = this.shape[this.shape.length - 1]!;
    return Array.from({ length: this.data.length / columns }, (_, row) =>
      this.data.slice(row * columns, (row + 1) * columns),
    );
  }
}

export type Value<T> = T | Entries<T>;

export function numberIn<T>(value: Value<T>): T {
  if (value instanceof Entries) throw new DomainError("An array stands where a number is needed");
  return value;
}

export function arrayIn<T>(value: Value<T>): Entries<T> {
  if (value instanceof Entries) return value;
  throw new DomainError("A number stands where an array is needed");
}
