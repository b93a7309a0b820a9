/**
 * The exponential and logarithmic functions that keep their relative precision everywhere, and what follows from them:
 * the hyperbolic functions, their inverses and the sigmoid family.
 */
import type { BigNumber } from "mathjs";
import { type Arithmetic, isNegligible } from "./arithmetic.ts";

/** From this size on the naive form loses two digits at most. */
const LARGE = 0.01;

/** exp(x) - 1. */
export function expm1(a: Arithmetic, x: BigNumber): BigNumber {
  if (!x.abs().lt(LARGE)) return x.exp().minus(1);
  let term = x;
  let sum = x;
  for (let n = 2; !isNegligible(a, term, sum); n++) {
    term = term.times(x).div(n);
    sum = sum.plus(term);
  }
  return sum;
}

/** log(1 + x); for small x it is 2 artanh(z) with z = x/(2 + x). */
export function log1p(a: Arithmetic, x: BigNumber): BigNumber {
  if (!x.abs().lt(LARGE)) return x.plus(1).ln();
  const z = x.div(x.plus(2));
  const square = z.times(z);
  let power = z;
  let sum = z;
  for (let n = 3; !isNegligible(a, power, sum); n += 2) {
    power = power.times(square);
    sum = sum.plus(power.div(n));
  }
  return sum.times(2);
}

/** log(1 - exp(x)) for x < 0; the middle is log(1/2). */
export const log1mexp = (a: Arithmetic, x: BigNumber): BigNumber =>
  x.gt(-0.7) ? expm1(a, x).neg().ln() : log1p(a, x.exp().neg());

export const softplus = (a: Arithmetic, x: BigNumber): BigNumber =>
  x.gt(0) ? x.plus(log1p(a, x.neg().exp())) : log1p(a, x.exp());

export const sigmoid = ({ Big }: Arithmetic, x: BigNumber): BigNumber => new Big(1).div(x.neg().exp().plus(1));

export const logit = (a: Arithmetic, p: BigNumber): BigNumber =>
  p.gt(0.25) ? log1p(a, p.times(2).minus(1).div(p.neg().plus(1))) : p.div(p.neg().plus(1)).ln();

export function logaddexp(a: Arithmetic, x: BigNumber, y: BigNumber): BigNumber {
  if (x.eq(y)) return x.plus(new a.Big(2).ln());
  return x.gt(y) ? x.plus(log1p(a, y.minus(x).exp())) : y.plus(log1p(a, x.minus(y).exp()));
}

/** With t = exp(x) - 1: (t + t/(1 + t))/2. */
export function sinh(a: Arithmetic, x: BigNumber): BigNumber {
  const t = expm1(a, x.abs());
  const size = t.isFinite() ? t.plus(t.div(t.plus(1))).div(2) : t;
  return x.lt(0) ? size.neg() : size;
}

export const cosh = (x: BigNumber): BigNumber => x.exp().plus(x.neg().exp()).div(2);

/** With t = sinh(x/2): log(1 + 2t²). */
export function logcosh(a: Arithmetic, x: BigNumber): BigNumber {
  const t = sinh(a, x.div(2));
  return log1p(a, t.times(t).times(2));
}

export function tanh(a: Arithmetic, x: BigNumber): BigNumber {
  const t = expm1(a, x.abs().times(2));
  const size = t.lt(1) ? t.div(t.plus(2)) : new a.Big(1).minus(new a.Big(2).div(t.plus(2)));
  return x.lt(0) ? size.neg() : size;
}

export function asinh(a: Arithmetic, x: BigNumber): BigNumber {
  const square = x.times(x);
  const size = log1p(a, x.abs().plus(square.div(square.plus(1).sqrt().plus(1))));
  return x.isFinite() ? (x.lt(0) ? size.neg() : size) : x;
}

export function acosh(a: Arithmetic, x: BigNumber): BigNumber {
  const t = x.minus(1);
  return log1p(a, t.plus(t.times(t.plus(2)).sqrt()));
}

export function atanh(a: Arithmetic, x: BigNumber): BigNumber {
  const size = x.abs();
  const half = log1p(a, size.times(2).div(size.neg().plus(1))).div(2);
  return x.lt(0) ? half.neg() : half;
}
