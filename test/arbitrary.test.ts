/** The generator of random expressions reaches every operator, so laws over random expressions speak of all of them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { operators } from "../src/operators/table.ts";
import { expressions, operatorsIn, writtenExpressions } from "./arbitrary.ts";

/** What has no value as a number, so cannot be in an expression that is evaluated. */
const WRITTEN_ONLY = ["apply", "array", "derivative"];

const names = (sample: readonly (typeof operators)[number][]) => [...new Set(sample.map(({ name }) => name))].sort();
const all = names(operators);

test("expressions with a value reach every operator that has one", () => {
  const sample = fc.sample(expressions(), { numRuns: 3000, seed: 1 });
  expect(names(sample.flatMap(operatorsIn))).toEqual(all.filter((name) => !WRITTEN_ONLY.includes(name)));
});

test("written expressions reach every operator", () => {
  const sample = fc.sample(writtenExpressions(), { numRuns: 3000, seed: 1 });
  expect(names(sample.flatMap(operatorsIn))).toEqual(all);
});
