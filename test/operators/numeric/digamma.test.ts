import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digamma, polygamma, trigamma } from "../../../src/operators/numeric/digamma.ts";
import { bigDigamma, bigPolygamma, exact, ulp, ulpError } from "./high-precision.ts";
import { around, spread, spreadLog } from "./points.ts";

const ROOT = 1.4616321449683622;
const POSITIVE = [
  ...spreadLog(1e-60, 0.5, 20),
  ...spread(0.5, 8, 100),
  ...spread(8, 100, 30),
  ...spreadLog(100, 1e60, 20),
];
const NEGATIVE = [...spread(-8, 0, 80), ...spread(-100, -8, 40), ...spreadLog(1e-60, 0.5, 20).map((x) => -x)];

describe("against sixty digits", () => {
  it("digamma for positive x, dense at its root", () => {
    for (const x of [...POSITIVE, ...around(ROOT, 0.1, 80), ROOT]) {
      expect(ulpError(digamma(x), bigDigamma(exact(x))), `at ${x}`).toBeLessThan(6);
    }
  });

  it("digamma for negative x, where it has roots: to a few units of 1 or of its size", () => {
    for (const x of NEGATIVE) {
      const expected = bigDigamma(exact(x));
      const unit = Math.max(ulp(1), ulp(expected.toNumber()));
      expect(exact(digamma(x)).minus(expected).abs().toNumber(), `at ${x}`).toBeLessThan(8 * unit);
    }
  });

  it("trigamma", () => {
    for (const x of [...POSITIVE, ...NEGATIVE]) {
      expect(ulpError(trigamma(x), bigPolygamma(1, exact(x))), `at ${x}`).toBeLessThan(5);
    }
  });

  it.each([2, 3, 4, 5, 10, 40])("polygamma %d for positive x", (n) => {
    for (const x of [...spread(0.01, 8, 40), ...spread(8, 300, 30)]) {
      expect(ulpError(polygamma(n, x), bigPolygamma(n, exact(x))), `at ${x}`).toBeLessThan(7 + n);
    }
  });

  it.each([3, 5, 9])("polygamma %d for negative x", (n) => {
    for (const x of spread(-20, 0, 60)) {
      expect(ulpError(polygamma(n, x), bigPolygamma(n, exact(x))), `at ${x}`).toBeLessThan(7 + n);
    }
  });

  it.each([2, 4, 6])("polygamma %d for negative x, where it has roots: relative to its one-sided part", (n) => {
    for (const x of spread(-20, 0, 60)) {
      const expected = bigPolygamma(n, exact(x));
      const unit = ulp(polygamma(n, Math.abs(x - Math.round(x))));
      expect(exact(polygamma(n, x)).minus(expected).abs().toNumber(), `at ${x}`).toBeLessThan((7 + n) * unit);
    }
  });
});

describe("special arguments", () => {
  // biome-ignore format: a table
  it.each([
    [digamma, NaN, NaN], [digamma, Infinity, Infinity], [digamma, -Infinity, NaN], [digamma, 0, -Infinity], [digamma, -0, Infinity],
    [digamma, -1, NaN], [digamma, -9, NaN], [digamma, -1e300, NaN], [digamma, 5e-324, -Infinity], [digamma, -5e-324, Infinity],
    [digamma, 1, -0.5772156649015329],
    [trigamma, NaN, NaN], [trigamma, Infinity, 0], [trigamma, -Infinity, NaN], [trigamma, 0, Infinity], [trigamma, -0, Infinity],
    [trigamma, -1, Infinity], [trigamma, -9, Infinity], [trigamma, -1e300, Infinity], [trigamma, 5e-324, Infinity], [trigamma, 1e300, 1e-300],
  ] as const)("%o(%f) is %f", (f, x, value) => {
    expect(f(x)).toBe(value);
  });

  // biome-ignore format: a table
  it.each([
    [2, NaN, NaN], [2, Infinity, -0], [3, Infinity, 0], [2, -Infinity, NaN], [3, -Infinity, NaN], [2, 0, -Infinity], [2, -0, Infinity], [3, 0, Infinity],
    [3, -0, Infinity], [2, -4, NaN], [3, -4, Infinity], [2, 1e-200, -Infinity], [2, 1e200, -0], [-1, 2, NaN],
    [0.5, 2, NaN], [NaN, 2, NaN], [Infinity, 2, NaN], [0, 1, -0.5772156649015329], [1, 1, 1.6449340668482264], [1e9, 2, -Infinity],
    [1e9, 1e4, -0],
  ] as const)("polygamma(%f, %f) is %f", (n, x, value) => {
    expect(polygamma(n, x)).toBe(value);
  });
});

describe("identities", () => {
  const point = fc.integer({ min: -40 * 2 ** 20, max: 100 * 2 ** 20 }).map((m) => m / 2 ** 20 + 2 ** -21);

  it("digamma(x + 1) = digamma(x) + 1/x", () => {
    fc.assert(
      fc.property(point, (x) => {
        const scale = Math.max(1, Math.abs(digamma(x)), Math.abs(1 / x));
        expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(3e-15 * scale);
      }),
    );
  });

  it("trigamma(x + 1) = trigamma(x) - 1/x²", () => {
    fc.assert(
      fc.property(point, (x) => {
        expect(Math.abs(trigamma(x + 1) - trigamma(x) + 1 / (x * x))).toBeLessThan(3e-15 * trigamma(x));
      }),
    );
  });

  it("polygamma(n, x) falls to trigamma's slope: a central difference agrees", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), fc.integer({ min: 1, max: 6 }), (x, n) => {
        const h = 1e-4;
        const slope = (polygamma(n, x + h) - polygamma(n, x - h)) / (2 * h);
        // The difference quotient is off by h²/6 of the third derivative, at most (n + 2)(n + 3)/x² ≤ 288 times the first.
        expect(Math.abs(slope / polygamma(n + 1, x) - 1)).toBeLessThan(2e-6);
      }),
    );
  });
});
