/**
 * Sums of which one equation leaves one term: `sum(where(j == i, u(i), 0), i=a..b)` is u(j), where j is in the range.
 * So entries that are 0 but for one vanish from derivatives by arrays (the Kronecker delta).
 */
import type { Expression, SymbolNode } from "../core/expression.ts";
import { isMinusOne, isOne } from "../core/number.ts";
import { substitute } from "../core/traverse.ts";
import { add, negate, subtract } from "./arithmetic.ts";
import { dependsOn } from "./comprehension.ts";
import { isCount } from "./integer-range.ts";
import { and, equal, where } from "./logic.ts";
import { isZeroConstant, ZERO } from "./number.ts";
import { isKnownInteger, isKnownNonnegative } from "./range.ts";
import { coefficientOf, isWhere, termsOf } from "./ring.ts";

/** The one term, or 0 if it is outside of the range; `undefined` where no equation says which it is. */
export function oneTerm(index: SymbolNode, body: Expression, from: Expression, to: Expression): Expression | undefined {
  for (const condition of conditionsOf(body)) {
    if (condition.kind !== "call" || condition.operator !== equal.operator) continue;
    const at = solution(subtract(condition.args[0]!, condition.args[1]!), index);
    if (at === undefined) continue;
    const inside = [subtract(at, from), subtract(to, at)].filter((count) => !isKnownNonnegative(count));
    // There the equation holds, which its constructor knows.
    const value = substitute(body, new Map([[index, at]]));
    return inside.reduce((e, count) => where(isCount(count), e, ZERO), value);
  }
  return undefined;
}

/** All that must hold where a conditional is not 0. */
function conditionsOf(body: Expression): Expression[] {
  const conditions: Expression[] = [];
  for (let e = body; isWhere(e) && isZeroConstant(e.args[2]!); e = e.args[1]!) {
    const condition = e.args[0]!;
    if (condition.kind === "call" && condition.operator === and.operator) conditions.push(...condition.args);
    else conditions.push(condition);
  }
  return conditions;
}

/** The integer at which `index - j` or `j - index` is 0. */
function solution(difference: Expression, index: SymbolNode): Expression | undefined {
  const terms = termsOf(difference);
  const own = terms.filter((term) => dependsOn(term, index));
  const [term] = own;
  if (own.length !== 1 || term === undefined) return undefined;
  const rest = add(...terms.filter((other) => other !== term));
  const coefficient = coefficientOf(term);
  const isAlone = term === index || term === negate(index);
  const at = isOne(coefficient) ? negate(rest) : rest;
  return isAlone && (isOne(coefficient) || isMinusOne(coefficient)) && isKnownInteger(at) ? at : undefined;
}
