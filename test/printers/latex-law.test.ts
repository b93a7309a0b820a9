/** Laws of LaTeX over the operator table: KaTeX takes it, and reading it gives the value back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, isConstant } from "../../src/core/expression.ts";
import type { Operator } from "../../src/core/operator.ts";
import { postorder } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { findOperator } from "../../src/operators/table.ts";
import { toLatex } from "../../src/printers/latex.ts";
import { expectGoodLatex } from "./katex.ts";
import { built, elementary, randomExpression, randomIndexed } from "./random-expression.ts";
import { readLatex } from "./read-latex.ts";

const ARGUMENTS = [
  "x",
  "-x",
  "-3",
  "2/3",
  "1/x",
  "x/y",
  "x + y",
  "y - x",
  "-2*x*y",
  "x^2",
  "2^x",
  "x^(1/2)",
  "sin(x)",
  "sin(x)^2",
  "exp(-x^2/2)",
  "(x + 1)/(y - 1)",
  "1.5e-7",
  "x > 0",
  "where(x > 0, x, y)",
  "n: size; sum(1/i, i=1..n)",
  "n: size; 2*prod(x + i, i=1..n)",
].map((text) => parse(text));

/** Around a call: what asks most of the parentheses. */
const [x, two, three, minus] = [symbol("x"), parse("2"), parse("3"), parse("-1/2")];
const [plus, times, raised] = ["+", "*", "^"].map((name) => findOperator(name)!) as [Operator, Operator, Operator];
const AROUND: readonly ((e: Expression) => Expression)[] = [
  (e) => built(times, [minus, e]),
  (e) => built(times, [three, e, built(raised, [e, x])]),
  (e) => built(plus, [x, built(times, [minus, e])]),
  (e) => built(raised, [e, two]),
  (e) => built(raised, [e, minus]),
  (e) => built(raised, [x, e]),
];

describe("KaTeX takes every operator with any arguments", () => {
  test("there are many", () => expect(elementary.length).toBeGreaterThan(65));
  test.each(elementary.map((operator) => [operator.name, operator] as const))("%s", (_name, operator) => {
    const count = operator.variadic ? Math.max(operator.arity, 3) : operator.arity;
    for (const [k, argument] of ARGUMENTS.entries()) {
      const others = Array.from({ length: count - 1 }, (_, j) => ARGUMENTS[(k + 5 * j + 1) % ARGUMENTS.length]!);
      const e = built(operator, [argument, ...others]);
      expectGoodLatex(toLatex(e));
      expectGoodLatex(toLatex(AROUND[k % AROUND.length]!(e)));
    }
  });
});

describe("KaTeX takes random compositions", () => {
  test("of all operators", () => {
    fc.assert(
      fc.property(randomExpression(elementary), (e) => expectGoodLatex(toLatex(e))),
      { numRuns: 300 },
    );
  });

  test("under sums and products over an index", () => {
    fc.assert(
      fc.property(randomIndexed(elementary), (e) => expectGoodLatex(toLatex(e))),
      { numRuns: 200 },
    );
  });
});

describe("reading gives the value back", () => {
  const plain = ["+", "*", "^", "exp", "log", "sin", "cos", "tanh", "sigmoid", "abs", "log1p", "expm1", "hypot"];
  const readable = plain.map((name) => findOperator(name)!);
  const point = { x: 0.7, y: 1.9, z: -1.3 };
  const values = new Map<Expression, number>(Object.entries(point).map(([name, value]) => [symbol(name), value]));

  test("the reader knows precedence", () => {
    expect(readLatex(String.raw`-x^{2} \cdot 3 + \frac{1}{2} \sin^{2}\left(y\right)`, { x: 2, y: 1 })).toBeCloseTo(
      -12 + Math.sin(1) ** 2 / 2,
      12,
    );
    expect(() => readLatex("3 2^{x}", point)).toThrow("glued");
  });

  /** Where no step loses digits, so that another order of rounding changes nothing: sin(10^21 x) is another number. */
  const isTame = (e: Expression): boolean =>
    postorder(e).every((node) => {
      const size = Math.abs(evaluateReference(node, values));
      return size < 1e4 && (isConstant(node) || size > 1e-4);
    });

  test("of random formulas", () => {
    let compared = 0;
    fc.assert(
      fc.property(randomExpression(readable, 5), (e) => {
        if (!isTame(e)) return;
        compared++;
        const value = evaluateReference(e, values);
        expect(Math.abs(readLatex(toLatex(e), point) - value), toLatex(e)).toBeLessThanOrEqual(
          1e-8 * (1 + Math.abs(value)),
        );
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(500);
  });
});
