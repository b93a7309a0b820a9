/** Where the value of an expression lies, as far as the facts of its symbols and its operators tell. */
import type { Expression } from "../core/expression.ts";
import { type Interval, isNegative, isNonnegative, isPositive, point, REAL } from "../core/interval.ts";
import { toNumber } from "../core/number.ts";
import { orderOfNeeds } from "../core/traverse.ts";

const known = new WeakMap<Expression, Interval>();

/**
 * An interval that holds the value wherever it is real.
 *
 * @example
 * rangeOf(parse("exp(x) + 1")).low // 1
 */
export function rangeOf(e: Expression): Interval {
  const found = known.get(e);
  if (found !== undefined) return found;
  for (const node of orderOfNeeds([e], undefined, known)) known.set(node, rangeOfNode(node));
  return known.get(e)!;
}

export const isKnownPositive = (e: Expression): boolean => isPositive(rangeOf(e));
export const isKnownNonnegative = (e: Expression): boolean => isNonnegative(rangeOf(e));
export const isKnownNonzero = (e: Expression): boolean => isPositive(rangeOf(e)) || isNegative(rangeOf(e));
export const isKnownInteger = (e: Expression): boolean => rangeOf(e).integer;

function rangeOfNode(e: Expression): Interval {
  if (e.kind === "constant") return point(toNumber(e.value));
  if (e.kind === "symbol") return e.facts.interval;
  const range = e.operator.range(e.args.map((argument) => known.get(argument)!));
  return Number.isNaN(range.low) || Number.isNaN(range.high) ? REAL : range;
}
