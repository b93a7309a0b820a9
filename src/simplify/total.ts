/** Sums of all entries, term by term where that cancels: those of `x - sum(x)/n` add up to 0. */
import type { Expression, Shape } from "../core/expression.ts";
import { add, multiply, power } from "../operators/arithmetic.ts";
import { filled, isFill, unfilled } from "../operators/fill.ts";
import { and, notEqual } from "../operators/logic.ts";
import { integerOf, MINUS_ONE, ZERO } from "../operators/number.ts";
import { factorsOf, isSum, termsOf } from "../operators/ring.ts";
import { axisSum, total } from "../operators/sums.ts";
import { assume, type Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `sum(g - a*(x - sum(x)/n))` is `sum(g)`. Class B: where no size is 0 by which something is divided. */
const sumOfTerms: Procedure = {
  name: "sum-of-terms",
  operator: total.operator,
  with: [add.operator],
  apply: (e, context) => {
    const cancelled = new Set<Expression>();
    const opened = totalOf(e.args[0]!, e.args[0]!.shape, cancelled);
    if (weightOf(opened) >= weightOf(e)) return undefined;
    return assume(and(...[...cancelled].map((size) => notEqual(size, ZERO))), context) ? opened : undefined;
  },
};

/** The same along an axis: the columns of `X - ones(n)*sum(X, 1)'/n` add up to 0. Class B. */
const lineSumsOfTerms: Procedure = {
  name: "line-sums-of-terms",
  operator: axisSum.operator,
  with: [add.operator],
  apply: (e, context) => {
    const [array, axis] = e.args as [Expression, Expression];
    const cancelled = new Set<Expression>();
    const opened = lineSumsOf(array, axis, array.shape, cancelled);
    if (weightOf(opened) >= weightOf(e)) return undefined;
    return assume(and(...[...cancelled].map((size) => notEqual(size, ZERO))), context) ? opened : undefined;
  },
};

export const TOTALS: readonly Procedure[] = [sumOfTerms, lineSumsOfTerms];

/** The sums along an axis over a shape, in which a scalar counts for every entry. */
function lineSumsOf(e: Expression, axis: Expression, shape: Shape, cancelled: Set<Expression>): Expression {
  const along = integerOf(axis)! - 1;
  if (e.shape.length === 0 || isFill(e))
    return filled(timesCount(unfilled(e), [shape[along]!], cancelled), shape.toSpliced(along, 1));
  if (isSum(e)) return add(...termsOf(e).map((term) => lineSumsOf(term, axis, shape, cancelled)));
  const factors = factorsOf(e);
  const scalars = factors.filter((factor) => factor.shape.length === 0);
  const array = multiply(...factors.filter((factor) => factor.shape.length > 0));
  if (scalars.length > 0) return multiply(...scalars, lineSumsOf(array, axis, shape, cancelled));
  const sums = axisSum(e, axis);
  return withoutSize(sums, shape[along]!, cancelled);
}

/** `n*(v/n)` is v: a sum of what is repeated comes times the number of repetitions. */
function withoutSize(e: Expression, size: Expression, cancelled: Set<Expression>): Expression {
  const factors = factorsOf(e);
  const [times, over] = [factors.indexOf(size), factors.indexOf(power(size, MINUS_ONE))];
  if (times < 0 || over < 0) return e;
  cancelled.add(size);
  return multiply(...factors.filter((_, k) => k !== times && k !== over));
}

/** The sum of the entries over a shape, in which a scalar counts for every entry. */
function totalOf(e: Expression, shape: readonly Expression[], cancelled: Set<Expression>): Expression {
  if (e.shape.length === 0) return timesCount(e, shape, cancelled);
  if (isFill(e)) return timesCount(e.args[0]!, shape, cancelled);
  if (isSum(e)) return add(...termsOf(e).map((term) => totalOf(term, shape, cancelled)));
  const factors = factorsOf(e);
  const scalars = factors.filter((factor) => factor.shape.length === 0);
  const array = multiply(...factors.filter((factor) => factor.shape.length > 0));
  return scalars.length === 0 ? total(e) : multiply(...scalars, totalOf(array, shape, cancelled));
}

/** Times the number of entries; a size by which the value is divided goes out. */
function timesCount(value: Expression, shape: readonly Expression[], cancelled: Set<Expression>): Expression {
  let factors = factorsOf(value);
  for (const size of shape) {
    const at = factors.indexOf(power(size, MINUS_ONE));
    if (at >= 0) cancelled.add(size);
    factors = at < 0 ? [...factors, size] : factors.toSpliced(at, 1);
  }
  return multiply(...factors);
}
