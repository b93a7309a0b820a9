/** What simplifying and stabilizing any formula keeps: its value, an end, and a size that only shrinks. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, makeSymbol } from "../../src/core/expression.ts";
import { freeSymbols, postorder, substitute } from "../../src/core/traverse.ts";
import { toText } from "../../src/operators/text.ts";
import { reliableValue } from "../../src/simplify/reliable-value.ts";
import { newContext, rewrite } from "../../src/simplify/rewrite.ts";
import {
  PHASES,
  presentAll,
  simplify,
  simplifyWithConditions,
  specialize,
  stabilize,
  stabilizeDerivative,
} from "../../src/simplify/simplify.ts";
import { weightOf } from "../../src/simplify/weight.ts";
import { points as anyPoints, free } from "../arbitrary.ts";
import { agree, isReal, isUnreal } from "./agree.ts";
import { measureOf } from "./measure.ts";
import { reducible } from "./reducible.ts";

const RUNS = { numRuns: 600 };
/** With at least three entries in every vector, as many as sums over a few steps read. */
const points = anyPoints.filter((point) => Number(point.get(free("n"))) >= 3);

describe("the value stays", () => {
  const phases: readonly (readonly [string, (e: Expression) => Expression])[] = [
    ["simplify", (e) => simplify(e)],
    ["strict simplify", (e) => simplify(e, { mode: "strict" })],
    ["stabilize", stabilize],
    ["stabilizeDerivative", stabilizeDerivative],
    ["specialize", specialize],
    ["present", (e) => presentAll([stabilize(e)], e)[0]!],
  ];

  test.each(phases)("%s", (_name, phase) => {
    let compared = 0;
    fc.assert(
      fc.property(reducible, points, (e, point) => {
        const result = phase(e);
        const [before, after] = [reliableValue(e, point), reliableValue(result, point)];
        if (isReal(before) && isReal(after)) compared++;
        expect(agree(before, after), `${toText(e)} -> ${toText(result)}: ${before.value} and ${after.value}`).not.toBe(
          false,
        );
        if (isReal(before)) expect(isUnreal(after), `${toText(result)} is not real`).toBe(false);
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(RUNS.numRuns / 4);
  });

  test("strict simplify is real at no more points", () => {
    let unreal = 0;
    fc.assert(
      fc.property(reducible, points, (e, point) => {
        const before = reliableValue(e, point);
        if (!isUnreal(before)) return;
        unreal++;
        const result = simplify(e, { mode: "strict" });
        expect(isReal(reliableValue(result, point)), `${toText(e)} -> ${toText(result)}`).toBe(false);
      }),
      { numRuns: 2 * RUNS.numRuns },
    );
    expect(unreal).toBeGreaterThan(40);
  });

  test("where simplify is real at more points, a condition says so", () => {
    fc.assert(
      fc.property(reducible, points, (e, point) => {
        const { expression, conditions } = simplifyWithConditions(e);
        if (!isUnreal(reliableValue(e, point)) || !isReal(reliableValue(expression, point))) return;
        if (hasBinder(e)) return; // what is lost for one index only is not recorded
        const holds = conditions.map((condition) => reliableValue(condition, point).value);
        expect(
          holds.every((value) => value === 1),
          `${toText(e)} -> ${toText(expression)} if ${conditions.map(toText)}`,
        ).toBe(false);
      }),
      { numRuns: 2 * RUNS.numRuns },
    );
  });
});

describe("the size shrinks", () => {
  test("no result weighs more than its input", () => {
    fc.assert(
      fc.property(reducible, (e) => {
        expect(weightOf(simplify(e)), toText(e)).toBeLessThanOrEqual(weightOf(e));
      }),
      RUNS,
    );
  });

  test.each(Object.entries(PHASES))("every rule that fires in %s decreases the measure", (_name, rules) => {
    let fired = 0;
    fc.assert(
      fc.property(reducible, (e) => {
        const context = newContext("generic", Number.POSITIVE_INFINITY, false, (name, before, after) => {
          fired++;
          const measure = measureOf(name);
          expect(measure(after), `${name}: ${toText(before)} -> ${toText(after)}`).toBeLessThan(measure(before));
        });
        rewrite(e, rules(), context);
      }),
      RUNS,
    );
    expect(fired).toBeGreaterThan(100);
  });

  test("simplifying twice is simplifying once", () => {
    fc.assert(
      fc.property(reducible, (e) => {
        const once = simplify(e);
        const twice = simplify(once);
        expect(twice === once, `${toText(e)} -> ${toText(once)} -> ${toText(twice)}`).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

test("a small budget gives a formula on the way, of the same value", () => {
  fc.assert(
    fc.property(reducible, points, fc.integer({ min: 0, max: 5 }), (e, point, budget) => {
      const { expression, complete } = simplifyWithConditions(e, { budget });
      expect(agree(reliableValue(e, point), reliableValue(expression, point))).not.toBe(false);
      if (complete) expect(expression).toBe(simplify(e));
    }),
    RUNS,
  );
});

test("names of the user mean nothing to rules", () => {
  const names = ["_p1", "c", "c1", "n", "n1", "v", "x", "y"];
  fc.assert(
    fc.property(reducible, fc.subarray(names, { minLength: 6 }), (e, chosen) => {
      const old = freeSymbols(e).sort((a, b) => (a.name < b.name ? -1 : 1));
      if (old.some(({ shape, facts }) => shape.length > 0 || facts.words.length > 0)) return;
      // In their order, on which the order of terms depends.
      const renamed = old.map(({ shape, facts }, k) => makeSymbol(chosen[k]!, shape, facts));
      const there = new Map<Expression, Expression>(old.map((symbol, k) => [symbol, renamed[k]!]));
      const back = new Map<Expression, Expression>(renamed.map((symbol, k) => [symbol, old[k]!]));
      expect(substitute(simplify(substitute(e, there)), back), toText(e)).toBe(simplify(e));
    }),
    RUNS,
  );
});

const hasBinder = (e: Expression): boolean =>
  postorder(e).some((node) => node.kind === "call" && node.operator.binder !== undefined);
