/** Rounding and the remainder, as nabla means them: ties away from zero, the sign of the divisor. */

/**
 * The nearest integer; a tie goes away from zero. ±0, ±Infinity and NaN stay; -0.4 gives -0.
 *
 * @example
 * round(-2.5) // -3
 */
export function round(x: number): number {
  const whole = Math.trunc(x);
  // Exact, so 0.49999999999999994 is below a half and an integer beyond 2^52 has no fraction; NaN at ±Infinity.
  const fraction = x - whole;
  if (fraction >= 0.5) return whole + 1;
  return fraction <= -0.5 ? whole - 1 : whole;
}

/**
 * x - y·floor(x/y): the remainder with the sign of the divisor, a zero included. The exact remainder of the truncated
 * quotient, plus y where the signs differ, rounded once: mod(-1e-20, 3) is 3. NaN for y = 0 and infinite x;
 * mod(x, ±Infinity) is x where the signs agree, else ±Infinity.
 *
 * @example
 * mod(-1, 3) // 2
 */
export function mod(x: number, y: number): number {
  const remainder = x % y;
  if (remainder === 0) return y < 0 ? -0 : 0;
  return remainder < 0 === y < 0 ? remainder : remainder + y;
}
