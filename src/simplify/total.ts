/** Sums of all entries, term by term where that cancels: those of `x - sum(x)/n` add up to 0. */
import { type Expression, SCALAR, type Shape } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { add, multiply, power } from "../operators/arithmetic.ts";
import { filled, isFill, unfilled } from "../operators/fill.ts";
import { and, notEqual } from "../operators/logic.ts";
import { integerOf, MINUS_ONE, ZERO } from "../operators/number.ts";
import { factorsOf, isSum, termsOf } from "../operators/ring.ts";
import { splitScalars } from "../operators/scalar-factors.ts";
import { axisSum, total } from "../operators/sums.ts";
import { assume, type Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `sum(g - a*(x - sum(x)/n))` is `sum(g)`. */
const sumOfTerms: Procedure = termByTerm("sum-of-terms", total.operator, (shape) => ({
  sizes: shape,
  rest: SCALAR,
  of: total,
}));

/** The same along an axis: the columns of `X - ones(n)*sum(X, 1)'/n` add up to 0. */
const lineSumsOfTerms: Procedure = termByTerm("line-sums-of-terms", axisSum.operator, (shape, axis) => {
  const along = integerOf(axis!)! - 1;
  return { sizes: [shape[along]!], rest: shape.toSpliced(along, 1), of: (array) => axisSum(array, axis!) };
});

export const TOTALS: readonly Procedure[] = [sumOfTerms, lineSumsOfTerms];

/** A sum over an array of a certain shape. */
interface Summing {
  /** The sizes over which it goes, and those that are left. */
  readonly sizes: Shape;
  readonly rest: Shape;
  readonly of: (array: Expression) => Expression;
}

/** Class B: where no size is 0 by which something is divided. */
function termByTerm(
  name: string,
  operator: Operator,
  summing: (shape: Shape, axis: Expression | undefined) => Summing,
): Procedure {
  return {
    name,
    operator,
    with: [add.operator],
    apply: (e, context) => {
      const [array, axis] = e.args as [Expression, Expression | undefined];
      const cancelled = new Set<Expression>();
      const opened = opener(summing(array.shape, axis), cancelled)(array);
      if (weightOf(opened) >= weightOf(e)) return undefined;
      return assume(and(...[...cancelled].map((size) => notEqual(size, ZERO))), context) ? opened : undefined;
    },
  };
}

/** The sum of what stands in such an array, in which a scalar counts for every entry. */
function opener({ sizes, rest, of }: Summing, cancelled: Set<Expression>): (e: Expression) => Expression {
  const opened = (e: Expression): Expression => {
    if (e.shape.length === 0 || isFill(e)) return filled(timesCount(unfilled(e), sizes, cancelled), rest);
    if (isSum(e)) return add(...termsOf(e).map(opened));
    const [scalars, array] = splitScalars(e);
    return scalars.length > 0 ? multiply(...scalars, opened(array)) : withoutSizes(of(e), sizes, cancelled);
  };
  return opened;
}

/** `n*(v/n)` is v: a sum of what is repeated comes times the number of repetitions. */
function withoutSizes(e: Expression, sizes: Shape, cancelled: Set<Expression>): Expression {
  let factors = factorsOf(e);
  for (const size of sizes) {
    const [times, over] = [factors.indexOf(size), factors.indexOf(power(size, MINUS_ONE))];
    if (times < 0 || over < 0) continue;
    cancelled.add(size);
    factors = factors.filter((_, k) => k !== times && k !== over);
  }
  return multiply(...factors);
}

/** Times the number of entries; a size by which the value is divided goes out. */
function timesCount(value: Expression, sizes: Shape, cancelled: Set<Expression>): Expression {
  let factors = factorsOf(value);
  for (const size of sizes) {
    const at = factors.indexOf(power(size, MINUS_ONE));
    if (at >= 0) cancelled.add(size);
    factors = at < 0 ? [...factors, size] : factors.toSpliced(at, 1);
  }
  return multiply(...factors);
}
