/** Line searches: the conditions hold at the accepted step, walls are stepped back from, hopeless lines give 0. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backtracking, type Line, strongWolfe, WOLFE } from "../../src/optimize/line-search.ts";

/** A function of one number as a line that counts its evaluations. */
function line(value: (t: number) => number, slope: (t: number) => number, most = 1000): Line & { trials: number } {
  return {
    value: value(0),
    slope: slope(0),
    trials: 0,
    get spent() {
      return this.trials >= most;
    },
    at(step: number) {
      this.trials++;
      Object.assign(this, { value: value(step), slope: slope(step) });
      return Number.isFinite(this.value) && Number.isFinite(this.slope);
    },
  };
}

interface Case {
  readonly name: string;
  readonly value: (t: number) => number;
  readonly slope: (t: number) => number;
}

// The first three are functions 1 to 3 of Moré & Thuente, Line search algorithms with guaranteed sufficient decrease,
// ACM TOMS 20 (1994), Section 5 (the third without its sine).
// biome-ignore format: a table
const CASES: readonly Case[] = [
  { name: "rational, minimum at sqrt(2)", value: (t) => -t / (t * t + 2), slope: (t) => (t * t - 2) / (t * t + 2) ** 2 },
  { name: "power, minimum at 1.596", value: (t) => (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4, slope: (t) => 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3 },
  { name: "parabola far away", value: (t) => (t - 1e4) ** 2, slope: (t) => 2 * (t - 1e4) },
  { name: "narrow parabola", value: (t) => (1e6 * t - 1) ** 2, slope: (t) => 2e6 * (1e6 * t - 1) },
  { name: "logarithmic wall at 2", value: (t) => -Math.log(2 - t) - 3 * t, slope: (t) => 1 / (2 - t) - 3 },
  { name: "infinite wall at 2", value: (t) => (t < 2 ? 1 / (2 - t) - 4 * t : Number.POSITIVE_INFINITY), slope: (t) => 1 / (2 - t) ** 2 - 4 },
  { name: "overflowing exponential", value: (t) => Math.exp(t) - 50 * t, slope: (t) => Math.exp(t) - 50 },
  { name: "many minima", value: (t) => 0.1 * (t - 20) ** 2 + 3 * Math.cos(3 * t), slope: (t) => 0.2 * (t - 20) - 9 * Math.sin(3 * t) },
];
/** More trials than usual: some first steps are ten orders of magnitude off. */
const MANY = 60;
const FIRST_STEPS = [1e-8, 1e-3, 0.1, 1, 10, 1e3, 1e8];

describe.each(CASES)("$name", ({ value, slope }) => {
  test.each(FIRST_STEPS)("strong Wolfe conditions from a first step of %s", (first) => {
    for (const curvature of [0.9, 0.1]) {
      const search = line(value, slope);
      const step = strongWolfe(search, value(0), slope(0), first, { ...WOLFE, curvature, maxTrials: MANY });
      expect(step).toBeGreaterThan(0);
      expect(value(step)).toBeLessThanOrEqual(decreased(value(0), slope(0), step));
      expect(Math.abs(slope(step))).toBeLessThanOrEqual(curvature * Math.abs(slope(0)));
      expect(search.trials).toBeLessThanOrEqual(MANY);
    }
  });

  test.each(FIRST_STEPS)("sufficient decrease by backtracking from a first step of %s", (first) => {
    const step = backtracking(line(value, slope), value(0), slope(0), first);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(first);
    expect(value(step)).toBeLessThanOrEqual(decreased(value(0), slope(0), step));
  });
});

test("strong Wolfe conditions hold on random quartics that grow at both ends", () => {
  const factor = fc.double({ min: -3, max: 3, noNaN: true });
  // Not smaller: for a slope of 0.001 at 0 and values of 1e7 at the minimum, rounding decides whether the second holds.
  const positive = fc.double({ min: 0.1, max: 10, noNaN: true });
  fc.assert(
    fc.property(positive, factor, factor, positive, positive, (a, b, c, d, first) => {
      const value = (t: number) => a * t ** 4 + b * t ** 3 + c * t ** 2 - d * t;
      const slope = (t: number) => 4 * a * t ** 3 + 3 * b * t ** 2 + 2 * c * t - d;
      const step = strongWolfe(line(value, slope), 0, -d, first);
      expect(value(step)).toBeLessThanOrEqual(WOLFE.sufficientDecrease * step * -d);
      expect(Math.abs(slope(step))).toBeLessThanOrEqual(WOLFE.curvature * d);
    }),
    { numRuns: 500 },
  );
});

describe.each([
  ["strong Wolfe", strongWolfe],
  ["backtracking", backtracking],
] as const)("%s gives no step", (_, search) => {
  test.each<[string, number, (t: number) => number]>([
    ["for a slope that is not that of the value", -1, (t) => t],
    ["where all is NaN", -1, (t) => (t === 0 ? 0 : Number.NaN)],
    ["where all is Infinity", -1, (t) => (t === 0 ? 0 : Number.POSITIVE_INFINITY)],
  ])("%s", (_name, slope, value) => {
    const tried = line(value, () => slope);
    expect(search(tried, 0, slope, 1)).toBe(0);
    expect(tried.trials).toBeLessThanOrEqual(WOLFE.maxTrials);
  });

  test("without evaluations left", () => {
    const tried = line(
      (t) => (t - 1) ** 2,
      (t) => 2 * (t - 1),
      0,
    );
    expect([search(tried, 1, -2, 1), tried.trials]).toEqual([0, 0]);
  });
});

test("a line without a lower end is followed as far as the trials go", () => {
  const step = strongWolfe(
    line(
      (t) => -t,
      () => -1,
    ),
    0,
    -1,
    1,
  );
  expect(step).toBeGreaterThan(1e9);
});

function decreased(value: number, slope: number, step: number): number {
  return value + WOLFE.sufficientDecrease * step * slope + WOLFE.rounding * Math.abs(value);
}
