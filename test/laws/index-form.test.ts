/**
 * Down to the index form and back: every formula of arrays comes back with the same value, and one that has come back
 * comes back as it is; a few in thousands need more turns, for conditions on diagonals.
 */
import { expect, test } from "vitest";
import type { Expression } from "../../src/core/expression.ts";
import { arrayOver, entryOf } from "../../src/operators/comprehension.ts";
import { arrayOperators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { INDEX_FORM } from "../../src/simplify/index-form.ts";
import { newContext, rewrite, ruleSet } from "../../src/simplify/rewrite.ts";
import { operatorsIn } from "../arbitrary.ts";
import { choicesFrom, randomArray, randomSizes } from "../array-expressions.ts";
import { flat, valueAt } from "../calculus/array-differences.ts";

const rules = ruleSet(INDEX_FORM);
const lower = (e: Expression): Expression => arrayOver(e.shape, (indices) => entryOf(e, indices));
const raise = (e: Expression): Expression => rewrite(e, rules(), newContext());

/** Vectors, matrices, and tensors of three axes in turn; now and then one of four. */
const AXES = [1, 2, 3, 1, 2, 3, 4];
const formula = (seed: number): Expression => {
  const choices = choicesFrom(seed);
  return randomArray(choices, randomSizes(choices, AXES[seed % AXES.length]!), 3);
};

/** What it comes to after some turns, which no other one changes. */
function settledFrom(once: Expression): Expression {
  const twice = raise(lower(once));
  if (twice === once) return once;
  const canonical = raise(lower(twice));
  expect(toText(raise(lower(canonical)))).toBe(toText(canonical));
  return canonical;
}

test("10,000 formulas come back as they are", { timeout: 120_000 }, () => {
  const reached = new Map<string, number>();
  let [unchanged, settled] = [0, 0];
  for (let seed = 1; seed <= 10_000; seed++) {
    const e = formula(seed);
    const once = raise(lower(e));
    if (once === e) unchanged++;
    const canonical = once === e ? e : settledFrom(once);
    if (canonical === once) settled++;
    for (const { name } of operatorsIn(canonical)) reached.set(name, (reached.get(name) ?? 0) + 1);
  }
  // The others have several notations: diag(A*B) and sum(A .* B', 2), A .* (x*y') and diag(x)*A*diag(y), A' + B' and (A + B)', slices of slices.
  expect(unchanged).toBeGreaterThan(9_000);
  expect(settled).toBeGreaterThan(9_990);
  const names = arrayOperators
    .map(({ name }) => name)
    .filter((name) => !["[for]", "concatenate", "reshape", "scatter"].includes(name)); // a scatter comes back as a slice
  expect(names.filter((name) => (reached.get(name) ?? 0) < 50)).toEqual([]);
});

test("with the same value", { timeout: 120_000 }, () => {
  for (let seed = 1; seed <= 300; seed++) {
    const e = formula(seed);
    const [expected, actual] = [flat(valueAt(e)), flat(valueAt(raise(lower(e))))];
    const scale = Math.max(1, ...expected.map(Math.abs).filter(Number.isFinite));
    for (const [k, value] of expected.entries()) {
      const same = Object.is(actual[k], value) || Math.abs(actual[k]! - value) <= 1e-12 * scale;
      expect(same, `${toText(e)}: entry ${k} is ${value}, back ${actual[k]}`).toBe(true);
    }
  }
});
