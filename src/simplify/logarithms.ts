/** Logarithms of products, powers and sums of exponentials. */
import { type Call, constant, type Expression, isCall, isConstant } from "../core/expression.ts";
import { isEven, isExact, type Rational, signOf } from "../core/number.ts";
import { add, FLATTEN, isNegated, multiply, negate, power } from "../operators/arithmetic.ts";
import { exp, log, log2, log10 } from "../operators/exponential.ts";
import { integer, MINUS_ONE, numberOf } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { isKnownPositive } from "../operators/range.ts";
import { exponentOf, factorsOf, isExponential, isPower, isProduct, isSum, termsOf } from "../operators/ring.ts";
import { softplus } from "../operators/sigmoidal.ts";
import { logOfScalarSum } from "./exponential-sums.ts";
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
    return multiply(constant(c), log(base));
  },
};

/** `log(1/(x*y))` is `-log(x*y)`: a product of nothing but divisors. Class A. */
const logOfReciprocal: Procedure = {
  name: "log-of-reciprocal",
  operator: log.operator,
  with: [multiply.operator, power.operator],
  apply: (e) => {
    const [x] = e.args as [Expression];
    if (!isProduct(x) || x.args.length > FLATTEN || !x.args.every(isDivisor)) return undefined;
    const turned = negate(log(power(x, MINUS_ONE)));
    return weightOf(turned) < weightOf(e) ? turned : undefined;
  },
};

/** `log2(8)` is 3, `log10(1/100)` is -2. Class A. */
const logOfBase: readonly Procedure[] = (
  [
    [log2.operator, 2],
    [log10.operator, 10],
  ] as const
).map(([operator, base]) => ({
  name: `${operator.name}-of-power`,
  operator,
  apply: ({ args: [x] }) => {
    const value = numberOf(x!);
    return value === undefined || !isExact(value) ? undefined : exactLogarithm(value, BigInt(base));
  },
}));

/** Logarithms of products opened where that makes the sum shorter: `log(2*x) - log(x)` is `log(2)`. Class A. */
const openLogarithms: Procedure = {
  name: "open-logarithms",
  operator: add.operator,
  with: [log.operator],
  apply: (e) => {
    const logarithms = e.args.filter((term) => logarithmIn(term) !== undefined);
    if (logarithms.length < 2 || !logarithms.some((term) => openedLogarithm(term).length > 1)) return undefined;
    const opened = add(...e.args.flatMap(openedLogarithm));
    return weightOf(opened) < weightOf(e) ? opened : undefined;
  },
};

/** `log(c*exp(x) + exp(y) + p)` with positive factors, as nested `logaddexp`; what is no exponential stays together. */
const logOfSumOfExponentials: Procedure = {
  name: "log-of-sum-of-exponentials",
  operator: log.operator,
  with: [exp.operator],
  apply: ({ args: [x] }) => logOfScalarSum(x!),
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
    const kept = isNegated(mirrored) ? negate(mirrored) : mirrored;
    const joined = collect(e.args, kept);
    return weightOf(joined) < weightOf(e) ? joined : undefined;
  },
};

export const LOGARITHMS: readonly Procedure[] = [logOfExponentials, logOfPower, logOfReciprocal, ...logOfBase];
export const READABLE_LOGARITHMS: readonly Procedure[] = [openLogarithms];
/** `softplus(z) - z = softplus(-z)`, where the left side cancels for large z. Class A. */
const softplusWithoutArgument: Procedure = {
  name: "softplus-minus-argument",
  operator: add.operator,
  with: [softplus.operator],
  apply: (e) => {
    const terms = new Set(e.args);
    for (const term of e.args) {
      const found = factorsOf(term).find(isSoftplus);
      if (found === undefined || !isSoftplus(found)) continue;
      const [z] = found.args as [Expression];
      const factor = multiply(...factorsOf(term).filter((other) => other !== found));
      const cancelling = termsOf(multiply(negate(factor), z));
      if (!cancelling.every((part) => terms.has(part))) continue;
      const others = e.args.filter((other) => other !== term && !cancelling.includes(other));
      return add(multiply(factor, softplus(negate(z))), ...others);
    }
    return undefined;
  },
};

export const STABLE_LOGARITHMS: readonly Procedure[] = [logOfSumOfExponentials, softplusWithoutArgument, softplusPair];

function isDivisor(factor: Expression): boolean {
  const exponent = numberOf(exponentOf(factor));
  return isConstant(factor) || (exponent !== undefined && signOf(exponent) < 0);
}

function exactLogarithm({ s, n, d }: Rational, base: bigint): Expression | undefined {
  if (s < 0n || (n !== 1n && d !== 1n)) return undefined;
  let count = 0;
  let left = n === 1n ? d : n;
  for (; left > 1n && left % base === 0n; left /= base) count++;
  if (left !== 1n || count === 0) return undefined;
  return integer(n === 1n ? -count : count);
}

/** The logarithm that is a factor of a term. */
const logarithmIn = (term: Expression): Call | undefined =>
  factorsOf(term).find((factor): factor is Call => isCall(factor) && factor.operator === log.operator);

/** The terms of `c*log(x*y)` for known positive x: `c*log(x) + c*log(y)`. All factors but one have to be positive. */
function openedLogarithm(term: Expression): readonly Expression[] {
  const logarithm = logarithmIn(term);
  const inside = logarithm === undefined ? [] : factorsOf(logarithm.args[0]!);
  if (inside.length < 2 || inside.length > FLATTEN) return [term];
  const positive = inside.filter(isKnownPositive);
  const rest = inside.filter((factor) => !isKnownPositive(factor));
  const outside = factorsOf(term).filter((factor) => factor !== logarithm);
  const parts = rest.length === 0 ? positive : [...positive, multiply(...rest)];
  return parts.length < 2 ? [term] : parts.map((part) => multiply(...outside, logarithmOf(part)));
}

/** An even power has a logarithm where its base is negative, too. */
const logarithmOf = (part: Expression): Expression =>
  isPower(part) && isKnownPositive(part.args[0]!) ? multiply(exponentOf(part), log(part.args[0]!)) : log(part);

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
