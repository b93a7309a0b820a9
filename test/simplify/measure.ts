/** The measures that rules decrease: the weight, but for some rules something that no other rule of their phase brings back. */
import { type Expression, isConstant } from "../../src/core/expression.ts";
import type { Operator } from "../../src/core/operator.ts";
import { postorder } from "../../src/core/traverse.ts";
import { log } from "../../src/operators/exponential.ts";
import { productOver } from "../../src/operators/indexed.ts";
import { numberOf } from "../../src/operators/number.ts";
import { isPower, isWhere } from "../../src/operators/ring.ts";
import { weightOf } from "../../src/simplify/weight.ts";

const count = (e: Expression, holds: (node: Expression) => boolean): number => postorder(e).filter(holds).length;

const calls = (e: Expression, { operator }: { readonly operator: Operator }): number =>
  count(e, (node) => node.kind === "call" && node.operator === operator);

/**
 * `log(exp(x) - exp(y)) = x + log1mexp(y - x)` has x twice, so a long x makes it longer. But a logarithm is gone for
 * good: no other rule of its phase makes a new one but of numbers, so the number of different logarithms and then the
 * weight decrease.
 */
const logarithms = (e: Expression): number =>
  count(e, (node) => node.kind === "call" && node.operator === log.operator && !isConstant(node.args[0]!));

/** Under a logarithm a product becomes a sum; no rule makes a product over an index. */
const products = (e: Expression): number => calls(e, productOver);

/** A power beside a factor that may be 0 gets a condition into its exponent, once. */
const openPowers = (e: Expression): number =>
  count(e, (node) => isPower(node) && !isConstant(node.args[1]!) && !isWhere(node.args[1]!));

/** How often something is divided by. */
const divisors = (e: Expression): number =>
  postorder(e).reduce((sum, node) => sum + Math.max(0, isPower(node) ? -Number(numberOf(node.args[1]!) ?? 0) : 0), 0);

const OTHERS: ReadonlyMap<string, (e: Expression) => number> = new Map([
  ["log-of-exp-difference", logarithms],
  ["power-times-log-square", logarithms],
  ["log-of-sinh", logarithms],
  ["log-of-expm1", logarithms],
  ["log-of-indexed-product", products],
  ["share-of-sum", divisors],
  ["power-beside-zero", openPowers],
]);

/** The measure that a rule decreases. */
export const measureOf = (rule: string): ((e: Expression) => number) => OTHERS.get(rule) ?? weightOf;
