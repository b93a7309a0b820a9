/** Powers, signs, rounding and remainders of big numbers, with the meaning that nabla gives them. */
import type { BigNumber } from "mathjs";
import type { Arithmetic } from "./arithmetic.ts";

/** Real powers: NaN for a negative base and an exponent that is not an integer; x^0 is 1. */
export function power({ Big }: Arithmetic, x: BigNumber, y: BigNumber): BigNumber {
  if (y.isZero()) return new Big(1);
  return y.eq(0.5) ? x.sqrt() : x.pow(y);
}

export function sign({ Big }: Arithmetic, x: BigNumber): BigNumber {
  if (x.isNaN() || x.isZero()) return x;
  return new Big(x.lt(0) ? -1 : 1);
}

/** Halves away from zero. */
export const round = (x: BigNumber): BigNumber => x.toDecimalPlaces(0, HALF_AWAY_FROM_ZERO);

const HALF_AWAY_FROM_ZERO = 4;

/** The remainder with the sign of the divisor. */
export function mod(x: BigNumber, y: BigNumber): BigNumber {
  const remainder = x.mod(y);
  return remainder.isZero() || remainder.lt(0) === y.lt(0) ? remainder : remainder.plus(y);
}
