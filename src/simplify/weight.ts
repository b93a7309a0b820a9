/**
 * The weight of an expression: about the length of its text, where stable functions weigh less than what they stand
 * for. Every rule makes it smaller, so rewriting ends.
 */
import type { Expression } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";
import { exp, log } from "../operators/exponential.ts";
import { isProduct } from "../operators/ring.ts";
import { sigmoid } from "../operators/sigmoidal.ts";

const weights = new WeakMap<Expression, number>();

/** Of the tree, not of the shared graph; a double, so it may grow beyond counting but never fails. */
export function weightOf(e: Expression): number {
  const known = weights.get(e);
  if (known !== undefined) return known;
  for (const node of postorder(e)) if (!weights.has(node)) weights.set(node, nodeWeight(node));
  return weights.get(e)!;
}

function nodeWeight(e: Expression): number {
  if (e.kind !== "call") return 1;
  let total = headWeight(e);
  for (const argument of e.args) total += weights.get(argument)!;
  return total;
}

/** Exponentials and logarithms are what the stable functions save. */
function headWeight(e: Expression): number {
  if (e.kind !== "call") return 1;
  if (e.operator === exp.operator || e.operator === log.operator) return 6;
  if (e.operator === sigmoid.operator) return 3;
  return isProduct(e) && e.args[0]!.kind === "constant" ? 1 : 2;
}
