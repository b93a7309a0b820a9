/** Sums, products and powers as nodes of mathjs, written as a person would: `a - b`, `-2 * x / (3 * y)`, `sqrt(x)`. */
import type { MathNode } from "mathjs";
import { type Expression, isConstant } from "../../core/expression.ts";
import { negateNumber } from "../../core/number.ts";
import { type Divisor, divisorOf, fraction, isNegativeTerm, readingOrder } from "../../operators/arithmetic-text.ts";
import { HALF, isNegativeConstant, ONE } from "../../operators/number.ts";
import { factorsOf } from "../../operators/ring.ts";
import { functionNode, numberNode, operation, parenthesis } from "./make.ts";

/** The node of a part. */
export type NodeOf = (e: Expression) => MathNode;

export function sumNode(terms: readonly Expression[], nodeOf: NodeOf): MathNode {
  const [first, ...rest] = readingOrder(terms) as [Expression, ...Expression[]];
  return rest.reduce(
    (left, term) =>
      isNegativeTerm(term)
        ? operation("subtract", left, oppositeNode(term, nodeOf))
        : operation("add", left, nodeOf(term)),
    grouped(nodeOf(first), ["add", "subtract"]),
  );
}

export const productNode = (factors: readonly Expression[], nodeOf: NodeOf): MathNode =>
  fractionNode(factors, false, nodeOf);

export function powerNode(base: Expression, exponent: Expression, nodeOf: NodeOf): MathNode {
  if (exponent === HALF) return functionNode("sqrt", nodeOf(base));
  if (isNegativeConstant(exponent)) return divided(nodeOf(ONE), [divisorOf(base, exponent)], nodeOf);
  const entrywise = base.shape.length > 0 || exponent.shape.length > 0;
  return operation(entrywise ? "dotPow" : "pow", nodeOf(base), nodeOf(exponent));
}

/** A negative term without its sign. */
const oppositeNode = (term: Expression, nodeOf: NodeOf): MathNode =>
  isConstant(term) ? numberNode(negateNumber(term.value)) : fractionNode(factorsOf(term), true, nodeOf);

function fractionNode(factors: readonly Expression[], negated: boolean, nodeOf: NodeOf): MathNode {
  const { negative, top, bottom } = fraction(factors, negated);
  const [first, ...rest] = top.length === 0 ? [ONE] : top;
  const leading = grouped(nodeOf(first!), PRODUCTS);
  let array = first!.shape.length > 0;
  let above = negative ? operation("unaryMinus", leading) : leading;
  for (const factor of rest) {
    above = operation(array && factor.shape.length > 0 ? "dotMultiply" : "multiply", above, factorNode(factor, nodeOf));
    array ||= factor.shape.length > 0;
  }
  return bottom.length === 0 ? above : divided(above, bottom, nodeOf);
}

/** An array that is itself a product gets parentheses: `.*` and `*` of arrays must not mix. */
export const factorNode = (factor: Expression, nodeOf: NodeOf): MathNode =>
  factor.shape.length > 0 ? grouped(nodeOf(factor), PRODUCTS) : nodeOf(factor);

const PRODUCTS: readonly string[] = ["multiply", "divide", "dotMultiply", "dotDivide"];

function divided(above: MathNode, bottom: readonly Divisor[], nodeOf: NodeOf): MathNode {
  const below = bottom.map(({ base, exponent }) =>
    exponent === ONE ? factorNode(base, nodeOf) : powerNode(base, exponent, nodeOf),
  );
  const arrays = bottom.filter(({ base }) => base.shape.length > 0).length;
  const [first, ...rest] = below as [MathNode, ...MathNode[]];
  const times = arrays > 1 ? "dotMultiply" : "multiply";
  const denominator = rest.reduce((left, right) => operation(times, left, right), first);
  return operation(arrays > 0 ? "dotDivide" : "divide", above, denominator);
}

/** A sum that is kept as one term gets parentheses where the chain would otherwise take it in. */
const grouped = (node: MathNode, chain: readonly string[]): MathNode =>
  "fn" in node && typeof node.fn === "string" && chain.includes(node.fn) ? parenthesis(node) : node;
