/**
 * The laws of shared work: the value and all gradients together have at most six times the nodes of the value, however
 * the value shares its parts; and derivatives grow in proportion to the formula.
 */
import { describe, expect, test } from "vitest";
import { reverseSweep } from "../../src/calculus/reverse.ts";
import type { Expression } from "../../src/core/expression.ts";
import { postorder } from "../../src/core/traverse.ts";
import { derivative, gradient, parse, simplify, symbol } from "../../src/index.ts";
import { add, multiply, power } from "../../src/operators/arithmetic.ts";
import { arrayOver, entryOf } from "../../src/operators/comprehension.ts";
import { exp } from "../../src/operators/exponential.ts";
import { diagonal, transpose } from "../../src/operators/matrix.ts";
import { ONE, TWO } from "../../src/operators/number.ts";

const BOUND = 6;
const symbols = (count: number) => Array.from({ length: count }, (_, k) => symbol(`x${k}`));

function prefixSums(count: number): Expression {
  const sums: Expression[] = [];
  for (const [k, x] of symbols(count).entries()) sums.push(k === 0 ? x : add(sums[k - 1]!, x));
  return add(...sums.map((sum) => power(sum, TWO)));
}

function repeated(times: number, step: (e: Expression) => Expression): Expression {
  let e: Expression = add(symbol("x0"), symbol("x1"));
  for (let k = 0; k < times; k++) e = step(e);
  return e;
}

describe("value and all gradients have at most six times the nodes of the value", () => {
  test.each<[string, () => Expression, number]>([
    ["a product of 2,000 factors", () => multiply(...symbols(2000)), 2000],
    ["prefix sums of 100,000 terms", () => prefixSums(100_000), 100_000],
    ["e -> e*e + e, 40 times", () => repeated(40, (e) => add(multiply(e, e), e)), 2],
    ["e -> e*e, 40 times", () => repeated(40, (e) => multiply(e, e)), 2],
    ["e -> sin(e) + e, 40 times", () => repeated(40, (e) => parse("sin(e) + e", { symbols: { e } })), 2],
  ])("%s", { timeout: 60_000 }, (_, build, variables) => {
    const value = build();
    const gradients = reverseSweep(new Map([[value, ONE]]), symbols(variables));
    expect(postorder(value, ...gradients).length).toBeLessThanOrEqual(BOUND * postorder(value).length);
  });
});

describe("derivatives grow in proportion to the formula", () => {
  const series = (n: number) => Array.from({ length: n }, (_, k) => `x^${k + 1}*sin(${k + 1}*x)`).join(" + ");
  const nested = (n: number) => `${"sin(".repeat(n)}x${")".repeat(n)}`;
  test.each<[string, (n: number) => string, number, number]>([
    ["a series", series, 100, 10_000],
    ["nested sines", nested, 50, 5_000],
  ])("%s", { timeout: 60_000 }, (_, text, few, many) => {
    const [small, large] = [few, many].map((n) => {
      const e = parse(text(n));
      return { nodes: postorder(e).length, derived: postorder(derivative(e, "x")).length };
    }) as [{ nodes: number; derived: number }, { nodes: number; derived: number }];
    const exponent = Math.log(large.derived / small.derived) / Math.log(large.nodes / small.nodes);
    expect(exponent).toBeLessThanOrEqual(1.1);
  });

  test("the gradient by many variables comes from one sweep", () => {
    const text = symbols(1000)
      .map(({ name }, k) => `${name}*sin(x${(k + 1) % 1000})`)
      .join(" + ");
    const e = parse(text);
    const parts = Object.values(gradient(e, symbols(1000)));
    expect(postorder(e, ...parts).length).toBeLessThanOrEqual(BOUND * postorder(e).length);
  });
});

test("arrays made of shared parts: transposes, diagonals, entries and the way back", () => {
  const doubled = (e: Expression): Expression => add(exp(multiply(e, e)), e);
  const matrix = (text: string): Expression => {
    let e = parse(text, { symbols: "A: matrix(n, n)" });
    for (let k = 0; k < 60; k++) e = doubled(e);
    return e;
  };
  const start = performance.now();
  const e = matrix("A'");
  const byEntries = arrayOver(e.shape, (indices) => entryOf(e, indices));
  expect(postorder(transpose(e)).length).toBeLessThan(5 * postorder(e).length);
  expect(postorder(diagonal(e)).length).toBeLessThan(5 * postorder(e).length);
  expect(postorder(byEntries).length).toBeLessThan(5 * postorder(e).length);
  expect(simplify(byEntries).shape).toEqual(e.shape);
  expect(performance.now() - start).toBeLessThan(5000); // 2^60 steps without a memory of what was done
});
