/** Conditions that facts decide: `x > 0`, `x != 0 and y >= 1`. What they do not decide is unknown, never false. */
import type { Expression } from "../core/expression.ts";
import { type Interval, isNegative, isNonnegative, isNonpositive, isNonzero, isPositive } from "../core/interval.ts";
import type { Operator } from "../core/operator.ts";
import { subtract } from "./arithmetic.ts";
import { and, greater, greaterOrEqual, less, lessOrEqual, notEqual } from "./logic.ts";
import { isOneConstant } from "./number.ts";
import { rangeOf } from "./range.ts";

/** What each comparison says of the difference of its sides. */
const DIFFERENCE: ReadonlyMap<Operator, (difference: Interval) => boolean> = new Map([
  [greater.operator, isPositive],
  [greaterOrEqual.operator, isNonnegative],
  [less.operator, isNegative],
  [lessOrEqual.operator, isNonpositive],
  [notEqual.operator, isNonzero],
]);

/** Whether the facts of the symbols prove the condition. */
export function isProved(condition: Expression): boolean {
  if (isOneConstant(condition)) return true;
  if (condition.kind !== "call") return false;
  if (condition.operator === and.operator) return condition.args.every(isProved);
  const holds = DIFFERENCE.get(condition.operator);
  return holds?.(rangeOf(subtract(condition.args[0]!, condition.args[1]!))) ?? false;
}
