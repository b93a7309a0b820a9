/**
 * The product of two matrices, in tiles of four by four sums that stay in registers (Goto and van de Geijn, "Anatomy of
 * high-performance matrix multiplication", 2008). What a tile reads is first copied to be read in order: four rows of
 * the left factor side by side, and the columns of the right one in groups of four.
 */
import type { ArrayKernel } from "./array-kernel.ts";

/** A*B, n × k and k × m, each with its strides from row to row and from column to column. */
export const MATRIX_MATRIX: ArrayKernel = {
  name: "matrixMatrix",
  writes: true,
  run: matrixMatrix,
  operations: (n, k, m) => (n! * k! * m!) / 8, // a tile does many at a time
};

/** So many of the k products are added up before the next are begun: what a tile reads stays in the nearest cache. */
const BLOCK = 256;
/** So many columns are put in order at a time. */
const COLUMNS = 64;
const TILE = 4;

/** Four rows of a block, and columns of one. That they never change lets the engine put their addresses into code. */
const rowsInOrder = new Float64Array(TILE * BLOCK);
const columnsInOrder = new Float64Array(COLUMNS * BLOCK);

/** @param out may be longer than the product */
export function matrixMatrix(
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
  out.fill(0, 0, n * m);
  for (let from = 0; from < k; from += BLOCK) {
    const count = Math.min(BLOCK, k - from);
    for (let left = 0; left < m; left += COLUMNS) {
      const right = Math.min(left + COLUMNS, m);
      for (let j = left, at = 0; j < right; j += TILE, at += TILE * count)
        putInOrder(columnsInOrder, at, b, from * bRow + j * bColumn, bColumn, m - j, bRow, count);
      for (let i = 0; i < n; i += TILE) {
        putInOrder(rowsInOrder, 0, a, i * aRow + from * aColumn, aRow, n - i, aColumn, count);
        for (let j = left, at = 0; j < right; j += TILE, at += TILE * count)
          addTile(out, i * m + j, m, n - i, m - j, at, count);
      }
    }
  }
}

/**
 * Copies lines side by side: four entries that are `line` apart, then those a `step` further on. Where fewer lines are
 * left, the first one is read again, and what is made of it is not used.
 */
function putInOrder(
  to: Float64Array,
  at: number,
  from: Float64Array,
  start: number,
  line: number,
  lines: number,
  step: number,
  count: number,
): void {
  const second = lines > 1 ? line : 0;
  const third = lines > 2 ? 2 * line : 0;
  const fourth = lines > 3 ? 3 * line : 0;
  for (let l = 0, p = start; l < count; l++, p += step, at += TILE) {
    to[at] = from[p]!;
    to[at + 1] = from[p + second]!;
    to[at + 2] = from[p + third]!;
    to[at + 3] = from[p + fourth]!;
  }
}

/** Adds the products of four rows and four columns, or as many as there are, to their places in `out`. */
function addTile(
  out: Float64Array,
  at: number,
  m: number,
  rows: number,
  columns: number,
  start: number,
  count: number,
): void {
  const a = rowsInOrder;
  const b = columnsInOrder;
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
  for (let p = 0, q = start; p < TILE * count; p += TILE, q += TILE) {
    const b0 = b[q]!;
    const b1 = b[q + 1]!;
    const b2 = b[q + 2]!;
    const b3 = b[q + 3]!;
    const a0 = a[p]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = a[p + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = a[p + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = a[p + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  addRow(out, at, columns, c00, c01, c02, c03);
  if (rows > 1) addRow(out, at + m, columns, c10, c11, c12, c13);
  if (rows > 2) addRow(out, at + 2 * m, columns, c20, c21, c22, c23);
  if (rows > 3) addRow(out, at + 3 * m, columns, c30, c31, c32, c33);
}

function addRow(out: Float64Array, at: number, columns: number, a: number, b: number, c: number, d: number): void {
  out[at]! += a;
  if (columns > 1) out[at + 1]! += b;
  if (columns > 2) out[at + 2]! += c;
  if (columns > 3) out[at + 3]! += d;
}
