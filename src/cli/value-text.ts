/** Computed values as texts that `name=value` takes, and as nested lists for JSON. */
import type { OutputValue } from "../compile/outputs.ts";

type NestedNumbers = number | readonly NestedNumbers[];

/**
 * A number, `[1, 2]` or `[1, 2; 3, 4]`; arrays of more axes as lists of lists.
 *
 * @example
 * arrayText({ data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] }, String) // [1, 2; 3, 4]
 */
export function arrayText(value: OutputValue, text: (entry: number) => string): string {
  const nested = arrayData(value);
  const listed = (e: NestedNumbers): string => (typeof e === "number" ? text(e) : `[${e.map(listed).join(", ")}]`);
  if (typeof value === "number" || !("shape" in value) || value.shape.length !== 2) return listed(nested);
  const rows = (nested as readonly (readonly number[])[]).map((row) => row.map(text).join(", "));
  return `[${rows.join("; ")}]`;
}

/** A number, a list, or a list of lists. */
export function arrayData(value: OutputValue): NestedNumbers {
  if (typeof value === "number") return value;
  return "shape" in value ? nestedLists(value.data, value.shape) : [...value];
}

function nestedLists(data: Float64Array, [size = 0, ...inner]: readonly number[]): NestedNumbers {
  if (inner.length === 0) return [...data];
  const length = inner.reduce((product, each) => product * each, 1);
  return Array.from({ length: size }, (_, k) => nestedLists(data.subarray(k * length, (k + 1) * length), inner));
}
