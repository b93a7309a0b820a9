/** The problems of Moré, Garbow & Hillstrom and others, from formula strings: known minima, or an honest no. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fromFormula } from "./formula.ts";
import { honestReport, METHOD_NAMES } from "./honest.ts";

interface Case {
  readonly name: string;
  readonly n: number;
  readonly variables: readonly string[];
  readonly expression: string;
  readonly starts: readonly (readonly number[])[];
  readonly minima: readonly { readonly f?: number; readonly f_at_published?: number }[];
  readonly evaluations: readonly {
    readonly x: readonly number[];
    readonly f: number;
    readonly grad: number[] | null;
  }[];
}

const file = new URL("../data/unconstrained_minimisation.json", import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(file, "utf8")).problems;
const runs = cases.flatMap((problem) => problem.starts.map((start) => ({ ...problem, start, at: start.join(", ") })));

/** Local minima a descent may end in besides those of the file, to the digits our methods agree on. */
const OTHER_MINIMA: Readonly<Record<string, readonly number[]>> = {
  Trigonometric_10: [2.795056122e-5], // given as a local minimum by Moré, Garbow & Hillstrom 1981, problem 26
  Rastrigin4: [9.949560299], // three entries 0, one at ±2.985
  GramacyLee: [-2.873898942, -1.253244201], // one in nearly every half period of the sine
  Schwefel3: [335.5780422], // 420.97, −302.52, 203.81
  YanaiOzawaKaneko_b: [0.9913848122],
};

/** Beale from (1, 4) goes down an endless valley; Bukin's ridge has no derivative. Nothing converges there. */
const HOPELESS: readonly string[] = ["Beale at 1, 4", "Bukin6 at -9.5, 0.8"];

test.each(cases)(
  "the formula of $name has the value and gradient of the file",
  ({ n, variables, expression, evaluations }) => {
    const objective = fromFormula(expression, variables);
    for (const { x, f, grad } of evaluations) {
      const gradient = new Float64Array(n);
      // 1e-13: the figures are of the exact function, sums of up to a hundred terms are rounded here.
      expect(Math.abs(objective.valueAndGradient(Float64Array.from(x), gradient) - f)).toBeLessThanOrEqual(
        1e-13 * Math.max(Math.abs(f), 1e-10),
      );
      if (grad === null) continue;
      const scale = Math.max(...grad.map(Math.abs));
      for (const [i, entry] of grad.entries())
        expect(Math.abs(gradient[i]! - entry)).toBeLessThanOrEqual(1e-12 * scale);
    }
  },
);

describe.each(METHOD_NAMES)("%s", (method) => {
  test.each(runs)("$name from $at", ({ name, variables, expression, start, minima, at }) => {
    const maxIterations = method === "gradientDescent" ? 500 : 2000;
    const report = honestReport(method, fromFormula(expression, variables), start, { maxIterations });
    const known = [...minima.map(({ f, f_at_published }) => f ?? f_at_published!), ...(OTHER_MINIMA[name] ?? [])];
    const reached = known.some((minimum) => Math.abs(report.value - minimum) <= 1e-9 * Math.max(1, Math.abs(minimum)));
    if (report.status === "gradient") expect(reached, `value ${report.value}`).toBe(true);
    if (HOPELESS.includes(`${name} at ${at}`)) return;
    if (method !== "gradientDescent") expect(report.converged, report.message).toBe(true);
    if (report.converged) expect(reached, `value ${report.value}`).toBe(true);
  });
});
