/** Compiled code, the interpreter and the reference evaluator mean the same, over all operators. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { NamedInputs } from "../../src/compile/compile.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Expression } from "../../src/core/expression.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { operators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { expressions, free, operatorsIn, type Point, points } from "../arbitrary.ts";
import { spread } from "./noise.ts";
import { compileAllAsIs, compileAsIs } from "./programs.ts";

const inputsAt = (point: Point, names: readonly string[]): NamedInputs =>
  Object.fromEntries(names.map((name) => [name, point.get(free(name)) as never]));

/** Operators that were compared, and how many comparisons were sharp. */
const reached = new Set<string>();
const counts = { sharp: 0, finite: 0 };

test("random expressions have the same value everywhere", () => {
  fc.assert(
    fc.property(expressions(4), points, fc.integer(), (e, point, seed) => {
      const [f, g] = [compileAsIs(e, "javascript"), compileAsIs(e, "interpreter")];
      const inputs = inputsAt(point, f.inputs);
      const value = f(inputs);
      expect(g(inputs), `interpreted ${toText(e)}`).toBe(value);
      compareWithReference(e, point, value, seed);
    }),
    { numRuns: 2000, seed: 20 },
  );
  expect(counts.sharp / counts.finite).toBeGreaterThan(0.9);
  const missed = operators.map(({ name }) => name).filter((name) => !reached.has(name));
  expect(missed.sort()).toEqual(["apply", "array", "derivative"]);
});

function compareWithReference(e: Expression, point: Point, value: number, seed: number): void {
  const expected = evaluateReference(e, point);
  const rounding = spread(e, point, expected, seed);
  if (Number.isFinite(expected)) counts.finite++;
  if (Number.isNaN(rounding) || rounding === Infinity) return; // the value hangs on the last bit of something
  if (rounding <= 1e-12 * Math.abs(expected) && Number.isFinite(expected)) counts.sharp++;
  for (const { name } of operatorsIn(e)) reached.add(name);
  // Beside 1e-13 what rounding does to an ill-conditioned formula; a denormal has no relative precision.
  const tolerance = 1e-13 * Math.abs(expected) + 8 * rounding + 1e-300;
  const same = Object.is(value, expected) || Math.abs(value - expected) <= tolerance;
  expect(same, `${toText(e)} is ${expected}, compiled ${value}`).toBe(true);
}

test("expressions compiled together have the values that they have alone", () => {
  fc.assert(
    fc.property(fc.array(expressions(3), { minLength: 2, maxLength: 4 }), points, (all, point) => {
      const outputs = Object.fromEntries(all.map((e, k) => [`e${k}`, e]));
      const [f, g] = [compileAllAsIs(outputs, "javascript"), compileAllAsIs(outputs, "interpreter")];
      const inputs = inputsAt(point, f.inputs);
      const values = f(inputs);
      expect(g(inputs)).toEqual(values);
      const alone = all.map((e) => compileAsIs(e)).map((h) => h(inputsAt(point, h.inputs)));
      expect(Object.values(values)).toEqual(alone);
    }),
    { numRuns: 500, seed: 21 },
  );
});

test("compile itself gives the same numbers from both backends", () => {
  fc.assert(
    fc.property(expressions(4), points, (e, point) => {
      const [f, g] = [compile(e), compile(e, { backend: "interpreter" })];
      const inputs = inputsAt(point, f.inputs);
      expect([f.backend, g.backend]).toEqual(["javascript", "interpreter"]);
      expect(g(inputs)).toBe(f(inputs));
    }),
    { numRuns: 300, seed: 22 },
  );
});
