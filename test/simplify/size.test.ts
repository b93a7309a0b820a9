/** Work grows with the size of a formula, not faster: nodes looked at and rules fired are counted, never timed. */
import { describe, expect, test } from "vitest";
import { derivative } from "../../src/calculus/derivative.ts";
import type { Expression } from "../../src/core/expression.ts";
import { postorder, substitute } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { toText } from "../../src/operators/text.ts";
import { type Context, newContext, rewrite } from "../../src/simplify/rewrite.ts";
import { PHASES, simplify, simplifyWithConditions, stabilize } from "../../src/simplify/simplify.ts";

const repeated = (n: number, term: (k: number) => string, sign = " + "): Expression =>
  parse(Array.from({ length: n }, (_, k) => term(k + 1)).join(sign));

/** A formula put into itself, so many times. */
function nested(text: string, times: number): Expression {
  const x = parse("x");
  const template = parse(text);
  let e = x;
  for (let k = 0; k < times; k++) e = substitute(template, new Map([[x, e]]));
  return e;
}

function work(e: Expression, phase: keyof typeof PHASES = "reading"): Context & { readonly result: Expression } {
  const context = newContext();
  return { ...context, result: rewrite(e, PHASES[phase](), context), visited: context.visited, fired: context.fired };
}

/** Nodes looked at for each node of the formula. */
const visitsPerNode = (e: Expression): number => work(e).visited / postorder(e).length;

describe("work for each node is the same at every size", () => {
  test.each<[name: string, formula: (n: number) => Expression, small: number, large: number]>([
    ["squares", (n) => repeated(n, (k) => `(x${k} - ${k})^2`), 100, 10_000],
    ["x^i*sin(i*x)", (n) => repeated(n, (k) => `x^${k}*sin(${k}*x)`), 100, 10_000],
    ["a sum in which pairs cancel", (n) => repeated(n, (k) => `sin(a${k})^2 + cos(a${k})^2`), 100, 10_000],
    ["a sum without anything to do", (n) => repeated(n, (k) => `exp(a${k})*b${k}`), 100, 25_000],
    ["a product", (n) => repeated(n, (k) => `(a${k} + 1)`, "*"), 100, 20_000],
    ["nested sines", (n) => nested("sin(x + 1)", n), 100, 5000],
    ["nested logarithms of exponentials", (n) => nested("log(exp(x) + 0)", n), 100, 5000],
    ["nested fractions", (n) => nested("1/(1 + x)", n), 100, 5000],
    ["nested squares", (n) => nested("(x + y)^2", n), 100, 5000],
    ["nested choices", (n) => nested("where(x > 0, x, y)", n), 100, 2000],
    ["nested maxima", (n) => nested("max(x, x + y)", n), 100, 2000],
    ["e^2 + e", (n) => nested("x*x + x", n), 20, 200],
  ])("%s", (_name, formula, small, large) => {
    expect(visitsPerNode(formula(large))).toBeLessThan(1.5 * visitsPerNode(formula(small)) + 0.5);
  });
});

test("a rule that fits many terms fires once for all of them", () => {
  const { fired, result } = work(repeated(10_000, (k) => `sin(a${k})^2 + cos(a${k})^2`));
  expect(toText(result)).toBe("10000");
  expect(fired).toBeLessThan(10);
});

describe("deep formulas", () => {
  test.each([
    ["log(exp(x))", "x"],
    ["exp(log(x))", "x"],
    ["sqrt(x)^2", "x"],
    ["-(-x)", "x"],
    ["abs(x)", "abs(x)"],
    ["max(x, x - 1)", "x"],
    ["where(y > 0, x, y)", "where(y > 0, x, y)"],
    ["sin(x)^2 + cos(x)^2", "1"],
    ["x + log(exp(y)) - y", "x"],
  ])("%s in itself 5000 times is %s", (text, result) => {
    expect(toText(simplify(nested(text, 5000)))).toBe(result);
  });

  test.each(["sin(x)", "1/(1 + x)", "log(1 + exp(x))", "x^y + x", "sigmoid(x)*x", "abs(x*y)"])(
    "%s in itself 5000 times is done",
    (text) => {
      const e = nested(text, 5000);
      for (const phase of Object.keys(PHASES) as (keyof typeof PHASES)[]) expect(work(e, phase).exhausted).toBe(false);
    },
  );
});

describe("formulas that have kept other simplifiers busy", () => {
  test.each([
    "(1/(x*(y - 1)))^(1/(y - 1))",
    "(1/(x*y))^z",
    "(1/(1/(x*y))^z)^w",
    "((x^y)^z)^w",
    "1/(x + 1/(y + 1/(x + 1/(y + 1/x))))",
    "(x/y)^(y/x)*(y/x)^(x/y)",
    "sqrt(sqrt(sqrt(x^2)^2)^2)",
    "exp(log(x)*log(exp(log(x)*log(x))))",
    "(x - y)^2*(y - x)^3/(x - y)^5*(y - x)",
    "abs(x)^abs(y)^abs(x)",
    "where(x > y, where(y > x, 1, 2), where(x > y, 3, where(x <= y, 4, 5)))",
  ])("%s", (text) => {
    const { fired, visited, expression } = { ...work(parse(text)), expression: simplify(text) };
    expect(fired).toBeLessThan(40);
    expect(visited).toBeLessThan(200);
    expect(simplify(expression)).toBe(expression);
  });
});

test("a budget ends the work, and the result says so", () => {
  const text = "exp(log(x)) + log(exp(y)) + sqrt(z^2)";
  expect(simplifyWithConditions(text, { budget: 1 }).complete).toBe(false);
  expect(simplifyWithConditions(text).complete).toBe(true);
  expect(toText(simplify(text, { budget: 0 }))).toBe(toText(parse(text)));
});

test("stabilizing is linear too", () => {
  const per = (n: number) => {
    const e = nested("log(1 + exp(x))", n);
    return work(e, "stable").visited / postorder(e).length;
  };
  expect(per(5000)).toBeLessThan(1.5 * per(100));
  expect(postorder(stabilize(nested("log(1 + exp(x))", 5000))).length).toBe(5001);
});

test("the derivative of x^i*sin(i*x), summed to 200, costs a few looks at each node", () => {
  const e = repeated(200, (k) => `x^${k}*sin(${k}*x)`);
  const result = derivative(e, "x");
  expect(postorder(result).length).toBeLessThan(8 * postorder(e).length);
  expect(work(result, "presented").visited).toBeLessThan(3 * postorder(result).length);
});
