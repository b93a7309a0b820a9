/** Flat vectors in place: the few operations the minimizers share. All vectors of one call have one length. */

/** The inner product. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The Euclidean norm; squares of large entries do not overflow. */
export function euclideanNorm(a: Float64Array): number {
  const largest = maximumNorm(a);
  if (!(largest > 0)) return largest;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The largest absolute value; NaN if an entry is NaN, 0 for an empty vector. */
export function maximumNorm(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]!));
  return largest;
}

/** The largest absolute difference of two entries. */
export function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

/** out = a + scale · b; `out` may be `a` or `b`. */
export function addScaled(out: Float64Array, a: Float64Array, scale: number, b: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! + scale * b[i]!;
}

/** out = scale · a; `out` may be `a`. */
export function scaled(out: Float64Array, scale: number, a: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = scale * a[i]!;
}
