import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mod, round } from "../../../src/operators/numeric/rounding.ts";

describe("round", () => {
  // biome-ignore format: a table
  it.each([
    [2.5, 3], [-2.5, -3], [1.5, 2], [0.5, 1], [-0.5, -1], [0.49999999999999994, 0], [-0.49999999999999994, -0], [0.4, 0], [-0.4, -0],
    [0, 0], [-0, -0], [NaN, NaN], [Infinity, Infinity], [-Infinity, -Infinity], [5e-324, 0], [-5e-324, -0],
    [4503599627370495.5, 4503599627370496], [4503599627370497, 4503599627370497], [9007199254740991, 9007199254740991], [-1e300, -1e300],
  ])("%f -> %f", (x, value) => {
    expect(round(x)).toBe(value);
  });

  it("is odd, gives an integer and goes at most a half away", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(round(-x)).toBe(-round(x));
        expect(Number.isInteger(round(x))).toBe(true);
        expect(Math.abs(round(x) - x)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

describe("mod", () => {
  // biome-ignore format: a table
  it.each([
    [-1, 3, 2], [1, 3, 1], [1, -3, -2], [-1, -3, -1], [7, 3, 1], [5.5, 2, 1.5], [-5.5, 2, 0.5], [6, 3, 0], [-6, 3, 0], [6, -3, -0], [0, 3, 0], [-0, 3, 0], [0, -3, -0],
    [1, 0, NaN], [1, -0, NaN], [0, 0, NaN], [NaN, 3, NaN], [3, NaN, NaN], [-3, NaN, NaN], [NaN, -3, NaN], [Infinity, 3, NaN], [-Infinity, 3, NaN],
    [3, Infinity, 3], [-3, Infinity, Infinity], [3, -Infinity, -Infinity], [-3, -Infinity, -3], [-1e-20, 3, 3], [1e300, 7, 1], [5e-324, 1, 5e-324],
    [2 ** 53 + 2, 3, 1],
  ])("mod(%f, %f) -> %f", (x, y, value) => {
    expect(mod(x, y)).toBe(value);
  });

  it("agrees with exact integers of any size", () => {
    const integer = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }).map(Math.trunc);
    const divisor = fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).filter((y) => y !== 0);
    fc.assert(
      fc.property(integer, divisor, (x, y) => {
        const expected = ((BigInt(x) % BigInt(y)) + BigInt(y)) % BigInt(y);
        expect(BigInt(mod(x, y))).toBe(expected);
      }),
    );
  });

  it("lies between 0 and the divisor", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (x, y) => {
        fc.pre(y !== 0);
        expect(Math.abs(mod(x, y))).toBeLessThanOrEqual(Math.abs(y));
        expect(mod(x, y) * Math.sign(y)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
