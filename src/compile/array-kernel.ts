/**
 * The loops over whole arrays that generated code and the interpreter call. Matrices are row-major; `out` comes first
 * where the result is an array, and is overwritten.
 */

import { requireInside } from "../operators/evaluate-array.ts";

/** A kernel as a value of a program refers to it. */
export interface ArrayKernel {
  readonly name: string;
  /** Whether it writes its result to an array given in front; otherwise it returns a number. */
  readonly writes: boolean;
  readonly run: (...args: never[]) => unknown;
  /** What it takes, from its numbers, if that is more than there are entries in its arrays. */
  readonly operations?: (...numbers: number[]) => number;
}

const writing = (name: string, run: ArrayKernel["run"]): ArrayKernel => ({ name, writes: true, run });
const returning = (name: string, run: ArrayKernel["run"]): ArrayKernel => ({ name, writes: false, run });

export const LITERAL = writing("literal", (out: Float64Array, ...entries: number[]): void => out.set(entries));
export const COLUMN_SUMS = writing("columnSums", columnSums);
export const DOT = returning("dot", dot);
export const SUM = returning("sum", sum);
export const NORM = returning("norm", norm);
export const LOGSUMEXP = returning("logsumexp", (a: Float64Array, n: number): number => logsumexp(a, 0, n));
export const ROW_LOGSUMEXP = writing("rowLogsumexp", rowLogsumexp);
export const SOFTMAX = writing("softmax", softmax);
export const LOG_SOFTMAX = writing("logSoftmax", logSoftmax);

export const SCATTER = writing("scatter", scatter);
export const SCATTER_ROWS = writing("scatterRows", scatterRows);
export const SCATTER_TENSOR = writing("scatterTensor", scatterTensor);

export const LARGEST = returning("largest", (a: Float64Array, n: number): number => largest(a, 0, n));
export const SMALLEST = returning("smallest", smallest);
export const AXIS_LARGEST = writing("axisLargest", axisLargest);
export const AXIS_SMALLEST = writing("axisSmallest", axisSmallest);
export const KRONECKER = writing("kronecker", kronecker);
export const CUMSUM = writing("cumsum", cumsum);

/** a'*b, in four interleaved sums: additions need not wait for each other. */
function dot(a: Float64Array, b: Float64Array, n: number): number {
  let s = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s += a[k]! * b[k]!;
    t += a[k + 1]! * b[k + 1]!;
    u += a[k + 2]! * b[k + 2]!;
    v += a[k + 3]! * b[k + 3]!;
  }
  for (; k < n; k++) s += a[k]! * b[k]!;
  return s + t + (u + v);
}

function sum(a: Float64Array, n: number): number {
  let s = 0;
  let t = 0;
  let u = 0;
  let v = 0;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    s += a[k]!;
    t += a[k + 1]!;
    u += a[k + 2]!;
    v += a[k + 3]!;
  }
  for (; k < n; k++) s += a[k]!;
  return s + t + (u + v);
}

/** Squares below this lose digits to underflow, above `LARGE` they overflow. */
const SMALL = 1e-280;
const LARGE = 1e300;

/** The root of the sum of squares; scaled by the largest entry where the squares leave the range of doubles. */
function norm(a: Float64Array, n: number): number {
  const squares = dot(a, a, n);
  if (squares > SMALL && squares < LARGE) return Math.sqrt(squares);
  let most = 0;
  for (let k = 0; k < n; k++) most = Math.max(most, Math.abs(a[k]!));
  if (most === 0 || most === Infinity || Number.isNaN(most)) return most;
  let scaled = 0;
  for (let k = 0; k < n; k++) scaled += (a[k]! / most) * (a[k]! / most);
  return most * Math.sqrt(scaled);
}

/** The sums of the columns of an n × d matrix. */
function columnSums(out: Float64Array, a: Float64Array, n: number, d: number): void {
  out.fill(0);
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < d; j++) out[j]! += a[at++]!;
}

/** Adds entries up at places of a vector of n. */
function scatter(out: Float64Array, a: Float64Array, places: Float64Array, n: number): void {
  out.fill(0);
  for (let k = 0; k < places.length; k++) out[requireInside(places[k]!, n) - 1]! += a[k]!;
}

/** Adds the entries of a matrix up at rows and columns of one of n × d. */
function scatterRows(
  out: Float64Array,
  a: Float64Array,
  rows: Float64Array,
  columns: Float64Array,
  n: number,
  d: number,
): void {
  out.fill(0);
  for (let j = 0; j < columns.length; j++) requireInside(columns[j]!, d);
  for (let i = 0, at = 0; i < rows.length; i++) {
    const row = (requireInside(rows[i]!, n) - 1) * d;
    for (let j = 0; j < columns.length; j++) out[row + columns[j]! - 1]! += a[at++]!;
  }
}

/** The same for any number of axes: their places, then their sizes. */
function scatterTensor(out: Float64Array, a: Float64Array, ...rest: (Float64Array | number)[]): void {
  const axes = rest.length / 2;
  const places = rest.slice(0, axes) as Float64Array[];
  const sizes = rest.slice(axes) as number[];
  out.fill(0);
  let at = 0;
  const walk = (axis: number, before: number): void => {
    for (const place of places[axis]!) {
      const offset = before * sizes[axis]! + requireInside(place, sizes[axis]!) - 1;
      if (axis + 1 < axes) walk(axis + 1, offset);
      else out[offset]! += a[at++]!;
    }
  };
  walk(0, 0);
}

/** log(sum(exp)) of d entries from a place on; -Infinity if all are, or if there are none. */
function logsumexp(a: Float64Array, from: number, d: number): number {
  const most = largest(a, from, d);
  return most === -Infinity ? most : most + Math.log(exponentials(a, from, d, most));
}

function rowLogsumexp(out: Float64Array, a: Float64Array, n: number, d: number): void {
  for (let i = 0; i < n; i++) out[i] = logsumexp(a, i * d, d);
}

/** Of each of n rows; zeros for a row of nothing but -Infinity. */
function softmax(out: Float64Array, a: Float64Array, n: number, d: number): void {
  for (let i = 0; i < n; i++) {
    const from = i * d;
    const to = from + d;
    const most = largest(a, from, d);
    let total = 0;
    for (let k = from; k < to; k++) total += out[k] = most === -Infinity ? 0 : Math.exp(a[k]! - most);
    const scale = most === -Infinity ? 1 : total;
    for (let k = from; k < to; k++) out[k]! /= scale;
  }
}

/** Of each of n rows; a row of nothing but -Infinity stays so. */
function logSoftmax(out: Float64Array, a: Float64Array, n: number, d: number): void {
  for (let i = 0; i < n; i++) {
    const from = i * d;
    const to = from + d;
    const most = largest(a, from, d);
    const shift = most === -Infinity ? 0 : most;
    const log = most === -Infinity ? 0 : Math.log(exponentials(a, from, d, most));
    for (let k = from; k < to; k++) out[k] = a[k]! - shift - log;
  }
}

function largest(a: Float64Array, from: number, d: number): number {
  let most = -Infinity;
  for (let k = from; k < from + d; k++) {
    const x = a[k]!;
    if (x > most || Number.isNaN(x)) most = x; // a NaN stays: nothing is greater
  }
  return most;
}

function smallest(a: Float64Array, n: number): number {
  let least = Infinity;
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    if (x < least || Number.isNaN(x)) least = x;
  }
  return least;
}

/** Along the middle axis of an outer × n × inner array. */
function axisLargest(out: Float64Array, a: Float64Array, outer: number, n: number, inner: number): void {
  out.fill(-Infinity);
  for (let i = 0, at = 0; i < outer; i++)
    for (let k = 0; k < n; k++) for (let j = i * inner; j < (i + 1) * inner; j++) out[j] = Math.max(out[j]!, a[at++]!);
}

function axisSmallest(out: Float64Array, a: Float64Array, outer: number, n: number, inner: number): void {
  out.fill(Infinity);
  for (let i = 0, at = 0; i < outer; i++)
    for (let k = 0; k < n; k++) for (let j = i * inner; j < (i + 1) * inner; j++) out[j] = Math.min(out[j]!, a[at++]!);
}

function cumsum(out: Float64Array, a: Float64Array, outer: number, n: number, inner: number): void {
  for (let i = 0; i < outer; i++) {
    const from = i * n * inner;
    for (let at = from; at < from + n * inner; at++) out[at] = at < from + inner ? a[at]! : out[at - inner]! + a[at]!;
  }
}

/** With the axes i, j, k, l of a[i, k]*b[j, l]; a is m × n, b is p × q. */
function kronecker(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  m: number,
  n: number,
  p: number,
  q: number,
): void {
  for (let i = 0, at = 0; i < m; i++)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < n; k++) for (let l = 0; l < q; l++) out[at++] = a[i * n + k]! * b[j * q + l]!;
}

function exponentials(a: Float64Array, from: number, d: number, most: number): number {
  let total = 0;
  for (let k = from; k < from + d; k++) total += Math.exp(a[k]! - most);
  return total;
}
