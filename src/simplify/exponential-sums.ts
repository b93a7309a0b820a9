/**
 * Sums of exponentials, over an index or term by term: their logarithm and their shares never overflow. Source: Blanchard, Higham and
 * Higham (2021), Accurately computing the log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41.
 */
import { type Call, type Expression, isCall, isConstant } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";
import { add, divide, FLATTEN, multiply, negate, power, subtract } from "../operators/arithmetic.ts";
import { exp, log, logaddexp } from "../operators/exponential.ts";
import { cosh, logcosh } from "../operators/hyperbolic.ts";
import { isSumOver, productOver, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { greater } from "../operators/logic.ts";
import { isOneConstant, numberOf, ONE, ZERO } from "../operators/number.ts";
import { isKnownPositive } from "../operators/range.ts";
import { logsumexp } from "../operators/reduction.ts";
import { baseOf, exponentOf, factorsOf, isExponential, isSum, termsOf } from "../operators/ring.ts";
import { isTotal } from "../operators/sums.ts";
import { assume, type Procedure } from "./rewrite.ts";

/** `log(y*f)` is `log(y) + log(f)` of a positive factor that has a stable logarithm: a sum of exponentials, cosh. Class A. */
const logOfFactor: Procedure = {
  name: "log-of-factor",
  operator: log.operator,
  apply: ({ args: [x] }) =>
    logOfParts(x!, (factor) =>
      isCall(factor) && factor.operator === cosh.operator ? logcosh(factor.args[0]!) : logOfSum(factor),
    ),
};

/** `log(y*prod(p, i=1..n))` of a positive p is `log(y) + sum(log(p), i=1..n)`. Class A. */
const logOfIndexedProduct: Procedure = {
  name: "log-of-indexed-product",
  operator: log.operator,
  with: [productOver.operator],
  apply: ({ args: [x] }) => logOfParts(x!, logOfProduct),
};

/** The logarithm of the first factor, or of its base, that has one of its own, beside that of the others. */
export function logOfParts(
  x: Expression,
  logarithmOf: (factor: Expression) => Expression | undefined,
): Expression | undefined {
  const factors = factorsOf(x);
  for (const [k, factor] of factors.entries()) {
    const exponent = exponentOf(factor);
    const logarithm = isConstant(exponent) ? logarithmOf(baseOf(factor)) : undefined;
    if (logarithm !== undefined)
      return add(multiply(exponent, logarithm), log(multiply(...factors.filter((_, j) => j !== k))));
  }
  return undefined;
}

/** `exp(y)/(exp(y) + exp(x))` is `exp(y - logaddexp(x, y))`, and so for sums over an index, above and below. Class A. */
const shareOfSum: Procedure = {
  name: "share-of-sum",
  operator: multiply.operator,
  with: [exp.operator, power.operator],
  apply: (e) => {
    for (const divisor of e.args) {
      const n = numberOf(exponentOf(divisor));
      const size =
        n !== undefined && Number(n) <= -1 ? (logOfSum(baseOf(divisor)) ?? logOfScalarSum(baseOf(divisor))) : undefined;
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

/** For a reader the way back: `exp(y - log(s))` of a sum of exponentials is `exp(y)/s`. Class B: an empty sum has no logarithm. */
const shareWrittenOut: Procedure = {
  name: "share-written-out",
  operator: exp.operator,
  with: [log.operator],
  apply: ({ args: [x] }, context) => {
    for (const term of termsOf(x!)) {
      const size = logarithmed(negate(term));
      if (size === undefined || !(isSumOver(size) || logOfScalarSum(size)) || !assume(greater(size, ZERO), context))
        continue;
      return divide(exp(subtract(x!, term)), size);
    }
    return undefined;
  },
};

/** Also after differentiating, where what was stable stays so. */
export const LOGARITHMS_OF_FACTORS: readonly Procedure[] = [logOfFactor, logOfIndexedProduct];
export const SHARES: readonly Procedure[] = [shareOfSum];
export const READABLE_SHARES: readonly Procedure[] = [shareWrittenOut];

const logarithmed = (e: Expression): Expression | undefined =>
  isCall(e) && e.operator === log.operator ? e.args[0] : undefined;

/** The logarithm of a sum over an index of positive terms, in each of which there is an exponential; or of that of a vector. */
function logOfSum(e: Expression): Expression | undefined {
  if (isTotal(e))
    return isExponential(e.args[0]!) && e.args[0].shape.length === 1 ? logsumexp(e.args[0].args[0]!) : undefined;
  if (!isSumOver(e)) return undefined;
  const [index, body, from, to] = e.args as [Expression, Expression, Expression, Expression];
  const terms = termsOf(body);
  if (terms.length > FLATTEN) return undefined;
  const logarithms = terms.map(logOfTerm);
  if (logarithms.some((logarithm) => logarithm === undefined)) return undefined;
  const each = (logarithms as Expression[]).reduce((total, logarithm) => logaddexp(total, logarithm));
  return logSumExpOver.operator.build([index, each, from, to]);
}

/** The logarithm of a sum of terms that have one by `logOfTerm`, and of other positive ones; as nested `logaddexp`. */
export function logOfScalarSum(e: Expression): Expression | undefined {
  if (!isSum(e) || e.args.length > FLATTEN) return undefined;
  const known = e.args.map(logOfTerm);
  const logarithms = known.filter((logarithm) => logarithm !== undefined);
  const others = e.args.filter((_, k) => known[k] === undefined);
  if (logarithms.length === 0 || !others.every(isKnownPositive)) return undefined;
  if (others.length > 0) logarithms.push(isOneConstant(add(...others)) ? ZERO : log(add(...others)));
  return logarithms.reduce((total, logarithm) => logaddexp(total, logarithm));
}

/** The logarithm of a product of positive numbers, exponentials and sums of them, with one of the latter at least. */
function logOfTerm(term: Expression): Expression | undefined {
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

function logOfProduct(e: Expression): Expression | undefined {
  if (!isCall(e) || e.operator !== productOver.operator) return undefined;
  const [index, body, from, to] = e.args as [Expression, Expression, Expression, Expression];
  return isKnownPositive(body) ? sumOver.operator.build([index, log(body), from, to]) : undefined;
}
