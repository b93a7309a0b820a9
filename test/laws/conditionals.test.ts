/** Derivatives of conditionals: what stands in a branch not taken adds nothing, not even NaN; deep nests stay cheap. */
import { describe, expect, test } from "vitest";
import { derivative } from "../../src/calculus/derivative.ts";
import { reverseSweep } from "../../src/calculus/reverse.ts";
import { type Expression, isCall } from "../../src/core/expression.ts";
import { postorder } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { ONE } from "../../src/operators/number.ts";
import { abs, clip, max } from "../../src/operators/piecewise.ts";
import { relu } from "../../src/operators/sigmoidal.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { DECLARATIONS, free } from "../arbitrary.ts";

const data = new Map<Expression, number | { data: number[]; shape: number[] }>([
  [free("n"), 3],
  [free("u"), { data: [1, 2, 3], shape: [3] }],
  [free("v"), { data: [-1, -2, -3], shape: [3] }],
]);

describe("at a point where the branch is not taken", () => {
  test.each<[string, number, number]>([
    ["where(x > 0, sqrt(x), 0)", -1, 0],
    ["where(x > 0, sqrt(x), 0)", 0, 0],
    ["where(x > 0, log(x)*asin(x), 1)", -2, 0],
    ["where(x > 0, sqrt(x), 0) + where(x > 1, 2*sqrt(x), 0)", -1, 0],
    ["where(x < 0, 1, where(x < 1, sqrt(x), x^2))", -1, 0],
    ["sum(where(u[i] < x, sqrt(x), u[i]), i=1..n)", -1, 0],
    ["sum(where(u[i] < x, sqrt(x)*u[i]^2, 0), i=1..n)", -1, 0],
    ["sum(sum(where(u[i] < x, sqrt(x)*v[j], 0), j=1..n), i=1..n)", -1, 0],
    ["where(x > 0, sum(u[i]*sqrt(x), i=1..n), x)", -1, 1],
    ["where(x > 0, max(x, sqrt(x)), x)", -1, 1],
    ["max(x + 2, x + sqrt(abs(x)))", 0, 1],
  ])("the derivative of %s by x at %d is %d", (text, at, expected) => {
    const e = parse(text, { symbols: DECLARATIONS });
    const point = new Map(data).set(free("x"), at);
    expect(evaluateReference(derivative(e, "x"), point)).toBe(expected);
    const [swept] = reverseSweep(new Map([[e, ONE]]), [free("x")]) as [Expression];
    expect(evaluateReference(swept, point)).toBe(expected);
  });
});

describe("nests of 2,000", () => {
  const [x, w, b, y] = ["x", "w", "b", "y"].map((name) => symbol(name)) as [
    Expression,
    Expression,
    Expression,
    Expression,
  ];
  const step = (e: Expression) => add(multiply(w, e), b);

  test.each<[string, (e: Expression) => Expression]>([
    ["relu", (e) => relu(step(e))],
    ["abs", (e) => abs(step(e))],
    ["clip", (e) => clip(step(e), y, x)],
    ["max", (e) => max(step(e), multiply(y, e))],
  ])("%s grow in proportion, with conditions of bounded length", (_, around) => {
    const [small, large] = [200, 2000].map((depth) => {
      let e = x;
      for (let k = 0; k < depth; k++) e = around(e);
      return postorder(e, ...reverseSweep(new Map([[e, ONE]]), [x, w, b, y]));
    }) as [Expression[], Expression[]];
    expect(Math.log10(large.length / small.length)).toBeLessThanOrEqual(1.1);
    const conditions = large.filter((node) => isCall(node) && node.operator.name === "and");
    expect(Math.max(0, ...conditions.map((node) => (isCall(node) ? node.args.length : 0)))).toBeLessThan(40);
  });
});
