/**
 * Products of matrices and vectors. Four rows are done at a time, so that every entry of the vector is read for four;
 * products of matrices are done in tiles of four by four sums held in registers. (Array patterns would be allocated by
 * engines that do not see through them, so there are none.)
 */
import type { ArrayKernel } from "./array-kernel.ts";

/** A*x of an n × d matrix. */
export const MATRIX_VECTOR: ArrayKernel = { name: "matrixVector", writes: true, run: matrixVector };
/** A'*x of an n × d matrix, without its transpose. */
export const TRANSPOSED_VECTOR: ArrayKernel = { name: "transposedVector", writes: true, run: transposedVector };
/** A*B, n × k and k × m, each with its strides from row to row and from column to column. */
export const MATRIX_MATRIX: ArrayKernel = {
  name: "matrixMatrix",
  writes: true,
  run: matrixMatrix,
  operations: (n, k, m) => (n! * k! * m!) / 8, // a tile does many at a time
};

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

function matrixMatrix(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  m: number,
  aRow: number,
  aColumn: number,
  bRow: number,
  bColumn: number,
): void {
  const tiledRows = n - (n % 4);
  const tiledColumns = m - (m % 4);
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 4)
      tile(out, i * m + j, m, a, i * aRow, aRow, aColumn, b, j * bColumn, bRow, bColumn, k);
  }
  for (let i = 0; i < n; i++) {
    for (let j = i < tiledRows ? tiledColumns : 0; j < m; j++) {
      let sum = 0;
      for (let l = 0, p = i * aRow, q = j * bColumn; l < k; l++, p += aColumn, q += bRow) sum += a[p]! * b[q]!;
      out[i * m + j] = sum;
    }
  }
}

/** Sixteen sums over k; `p` and `q` are where the rows of a and the columns of b start. */
function tile(
  out: Float64Array,
  at: number,
  m: number,
  a: Float64Array,
  p: number,
  aRow: number,
  aColumn: number,
  b: Float64Array,
  q: number,
  bRow: number,
  bColumn: number,
  k: number,
): void {
  let c00 = 0;
  let c01 = 0;
  let c02 = 0;
  let c03 = 0;
  let c10 = 0;
  let c11 = 0;
  let c12 = 0;
  let c13 = 0;
  let c20 = 0;
  let c21 = 0;
  let c22 = 0;
  let c23 = 0;
  let c30 = 0;
  let c31 = 0;
  let c32 = 0;
  let c33 = 0;
  for (let l = 0; l < k; l++, p += aColumn, q += bRow) {
    const b0 = b[q]!;
    const b1 = b[q + bColumn]!;
    const b2 = b[q + 2 * bColumn]!;
    const b3 = b[q + 3 * bColumn]!;
    const a0 = a[p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = a[p + aRow]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = a[p + 2 * aRow]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = a[p + 3 * aRow]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  putRow(out, at, c00, c01, c02, c03);
  putRow(out, at + m, c10, c11, c12, c13);
  putRow(out, at + 2 * m, c20, c21, c22, c23);
  putRow(out, at + 3 * m, c30, c31, c32, c33);
}

function putRow(out: Float64Array, at: number, a: number, b: number, c: number, d: number): void {
  out[at] = a;
  out[at + 1] = b;
  out[at + 2] = c;
  out[at + 3] = d;
}
