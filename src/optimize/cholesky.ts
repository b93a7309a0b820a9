/** The Cholesky factorization of a dense symmetric positive definite matrix, row-major in a flat array. */

/**
 * Writes the lower triangular L with L·Lᵀ = A + shift·I into `out` (zeros above the diagonal) and returns true, or
 * returns false if that matrix is not positive definite in double precision (`out` is then unspecified). Reads only
 * the lower triangle of `matrix` (dimension × dimension, row-major); `out` may be `matrix`. Golub & Van Loan, Matrix
 * Computations, 4th ed. 2013, Section 4.2.
 * @example
 * choleskyFactor(Float64Array.of(4, 2, 2, 5), 2, new Float64Array(4)) // true
 */
export function choleskyFactor(matrix: Float64Array, dimension: number, out: Float64Array, shift = 0): boolean {
  for (let row = 0; row < dimension; row++) {
    const at = row * dimension;
    for (let column = 0; column < row; column++) {
      const entry = matrix[at + column]! - rowProduct(out, at, column * dimension, column);
      out[at + column] = entry / out[column * dimension + column]!;
    }
    const pivot = matrix[at + row]! + shift - rowProduct(out, at, at, row);
    if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) return false;
    out[at + row] = Math.sqrt(pivot);
    out.fill(0, at + row + 1, at + dimension);
  }
  return true;
}

/**
 * Replaces `vector` b by the solution x of L·Lᵀ·x = b.
 * @example
 * const b = Float64Array.of(8, 12);
 * choleskySolve(Float64Array.of(2, 0, 1, 2), 2, b);
 * b // [1, 2]
 */
export function choleskySolve(factor: Float64Array, dimension: number, vector: Float64Array): void {
  for (let row = 0; row < dimension; row++) {
    let sum = vector[row]!;
    for (let k = 0; k < row; k++) sum -= factor[row * dimension + k]! * vector[k]!;
    vector[row] = sum / factor[row * dimension + row]!;
  }
  for (let row = dimension - 1; row >= 0; row--) {
    const solved = vector[row]! / factor[row * dimension + row]!;
    vector[row] = solved;
    for (let k = 0; k < row; k++) vector[k] = vector[k]! - factor[row * dimension + k]! * solved;
  }
}

/**
 * Writes the whole symmetric inverse of L·Lᵀ into `out`, which must not be `factor`. Of the Hessian of a negative
 * log-likelihood at its minimum this is the covariance of the estimates: standard errors are the roots of its diagonal.
 * @example
 * const inverse = new Float64Array(4);
 * choleskyInverse(Float64Array.of(2, 0, 1, 2), 2, inverse);
 * inverse // [0.3125, -0.125, -0.125, 0.25]
 */
export function choleskyInverse(factor: Float64Array, dimension: number, out: Float64Array): void {
  for (let column = 0; column < dimension; column++) {
    // The inverse is symmetric, so each of its rows is the solution for one unit vector.
    const row = out.subarray(column * dimension, (column + 1) * dimension);
    row.fill(0);
    row[column] = 1;
    choleskySolve(factor, dimension, row);
  }
}

/** The inner product of the first `length` entries of two rows that start at offsets `a` and `b`. */
function rowProduct(matrix: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += matrix[a + k]! * matrix[b + k]!;
  return sum;
}
