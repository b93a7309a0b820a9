import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gamma, lgamma } from "../../../src/operators/numeric/gamma.ts";
import { bigGamma, bigLogGamma, exact, ulp, ulpError } from "./high-precision.ts";
import { around, spread, spreadLog } from "./points.ts";

describe("against sixty digits", () => {
  it.each([
    ["(0, 8)", [...spreadLog(1e-300, 0.5, 20), ...spread(0.5, 8, 120)], 4.5],
    ["(8, 171.6)", spread(8, 171.6, 100), 6],
    ["(-8, 0)", [...spread(-8, 0, 80), ...spreadLog(1e-300, 0.5, 20).map((x) => -x)], 6],
    ["(-170, -8)", spread(-170, -8, 80), 8],
  ] as const)("gamma in %s", (_name, points, limit) => {
    for (const x of points) expect(ulpError(gamma(x), bigGamma(exact(x))), `at ${x}`).toBeLessThan(limit);
  });

  it.each([
    ["(0, 8)", [...spreadLog(1e-300, 0.5, 20), ...spread(0.5, 8, 120)]],
    ["its zeros", [...around(1, 0.1, 60), ...around(2, 0.1, 60)]],
    ["(8, 1e300)", [...spread(8, 100, 60), ...spreadLog(100, 1e300, 60)]],
  ] as const)("lgamma in %s", (_name, points) => {
    for (const x of points) expect(ulpError(lgamma(x), bigLogGamma(exact(x))), `at ${x}`).toBeLessThan(6);
  });

  it("lgamma for negative x, where it crosses zero: to a few units of 1 or of its size", () => {
    for (const x of spread(-150, 0, 150)) {
      const expected = bigLogGamma(exact(x));
      const unit = Math.max(ulp(1), ulp(expected.toNumber()));
      expect(exact(lgamma(x)).minus(expected).abs().toNumber(), `at ${x}`).toBeLessThan(4 * unit);
    }
  });

  it("subnormal results far to the left, to one unit of them", () => {
    for (const x of [-171.5, -172.25, -175.75, -177.5, -179.1]) {
      expect(ulpError(gamma(x), bigGamma(exact(x))), `at ${x}`).toBeLessThan(x < -172 ? 1 : 8);
    }
  });
});

describe("factorials", () => {
  it("are exact to 22!, and within 6 ulp to 170!", () => {
    let product = 1n;
    for (let n = 1; n <= 171; n++) {
      const value = gamma(n);
      if (n <= 23) expect(BigInt(value), `gamma(${n})`).toBe(product);
      else expect(Math.abs(value - Number(product)) / ulp(value), `gamma(${n})`).toBeLessThan(6);
      product *= BigInt(n);
    }
  });

  it("overflow between 171.62 and 171.63", () => {
    expect(gamma(171.62)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(gamma(171.63)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("special arguments", () => {
  // biome-ignore format: a table
  it.each([
    [gamma, NaN, NaN], [gamma, Infinity, Infinity], [gamma, -Infinity, NaN], [gamma, 0, Infinity], [gamma, -0, -Infinity],
    [gamma, 5e-324, Infinity], [gamma, -5e-324, -Infinity], [gamma, -1, NaN], [gamma, -7, NaN], [gamma, -8, NaN],
    [gamma, -9, NaN], [gamma, -1e300, NaN], [gamma, -190.5, -0], [gamma, -191.5, 0], [gamma, -1e6 - 0.5, -0],
    [lgamma, NaN, NaN], [lgamma, Infinity, Infinity], [lgamma, -Infinity, Infinity], [lgamma, 0, Infinity], [lgamma, -0, Infinity],
    [lgamma, 1, 0], [lgamma, 2, 0], [lgamma, -1, Infinity], [lgamma, -8, Infinity], [lgamma, -1e300, Infinity],
    [lgamma, 5e-324, 744.4400719213812], [lgamma, -5e-324, 744.4400719213812], [lgamma, 1e306, Infinity],
  ] as const)("%o(%f) is %f", (f, x, value) => {
    if (value === 0 && f === lgamma) expect(Math.abs(f(x))).toBe(0);
    else expect(f(x)).toBe(value);
  });
});

describe("identities", () => {
  const close = (a: number, b: number, limit: number) => Math.abs(a - b) <= limit * Math.abs(b);

  it("gamma(x + 1) = x·gamma(x), where x + 1 is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: -160 * 2 ** 20, max: 169 * 2 ** 20 }), (m) => {
        const x = m / 2 ** 20 + 2 ** -21;
        expect(close(gamma(x + 1), x * gamma(x), 4e-15)).toBe(true);
      }),
    );
  });

  it("gamma(x)·gamma(1 - x) = π/sin(πx) on (0, 1)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (m) => {
        const x = m / 2 ** 30;
        expect(close(gamma(x) * gamma(1 - x) * Math.sin(Math.PI * Math.min(x, 1 - x)), Math.PI, 3e-15)).toBe(true);
      }),
    );
  });

  it("lgamma = log|gamma|", () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 171, noNaN: true }), (x) => {
        const size = Math.abs(gamma(x));
        fc.pre(size > 1e-307 && size < Number.POSITIVE_INFINITY);
        const expected = Math.log(size);
        expect(Math.abs(lgamma(x) - expected)).toBeLessThan(2e-15 * Math.max(1, Math.abs(expected)));
      }),
    );
  });
});
