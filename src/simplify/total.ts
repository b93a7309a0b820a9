/** Sums of all entries, term by term where that cancels: those of `x - sum(x)/n` add up to 0. */
import type { Expression } from "../core/expression.ts";
import { add, multiply, power } from "../operators/arithmetic.ts";
import { isFill } from "../operators/fill.ts";
import { and, notEqual } from "../operators/logic.ts";
import { MINUS_ONE, ZERO } from "../operators/number.ts";
import { factorsOf, isSum, termsOf } from "../operators/ring.ts";
import { total } from "../operators/sums.ts";
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

export const TOTALS: readonly Procedure[] = [sumOfTerms];

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
