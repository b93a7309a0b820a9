/**
 * The weight of an expression: about the length of its text, where stable functions weigh less than what they stand
 * for. Every rule makes it smaller, so rewriting ends.
 */
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { postorder } from "../core/traverse.ts";
import { exp, log } from "../operators/exponential.ts";
import { isPower, isProduct, isSum } from "../operators/ring.ts";
import { sigmoid } from "../operators/sigmoidal.ts";
import { acos, asin, atan } from "../operators/trigonometric.ts";
import { isReducibleMagnitude } from "./magnitudes.ts";
import { isTurned } from "./orientation.ts";
import { isReducibleRoot } from "./radicals.ts";

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

function headWeight(e: Call): number {
  if (e.args.length === 0) return 1;
  const known = HEADS.get(e.operator);
  if (known !== undefined) return known;
  if (isPower(e)) return powerWeight(e);
  if (isSum(e)) return isTurned(e) ? 2 + TURNED : 2;
  if (!isProduct(e)) return isReducibleMagnitude(e) ? 3 : 2;
  return (e.args[0]!.kind === "constant" ? 1 : 2) + (isReducibleRoot(e) ? 1 : 0);
}

/** Exponentials and logarithms are what the stable functions save; an arc of a number may be a multiple of pi. */
const HEADS: ReadonlyMap<Operator, number> = new Map<Operator, number>([
  [exp.operator, 6],
  [log.operator, 6],
  [sigmoid.operator, 3],
  [asin.operator, 4],
  [acos.operator, 4],
  [atan.operator, 4],
]);

/** An exponent that is no number makes an exponential; a root that can be worked out is longer than what it gives. */
const powerWeight = (e: Call): number => (e.args[1]!.kind === "constant" ? 2 : 3) + (isReducibleRoot(e) ? 3 : 0);

/** Of `x - y` and `y - x` the one that begins with a minus weighs a little more. */
const TURNED = 1 / 16;
