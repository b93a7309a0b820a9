/**
 * Roots with numbers in them: `sqrt(8)` is `2*sqrt(2)`, `sqrt(4*x)` is `2*sqrt(x)`, `2^x*3^x` is `6^x`. All are of
 * class A: the numbers are positive, so both sides are real for the same x.
 */
import { type Call, constant, type Expression } from "../core/expression.ts";
import { isExact, isInteger, isOne, multiplyNumbers, type Rational, rational, signOf } from "../core/number.ts";
import { divide, isNegated, multiply, negate, power } from "../operators/arithmetic.ts";
import { HALF, numberOf } from "../operators/number.ts";
import { coefficientOf, exponentOf, isPower, isProduct } from "../operators/ring.ts";
import type { Procedure } from "./rewrite.ts";

/** A number times the root of a number without powers: `sqrt(8/9)` is `2*sqrt(2)/3`, `sqrt(1/2)` is `1/sqrt(2)`. */
const rootOfNumber: Procedure = { name: "root-of-number", operator: power.operator, apply: reducedRoot };

/** The number under a root comes out as far as it is a power: `sqrt(8*x)` is `2*sqrt(2*x)`. */
const rootOfMultiple: Procedure = {
  name: "root-of-multiple",
  operator: power.operator,
  with: [multiply.operator],
  apply: reducedMultiple,
};

/** Powers of numbers with the same exponent: `2^x*3^x` is `6^x`, `sqrt(6)/sqrt(2)` is `sqrt(3)`. */
const joinPowersOfNumbers: Procedure = {
  name: "join-powers-of-numbers",
  operator: multiply.operator,
  with: [power.operator],
  apply: (e) => {
    const powers = e.args.filter(isPowerOfNumber);
    if (powers.length < 2) return undefined;
    const bases = new Map<Expression, Rational>();
    for (const { exponent, base } of powers.map(positiveExponent))
      bases.set(exponent, base.mul(bases.get(exponent) ?? rational(1)));
    if (bases.size === powers.length) return undefined;
    const joined = [...bases].map(([exponent, base]) => power(constant(base), exponent));
    return multiply(...e.args.filter((factor) => !isPowerOfNumber(factor)), ...joined);
  },
};

/** `sqrt(2)/2` and `1/sqrt(2)` are the same: the number in front is not divisible by what is under the root. */
const rootIntoNumber: Procedure = {
  name: "root-into-number",
  operator: multiply.operator,
  with: [power.operator],
  apply: reducedProduct,
};

export const RADICALS: readonly Procedure[] = [rootOfNumber, rootOfMultiple, joinPowersOfNumbers, rootIntoNumber];

/** Whether one of these rules for a single root applies; such an expression weighs more than it is long. */
export function isReducibleRoot(e: Call): boolean {
  if (isPower(e)) return (reducedRoot(e) ?? reducedMultiple(e)) !== undefined;
  return isProduct(e) && e.args[0]!.kind === "constant" && reducedProduct(e) !== undefined;
}

/** Numbers with more digits and roots of a higher degree are left as they are. */
const LARGEST = 2n ** 128n;
const HIGHEST_DEGREE = 12n;

function reducedRoot(e: Call): Expression | undefined {
  const [base, exponent] = [numberOf(e.args[0]!), rootExponent(e.args[1]!)];
  if (base === undefined || exponent === undefined || !isExact(base) || signOf(base) <= 0 || isOne(base))
    return undefined;
  const primes = factorized(exponent.s < 0n ? base.inverse() : base);
  if (primes === undefined) return undefined;
  const steps = primes.map(([prime, count]) => [prime, count * exponent.n] as const);
  const outside = productOf(steps.map(([prime, count]) => [prime, count / exponent.d]));
  const left = steps.map(([prime, count]) => [prime, count % exponent.d] as const);
  const common = left.reduce((divisor, [, count]) => gcd(divisor, count), exponent.d);
  const inside = productOf(left.map(([prime, count]) => [prime, count / common]));
  const degree = rational(common, exponent.d);
  const root =
    inside.n === 1n
      ? power(constant(inside.inverse()), constant(degree.neg()))
      : power(constant(inside), constant(degree));
  const reduced = multiply(constant(outside), root);
  return reduced === e ? undefined : reduced;
}

function reducedMultiple(e: Call): Expression | undefined {
  const [base, exponent] = [e.args[0]!, rootExponent(e.args[1]!)];
  const number = coefficientOf(base);
  if (exponent === undefined || !isProduct(base) || !isExact(number) || isOne(number)) return undefined;
  const outside = productOf((factorized(number.abs()) ?? []).map(([prime, count]) => [prime, count / exponent.d]));
  if (isOne(outside)) return undefined;
  const inside = divide(base, constant(outside.pow(rational(exponent.d))!));
  return multiply(constant(outside.pow(rational(exponent.s * exponent.n))!), power(inside, e.args[1]!));
}

function reducedProduct(e: Call): Expression | undefined {
  const number = coefficientOf(e);
  if (!isExact(number) || isOne(number)) return undefined;
  for (const factor of e.args) {
    const root = isPowerOfNumber(factor) ? (numberOf(factor.args[0]!) as Rational) : undefined;
    if (root === undefined || root.d !== 1n) continue;
    const others = e.args.slice(1).filter((other) => other !== factor);
    const exponent = exponentOf(factor);
    if (exponent === HALF && number.d % root.n === 0n)
      return multiply(constant(number.mul(root)), power(constant(root), negate(HALF)), ...others);
    if (exponent === negate(HALF) && number.n % root.n === 0n)
      return multiply(constant(number.div(root)), power(constant(root), HALF), ...others);
  }
  return undefined;
}

/** The exponent of a root that can be worked out. */
function rootExponent(e: Expression): Rational | undefined {
  const exponent = numberOf(e);
  if (exponent === undefined || !isExact(exponent) || isInteger(exponent)) return undefined;
  return exponent.d <= HIGHEST_DEGREE && exponent.n < LARGEST_POWER ? exponent : undefined;
}

const LARGEST_POWER = 64n;

function isPowerOfNumber(e: Expression): e is Call {
  if (!isPower(e)) return false;
  const base = numberOf(e.args[0]!);
  return base !== undefined && isExact(base) && signOf(base) > 0;
}

/** `2^(-x)` as `(1/2)^x`, so that opposite exponents meet. */
function positiveExponent(e: Call): { readonly exponent: Expression; readonly base: Rational } {
  const base = numberOf(e.args[0]!) as Rational;
  const exponent = e.args[1]!;
  return isNegated(exponent) ? { exponent: negate(exponent), base: base.inverse() } : { exponent, base };
}

type Primes = readonly (readonly [prime: bigint, count: bigint])[];

const HIGHEST_PRIME = 1000n;

/** Prime factors with their exponents, those of the denominator negative; large ones stay together. */
function factorized({ n, d }: Rational): Primes | undefined {
  if (n > LARGEST || d > LARGEST) return undefined;
  return [...primesOf(n), ...primesOf(d).map(([prime, count]) => [prime, -count] as const)];
}

function primesOf(n: bigint): Primes {
  const found: (readonly [bigint, bigint])[] = [];
  let left = n;
  for (let divisor = 2n; divisor <= HIGHEST_PRIME && divisor * divisor <= left; divisor++) {
    let count = 0n;
    for (; left % divisor === 0n; count++) left /= divisor;
    if (count > 0n) found.push([divisor, count]);
  }
  return left > 1n ? [...found, [left, 1n]] : found;
}

const productOf = (primes: Primes): Rational =>
  primes.reduce<Rational>((product, [prime, count]) => {
    const factor = prime ** (count < 0n ? -count : count);
    return multiplyNumbers(product, count < 0n ? rational(1n, factor) : rational(factor)) as Rational;
  }, rational(1));

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}
