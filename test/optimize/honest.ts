/** What every report must keep to, whatever the problem. */
import { expect } from "vitest";
import { gradientDescent } from "../../src/optimize/gradient-descent.ts";
import { lbfgs } from "../../src/optimize/lbfgs.ts";
import { newton } from "../../src/optimize/newton.ts";
import type { Objective } from "../../src/optimize/objective.ts";
import { DEFAULTS, type Report } from "../../src/optimize/report.ts";
import { maximumNorm } from "../../src/optimize/vector.ts";

export const METHODS = { gradientDescent, lbfgs, newton } as const;
export const METHOD_NAMES = Object.keys(METHODS) as (keyof typeof METHODS)[];

/** The objective and the lowest finite value it was asked for at a point of finite gradient. */
export function watched(objective: Objective): { objective: Objective; lowest: () => number; count: () => number } {
  let [lowest, count] = [Number.POSITIVE_INFINITY, 0];
  const valueAndGradient = (x: Float64Array, gradient: Float64Array) => {
    const value = objective.valueAndGradient(x, gradient);
    count++;
    if (Number.isFinite(value) && Number.isFinite(maximumNorm(gradient))) lowest = Math.min(lowest, value);
    return value;
  };
  return { objective: { ...objective, valueAndGradient }, lowest: () => lowest, count: () => count };
}

/** Runs a method and checks that its report is true to the objective and to itself. */
export function honestReport(
  method: keyof typeof METHODS,
  objective: Objective,
  start: readonly number[],
  options: Parameters<typeof lbfgs>[2] = {},
): Report {
  const { objective: seen, lowest, count } = watched(objective);
  const begin = Float64Array.from(start);
  const report = METHODS[method](seen, begin, options);
  const gradient = new Float64Array(objective.dimension);
  const value = objective.valueAndGradient(report.x, gradient);
  expect(Array.from(begin), "the start is not written to").toEqual(start);
  expect(report.value).toBe(value);
  expect(report.gradientNorm).toBe(Number.isFinite(value) ? finiteNorm(gradient) : Number.NaN);
  expect(report.evaluations).toBe(count());
  expect(report.converged).toBe(["gradient", "value", "step"].includes(report.status));
  if (report.converged) expect(Number.isFinite(report.value) && Number.isFinite(report.gradientNorm)).toBe(true);
  if (report.status === "gradient") {
    const relative = (options.gtolRelative ?? 0) * (report.history[0]?.gradientNorm ?? 0);
    expect(report.gradientNorm).toBeLessThanOrEqual(Math.max(options.gtol ?? DEFAULTS.gtol, relative));
  }
  // Best up to 32 units of the last digit: among values that rounding makes equal, the smaller gradient wins.
  if (lowest() < Number.POSITIVE_INFINITY) {
    expect(report.value - lowest()).toBeLessThanOrEqual(32 * Number.EPSILON * Math.abs(lowest()));
  }
  return report;
}

function finiteNorm(gradient: Float64Array): number {
  const norm = maximumNorm(gradient);
  return Number.isFinite(norm) ? norm : Number.NaN;
}
