/** Where a power lies, from where its base and its exponent lie. */
import {
  type Interval,
  isNonnegative,
  isNonpositive,
  isPositive,
  NONNEGATIVE,
  POSITIVE,
  point,
  REAL,
} from "../core/interval.ts";

/** For an exponent that is one number the ends are mapped; otherwise only the sign is told. */
export function powerRange(base: Interval, exponent: Interval): Interval {
  if (exponent.low === exponent.high) return constantPowerRange(base, exponent.low);
  if (isPositive(base)) return POSITIVE;
  return isNonnegative(base) ? NONNEGATIVE : REAL;
}

function constantPowerRange(base: Interval, n: number): Interval {
  if (n === 0) return point(1);
  if (n < 0) return reciprocal(constantPowerRange(base, -n));
  const integer = base.integer && Number.isInteger(n);
  if (n % 2 === 0 && !isNonnegative(base))
    return isNonpositive(base) ? mirrored(base, n, integer) : evenPower(base, n, integer);
  if (Number.isInteger(n) || isNonnegative(base)) {
    return { low: base.low ** n, high: base.high ** n, lowOpen: base.lowOpen, highOpen: base.highOpen, integer };
  }
  return NONNEGATIVE; // real only where the base is not negative
}

const mirrored = ({ low, high, lowOpen, highOpen }: Interval, n: number, integer: boolean): Interval => ({
  low: high ** n,
  high: low ** n,
  lowOpen: highOpen,
  highOpen: lowOpen,
  integer,
});

function evenPower({ low, high, lowOpen, highOpen }: Interval, n: number, integer: boolean): Interval {
  const far = Math.max(-low, high);
  return { low: 0, high: far ** n, lowOpen: false, highOpen: far === high ? highOpen : lowOpen, integer };
}

function reciprocal(a: Interval): Interval {
  if (isPositive(a))
    return { low: 1 / a.high, high: 1 / a.low, lowOpen: a.highOpen, highOpen: a.lowOpen, integer: false };
  return isNonnegative(a) ? POSITIVE : REAL;
}
