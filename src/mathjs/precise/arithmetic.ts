/** Big numbers of one working precision, with the constants that the special functions need. */
import type { BigNumber } from "mathjs";
import { LimitError } from "../../core/error.ts";
import { isExact, type Numeric } from "../../core/number.ts";
import { type BigNumberClass, bigNumberClass } from "../instance.ts";
import { bernoulliNumbers } from "./bernoulli.ts";

export interface Arithmetic {
  /** Significant digits that every operation keeps. */
  readonly digits: number;
  readonly Big: BigNumberClass;
  readonly pi: BigNumber;
  /** B₂, B₄, …: as many as the asymptotic series of the gamma family need at this precision. */
  readonly bernoulli: () => readonly BigNumber[];
}

/** The most digits that mathjs knows pi and log(10) to, less a few. */
const MOST_DIGITS = 1000;

/** Remainders with the sign of the dividend, as `%` has them. */
const TRUNCATED = 1;

const Base = bigNumberClass(64);

/** An arithmetic of so many digits. Its class is a private one: nobody can change its precision. */
export function arithmetic(digits: number): Arithmetic {
  if (digits > MOST_DIGITS)
    throw new LimitError(`${digits} digits are beyond the ${MOST_DIGITS} that can be worked with`);
  const Big = Base.clone({ precision: digits, modulo: TRUNCATED });
  let bernoulli: readonly BigNumber[] | undefined;
  return {
    digits,
    Big,
    pi: Big.acos(-1),
    bernoulli: () => {
      bernoulli ??= bernoulliNumbers(Big);
      return bernoulli;
    },
  };
}

/** The same number: doubles by all their bits, not by their shortest decimal form. */
export function big({ Big }: Arithmetic, value: Numeric): BigNumber {
  if (isExact(value)) return new Big(String(value.s * value.n)).div(String(value.d));
  if (!Number.isFinite(value)) return new Big(value);
  if (Number.isInteger(value)) return new Big(String(BigInt(value)));
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -1022) - 52;
  const [half, rest] = [Math.ceil(exponent / 2), Math.floor(exponent / 2)]; // 2^1074 alone is no double
  const mantissa = value / 2 ** half / 2 ** rest;
  return new Big(mantissa).times(new Big(2).pow(exponent));
}

/** Whether a part is too small beside the whole to change it. */
export const isNegligible = ({ digits }: Arithmetic, part: BigNumber, whole: BigNumber): boolean =>
  part.isZero() || part.e < whole.e - digits - 1 || !part.isFinite();
