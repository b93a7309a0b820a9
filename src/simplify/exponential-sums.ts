/**
 * Sums of exponentials over an index: their logarithm and their shares never overflow. Source: Blanchard, Higham and
 * Higham (2021), Accurately computing the log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41.
 */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";
import { add, divide, FLATTEN, multiply, negate, power, subtract } from "../operators/arithmetic.ts";
import { exp, log, logaddexp } from "../operators/exponential.ts";
import { isSumOver, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { greater } from "../operators/logic.ts";
import { numberOf, ONE, ZERO } from "../operators/number.ts";
import { isKnownPositive } from "../operators/range.ts";
import { baseOf, exponentOf, factorsOf, isExponential, termsOf } from "../operators/ring.ts";
import { assume, type Procedure } from "./rewrite.ts";

/** `log(y*sum(p*exp(x), i=1..n))` of a positive p is `logsumexp(x + log(p), i=1..n) + log(y)`. Class A. */
const logOfIndexedSum: Procedure = {
  name: "log-of-indexed-sum",
  operator: log.operator,
  with: [sumOver.operator, exp.operator],
  apply: ({ args: [x] }) => {
    const factors = factorsOf(x!);
    const at = factors.findIndex((factor) => logOfSum(factor) !== undefined);
    if (at < 0) return undefined;
    const others = factors.filter((_, k) => k !== at);
    return add(logOfSum(factors[at]!)!, log(multiply(...others)));
  },
};

/** `exp(y)/sum(exp(x), i=1..n)` is `exp(y - logsumexp(x, i=1..n))`; so is a sum of exponentials above. Class A. */
const shareOfIndexedSum: Procedure = {
  name: "share-of-indexed-sum",
  operator: multiply.operator,
  with: [sumOver.operator, exp.operator, power.operator],
  apply: (e) => {
    for (const divisor of e.args) {
      const n = numberOf(exponentOf(divisor));
      const size = n !== undefined && Number(n) <= -1 ? logOfSum(baseOf(divisor)) : undefined;
      if (size === undefined) continue;
      for (const numerator of e.args) {
        const share = divided(numerator, size);
        if (share === undefined) continue;
        const others = e.args.filter((factor) => factor !== divisor && factor !== numerator);
        return multiply(share, power(baseOf(divisor), add(exponentOf(divisor), ONE)), ...others);
      }
    }
    return undefined;
  },
};

/** For a reader the way back: `exp(y - log(s))` of a sum over an index is `exp(y)/s`. Class B: an empty sum has no logarithm. */
const shareWrittenOut: Procedure = {
  name: "share-written-out",
  operator: exp.operator,
  with: [sumOver.operator, log.operator],
  apply: ({ args: [x] }, context) => {
    for (const term of termsOf(x!)) {
      const size = logarithmed(negate(term));
      if (size === undefined || !isSumOver(size) || !assume(greater(size, ZERO), context)) continue;
      return divide(exp(subtract(x!, term)), size);
    }
    return undefined;
  },
};

/** Also after differentiating, where what was stable stays so. */
export const LOGARITHMS_OF_SUMS: readonly Procedure[] = [logOfIndexedSum];
export const SHARES: readonly Procedure[] = [shareOfIndexedSum];
export const READABLE_SHARES: readonly Procedure[] = [shareWrittenOut];

const logarithmed = (e: Expression): Expression | undefined =>
  isCall(e) && e.operator === log.operator ? e.args[0] : undefined;

/** The logarithm of a sum over an index of positive terms, in each of which there is an exponential. */
function logOfSum(e: Expression): Expression | undefined {
  if (!isSumOver(e)) return undefined;
  const [index, body, from, to] = e.args as [Expression, Expression, Expression, Expression];
  const terms = termsOf(body);
  if (terms.length > FLATTEN) return undefined;
  const logarithms = terms.map(logOfTerm);
  if (logarithms.some((logarithm) => logarithm === undefined)) return undefined;
  const each = (logarithms as Expression[]).reduce((total, logarithm) => logaddexp(total, logarithm));
  return logSumExpOver.operator.build([index, each, from, to]);
}

/** The logarithm of a product of positive numbers, exponentials and sums of them, with one of the latter at least. */
export function logOfTerm(term: Expression): Expression | undefined {
  const positive = factorsOf(term).filter((factor) => isKnownPositive(factor) && !isExponential(factor));
  const others = factorsOf(term).filter((factor) => !positive.includes(factor));
  const logarithms = others.map((factor) => (isExponential(factor) ? factor.args[0]! : logOfSum(factor)));
  if (others.length === 0 || logarithms.some((logarithm) => logarithm === undefined)) return undefined;
  return add(...(logarithms as Expression[]), log(multiply(...positive)));
}

/** An exponential, or a sum of terms with one each, divided by the exponential of `size`; each is divided once. */
function divided(e: Expression, size: Expression): Expression | undefined {
  if (isExponential(e)) return postorder(e).includes(size) ? undefined : exp(subtract(e.args[0]!, size));
  if (!isSumOver(e)) return undefined;
  const [index, body, from, to] = e.args as [Expression, Expression, Expression, Expression];
  const terms = termsOf(body).map((term) => dividedTerm(term, size));
  if (terms.length > FLATTEN || terms.some((term) => term === undefined)) return undefined;
  return (e as Call).operator.build([index, add(...(terms as Expression[])), from, to]);
}

function dividedTerm(term: Expression, size: Expression): Expression | undefined {
  const factors = factorsOf(term);
  for (const [k, factor] of factors.entries()) {
    const share = divided(factor, size);
    if (share !== undefined) return multiply(...factors.with(k, share));
  }
  return undefined;
}
