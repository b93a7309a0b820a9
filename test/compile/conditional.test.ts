/** Conditionals are branches: what is not taken is not computed, and cannot spoil a value or a derivative. */
import { describe, expect, test } from "vitest";
import { derivative } from "../../src/calculus/derivative.ts";
import { compile } from "../../src/compile/compile.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { sumOver } from "../../src/operators/indexed.ts";
import { greater, where } from "../../src/operators/logic.ts";
import { ONE, ZERO } from "../../src/operators/number.ts";
import { sin } from "../../src/operators/trigonometric.ts";
import { probe } from "./probe.ts";
import { compileAllAsIs, compileAsIs } from "./programs.ts";

const backends = ["javascript", "interpreter"] as const;
const [x, y] = ["x", "y"].map((name) => parse(name)) as [Expression, Expression];

describe.each(backends)("%s", (backend) => {
  /** U51: the gradient of the branch that is taken. Columns: formula, order of the derivative, point, value. */
  test.each([
    ["where(x > 0, sqrt(x), 0)", 1, -1, 0],
    ["where(x > 0, sqrt(x), 0)", 1, 0, 0],
    ["where(x > 0, sqrt(x), 0)", 1, 1, 0.5],
    ["where(x > 0, sqrt(x), 0)", 2, -3, 0],
    ["where(x < 1, x, sqrt(x))", 1, 0, 1],
    ["where(x < 1, x, sqrt(x))", 1, 4, 0.25],
    ["where(x < 1, x, sqrt(x))", 2, -3, 0],
    ["where(x > 0, log(x), x^2)", 1, -2, -4],
    ["where(x == 0, 1, sin(x)/x)", 1, 0, 0],
    ["x * where(x > 0, log(x), 0)", 1, 0, 0],
  ])("the derivative of %s (order %i) at %d is %d", (text, order, at, expected) => {
    expect(compile(derivative(text, "x", order), { backend, inputs: ["x"] })(at)).toBe(expected);
  });

  /** U52: the branch that is not taken has no value at the point. */
  test.each([
    ["where(x == 0, 0, 1/x)", 0, 0],
    ["where(x == 0, 0, 1/x)", 4, 0.25],
    ["where(x > 0, log(x), -1)", -5, -1],
    ["where(x > 0 and x < 2, x, where(x >= 2, sqrt(x - 2), -x))", -3, 3],
    ["where(x, 1/x, 7)", 0, 7],
    ["2*where(x > 0, log(x), 0) + 3", -1, 3],
  ])("%s at %d is %d", (text, at, expected) => {
    expect(compile(text, { backend, inputs: ["x"] })(at)).toBe(expected);
  });

  test("each element of a sum and each point of a map takes its own branch (U52)", () => {
    const f = compile("sum(where(x[i] == 0, 5, 1/x[i]), i=1..n)", { backend, symbols: "x : vector(n)" });
    expect(f([0, 2, 0, 4])).toBe(10.75);
    const column = compile("where(x == 0, 5, 1/x)", { backend, inputs: ["x"] }).map({ x: [0, 2, 0, 4] });
    expect([...column]).toEqual([5, 0.5, 5, 0.25]);
  });
});

describe.each(backends)("work of %s", (backend) => {
  const positive = greater(x, ZERO);

  test("a branch that is not taken does no work", () => {
    const p = probe();
    const f = compileAsIs(where(positive, sin(p(x)), x), backend);
    expect([f(-2), p.count()]).toEqual([-2, 0]);
    expect([f(2), p.count()]).toEqual([Math.sin(2), 1]);
  });

  test("work that both branches need is done once, before them", () => {
    const p = probe();
    const f = compileAsIs(where(positive, sin(p(y)), p(y)), backend);
    f(1, 2);
    f(-1, 2);
    expect(p.count()).toBe(2);
  });

  test("conditionals with the same condition share what their branches need", () => {
    const p = probe();
    const all = { value: where(positive, p(x), ZERO), slope: where(positive, sin(p(x)), ONE) };
    const f = compileAllAsIs(all, backend);
    expect([f(-3), p.count()]).toEqual([{ value: 0, slope: 1 }, 0]);
    expect([f(3), p.count()]).toEqual([{ value: 3, slope: Math.sin(3) }, 1]);
  });

  test("a sum that one branch needs runs there only, whatever else is summed", () => {
    const p = probe();
    const i = parse("i");
    const n = parse("n", { symbols: "n : size" });
    const sum = (body: (i: Expression) => Expression) => sumOver(i, body(i), ONE, n);
    const e = add(
      where(
        positive,
        sum((k) => p(multiply(k, y))),
        ZERO,
      ),
      sum((k) => sin(multiply(k, y))),
    );
    const f = compileAsIs(e, backend);
    expect(f({ n: 3, x: -1, y: 0.5 })).toBeCloseTo(Math.sin(0.5) + Math.sin(1) + Math.sin(1.5), 14);
    expect(p.count()).toBe(0);
    f({ n: 3, x: 1, y: 0.5 });
    expect(p.count()).toBe(3);
  });

  test("a branch inside of a sum computes what does not change only once, before the sum", () => {
    const p = probe();
    const i = parse("i");
    const f = compileAsIs(
      sumOver(i, where(greater(i, x), sin(p(y)), i), ONE, parse("n", { symbols: "n : size" })),
      backend,
    );
    f({ n: 5, x: 2, y: 1 });
    expect(p.count()).toBe(1);
  });

  test("thousands of conditionals inside of each other", () => {
    let e: Expression = ZERO;
    for (let k = 1; k <= 2000; k++) e = where(greater(x, parse(String(k - 1))), parse(String(k)), e);
    const f = compileAsIs(e, backend);
    expect([f(1999.5), f(0.5), f(-0.5), f(1000.5)]).toEqual([2000, 1, 0, 1001]);
  });
});
