import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LARGEST_PRODUCT_EXPONENT, power, productSplit } from "../../../src/operators/numeric/power.ts";
import { exact, ulpError } from "./high-precision.ts";
import { spread } from "./points.ts";

/** x^n as a code generator would write it: only from the published rule. */
function byRule(x: number, n: number): number {
  if (n === 1) return x;
  const [p, q] = productSplit(n);
  return byRule(x, p) * byRule(x, q);
}

const any = fc.double();

describe("products", () => {
  it("power follows productSplit bit by bit, also below the line", () => {
    for (let n = 2; n <= LARGEST_PRODUCT_EXPONENT; n++) {
      const [p, q] = productSplit(n);
      expect(p + q).toBe(n);
      fc.assert(fc.property(any, (x) => Object.is(power(x, n), byRule(x, n))));
      fc.assert(fc.property(any, (x) => Object.is(power(x, -n), 1 / byRule(x, n))));
    }
  });

  it("lose at most n/2 ulp and some", () => {
    for (let n = 1; n <= LARGEST_PRODUCT_EXPONENT; n++) {
      for (const x of spread(-9, 9, 60)) {
        expect(ulpError(power(x, n), exact(x).pow(n)), `${x}^${n}`).toBeLessThan(0.75 * n);
        expect(ulpError(power(x, -n), exact(x).pow(-n)), `${x}^-${n}`).toBeLessThan(0.75 * n + 1);
      }
    }
  });

  it("are exact for integers while they fit", () => {
    for (let x = -90; x <= 90; x++) {
      for (let n = 0; n <= 8; n++) expect(power(x, n) + 0).toBe(Number(BigInt(x) ** BigInt(n)));
    }
  });
});

describe("the rest", () => {
  it("square roots", () => {
    fc.assert(fc.property(any, (x) => Object.is(power(x, 0.5), Math.sqrt(x))));
    fc.assert(fc.property(any, (x) => Object.is(power(x, -0.5), 1 / Math.sqrt(x))));
  });

  it("is Math.pow beyond products and roots", () => {
    const other = any.filter((y) => Math.abs(y) !== 0.5 && !(Number.isInteger(y) && Math.abs(y) <= 8));
    fc.assert(fc.property(any, other, (x, y) => Object.is(power(x, y), x ** y)));
  });

  // biome-ignore format: a table
  it.each([
    [0, 0, 1], [NaN, 0, 1], [Infinity, -0, 1], [-0, 1, -0], [2, NaN, NaN], [NaN, 1, NaN], [NaN, -2, NaN],
    [-8, 1 / 3, NaN], [-2, 0.5, NaN], [-2, 1.5, NaN], [-2, 3, -8], [-2, -3, -0.125], [-2, 9, -512], [-2, -9, -1 / 512], [-2, 64, 2 ** 64],
    [0, -1, Infinity], [-0, -1, -Infinity], [-0, -2, Infinity], [0, 0.5, 0], [0, -0.5, Infinity], [0, 2.5, 0], [Infinity, 2, Infinity],
    [-Infinity, 3, -Infinity], [-Infinity, -3, -0], [Infinity, -1, 0], [4, -0.5, 0.5], [2, 1023, 2 ** 1023], [2, 1024, Infinity], [2, -1074, 5e-324],
    [1e200, 2, Infinity], [5e-324, 2, 0], [5e-324, -1, Infinity], [10, -2, 0.01],
  ])("power(%f, %f) -> %f", (x, y, value) => {
    expect(power(x, y)).toBe(value);
  });
});
