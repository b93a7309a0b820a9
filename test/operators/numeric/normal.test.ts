import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gelu, normalCdf, normalLogCdf } from "../../../src/operators/numeric/normal.ts";
import { bigErfc, exact, ulpError } from "./high-precision.ts";
import { spread, spreadLog } from "./points.ts";

const bigCdf = (x: number) => bigErfc(exact(x).div(exact(2).sqrt()).neg()).div(2);

describe("against sixty digits", () => {
  const points = [...spread(-37.5, -5, 80), ...spread(-5, 8, 120)];

  it("normalCdf", () => {
    for (const x of points) expect(ulpError(normalCdf(x), bigCdf(x)), `at ${x}`).toBeLessThan(5.5);
  });

  it("normalLogCdf", () => {
    for (const x of points) expect(ulpError(normalLogCdf(x), bigCdf(x).ln()), `at ${x}`).toBeLessThan(5.5);
  });

  it("gelu", () => {
    for (const x of [...points, ...spreadLog(1e-300, 0.1, 20)]) {
      expect(ulpError(gelu(x), bigCdf(x).times(exact(x))), `at ${x}`).toBeLessThan(5.5);
    }
  });
});

describe("tails", () => {
  // biome-ignore format: a table
  it.each([
    [normalCdf, -9, 1.1285884059538405e-19],
    [normalCdf, -6, 9.865876450376981e-10],
    [normalCdf, -37, 5.725571222524577e-300],
    [normalLogCdf, -38, -726.5572160188201],
    [normalLogCdf, -1000, -500007.82669481216],
    [normalLogCdf, 8, -6.220960574271786e-16],
    [normalLogCdf, -1e8, -5000000000000019],
    [gelu, -10, -7.619853024160526e-23],
  ] as const)("%o(%f) = %f", (f, x, value) => {
    expect(Math.abs(f(x) / value - 1)).toBeLessThan(1e-15);
  });
});

describe("special arguments", () => {
  // biome-ignore format: a table
  it.each([
    [normalCdf, NaN, NaN], [normalCdf, Infinity, 1], [normalCdf, -Infinity, 0], [normalCdf, 0, 0.5], [normalCdf, -0, 0.5], [normalCdf, -40, 0],
    [normalLogCdf, NaN, NaN], [normalLogCdf, Infinity, -0], [normalLogCdf, -Infinity, -Infinity], [normalLogCdf, 0, -Math.LN2], [normalLogCdf, -0, -Math.LN2],
    [gelu, NaN, NaN], [gelu, Infinity, Infinity], [gelu, -Infinity, -0], [gelu, 0, 0], [gelu, -0, -0], [gelu, -40, -0],
    [gelu, 1e300, 1e300],
  ] as const)("%o(%f) is %f", (f, x, value) => {
    expect(f(x)).toBe(value);
  });
});

describe("identities", () => {
  const real = fc.double({ min: -38, max: 38, noNaN: true });

  it("Φ(x) + Φ(-x) = 1 and gelu(x) - gelu(-x) = x", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(Math.abs(normalCdf(x) + normalCdf(-x) - 1)).toBeLessThanOrEqual(2 ** -51);
        expect(Math.abs(gelu(x) - gelu(-x) - x)).toBeLessThanOrEqual(2 ** -51 * Math.abs(x) + Number.MIN_VALUE);
      }),
    );
  });

  it("log Φ and Φ agree", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (x) => {
        const cdf = normalCdf(x);
        expect(Math.abs(normalLogCdf(x) - Math.log(cdf))).toBeLessThan(1e-15 * Math.max(1, Math.abs(Math.log(cdf))));
      }),
    );
  });
});
