/** Every method on every problem: a minimum is reached, or the report says that it was not. */
import { describe, expect, test } from "vitest";
import { honestReport, METHOD_NAMES } from "./honest.ts";
import { PROBLEMS } from "./problems.ts";

describe.each(METHOD_NAMES)("%s", (method) => {
  test.each(PROBLEMS)("$name", ({ objective, start, minima, slow }) => {
    const report = honestReport(method, objective, start);
    const reached = minima.some((minimum) => Math.abs(report.value - minimum) <= 1e-7 * Math.max(1, minimum));
    if (slow?.includes(method)) {
      expect(reached || report.status !== "gradient").toBe(true);
      return;
    }
    expect(report.message).toMatch(/^Converged/);
    expect(report.converged).toBe(true);
    expect(reached, `value ${report.value}`).toBe(true);
  });
});

/** Upper bounds on the work, about a third above what is needed today: a method that gets slower is a bug. */
test.each([
  ["lbfgs", "Rosenbrock 2", 60],
  ["lbfgs", "Rosenbrock 10", 130],
  ["lbfgs", "Rosenbrock 100", 800],
  ["lbfgs", "Beale", 25],
  ["newton", "Rosenbrock 2", 40],
  ["newton", "Beale", 12],
  ["newton", "quadratic of condition 1e9", 2],
  ["gradientDescent", "Rosenbrock 2", 160],
  ["gradientDescent", "Rosenbrock 100", 3800],
] as const)("%s needs few evaluations for %s", (method, name, most) => {
  const { objective, start } = PROBLEMS.find((problem) => problem.name === name)!;
  expect(honestReport(method, objective, start).evaluations).toBeLessThanOrEqual(most);
});
