/** The error function, its complement and the normal distribution function, to any precision. */
import type { BigNumber } from "mathjs";
import { type Arithmetic, arithmetic, isNegligible } from "./arithmetic.ts";
import { log1p } from "./stable.ts";

export function erf(a: Arithmetic, x: BigNumber): BigNumber {
  const size = x.abs();
  if (!size.gte(1)) return centralErf(a, x);
  const value = erfc(a, size).neg().plus(1);
  return x.lt(0) ? value.neg() : value;
}

/**
 * 1 - erf(x). In the tail the subtraction loses x²/log(10) digits, so it is done with as many more, until the
 * asymptotic series is precise enough.
 */
export function erfc(a: Arithmetic, x: BigNumber): BigNumber {
  if (x.lt(-1)) return erfc(a, x.neg()).neg().plus(2);
  if (!x.gte(1)) return centralErf(a, x).neg().plus(1);
  if (isFarOut(a, x)) return x.isFinite() ? x.times(x).neg().exp().times(scaledTail(a, x)) : new a.Big(0);
  const wide = arithmetic(a.digits + Math.ceil(x.toNumber() ** 2 / Math.LN10) + 5);
  return new a.Big(centralErf(wide, new wide.Big(x)).neg().plus(1)).plus(0);
}

/** Φ(x) = erfc(-x/√2)/2. */
export const normalCdf = (a: Arithmetic, x: BigNumber): BigNumber => erfc(a, overRootTwo(a, x).neg()).div(2);

/** log Φ(x); far to the left from the scaled tail, which does not underflow. */
export function logNormalCdf(a: Arithmetic, x: BigNumber): BigNumber {
  if (x.gte(0)) return log1p(a, normalCdf(a, x.neg()).neg());
  const t = overRootTwo(a, x).neg();
  if (!t.isFinite()) return x;
  return isFarOut(a, t) ? scaledTail(a, t).div(2).ln().minus(t.times(t)) : erfc(a, t).div(2).ln();
}

/** x Φ(x), which is 0 at -∞. */
export const gelu = (a: Arithmetic, x: BigNumber): BigNumber =>
  x.eq(-Infinity) ? new a.Big(0) : x.times(normalCdf(a, x));

const overRootTwo = ({ Big }: Arithmetic, x: BigNumber): BigNumber => x.div(new Big(2).sqrt());

/** 2x/√π exp(-x²) Σ (2x²)ⁿ/(1·3·…·(2n + 1)), DLMF 7.6.2: no term is negative. */
function centralErf(a: Arithmetic, x: BigNumber): BigNumber {
  const square = x.times(x);
  const twice = square.times(2);
  let term = new a.Big(1);
  let sum = term;
  for (let n = 1; !isNegligible(a, term, sum); n++) {
    term = term.times(twice).div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(x).times(2).div(a.pi.sqrt()).times(square.neg().exp());
}

/** Where the smallest term of the asymptotic series, about exp(-x²), no longer counts. */
const isFarOut = (a: Arithmetic, x: BigNumber): boolean => x.toNumber() ** 2 > (a.digits + 5) * Math.LN10;

/** exp(x²) erfc(x) ≈ Σ (-1)ⁿ 1·3·…·(2n - 1)/(2x²)ⁿ / (x√π), DLMF 7.12.1. */
function scaledTail(a: Arithmetic, x: BigNumber): BigNumber {
  const twice = x.times(x).times(2);
  let term = new a.Big(1);
  let sum = term;
  for (let n = 1; !isNegligible(a, term, sum); n++) {
    term = term.times(1 - 2 * n).div(twice);
    sum = sum.plus(term);
  }
  return sum.div(x.times(a.pi.sqrt()));
}
