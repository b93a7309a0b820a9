/**
 * Numbers in formulas: exact rationals of any size, or doubles.
 *
 * Integers and their ratios are exact; a decimal literal is a double and stays one. Arithmetic between the two gives
 * a double. Nothing here ever turns a double into a ratio.
 */
import { Fraction } from "fraction.js";
import { spend } from "./budget.ts";
import { DomainError, LimitError } from "./error.ts";

/** An exact ratio of integers. */
export type Rational = Fraction;
export type Numeric = Rational | number;

const SMALL = 256;
const small: readonly Rational[] = Array.from({ length: 2 * SMALL + 1 }, (_, k) => new Fraction(k - SMALL));

export const isExact = (value: Numeric): value is Rational => typeof value !== "number";

/** The exact number of an integer or of a ratio of two integers. */
export function rational(numerator: number | bigint, denominator: number | bigint = 1): Rational {
  if (denominator === 1 && typeof numerator === "number" && numerator >= -SMALL && numerator <= SMALL) {
    return small[numerator + SMALL]!;
  }
  if (BigInt(denominator) === 0n) throw new DomainError(`${numerator}/0 is not a number`);
  return new Fraction(BigInt(numerator), BigInt(denominator));
}

export const ZERO = rational(0);
export const ONE = rational(1);

export const toNumber = (value: Numeric): number => (typeof value === "number" ? value : ratioToDouble(value));

export function addNumbers(a: Numeric, b: Numeric): Numeric {
  if (isExact(a) && isExact(b)) return bounded(areShort(a, b) ? a.add(b) : addLong(a, b));
  return toNumber(a) + toNumber(b);
}

export function multiplyNumbers(a: Numeric, b: Numeric): Numeric {
  if (isExact(a) && isExact(b))
    return isOne(a) ? b : isOne(b) ? a : bounded(areShort(a, b) ? a.mul(b) : multiplyLong(a, b));
  return toNumber(a) * toNumber(b);
}

/** The sum of exact numbers, in halves: long numbers meet when there are few of them left. */
export function sumOfExact(numbers: readonly Rational[]): Rational {
  let sums = numbers;
  while (sums.length > 1) {
    const pairs = sums;
    sums = Array.from({ length: Math.ceil(pairs.length / 2) }, (_, k) => {
      const [a, b] = [pairs[2 * k]!, pairs[2 * k + 1]];
      return b === undefined ? a : (addNumbers(a, b) as Rational);
    });
  }
  return sums[0] ?? ZERO;
}

const SHORT = 1n << 256n;
const areShort = (a: Rational, b: Rational): boolean => a.n < SHORT && a.d < SHORT && b.n < SHORT && b.d < SHORT;

/*
 * A common divisor of two long integers takes a time that is quadratic in their digits, of a long and a short one a
 * linear time. So long ratios are joined with the divisors of their parts, of which one is mostly short (D. Knuth, The
 * Art of Computer Programming, volume 2, 4.5.1): a sum of n fractions costs n linear steps instead of n quadratic ones.
 */

function addLong(a: Rational, b: Rational): Rational {
  const shared = gcd(a.d, b.d);
  const rest = b.d / shared;
  const top = a.s * a.n * rest + b.s * b.n * (a.d / shared);
  const common = shared === 1n ? 1n : gcd(absolute(top), shared);
  return reduced(top / common, (a.d / common) * rest);
}

function multiplyLong(a: Rational, b: Rational): Rational {
  const [first, second] = [gcd(a.n, b.d), gcd(b.n, a.d)];
  return reduced(a.s * b.s * (a.n / first) * (b.n / second), (a.d / second) * (b.d / first));
}

/** The ratio of two integers that have no divisor in common. */
function reduced(numerator: bigint, denominator: bigint): Rational {
  const ratio = new Fraction(0);
  ratio.s = numerator < 0n ? -1n : 1n;
  ratio.n = absolute(numerator);
  ratio.d = denominator;
  return ratio;
}

const absolute = (n: bigint): bigint => (n < 0n ? -n : n);

function gcd(a: bigint, b: bigint): bigint {
  if (a >= SHORT && b >= SHORT) {
    const digits = Math.min(bitLength(a), bitLength(b));
    spend(digits ** 2 / 128, "Exact numbers take work", "Write a decimal point, as in 3.0, to work with doubles");
  }
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Numbers beyond are no results: an integer has at most 100,000 digits, and a ratio, which takes a gcd, far fewer. */
const LARGEST_INTEGER = 1n << 332_192n;
const LARGEST_DENOMINATOR = 1n << 65_536n;

/** The number, unless it is so large that a few operations more would take all the time there is. */
function bounded(value: Rational): Rational {
  if (value.n < LARGEST_INTEGER && value.d < LARGEST_DENOMINATOR) return value;
  throw new LimitError(
    "An exact number grows beyond 100,000 digits, or 19,728 in its denominator",
    "Write a decimal point, as in 3.0, to work with doubles.",
  );
}

export const negateNumber = (a: Numeric): Numeric => (isExact(a) ? a.neg() : -a);

/** Sign of a number: -1, 0 or 1 (NaN counts as 0). */
export function signOf(a: Numeric): number {
  if (!isExact(a)) return a > 0 ? 1 : a < 0 ? -1 : 0;
  return a.n === 0n ? 0 : a.s < 0n ? -1 : 1;
}

export const isZero = (a: Numeric): boolean => (isExact(a) ? a.n === 0n : a === 0);
export const isOne = (a: Numeric): boolean => (isExact(a) ? a.n === 1n && a.d === 1n && a.s > 0n : a === 1);
export const isMinusOne = (a: Numeric): boolean => (isExact(a) ? a.n === 1n && a.d === 1n && a.s < 0n : a === -1);
/** Whether the number is an integer; a double with an integer value counts. */
export const isInteger = (a: Numeric): boolean => (isExact(a) ? a.d === 1n : Number.isInteger(a));
export const isEven = (a: Numeric): boolean => isInteger(a) && (isExact(a) ? a.n % 2n === 0n : a % 2 === 0);

export const isOdd = (a: Numeric): boolean => isInteger(a) && !isEven(a);

export function equalNumbers(a: Numeric, b: Numeric): boolean {
  if (isExact(a)) return isExact(b) && a.n === b.n && a.d === b.d && a.s === b.s;
  return !isExact(b) && Object.is(a, b);
}

/** -1, 0 or 1 as a is below, equal to or above b. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (isExact(a) && isExact(b)) return a.compare(b);
  return Math.sign(toNumber(a) - toNumber(b));
}

/** The largest number of bits that an exact power may have; beyond it a power stays a formula. */
const POWER_BITS = 65_536;

/** `a^b` if it is a number of the same sort: exact for exact roots and integer powers; `undefined` otherwise. */
export function powerNumbers(a: Numeric, b: Numeric): Numeric | undefined {
  if (isZero(a) && signOf(b) < 0) throw new DomainError("1/0 is not a number");
  if (!isExact(a) || !isExact(b)) {
    const value = toNumber(a) ** toNumber(b);
    return Number.isFinite(value) ? value : undefined;
  }
  const bits = Math.max(bitLength(a.n), bitLength(a.d)) * Math.abs(toNumber(b));
  if (bits > POWER_BITS) return undefined;
  if (!isInteger(b)) return exactRoot(a, b.d)?.pow(rational(b.s * b.n)) ?? undefined;
  return a.pow(b) ?? undefined;
}

/** Text that reads back as the same number: `-3`, `2/7`, `0.1`, `1.0`, `1e-10`. */
export function numberToText(value: Numeric): string {
  if (isExact(value)) return value.toFraction();
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text.replace("e+", "e");
}

/** The root of a nonnegative ratio if it is a ratio. */
function exactRoot({ s, n, d }: Rational, degree: bigint): Rational | undefined {
  if (s < 0n || degree > 64n) return undefined;
  const [top, bottom] = [n, d].map((part) => nearestRoot(part, degree));
  return top! ** degree === n && bottom! ** degree === d ? rational(top!, bottom!) : undefined;
}

/** The integer nearest to a root, of one that is a double; of a longer one, the nearest below. */
function nearestRoot(n: bigint, degree: bigint): bigint {
  if (n < 0x20000000000000n) return BigInt(Math.round(Number(n) ** (1 / Number(degree))));
  // Newton's method from above, which falls until the root is reached.
  let root = 1n << BigInt(Math.ceil(bitLength(n) / Number(degree)));
  for (;;) {
    const next = ((degree - 1n) * root + n / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

const bitLength = (n: bigint): number => (n < 0x20000000000000n ? Math.log2(Number(n) + 1) : n.toString(16).length * 4);

/** The nearest double of a ratio, also where numerator or denominator alone would overflow. */
function ratioToDouble({ s, n, d }: Rational): number {
  if (d === 1n) return Number(s * n);
  if (n < 0x20000000000000n && d < 0x20000000000000n) return Number(s * n) / Number(d);
  // Scale so that the quotient has 66 bits, then round once: the sticky last bit stands for the remainder.
  const shift = BigInt(n.toString(2).length - d.toString(2).length) - 65n;
  const [top, bottom] = shift < 0n ? [n << -shift, d] : [n, d << shift];
  const quotient = top / bottom;
  const sticky = quotient * bottom === top ? quotient : quotient | 1n;
  const exponent = Number(shift);
  const scaled = Number(s * sticky);
  return exponent < -1000 ? scaled * 2 ** -1000 * 2 ** (exponent + 1000) : scaled * 2 ** exponent;
}
