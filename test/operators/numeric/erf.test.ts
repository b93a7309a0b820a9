import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erf, erfc, erfcx, expOfMinusSquare } from "../../../src/operators/numeric/erf.ts";
import { bigErf, bigErfc, exact, ulpError } from "./high-precision.ts";
import { spread, spreadLog } from "./points.ts";

describe("against sixty digits", () => {
  it.each([
    ["erf", erf, bigErf, [...spread(-1, 1, 120), ...spread(1, 6, 60), ...spreadLog(1e-300, 0.1, 40)], 1.5],
    ["erfc", erfc, bigErfc, [...spread(-6, 0.5, 60), ...spread(0.5, 5, 100), ...spread(5, 26.5, 100)], 4.5],
  ] as const)("%s", (_name, f, oracle, points, limit) => {
    for (const x of points) expect(ulpError(f(x), oracle(exact(x))), `at ${x}`).toBeLessThan(limit);
  });

  it("erfcx", () => {
    for (const x of [...spread(-26, 0.5, 60), ...spread(0.5, 60, 100)]) {
      const expected = bigErfc(exact(x)).times(exact(x).pow(2).exp());
      expect(ulpError(erfcx(x), expected), `at ${x}`).toBeLessThan(3.5);
    }
  });

  it("erfc in the subnormals, to one unit of them", () => {
    for (const x of spread(26.54, 27.3, 30)) expect(ulpError(erfc(x), bigErfc(exact(x))), `at ${x}`).toBeLessThan(1);
  });

  it("exp(-x²) at 26, where a rounded square loses nine bits", () => {
    for (const x of spread(20, 26.6, 60)) {
      expect(ulpError(expOfMinusSquare(x, 1), exact(x).pow(2).neg().exp()), `at ${x}`).toBeLessThan(2);
    }
  });
});

describe("tails", () => {
  // biome-ignore format: a table
  it.each([
    [erfc, 10, 2.088487583762545e-45],
    [erfc, 6, 2.1519736712498913e-17],
    [erfc, 26, 5.663192408856143e-296],
    [erf, 1e-10, 1.1283791670955126e-10],
    [erfcx, 1e8, 5.641895835477563e-9],
    [erfcx, 1e300, 5.641895835477563e-301],
  ] as const)("%o(%f) = %f", (f, x, value) => {
    expect(Math.abs(f(x) / value - 1)).toBeLessThan(1e-15);
  });

  it("ends of the range", () => {
    expect(erfc(27.2)).toBeGreaterThan(0);
    expect(erfc(27.3)).toBe(0);
    expect(erfc(1e200)).toBe(0);
    expect(erfcx(-26.6)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(erfcx(-26.63)).toBe(Number.POSITIVE_INFINITY);
    expect(erfcx(-1e200)).toBe(Number.POSITIVE_INFINITY);
    expect(erfcx(Number.MAX_VALUE)).toBeGreaterThan(0);
  });
});

describe("special arguments", () => {
  // biome-ignore format: a table
  it.each([
    [erf, NaN, NaN], [erf, Infinity, 1], [erf, -Infinity, -1], [erf, 0, 0], [erf, -0, -0], [erf, 5e-324, 5e-324], [erf, -1e200, -1],
    [erfc, NaN, NaN], [erfc, Infinity, 0], [erfc, -Infinity, 2], [erfc, 0, 1], [erfc, -0, 1], [erfc, 5e-324, 1], [erfc, -1e200, 2],
    [erfcx, NaN, NaN], [erfcx, Infinity, 0], [erfcx, -Infinity, Infinity], [erfcx, 0, 1], [erfcx, -0, 1], [erfcx, 5e-324, 1],
  ] as const)("%o(%f) is %f", (f, x, value) => {
    expect(f(x)).toBe(value);
  });
});

describe("identities", () => {
  const real = fc.double({ min: -30, max: 30, noNaN: true });

  it("erf is odd, bit by bit", () => {
    fc.assert(fc.property(real, (x) => Object.is(erf(-x), -erf(x))));
  });

  it("erfc(x) + erfc(-x) = 2 and erf(x) + erfc(x) = 1", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(Math.abs(erfc(x) + erfc(-x) - 2)).toBeLessThanOrEqual(2 ** -51);
        expect(Math.abs(erf(x) + erfc(x) - 1)).toBeLessThanOrEqual(2 ** -51);
      }),
    );
  });

  it("erfcx falls and erfc(x) = exp(-x²)·erfcx(x) across the joints", () => {
    for (const joint of [-6, -1, -0.5, 0.5, 1, 6]) {
      const below = joint - 1e-12;
      expect(erfcx(below)).toBeGreaterThan(erfcx(joint));
      expect(Math.abs(expOfMinusSquare(joint, 1) * erfcx(joint) - erfc(joint))).toBeLessThan(4e-16 * erfc(joint));
    }
  });
});
