/** Sums in their shortest form: opened where terms then cancel, and with what the terms have in common put in front. */
import { type Call, constant, type Expression, isConstant } from "../core/expression.ts";
import {
  compareNumbers,
  equalNumbers,
  isExact,
  isOne,
  type Numeric,
  negateNumber,
  signOf,
  toNumber,
} from "../core/number.ts";
import { add, divide, FLATTEN, multiply, power } from "../operators/arithmetic.ts";
import { and, notEqual } from "../operators/logic.ts";
import { integerOf, numberOf, ONE, ZERO } from "../operators/number.ts";
import { baseOf, coefficientOf, exponentOf, factorsOf, isSum, termsOf } from "../operators/ring.ts";
import { assume, type Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/**
 * `7*(t + 13) + 12*t` is `19*t + 91`, `(x + 1)^2 - x^2` is `2*x + 1`: opened if the result is shorter, also than with
 * common factors in front.
 */
const openAndCollect: Procedure = {
  name: "open-and-collect",
  operator: add.operator,
  apply: (e) => {
    const shortest = opened(e);
    return shortest === e || weightOf(factored(e)) < weightOf(shortest) ? undefined : shortest;
  },
};

/** `a*x + b*x` is `(a + b)*x`, if that is shorter. */
const commonFactors: Procedure = {
  name: "common-factors",
  operator: add.operator,
  apply: (e) => {
    const shortest = factored(e);
    return shortest !== e && weightOf(shortest) < weightOf(e) ? shortest : undefined;
  },
};

/** `2*x - 2*y` is `2*(x - y)`, where all numbers in front are the same but for their sign. */
const commonNumber: Procedure = {
  name: "common-number",
  operator: add.operator,
  apply: (e) => {
    const [first, ...others] = e.args.map((term) => absolute(coefficientOf(term)));
    if (first === undefined || isOne(first) || !others.every((number) => equalNumbers(number, first))) return undefined;
    const scaled = multiply(constant(first), add(...e.args.map((term) => divide(term, constant(first)))));
    return weightOf(scaled) < weightOf(e) ? scaled : undefined;
  },
};

/** A long sum inside of a sum is taken apart where terms of the two then meet. Class A. */
const longSums: Procedure = {
  name: "collect-long-sums",
  operator: add.operator,
  apply: (e) => {
    if (!e.args.some(isLongSum)) return undefined;
    const terms = e.args.flatMap((term) => (isLongSum(term) ? scaledTerms(term) : [term]));
    if (terms.length > LONGEST || !haveEqualRests(terms)) return undefined;
    const joined = e.operator.build(terms);
    return weightOf(joined) < weightOf(e) ? joined : undefined;
  },
};

/** `(x^2 + x)/x` is `x + 1`. Class B, where x is not 0. */
const commonDivisor: Procedure = {
  name: "common-divisor",
  operator: multiply.operator,
  with: [add.operator, power.operator],
  apply: (e, context) => {
    for (const factor of e.args) {
      if (!isSum(factor) || factor.args.length > FLATTEN) continue;
      const divisors = commonFactorsOf(factor.args).filter((common) => hasDivisor(e.args, baseOf(common)));
      if (divisors.length === 0) continue;
      const divided = add(...factor.args.map((term) => withoutFactors(term, divisors)));
      const others = e.args.filter((other) => other !== factor);
      const cancelled = multiply(divided, ...divisors.reduce(timesPower, others));
      const condition = and(...divisors.map((divisor) => notEqual(baseOf(divisor), ZERO)));
      if (weightOf(cancelled) < weightOf(e) && assume(condition, context)) return cancelled;
    }
    return undefined;
  },
};

export const SUMS: readonly Procedure[] = [longSums, openAndCollect, commonFactors, commonDivisor];
export const COMMON_NUMBERS: readonly Procedure[] = [commonNumber];

/** Most terms that opening one product may give. */
const MOST_TERMS = 64;

/** Most terms that a sum of sums may come to. */
const LONGEST = 1024;

/** A sum that the constructor does not take apart, or a multiple of one. */
function isLongSum(term: Expression): boolean {
  const factors = factorsOf(term);
  const sum = factors[factors.length - 1]!;
  return isSum(sum) && sum.args.length > FLATTEN && factors.slice(0, -1).every(isConstant);
}

function scaledTerms(term: Expression): readonly Expression[] {
  const sum = isSum(term) ? term : factorsOf(term)[factorsOf(term).length - 1]!;
  const scale = constant(coefficientOf(term));
  return termsOf(sum).map((part) => multiply(scale, part));
}

/** Whether two terms differ in their numbers only. */
function haveEqualRests(terms: readonly Expression[]): boolean {
  const rests = new Set(terms.map((term) => (isConstant(term) ? ONE : divide(term, constant(coefficientOf(term))))));
  return rests.size < terms.length;
}

/** The terms of a sum multiplied out and collected, if that is shorter; else the sum. */
function opened(e: Call): Expression {
  if (!e.args.some(canOpen)) return e;
  const terms = e.args.flatMap(open);
  if (terms.length > Math.max(LONGEST, e.args.length)) return e;
  const collected = e.operator.build(terms);
  return weightOf(collected) < weightOf(e) ? collected : e;
}

/** A sum with the common factors of its terms in front, and what is left of them in its shortest form. */
function factored(e: Call): Expression {
  const common = commonFactorsOf(e.args);
  if (common.length === 0) return e;
  const rest = add(...e.args.map((term) => withoutFactors(term, common)));
  return multiply(...common, isSum(rest) ? opened(rest) : rest);
}

const canOpen = (term: Expression): boolean => open(term).length > 1;

/** The terms of a product with a sum in it multiplied out, as long as they are few; otherwise the term itself. */
function open(term: Expression): readonly Expression[] {
  const sums = factorsOf(term).flatMap(sumFactors);
  if (sums.length === 0) return [term];
  const count = sums.reduce((product, sum) => product * sum.args.length, 1);
  if (count > MOST_TERMS) return [term];
  const rest = factorsOf(term).filter((factor) => sumFactors(factor).length === 0);
  return sums.reduce<Expression[]>(
    (terms, sum) => terms.flatMap((known) => sum.args.map((other) => multiply(known, other))),
    [multiply(...rest)],
  );
}

/** A sum once, a small power of a sum as often as its exponent says. */
function sumFactors(factor: Expression): Call[] {
  const base = baseOf(factor);
  const exponent = integerOf(exponentOf(factor)) ?? 0;
  return isSum(base) && base.args.length <= FLATTEN && exponent > 0 && exponent <= 4
    ? new Array<Call>(exponent).fill(base)
    : [];
}

/** Whether a base stands below the bar with a number as exponent. */
const hasDivisor = (factors: readonly Expression[], base: Expression): boolean =>
  factors.some((factor) => baseOf(factor) === base && signOf(numberOf(exponentOf(factor)) ?? 1) < 0);

/** The factors with one more, its exponent added to that of its base. */
const timesPower = (factors: readonly Expression[], more: Expression): readonly Expression[] =>
  factors.map((factor) =>
    baseOf(factor) === baseOf(more) ? power(baseOf(more), add(exponentOf(factor), exponentOf(more))) : factor,
  );

/** Factors, as powers, that divide every term. */
function commonFactorsOf(terms: readonly Expression[]): Expression[] {
  const [first, ...others] = terms as [Expression, ...Expression[]];
  let common: Expression[] = factorsOf(first).filter((factor) => !isConstant(factor));
  for (const term of others) {
    if (common.length === 0) break;
    common = common.flatMap((factor) => shared(factor, factorsOf(term)));
  }
  return common;
}

/** The lower power of a base that both have, for exponents of one sign. */
function shared(factor: Expression, factors: readonly Expression[]): Expression[] {
  const other = factors.find((candidate) => isMultiple(candidate, factor) || isMultiple(factor, candidate));
  if (other === undefined) return [];
  return [isMultiple(other, factor) ? factor : other];
}

/** Whether a factor is a power of the same base and of no lower degree. A number is no power: `2` is no multiple of `sqrt(2)`. */
function isMultiple(factor: Expression, divisor: Expression): boolean {
  if (factor === divisor) return !isConstant(factor);
  if (isConstant(factor) || isConstant(divisor) || baseOf(factor) !== baseOf(divisor)) return false;
  const [m, n] = [numberOf(exponentOf(factor)), numberOf(exponentOf(divisor))];
  if (m === undefined || n === undefined || signOf(m) !== signOf(n)) return false;
  return compareNumbers(absolute(m), absolute(n)) >= 0;
}

/** Each common factor is taken out of one factor of the term. */
function withoutFactors(term: Expression, common: readonly Expression[]): Expression {
  const left = [...common];
  const factors = factorsOf(term).map((factor) => {
    const at = left.findIndex((divisor) => isMultiple(factor, divisor));
    return at < 0 ? factor : quotient(factor, left.splice(at, 1)[0]!);
  });
  return multiply(...factors);
}

/** `x^3` without `x^2` is x; equal factors leave 1. */
function quotient(factor: Expression, divisor: Expression): Expression {
  if (factor === divisor) return ONE;
  const [m, n] = [numberOf(exponentOf(factor))!, numberOf(exponentOf(divisor))!];
  const difference = isExact(m) && isExact(n) ? m.sub(n) : toNumber(m) - toNumber(n);
  return power(baseOf(factor), constant(difference));
}

const absolute = (number: Numeric): Numeric => (signOf(number) < 0 ? negateNumber(number) : number);
