/**
 * The gamma function, its logarithm, and the derivatives of that, to any precision: the recurrence up to where
 * Stirling's series (DLMF 5.11) is precise enough, and reflection (DLMF 5.5) on the left.
 */
import type { BigNumber } from "mathjs";
import { LimitError } from "../../core/error.ts";
import { type Arithmetic, isNegligible } from "./arithmetic.ts";

export function gamma(a: Arithmetic, x: BigNumber): BigNumber {
  if (x.isZero()) return new a.Big(1).div(x);
  if (isPole(x)) return new a.Big(Number.NaN);
  if (x.lt(0.5)) return a.pi.div(sinPi(a, x).times(gamma(a, x.neg().plus(1))));
  const { y, product } = climb(a, x);
  return logGammaOfLarge(a, y).exp().div(product);
}

/** log|Γ(x)|. */
export function lgamma(a: Arithmetic, x: BigNumber): BigNumber {
  if (isPole(x) || x.eq(-Infinity)) return new a.Big(Infinity);
  if (x.lt(0.5))
    return a.pi
      .div(sinPi(a, x).abs())
      .ln()
      .minus(lgamma(a, x.neg().plus(1)));
  const { y, product } = climb(a, x);
  return logGammaOfLarge(a, y).minus(product.ln());
}

export function digamma(a: Arithmetic, x: BigNumber): BigNumber {
  if (x.isZero()) return new a.Big(-1).div(x);
  if (isPole(x)) return new a.Big(Number.NaN);
  if (x.lt(0.5)) return digamma(a, x.neg().plus(1)).minus(a.pi.times(cosPi(a, x)).div(sinPi(a, x)));
  const { y, reciprocals } = climb(a, x);
  return digammaOfLarge(a, y).minus(reciprocals);
}

/** The largest order of a derivative; work and digits grow with it. */
const HIGHEST_ORDER = 10_000;

/** The n-th derivative of digamma, (-1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹; NaN unless n is a natural number. */
export function polygamma(a: Arithmetic, order: BigNumber, x: BigNumber): BigNumber {
  if (!order.isInteger() || order.lt(0)) return new a.Big(Number.NaN);
  if (order.gt(HIGHEST_ORDER)) throw new LimitError(`polygamma of order ${order} is beyond ${HIGHEST_ORDER}`);
  const n = order.toNumber();
  if (n === 0) return digamma(a, x);
  const odd = n % 2 === 1;
  if (x.isZero()) return new a.Big(odd ? Infinity : -Infinity);
  if (isPole(x)) return new a.Big(odd ? Infinity : Number.NaN);
  if (x.gt(0)) return odd ? scaledZeta(a, n, x) : scaledZeta(a, n, x).neg();
  // The terms with x + k < 0 are, up to sign, those of a zeta function that starts at their end.
  const above = x.minus(x.floor());
  const below = scaledZeta(a, n, above.neg().plus(1)).minus(scaledZeta(a, n, x.neg().plus(1)));
  return odd ? scaledZeta(a, n, above).plus(below) : below.minus(scaledZeta(a, n, above));
}

const isPole = (x: BigNumber): boolean => x.isInteger() && !x.gt(0);

interface Climb {
  /** The first of x, x + 1, … at which the series is precise enough. */
  readonly y: BigNumber;
  /** Of those before it. */
  readonly product: BigNumber;
  /** The sum of their reciprocals, which is the derivative of the product divided by it. */
  readonly reciprocals: BigNumber;
}

/** At y the smallest term of Stirling's series is about exp(-2πy). */
function climb({ Big, digits }: Arithmetic, x: BigNumber): Climb {
  const enough = digits / 2 + 10;
  let [y, product, slope] = [x, new Big(1), new Big(0)];
  while (y.lt(enough)) {
    slope = slope.times(y).plus(product);
    product = product.times(y);
    y = y.plus(1);
  }
  return { y, product, reciprocals: slope.div(product) };
}

/** (y - 1/2) log y - y + log(2π)/2 + Σ B₂ₖ/(2k(2k - 1) y²ᵏ⁻¹), DLMF 5.11.1. */
function logGammaOfLarge(a: Arithmetic, y: BigNumber): BigNumber {
  if (!y.isFinite()) return y;
  const main = y.minus(0.5).times(y.ln().minus(1)).plus(a.pi.times(2).ln().minus(1).div(2));
  return main.plus(asymptoticSum(a, y.times(y), new a.Big(1).div(y), (k) => 2 * k * (2 * k - 1)));
}

/** log y - 1/(2y) - Σ B₂ₖ/(2k y²ᵏ), DLMF 5.11.2. */
function digammaOfLarge(a: Arithmetic, y: BigNumber): BigNumber {
  if (!y.isFinite()) return y;
  const square = y.times(y);
  const series = asymptoticSum(a, square, new a.Big(1).div(square), (k) => 2 * k);
  return y.ln().minus(new a.Big(0.5).div(y)).minus(series);
}

/** Σ B₂ₖ/divisor(k) · first/square^(k-1). */
function asymptoticSum(a: Arithmetic, square: BigNumber, first: BigNumber, divisor: (k: number) => number): BigNumber {
  let power = first;
  let sum = new a.Big(0);
  for (const [index, bernoulli] of a.bernoulli().entries()) {
    const term = bernoulli.times(power).div(divisor(index + 1));
    sum = sum.plus(term);
    if (isNegligible(a, term, sum)) return sum;
    power = power.div(square);
  }
  return sum;
}

/** n! ζ(n + 1, x) for x > 0, by Euler and Maclaurin's formula, DLMF 25.11.7. */
function scaledZeta(a: Arithmetic, n: number, x: BigNumber): BigNumber {
  const enough = n + a.digits;
  let [y, sum] = [x, new a.Big(0)];
  for (; y.lt(enough); y = y.plus(1)) sum = sum.plus(new a.Big(1).div(y.pow(n + 1)));
  if (!y.isFinite()) return new a.Big(0);
  const tail = y
    .div(n)
    .plus(0.5)
    .plus(zetaSeries(a, n, y));
  return sum.plus(tail.div(y.pow(n + 1))).times(factorial(a, n));
}

/** Σ B₂ₖ/(2k)! (n + 1)…(n + 2k - 1)/y²ᵏ⁻¹. */
function zetaSeries(a: Arithmetic, n: number, y: BigNumber): BigNumber {
  const square = y.times(y);
  let rising = new a.Big(n + 1).div(y).div(2);
  let sum = new a.Big(0);
  for (const [index, bernoulli] of a.bernoulli().entries()) {
    const term = bernoulli.times(rising);
    sum = sum.plus(term);
    if (isNegligible(a, term, sum)) return sum;
    const k = 2 * (index + 1);
    rising = rising
      .times(n + k)
      .div(k + 1)
      .times(n + k + 1)
      .div(k + 2)
      .div(square);
  }
  return sum;
}

function factorial({ Big }: Arithmetic, n: number): BigNumber {
  let product = new Big(1);
  for (let k = 2; k <= n; k++) product = product.times(k);
  return product;
}

/** sin(πx) from the distance to the nearest integer, which is exact. */
function sinPi({ pi }: Arithmetic, x: BigNumber): BigNumber {
  const sine = pi.times(x.minus(x.round())).sin();
  return x.round().mod(2).isZero() ? sine : sine.neg();
}

function cosPi({ pi }: Arithmetic, x: BigNumber): BigNumber {
  const cosine = pi.times(x.minus(x.round())).cos();
  return x.round().mod(2).isZero() ? cosine : cosine.neg();
}
