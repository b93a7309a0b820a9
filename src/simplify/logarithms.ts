/** Logarithms of products, powers and sums of exponentials. */
import { constant, type Expression } from "../core/expression.ts";
import { isEven, isInteger, isOdd } from "../core/number.ts";
import { add, multiply, negate } from "../operators/arithmetic.ts";
import { exp, log, logaddexp } from "../operators/exponential.ts";
import { numberOf, ONE } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { isKnownPositive } from "../operators/range.ts";
import { exponentOf, factorsOf, isExponential, isPower, isProduct, isSum, termsOf } from "../operators/ring.ts";
import { softplus } from "../operators/sigmoidal.ts";
import type { Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `log(exp(x)*y) = x + log(y)`: an exponential is positive, so both sides are real for the same y. */
const logOfExponentials: Procedure = {
  name: "log-of-exponential-factor",
  operator: log.operator,
  with: [exp.operator],
  apply: ({ args: [x] }) => {
    if (!isProduct(x!) || !x.args.some(isExponential)) return undefined;
    const others = x.args.filter((factor) => !isExponential(factor));
    return add(...x.args.filter(isExponential).map(({ args }) => args[0]!), log(multiply(...others)));
  },
};

/** `log(x^c)` is `c*log(abs(x))` for even c; for any other c both sides need a positive x, and it is `c*log(x)`. */
const logOfPower: Procedure = {
  name: "log-of-power",
  operator: log.operator,
  apply: ({ args: [x] }) => {
    const c = isPower(x!) ? numberOf(exponentOf(x)) : undefined;
    if (c === undefined || !isPower(x!)) return undefined;
    const base = isEven(c) && !isKnownPositive(x.args[0]!) ? abs(x.args[0]!) : x.args[0]!;
    return isEven(c) || isOdd(c) || !isInteger(c) ? multiply(constant(c), log(base)) : undefined;
  },
};

/** `log(c1*exp(x) + c2*exp(y) + c3)` with positive factors, as nested `logaddexp`. */
const logOfSumOfExponentials: Procedure = {
  name: "log-of-sum-of-exponentials",
  operator: log.operator,
  with: [exp.operator],
  apply: ({ args: [x] }) => {
    if (!isSum(x!) || !x.args.some((term) => factorsOf(term).some(isExponential))) return undefined;
    const exponents = x.args.map(logOfPositive);
    if (exponents.some((exponent) => exponent === undefined)) return undefined;
    return (exponents as Expression[]).reduce((total, exponent) => logaddexp(total, exponent));
  },
};

/** `x*softplus(-z) + y*softplus(z) = (x + y)*softplus(z) - x*z`. */
const softplusPair: Procedure = {
  name: "softplus-pair",
  operator: add.operator,
  with: [softplus.operator],
  apply: (e) => {
    const arguments_ = e.args.flatMap((term) => factorsOf(term).filter(isSoftplus)).map((call) => call.args[0]!);
    const mirrored = arguments_.find((z) => arguments_.includes(negate(z)));
    if (mirrored === undefined) return undefined;
    const kept = weightOf(mirrored) <= weightOf(negate(mirrored)) ? mirrored : negate(mirrored);
    const joined = collect(e.args, kept);
    return weightOf(joined) < weightOf(e) ? joined : undefined;
  },
};

export const LOGARITHMS: readonly Procedure[] = [logOfExponentials, logOfPower];
export const STABLE_LOGARITHMS: readonly Procedure[] = [logOfSumOfExponentials, softplusPair];

/** The logarithm of a term that is known to be positive, as a sum. */
function logOfPositive(term: Expression): Expression | undefined {
  const factors = factorsOf(term);
  const exponentials = factors.filter(isExponential);
  const others = factors.filter((factor) => !isExponential(factor));
  if (!others.every(isKnownPositive)) return undefined;
  return add(...exponentials.map(({ args }) => args[0]!), others.length === 0 ? log(ONE) : log(multiply(...others)));
}

const isSoftplus = (e: Expression): e is Expression & { kind: "call" } =>
  e.kind === "call" && e.operator === softplus.operator;

/** All softplus(±z) as softplus(z), their factors added up. */
function collect(terms: readonly Expression[], z: Expression): Expression {
  const factors: Expression[] = [];
  const others: Expression[] = [];
  for (const term of terms) {
    const found = factorsOf(term).find(
      (factor) => isSoftplus(factor) && (factor.args[0] === z || factor.args[0] === negate(z)),
    );
    if (found === undefined || !isSoftplus(found)) {
      others.push(term);
      continue;
    }
    const factor = multiply(...factorsOf(term).filter((other) => other !== found));
    factors.push(factor);
    if (found.args[0] !== z) others.push(negate(multiply(factor, z)));
  }
  return add(multiply(expandedSum(factors), softplus(z)), ...others);
}

/** `-y + (y - 1)` has to become -1: products of a number and a sum are opened. */
const expandedSum = (factors: readonly Expression[]): Expression =>
  add(...factors.flatMap((factor) => openedTerms(factor)));

function openedTerms(factor: Expression): readonly Expression[] {
  const factors = factorsOf(factor);
  const sum = factors.find(isSum);
  if (sum === undefined || factors.length > 2) return [factor];
  const scale = multiply(...factors.filter((other) => other !== sum));
  return termsOf(sum).map((term) => multiply(scale, term));
}
