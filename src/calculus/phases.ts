/**
 * What happens to a formula around differentiation: stable forms before, so that no derivative of an overflowing form
 * is ever taken; stable forms after; and at last the words of the input.
 */
import { openBinder } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { bitOf, type Expression } from "../core/expression.ts";
import { substitute, transform } from "../core/traverse.ts";
import { derivativeAt, isDerivative } from "../operators/derivative.ts";
import { integerOf, ONE } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import * as phases from "../simplify/simplify.ts";
import { reverseSweep } from "./reverse.ts";

/** Before differentiating: the derivatives in the formula worked out, and its stable form. */
export const prepare = (e: Expression): Expression => phases.stabilize(expandDerivatives(e));

/** After differentiating: for a reader who wrote `input`. */
export const present = (e: Expression, input: Expression): Expression =>
  phases.present(phases.stabilizeDerivative(e), input);

/**
 * Works out the derivatives that stand in a formula, innermost first.
 *
 * @example
 * toText(expandDerivatives(parse("d/dx x^2"))) // 2*x
 */
export function expandDerivatives(e: Expression): Expression {
  if ((e.operators & bitOf(derivativeAt.operator)) === 0) return e;
  return transform(e, (node) => {
    if (!isDerivative(node)) return node;
    const { index, body, from: point, to: order } = openBinder(node);
    const times = integerOf(order);
    if (times === undefined || times < 0)
      throw new UnsupportedError(`${toText(order)} is not the order of a derivative`);
    let result = body;
    for (let k = 0; k < times; k++) [result] = reverseSweep(new Map([[result, ONE]]), [index]) as [Expression];
    return substitute(result, new Map([[index, point]]));
  });
}
