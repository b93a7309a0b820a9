/**
 * Every operator's value in doubles against fifty digits at random points, bounded in ulp. With ORACLE_POINTS=1000 in the
 * environment it measures at so many points and prints what it finds.
 */
import { expect, test } from "vitest";
import type { Expression } from "../../src/core/expression.ts";
import { call } from "../../src/core/expression.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { findOperator, operators } from "../../src/operators/table.ts";
import { ulp, ulpError } from "../operators/numeric/high-precision.ts";
import { evaluateAt } from "./at-point.ts";
import { type Range, ROWS, type Row } from "./oracle-table.ts";

const measuring = process.env.ORACLE_POINTS;
const POINTS = Number(measuring ?? 20);

/** What is made of other operators, or has no value as a number. */
const STRUCTURED = ["sum", "prod", "logsumexp_over", "[]", "array", "derivative", "apply"];

test("every operator has a row", () => {
  const rows = new Set(ROWS.map(({ operator }) => operator));
  const names = operators.map(({ name }) => name).filter((name) => !STRUCTURED.includes(name));
  expect(names.filter((name) => !rows.has(name))).toEqual([]);
});

test.each(ROWS.map((row) => [row.operator, JSON.stringify(row.arguments), row] as const))(
  "%s on %s",
  (_name, _ranges, row) => {
    const worst = largestError(row);
    if (measuring !== undefined)
      console.info(`${row.operator} ${JSON.stringify(row.arguments)}: ${worst.error} at ${worst.point}`);
    expect(worst.error, `at ${worst.point}`).toBeLessThanOrEqual(row.bound);
  },
  600_000,
);

test("bounds are near what was measured", () => {
  const loose = ROWS.filter(({ bound, measured }) => bound > 2 * measured + 0.5);
  expect(loose.map(({ operator, bound, measured }) => `${operator}: ${bound} for ${measured}`)).toEqual([]);
});

/** The largest error, in ulp, and where. */
function largestError({ operator: name, arguments: ranges, floor = 0 }: Row): {
  error: number;
  point: readonly number[];
} {
  const operator = findOperator(name)!;
  const symbols = ranges.map((_, k) => symbol(`x${k}`));
  const e: Expression = call(operator, symbols);
  const random = generator(12345);
  let worst = { error: 0, point: [] as readonly number[] };
  for (let k = 0; k < (ranges.length === 0 ? 1 : POINTS); k++) {
    const point = ranges.map((range) => pick(range, random));
    const error = errorAt(operator.evaluate(...point), e, new Map(symbols.map((x, j) => [x, point[j]!])), floor);
    if (!(error <= worst.error)) worst = { error, point };
  }
  return worst;
}

function errorAt(actual: number, e: Expression, point: ReadonlyMap<Expression, number>, floor: number): number {
  const expected = evaluateAt(e, point);
  const value = expected.toNumber();
  if (!Number.isFinite(value) || value === 0) return Object.is(actual + 0, value + 0) ? 0 : Infinity;
  const error = (ulpError(actual, expected) * ulp(value)) / ulp(Math.max(Math.abs(value), floor));
  return error < 1e-30 ? 0 : error; // a double may have more than fifty digits
}

/** A little off the even spread, or all points would lie on a coarse grid, where sums and remainders are exact. */
function pick([low, high, kind]: Range, random: () => number): number {
  const share = random();
  if (kind === "integer") return Math.floor(low + share * (high - low + 1));
  if (low === high) return low;
  const value =
    kind === "log" ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low))) : low + share * (high - low);
  return value * (1 - 1e-9 * random());
}

/** Numbers in [0, 1), the same at every run (Lehmer's generator). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
