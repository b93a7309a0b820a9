/** Whether two values agree within what rounding has done to both. */
import type { ReliableValue } from "../../src/simplify/reliable-value.ts";

/** Real for certain: near a pole rounding can make up a value. */
export const isReal = ({ value, error }: ReliableValue): boolean => error <= 1e-3 * (1 + Math.abs(value));
/** Not real for certain. */
export const isUnreal = ({ value, error }: ReliableValue): boolean => Number.isNaN(value) && error === 0;

/** `undefined` where one of the two is not known; errors are bounds to first order, so ten times their sum is allowed. */
export function agree(a: ReliableValue, b: ReliableValue): boolean | undefined {
  if (Number.isNaN(a.value) || Number.isNaN(b.value)) return undefined;
  return Math.abs(a.value - b.value) <= 10 * (a.error + b.error) + 1e-300;
}
