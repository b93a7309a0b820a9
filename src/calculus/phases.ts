/** What happens to a formula before and after it is differentiated. */

import { openBinder } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { substitute, transform } from "../core/traverse.ts";
import { isDerivative } from "../operators/derivative.ts";
import { integerOf, ONE } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import { reverseSweep } from "./reverse.ts";

/** Works out the derivatives that stand in a formula, innermost first. */
export function expandDerivatives(e: Expression): Expression {
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

export const prepare = (e: Expression): Expression => expandDerivatives(e);
export const present = (e: Expression, _input: Expression): Expression => e;
