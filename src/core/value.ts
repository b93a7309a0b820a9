/** Values at run time, as the reference evaluator has them: numbers, and arrays of numbers. */

/** Row-major entries with their sizes. */
export interface ArrayValue {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

export type Value = number | ArrayValue;
