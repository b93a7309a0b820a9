/** Honest statuses: success is reported only for a finite point where a test passed. */
import { describe, expect, test } from "vitest";
import { DomainError, ShapeError, UnsupportedError } from "../../src/core/error.ts";
import { lbfgs } from "../../src/optimize/lbfgs.ts";
import { newton } from "../../src/optimize/newton.ts";
import type { Progress, Status } from "../../src/optimize/report.ts";
import { honestReport, METHOD_NAMES } from "./honest.ts";
import { diagonalQuadratic, logBarrier, objective, rosenbrock } from "./problems.ts";

const always = (value: number, slope: number) =>
  objective(2, (_, g) => {
    g.fill(slope);
    return value;
  });
const powers = (derivative: (x: number) => number, value: (x: number) => number) =>
  objective(1, (x, g) => {
    g[0] = derivative(x[0]!);
    return value(x[0]!);
  });

const linear = powers(
  () => -1,
  (x) => -x,
);
const cubic = powers(
  (x) => 3 * x * x,
  (x) => x ** 3,
);
const naiveExponential = powers(
  (x) => -Math.exp(-x),
  (x) => Math.exp(-x),
);
const untrue = powers(
  (x) => -2 * x,
  (x) => x * x,
);
const walled = powers(
  (x) => (x > 1 ? 1 : Number.NaN),
  (x) => (x > 1 ? x : Number.NaN),
);
const kink = powers(Math.sign, Math.abs);
const empty = objective(0, () => 7);
const logOfNothing = powers(
  () => Number.NEGATIVE_INFINITY,
  () => Number.NEGATIVE_INFINITY,
);

describe.each(METHOD_NAMES)("%s", (method) => {
  // biome-ignore format: a table
  test.each<[string, ReturnType<typeof always>, number[], Status[], RegExp]>([
    ["value Infinity everywhere", always(Infinity, 0), [1, 2], ["non-finite"], /At the start the value is Infinity/],
    ["value NaN", always(NaN, 1), [1, 2], ["non-finite"], /At the start the value is NaN/],
    ["value -Infinity", logOfNothing, [0], ["non-finite"], /At the start the value is -Infinity/],
    ["gradient NaN", always(1, NaN), [1, 2], ["non-finite"], /At the start gradient\[0\] is NaN/],
    ["gradient Infinity", always(1, -Infinity), [1, 2], ["non-finite"], /gradient\[0\] is -Infinity/],
    ["a start that is NaN", rosenbrock(2), [1, NaN], ["non-finite"], /start\[1\] is NaN/],
    ["unbounded below, linear", linear, [0], ["non-finite", "iterations"], /unbounded|maxIterations/],
    ["unbounded below, cubic", cubic, [-1], ["non-finite", "iterations"], /unbounded|maxIterations/],
    ["a wall the value falls towards", walled, [5], ["non-finite"], /next to it the value is NaN/],
    ["a gradient that is not that of the value", untrue, [3], ["line-search"], /gradient is not that of the value/],
    ["flat", always(3, 0), [1, 2], ["gradient"], /stationary/],
    ["at the minimum", rosenbrock(2), [1, 1], ["gradient"], /stationary/],
    ["no parameters", empty, [], ["gradient"], /stationary/],
    ["a step across 0 in -log(x) + x", logBarrier, [1.5], ["gradient"], /stationary/],
    ["overflow in the first steps", naiveExponential, [-400], ["gradient"], /stationary/],
    ["a kink off the grid", kink, [Math.PI], ["line-search", "gradient"], /./],
  ])("%s", (_, problem, start, statuses, message) => {
    const report = honestReport(method, problem, start);
    expect(statuses).toContain(report.status);
    expect(report.message).toMatch(message);
    if (Number.isFinite(problem.value(Float64Array.from(start)))) expect(Number.isFinite(report.value)).toBe(true);
  });

  test("a huge first step across the wall of a logarithm", () => {
    // At 1e-9 the gradient is −1e9, at 1e9 the minimum is far: both ways trial steps leave the domain or overshoot.
    for (const start of [1e-9, 1, 1e3]) expect(honestReport(method, logBarrier, [start]).value).toBeCloseTo(1, 12);
  });

  test("limits are kept and named", () => {
    const start = [-1.2, 1];
    const few = honestReport(method, rosenbrock(2), start, { maxIterations: 3 });
    expect([few.status, few.iterations, few.converged]).toEqual(["iterations", 3, false]);
    for (const maxEvaluations of [1, 2, 5]) {
      const report = honestReport(method, rosenbrock(2), start, { maxEvaluations });
      expect([report.status, report.evaluations, report.converged]).toEqual(["evaluations", maxEvaluations, false]);
    }
  });

  test("the history is what the callback saw, and false interrupts", () => {
    const seen: Progress[] = [];
    const onIteration = (progress: Progress, x: Float64Array) => {
      expect(rosenbrock(2).value(x)).toBe(progress.value);
      seen.push(progress);
      return seen.length < 5;
    };
    const report = honestReport(method, rosenbrock(2), [-1.2, 1], { onIteration });
    expect(report.history).toEqual(seen);
    expect([report.status, report.iterations, seen.length]).toEqual(["interrupted", 4, 5]);
    expect(seen.map(({ iteration }) => iteration)).toEqual([0, 1, 2, 3, 4]);
    for (let k = 1; k < seen.length; k++) expect(seen[k]!.value).toBeLessThan(seen[k - 1]!.value);
    expect(seen.at(-1)!.value).toBe(report.value);
  });

  test.each(["gtol", "ftol", "xtol"] as const)("%s alone can end the work", (name) => {
    const options = { gtol: 0, ftol: 0, xtol: 0, [name]: 1e-5 };
    const status = { gtol: "gradient", ftol: "value", xtol: "step" }[name];
    const report = honestReport(method, rosenbrock(2), [-1.2, 1], options);
    // With ftol = 0 or xtol = 0 nothing is tested but what is asked; value 0 has no relative decrease, hence the offset.
    const shifted = honestReport(method, diagonalQuadratic([1, 3], [1, 2], 5), [0, 0], options);
    expect([status, "gradient"]).toContain(shifted.status);
    if (name === "gtol") expect(report.status).toBe(status);
    expect(report.x[0]).toBeCloseTo(1, 2);
  });
});

test("relative and absolute tolerances", () => {
  const problem = diagonalQuadratic([1, 100], [1, 2], 5);
  const off = { gtol: 0, ftol: 0, xtol: 0 };
  const start = [0, 0];
  const relative = honestReport("lbfgs", problem, start, {
    ...off,
    gtol: 1e-30,
    gtolRelative: 0.01,
    maxIterations: 50,
  });
  expect(relative.gradientNorm).toBeLessThanOrEqual(0.01 * 200);
  expect(relative.iterations).toBeGreaterThan(0);
});

test("misuse is told apart from failure", () => {
  const { value, valueAndGradient } = rosenbrock(2);
  expect(() => lbfgs(rosenbrock(2), new Float64Array(3))).toThrow(ShapeError);
  expect(() => newton({ dimension: 2, value, valueAndGradient }, new Float64Array(2))).toThrow(UnsupportedError);
  expect(() => lbfgs(rosenbrock(2), new Float64Array(2), { gtol: Number.NaN })).toThrow(/gtol is NaN/);
  expect(() => lbfgs(rosenbrock(2), new Float64Array(2), { maxIterations: -1 })).toThrow(DomainError);
  expect(() => lbfgs(rosenbrock(2), new Float64Array(2), { memory: 0 })).toThrow(/memory is 0/);
});

test("without history none is kept", () => {
  expect(lbfgs(rosenbrock(2), new Float64Array(2), { keepHistory: false }).history).toEqual([]);
});

test("a Hessian that is not finite or not definite does not stop Newton's method", () => {
  const nan = { ...rosenbrock(2), hessian: (_: Float64Array, out: Float64Array) => void out.fill(Number.NaN) };
  expect(honestReport("newton", nan, [0.9, 0.8], { maxIterations: 50 }).value).toBeLessThan(
    rosenbrock(2).value(Float64Array.of(0.9, 0.8)),
  );
  const saddle = objective(2, (x, g) => {
    g[0] = 2 * x[0]!;
    g[1] = 4 * x[1]! ** 3 - 2 * x[1]!;
    return x[0]! ** 2 + x[1]! ** 4 - x[1]! ** 2;
  });
  expect(honestReport("newton", saddle, [1, 1e-3]).value).toBeCloseTo(-0.25, 12);
});
