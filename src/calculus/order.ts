/** Derivatives of any order by one variable: sweep after sweep, each over what the one before has made. */
import { spend } from "../core/budget.ts";
import type { Expression } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";
import { ONE } from "../operators/number.ts";
import { reverseSweep } from "./reverse.ts";

/** What the sweep of an operand takes, in additions of doubles: each becomes a product, in a sum, of which some cancel. */
const OPERATIONS_PER_OPERAND = 750;

const countOperands = (e: Expression): number =>
  postorder(e).reduce((count, node) => count + (node.kind === "call" ? node.args.length : 0), 0);

/**
 * The derivative of an order. What is swept may have grown many times with each order before, so only the sweep of
 * what was `given` is free.
 *
 * @throws {LimitError} if it grows beyond the budget.
 */
export function derivativeOfOrder(e: Expression, variable: Expression, order: number, isGiven = true): Expression {
  let result = e;
  for (let k = 0; k < order; k++) {
    if (k > 0 || !isGiven) {
      spend(
        OPERATIONS_PER_OPERAND * countOperands(result),
        "Derivatives of derivatives grow",
        "Take one of a lower order",
      );
    }
    const [next] = reverseSweep(new Map([[result, ONE]]), [variable]) as [Expression];
    if (next === result) return next; // 0, and exponentials: it stays so
    result = next;
  }
  return result;
}
