/** What a minimizer knows of the function it minimizes: value, gradient and perhaps Hessian of a flat vector of parameters. */

export interface Objective {
  /** How many parameters there are; may be 0. */
  readonly dimension: number;
  /** The value at `x` (length `dimension`), which is only read. */
  value(x: Float64Array): number;
  /** The value at `x`; every entry of `gradient` (length `dimension`) is overwritten. */
  valueAndGradient(x: Float64Array, gradient: Float64Array): number;
  /** Overwrites `out`, the dimension × dimension Hessian at `x`, row-major. */
  hessian?(x: Float64Array, out: Float64Array): void;
}
