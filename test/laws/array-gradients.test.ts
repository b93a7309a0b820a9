/** Gradients of 500 random formulas of arrays: against differences, through text, and without falling back to indices. */
import { expect, test } from "vitest";
import { gradient } from "../../src/calculus/derivative.ts";
import type { Expression } from "../../src/core/expression.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { total } from "../../src/operators/sums.ts";
import { isSize } from "../../src/operators/symbol.ts";
import { toText } from "../../src/operators/text.ts";
import { operatorsIn } from "../arbitrary.ts";
import { choicesFrom, randomArray, randomSizes, read } from "../array-expressions.ts";
import { flat, jacobianByDifferences, valueAt } from "../calculus/array-differences.ts";

/** Differences of order 4 at h = 1e-3 of formulas nested four deep. */
const TOLERANCE = 1e-6;

/** Whether differences at another step are others: near a kink of max or abs. */
function isBent(e: Expression, by: string, numeric: readonly number[], scale: number): boolean {
  const other = jacobianByDifferences(e, by, 0.5e-3);
  return numeric.some((slope, k) => Math.abs(slope - other[k]!) > TOLERANCE * scale);
}

test("500 formulas", { timeout: 120_000 }, () => {
  let [compared, bent] = [0, 0];
  for (let seed = 1; compared < 500; seed++) {
    const choices = choicesFrom(seed);
    const e = total(randomArray(choices, randomSizes(choices, 1 + (seed % 2)), 3));
    const arrays = freeSymbols(e).filter((symbol) => !isSize(symbol) && symbol.shape.length > 0);
    if (arrays.length === 0) continue;
    const by = choices.of(arrays);
    const value = flat(valueAt(e))[0]!;
    if (!(Math.abs(value) < 1e4)) continue; // too large for differences
    const numeric = jacobianByDifferences(e, by.name);
    const result = gradient(e, by);
    expect(read(toText(result)), toText(result)).toBe(result);
    for (const { name } of operatorsIn(result)) expect(name, toText(e)).not.toBe("[for]");
    const exact = flat(valueAt(result));
    expect(exact.length).toBe(numeric.length);
    const scale = Math.max(1, Math.abs(value), ...numeric.map(Math.abs));
    const worst = Math.max(...exact.map((entry, k) => Math.abs(entry - numeric[k]!)));
    if (worst / scale >= TOLERANCE && isBent(e, by.name, numeric, scale)) {
      bent++; // no difference tells the derivative
      continue;
    }
    if (scale < 1e4) expect(worst / scale, `${toText(e)} by ${by.name}: ${toText(result)}`).toBeLessThan(TOLERANCE);
    compared++;
  }
  expect(bent).toBeLessThan(10);
});
