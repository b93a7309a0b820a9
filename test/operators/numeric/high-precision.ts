/** Sixty-digit values of the special functions, by other formulas than the ones under test, and the error of a double in ulp. */
import { all, type BigNumber, create } from "mathjs";

const math = create(all!, { number: "BigNumber", precision: 60 });

/** The number a double is, all digits: mathjs itself would read its shortest decimal form. */
export function exact(x: number): BigNumber {
  let mantissa = x;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return math.bignumber(BigInt(mantissa).toString()).times(math.bignumber(2).pow(exponent));
}

/** |actual - expected| in units of the last place of a double of that size, subnormals included. */
export function ulpError(actual: number, expected: BigNumber): number {
  return exact(actual)
    .minus(expected)
    .abs()
    .div(exact(ulp(expected.toNumber())))
    .toNumber();
}

/** The distance between doubles around x. */
export function ulp(x: number): number {
  const exponent = Math.floor(Math.log2(Math.abs(x)));
  return 2 ** (Math.max(exponent, -1022) - 52);
}

const PI = math.bignumber(math.pi as unknown as BigNumber);

/** 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n + 1)): every term positive. */
export function bigErf(x: BigNumber): BigNumber {
  const square = x.times(x);
  let term = x;
  let sum = x;
  for (let n = 1; term.abs().gt(sum.abs().times(1e-62)); n++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).div(PI.sqrt()).times(square.neg().exp());
}

/** Below 5 by erf, beyond by the continued fraction of Laplace. */
export function bigErfc(x: BigNumber): BigNumber {
  if (x.lt(5)) return bigErf(x).neg().plus(1);
  let fraction = x;
  for (let n = 250; n >= 1; n--) fraction = x.plus(math.bignumber(n).div(2).div(fraction));
  return x.times(x).neg().exp().div(PI.sqrt()).div(fraction);
}

/** log|gamma(x)| for any x but a pole: recurrence to 50 and Stirling's series. */
export function bigLogGamma(x: BigNumber): BigNumber {
  const [start, y] = climb(x);
  let product = math.bignumber(1);
  for (const step of start) product = product.times(step);
  let sum = y.minus(0.5).times(y.ln()).minus(y).plus(PI.times(2).ln().div(2));
  for (let k = 1; k <= 30; k++)
    sum = sum.plus(
      bernoulli(k)
        .div(2 * k * (2 * k - 1))
        .div(y.pow(2 * k - 1)),
    );
  return sum.minus(product.abs().ln());
}

export function bigGamma(x: BigNumber): BigNumber {
  const size = bigLogGamma(x).exp();
  return x.gt(0) || x.floor().mod(2).eq(0) ? size : size.neg();
}

export function bigDigamma(x: BigNumber): BigNumber {
  const [start, y] = climb(x);
  let sum = y.ln().minus(math.bignumber(0.5).div(y));
  for (let k = 1; k <= 30; k++)
    sum = sum.minus(
      bernoulli(k)
        .div(2 * k)
        .div(y.pow(2 * k)),
    );
  return start.reduce((rest, step) => rest.minus(math.bignumber(1).div(step)), sum);
}

/** The n-th derivative of digamma, n ≥ 1: the derivative of the same series, term by term. */
export function bigPolygamma(n: number, x: BigNumber): BigNumber {
  const [start, y] = climb(x);
  let sum = math.bignumber(factorial(n - 1).toString()).div(y.pow(n));
  sum = sum.plus(
    math
      .bignumber(factorial(n).toString())
      .div(y.pow(n + 1))
      .div(2),
  );
  for (let k = 1; k <= 30; k++) {
    const rising = factorial(2 * k + n - 1) / factorial(2 * k);
    sum = sum.plus(
      bernoulli(k)
        .times(rising.toString())
        .div(y.pow(2 * k + n)),
    );
  }
  const size = math.bignumber(factorial(n).toString());
  sum = start.reduce((rest, step) => rest.plus(size.div(step.pow(n + 1))), sum);
  return n % 2 === 1 ? sum : sum.neg();
}

/** x, x + 1, … below 50, and the first from 50 on. */
function climb(x: BigNumber): [BigNumber[], BigNumber] {
  const start: BigNumber[] = [];
  let y = x;
  for (; y.lt(50); y = y.plus(1)) start.push(y);
  return [start, y];
}

/** B₂ₖ = (-1)ᵏ⁻¹ 2k Tₖ / (4ᵏ(4ᵏ - 1)), Tₖ the tangent numbers. */
function bernoulli(k: number): BigNumber {
  const power = 4n ** BigInt(k);
  const numerator = BigInt(2 * k) * TANGENT_NUMBERS[k]!;
  const size = math.bignumber(numerator.toString()).div((power * (power - 1n)).toString());
  return k % 2 === 1 ? size : size.neg();
}

/** Brent and Harvey, "Fast computation of Bernoulli, tangent and secant numbers", arXiv:1108.0286, algorithm TangentNumbers. */
const TANGENT_NUMBERS: readonly bigint[] = tangentNumbers(30);

function tangentNumbers(count: number): bigint[] {
  const numbers = [0n, 1n];
  for (let k = 2; k <= count; k++) numbers.push(BigInt(k - 1) * numbers[k - 1]!);
  for (let k = 2; k <= count; k++) {
    for (let j = k; j <= count; j++) numbers[j] = BigInt(j - k) * numbers[j - 1]! + BigInt(j - k + 2) * numbers[j]!;
  }
  return numbers;
}

function factorial(n: number): bigint {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return product;
}
