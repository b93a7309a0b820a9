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
 * last level is 0, and one over it is NaN.
 */
export function settle(compute: (a: Arithmetic) => BigNumber, precision: number): BigNumber {
  if (!Number.isInteger(precision) || precision < 1 || precision > HIGHEST_PRECISION)
    throw new LimitError(`The precision is a number of digits from 1 to ${HIGHEST_PRECISION}, not ${precision}`);
  const Result = bigNumberClass(precision);
  const levels = workingDigits(precision);
  let before = attempt(compute, levels[0]!);
  for (let k = 1; ; k++) {
    const value = attempt(compute, levels[k]!);
    if (agree(before, value, precision)) return new Result(value.toSignificantDigits(precision));
    if (k === levels.length - 1) {
      return new Result(unsettled(before, value, levels[k]! - levels[k - 1]!).toSignificantDigits(precision));
    }
    before = value;
  }
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

/**
 * What still moves at the last level: 0 if it shrinks with the rounding errors as digits are added, as `sin(pi)` does;
 * NaN if it grows with them, at a pole such as `1/sin(pi)`; otherwise the digits there are.
 */
function unsettled(before: BigNumber, value: BigNumber, added: number): BigNumber {
  if (value.isZero() || before.isZero() || !value.isFinite() || !before.isFinite()) return value;
  const change = value.e - before.e;
  if (change < -added / 2) return value.times(0);
  return change > added / 2 ? value.times(Number.NaN) : value;
}

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
