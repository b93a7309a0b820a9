/** Computed values as texts that `name=value` takes, and as nested lists for JSON. */
import type { OutputValue } from "../compile/outputs.ts";

type NestedNumbers = number | readonly NestedNumbers[];

/**
 * A number, `[1, 2]` or `[1, 2; 3, 4]`.
 *
 * @example
 * arrayText({ data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] }, String) // [1, 2; 3, 4]
 */
export function arrayText(value: OutputValue, text: (entry: number) => string): string {
  if (typeof value === "number") return text(value);
  const rows = rowsOf(value).map((row) => Array.from(row, text).join(", "));
  return `[${rows.join("; ")}]`;
}

/** A number, a list, or a list of lists. */
export function arrayData(value: OutputValue): NestedNumbers {
  if (typeof value === "number") return value;
  const rows = rowsOf(value).map((row) => [...row]);
  return "shape" in value ? rows : rows[0]!;
}

/** The rows of a matrix; a vector is the only one. */
function rowsOf(value: Exclude<OutputValue, number>): Float64Array[] {
  if (!("shape" in value)) return [value];
  const [rows = 0, columns = 0] = value.shape;
  return Array.from({ length: rows }, (_, k) => value.data.subarray(k * columns, (k + 1) * columns));
}
