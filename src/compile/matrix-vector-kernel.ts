/**
 * Products of a matrix and a vector. Several rows are done at a time, so that an entry of the vector is read once for all.
 * (Array patterns would be allocated by engines that do not see through them, so there are none.)
 */
import type { ArrayKernel } from "./array-kernel.ts";

/** A*x of an n × d matrix. */
export const MATRIX_VECTOR: ArrayKernel = { name: "matrixVector", writes: true, run: matrixVector };
/** A'*x of an n × d matrix, without its transpose. */
export const TRANSPOSED_VECTOR: ArrayKernel = { name: "transposedVector", writes: true, run: transposedVector };

function matrixVector(out: Float64Array, a: Float64Array, x: Float64Array, n: number, d: number): void {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const p = i * d;
    const q = p + d;
    const r = q + d;
    const s = r + d;
    let t = 0;
    let u = 0;
    let v = 0;
    let w = 0;
    let j = 0;
    for (; j + 1 < d; j += 2) {
      const one = x[j]!;
      const two = x[j + 1]!;
      t += a[p + j]! * one + a[p + j + 1]! * two;
      u += a[q + j]! * one + a[q + j + 1]! * two;
      v += a[r + j]! * one + a[r + j + 1]! * two;
      w += a[s + j]! * one + a[s + j + 1]! * two;
    }
    if (j < d) {
      const last = x[j]!;
      t += a[p + j]! * last;
      u += a[q + j]! * last;
      v += a[r + j]! * last;
      w += a[s + j]! * last;
    }
    out[i] = t;
    out[i + 1] = u;
    out[i + 2] = v;
    out[i + 3] = w;
  }
  for (; i < n; i++) out[i] = rowDot(a, i * d, x, d);
}

function rowDot(a: Float64Array, from: number, x: Float64Array, d: number): number {
  let t = 0;
  for (let j = 0; j < d; j++) t += a[from + j]! * x[j]!;
  return t;
}

function transposedVector(out: Float64Array, a: Float64Array, x: Float64Array, n: number, d: number): void {
  out.fill(0);
  let i = 0;
  for (; i + 7 < n; i += 8) addEightRows(out, a, i * d, x, i, d);
  for (; i < n; i++) addRow(out, a, i * d, x[i]!, d);
}

/** Adds eight rows of `a`, times their entries of x, to `out`, which is read and written once for all of them. */
function addEightRows(out: Float64Array, a: Float64Array, from: number, x: Float64Array, i: number, d: number): void {
  const from1 = from + d;
  const from2 = from1 + d;
  const from3 = from2 + d;
  const from4 = from3 + d;
  const from5 = from4 + d;
  const from6 = from5 + d;
  const from7 = from6 + d;
  const x0 = x[i]!;
  const x1 = x[i + 1]!;
  const x2 = x[i + 2]!;
  const x3 = x[i + 3]!;
  const x4 = x[i + 4]!;
  const x5 = x[i + 5]!;
  const x6 = x[i + 6]!;
  const x7 = x[i + 7]!;
  for (let j = 0; j < d; j++) {
    const first = x0 * a[from + j]! + x1 * a[from1 + j]! + (x2 * a[from2 + j]! + x3 * a[from3 + j]!);
    const second = x4 * a[from4 + j]! + x5 * a[from5 + j]! + (x6 * a[from6 + j]! + x7 * a[from7 + j]!);
    out[j]! += first + second;
  }
}

function addRow(out: Float64Array, a: Float64Array, from: number, factor: number, d: number): void {
  for (let j = 0; j < d; j++) out[j]! += factor * a[from + j]!;
}
