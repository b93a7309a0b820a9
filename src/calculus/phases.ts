/**
 * What happens to a formula around differentiation: stable forms before, so that no derivative of an overflowing form
 * is ever taken; stable forms after; and at last the words of the input.
 */

import { openBinder } from "../core/binder.ts";
import { within } from "../core/budget.ts";
import { UnsupportedError } from "../core/error.ts";
import { bitOf, type Expression } from "../core/expression.ts";
import { substitute, transform } from "../core/traverse.ts";
import { derivativeAt, isDerivative } from "../operators/derivative.ts";
import { integerOf } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import * as phases from "../simplify/simplify.ts";
import { derivativeOfOrder } from "./order.ts";

/** Before differentiating: the derivatives in the formula worked out, and its stable form. */
export const prepare = (e: Expression, operations?: number): Expression =>
  phases.stabilize(expandDerivatives(e, operations));

/** After differentiating: for a reader who wrote `input`. */
export const present = (e: Expression, input: Expression): Expression => presentAll([e], input)[0]!;

/** The same for several results; the work that they share is done once. */
export const presentAll = (all: readonly Expression[], input: Expression): Expression[] =>
  phases.presentAll(phases.stabilizeDerivatives(all), input);

/**
 * Works out the derivatives that stand in a formula, innermost first.
 *
 * @example
 * toText(expandDerivatives(parse("d/dx x^2"))) // 2*x
 */
export const expandDerivatives = (e: Expression, operations?: number): Expression =>
  (e.operators & bitOf(derivativeAt.operator)) === 0 ? e : within(operations, () => expanded(e));

function expanded(e: Expression): Expression {
  let isFirst = true; // the others may be derivatives of what it has become
  return transform(e, (node) => {
    if (!isDerivative(node)) return node;
    const { index, body, from: point, to: order } = openBinder(node);
    const times = integerOf(order);
    if (times === undefined || times < 0)
      throw new UnsupportedError(`${toText(order)} is not the order of a derivative`);
    const result = derivativeOfOrder(body, index, times, isFirst);
    isFirst = false;
    return substitute(result, new Map([[index, point]]));
  });
}
