/**
 * Digits that can be trusted: a value is computed with more and more digits until two results agree to what was asked
 * (Ziv's strategy), so that cancellation inside a formula costs time and not precision.
 */
import type { BigNumber } from "mathjs";
import { LimitError } from "../../core/error.ts";
import { bigNumberClass } from "../instance.ts";
import { type Arithmetic, arithmetic } from "./arithmetic.ts";

/** The most digits that can be asked for; guard digits and tails need more, and mathjs knows pi to about 1000. */
export const HIGHEST_PRECISION = 400;
const MOST_WORKING_DIGITS = 480;

/**
 * The value to so many significant digits, in a class of that precision. What is nothing but rounding errors up to the
 * last level is 0.
 */
export function settle(compute: (a: Arithmetic) => BigNumber, precision: number): BigNumber {
  if (!Number.isInteger(precision) || precision < 1 || precision > HIGHEST_PRECISION)
    throw new LimitError(`The precision is a number of digits from 1 to ${HIGHEST_PRECISION}, not ${precision}`);
  const Result = bigNumberClass(precision);
  const levels = workingDigits(precision);
  let before = attempt(compute, levels[0]!);
  for (const [k, digits] of levels.entries()) {
    if (k === 0) continue;
    const value = attempt(compute, digits);
    if (agree(before, value, precision)) return new Result(value.toSignificantDigits(precision));
    const last = k === levels.length - 1;
    if (last && isNoise(before, value, digits - levels[k - 1]!)) return new Result(0);
    before = value;
  }
  return new Result(before.toSignificantDigits(precision));
}

const workingDigits = (precision: number): number[] =>
  [precision + 20, precision + 40, 2 * precision + 80, 4 * precision + 160].map((digits) =>
    Math.min(digits, MOST_WORKING_DIGITS),
  );

/** Two zeros do not agree: what is not 0 may have been lost in both. */
function agree(a: BigNumber, b: BigNumber, precision: number): boolean {
  if (!a.isFinite() || !b.isFinite()) return a.isNaN() ? b.isNaN() : a.eq(b);
  return (
    !b.isZero() &&
    a
      .minus(b)
      .abs()
      .lt(b.abs().times(`1e-${precision + 3}`))
  );
}

/** Whether a result is made of rounding errors alone: it shrinks with them as digits are added. */
const isNoise = (before: BigNumber, value: BigNumber, added: number): boolean =>
  value.isZero() || (!before.isZero() && value.e < before.e - added / 2);

function attempt(compute: (a: Arithmetic) => BigNumber, digits: number): BigNumber {
  try {
    return compute(arithmeticOf(digits));
  } catch (error) {
    arithmetics.clear(); // an operation that was cut short leaves its class with another precision
    if (error instanceof Error && error.message.includes("[DecimalError] Precision limit exceeded"))
      throw new LimitError("An argument is too large: its sine would need more digits of pi than mathjs knows");
    throw error;
  }
}

/** Arithmetics in use, which hold their Bernoulli numbers. They are never handed out, so nobody can change one. */
const arithmetics = new Map<number, Arithmetic>();
const KEPT = 16;

function arithmeticOf(digits: number): Arithmetic {
  const known = arithmetics.get(digits);
  if (known !== undefined) return known;
  if (arithmetics.size >= KEPT) arithmetics.clear();
  const made = arithmetic(digits);
  arithmetics.set(digits, made);
  return made;
}
