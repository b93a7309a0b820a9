/**
 * The weight of an expression: about the length of its text, where stable functions weigh less than what they stand
 * for. Every rule makes it smaller, so rewriting ends.
 */
import { type Call, type Expression, isConstant } from "../core/expression.ts";
import { isInteger, isMinusOne } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { orderOfNeeds } from "../core/traverse.ts";
import { exp, log } from "../operators/exponential.ts";
import { cosh, sinh } from "../operators/hyperbolic.ts";
import { numberOf } from "../operators/number.ts";
import { abs, hypot, max, min } from "../operators/piecewise.ts";
import { isPower, isProduct, isSum } from "../operators/ring.ts";
import { sigmoid } from "../operators/sigmoidal.ts";
import { acos, asin, atan, cos, sin, tan } from "../operators/trigonometric.ts";
import { isReducibleMagnitude } from "./magnitudes.ts";
import { isTurned } from "./orientation.ts";
import { isReducibleRoot } from "./radicals.ts";

const weights = new WeakMap<Expression, number>();

/** Of the tree, not of the shared graph; a double, so it may grow beyond counting but never fails. */
export function weightOf(e: Expression): number {
  const known = weights.get(e);
  if (known !== undefined) return known;
  for (const node of orderOfNeeds([e], undefined, weights)) weights.set(node, nodeWeight(node));
  return weights.get(e)!;
}

function nodeWeight(e: Expression): number {
  if (e.kind !== "call") return 1;
  if (isPower(e)) return powerWeight(e);
  if (isProduct(e)) return productWeight(e);
  let total = headWeight(e);
  for (const argument of e.args) total += weights.get(argument)!;
  return total;
}

function headWeight(e: Call): number {
  if (e.args.length === 0) return 1;
  if (isSum(e)) return isTurned(e) ? 2 + TURNED : 2;
  const head = HEADS.get(e.operator) ?? 2;
  if (e.operator === log.operator && isPower(e.args[0]!)) return head + 3;
  return isReducibleMagnitude(e) ? head + 3 : head;
}

/**
 * Exponentials and logarithms are what the stable functions save, more so where an exponent can come out; the sine of
 * an angle may be a root, an arc a multiple of pi.
 */
const HEADS: ReadonlyMap<Operator, number> = new Map<Operator, number>([
  [exp.operator, 10],
  [log.operator, 6],
  [cosh.operator, 6],
  [sinh.operator, 6],
  [sin.operator, 5],
  [cos.operator, 5],
  [tan.operator, 5],
  [sigmoid.operator, 4],
  [abs.operator, 3],
  [max.operator, 3],
  [min.operator, 3],
  [hypot.operator, 7],
  [asin.operator, 4],
  [acos.operator, 4],
  [atan.operator, 4],
]);

/** Of `x - y` and `y - x` the one that begins with a minus weighs a little more. */
const TURNED = 1 / 16;

/** A number in front counts as one with its sign, and a sign alone as nothing: what is negated is no longer. */
function productWeight(e: Call): number {
  let total = isReducibleRoot(e) ? 1 : 0;
  for (const factor of e.args) total += weights.get(factor)!;
  const first = numberOf(e.args[0]!);
  if (first === undefined) return total + 2;
  if (!isMinusOne(first)) return total + 1;
  return total - 1 + (e.args.length > 2 ? 2 : 0);
}

/**
 * A number as exponent counts for every factor of the base, as if it stood at each: `(x*y)^2` is built as `x^2*y^2`.
 * Another exponent makes an exponential. A root that can be worked out is longer than what it gives.
 */
function powerWeight(e: Call): number {
  const [base, exponent] = e.args as [Expression, Expression];
  const inside = weights.get(base)!;
  if (!isConstant(exponent)) return inside + weights.get(exponent)! + 3;
  const each = isInteger(exponent.value) ? 3 : 4;
  return inside + each * countFactors(base) + (isPower(base) ? 1 : 0) + (isReducibleRoot(e) ? 3 : 0);
}

/** Also under roots and absolute values, which an outer exponent may take away. */
function countFactors(base: Expression): number {
  for (let inner = base; ; inner = inner.args[0]!) {
    if (inner.kind !== "call") return 1;
    if (isProduct(inner)) return inner.args.reduce((count, factor) => (isConstant(factor) ? count : count + 1), 0);
    if (!isPower(inner) && inner.operator !== abs.operator) return 1;
  }
}
