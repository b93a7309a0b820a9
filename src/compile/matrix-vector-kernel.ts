/**
 * Products of a matrix and a vector. Four rows are done at a time, so that every entry of the vector is read for four.
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
    for (let j = 0; j < d; j++) {
      const xj = x[j]!;
      t += a[p + j]! * xj;
      u += a[q + j]! * xj;
      v += a[r + j]! * xj;
      w += a[s + j]! * xj;
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
  for (; i + 3 < n; i += 4) {
    const p = i * d;
    const q = p + d;
    const r = q + d;
    const s = r + d;
    const t = x[i]!;
    const u = x[i + 1]!;
    const v = x[i + 2]!;
    const w = x[i + 3]!;
    for (let j = 0; j < d; j++) out[j]! += t * a[p + j]! + u * a[q + j]! + (v * a[r + j]! + w * a[s + j]!);
  }
  for (; i < n; i++) addRow(out, a, i * d, x[i]!, d);
}

function addRow(out: Float64Array, a: Float64Array, from: number, factor: number, d: number): void {
  for (let j = 0; j < d; j++) out[j]! += factor * a[from + j]!;
}
