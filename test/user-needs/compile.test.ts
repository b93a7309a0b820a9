/** What users of other engines trip over, with the right answer: compiled functions (U51, U52, U64-U67, U69, U72). */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  add,
  compile,
  countOperations,
  derivative,
  type Expression,
  evaluate,
  freeSymbols,
  functionsUsed,
  gradient,
  multiply,
  operators,
  parse,
  toText,
  UnsupportedError,
  valueAndGradient,
  valueGradientAndHessian,
} from "../../src/index.ts";
import { numbered, scalarExpression } from "./expressions.ts";

const BACKENDS = ["javascript", "interpreter"] as const;

describe.each(BACKENDS)("U51: the branch not taken does not reach the derivatives of %s", (backend) => {
  test.each([
    ["x > 0 ? sqrt(x) : 0", [-3, 0, 0, 0]],
    ["x > 0 ? sqrt(x) : 0", [-1, 0, 0, 0]],
    ["x > 0 ? sqrt(x) : 0", [0, 0, 0, 0]],
    ["x > 0 ? sqrt(x) : 0", [1, 1, 0.5, -0.25]],
    ["x < 1 ? x : sqrt(x)", [0, 0, 1, 0]],
    ["x < 1 ? x : sqrt(x)", [-2, -2, 1, 0]],
    ["x < 1 ? x : sqrt(x)", [4, 2, 0.25, -1 / 32]],
    ["{x*log(x) if x > 0, 0 otherwise}", [0, 0, 0, 0]],
    ["x == 0 ? 1 : sin(x)/x", [0, 1, 0, 0]],
    ["sqrt(x > 0 ? x : 4)", [-1, 2, 0, 0]],
  ] as const)("%s at %o", (text, [x, value, first, second]) => {
    expect(valueGradientAndHessian(text, ["x"], { backend })({ x })).toEqual({
      value,
      "d/dx": first,
      "d2/dxdx": second,
    });
    expect(compile(derivative(text, "x"), { backend })({ x })).toBe(first);
    expect(compile(derivative(text, "x", 2), { backend })({ x })).toBe(second);
  });

  test("nor those of a sum over data", () => {
    const text = "sum({sqrt(x[i] - a) if x[i] > a, 0 otherwise}, i=1..n)";
    const f = valueAndGradient(text, ["a"], { symbols: "x : vector(n)", backend });
    expect(f({ a: 1, x: [1, 0, 5] })).toEqual({ value: 2, "d/da": -0.25 });
  });
});

describe.each(BACKENDS)("U52: only the taken branch has a value, by %s", (backend) => {
  test.each([
    ["x == 0 ? 0 : 1/x", [-2, 0, 4], [-0.5, 0, 0.25]],
    ["x > 0 ? log(x) : -1", [-1, 0, 1], [-1, -1, 0]],
    ["x >= 1 ? sqrt(x - 1) : x > -1 ? acos(x) : 0", [-5, 0, 1], [0, Math.PI / 2, 0]],
  ])("%s for %o", (text, x, expected) => {
    const f = compile(text, { backend });
    expect(x.map((at) => f({ x: at }))).toEqual(expected);
    expect([...f.map({ x })]).toEqual(expected);
  });
});

describe("U64: code comes in pieces", () => {
  /** So many terms that differ, in few variables. */
  const long = (count: number): string =>
    Array.from({ length: count }, (_, k) => `sin(x + ${k})*y^${(k % 7) + 1}`).join(" + ");

  test("no function is longer than V8 optimizes, 61,440 bytes of bytecode, by far", () => {
    const functions = compile(long(3000)).source.split(/\bfunction\b/);
    expect(functions.length).toBeGreaterThan(10);
    // A character of such code takes less than 2 bytes of bytecode.
    for (const text of functions) expect(text.length).toBeLessThan(20_000);
  });

  test("and gives the same value as a sum by hand", () => {
    const [x, y] = [0.3, -0.9];
    let expected = 0;
    for (let k = 0; k < 3000; k++) expected += Math.sin(x + k) * y ** ((k % 7) + 1);
    expect(compile(long(3000))({ x, y })).toBeCloseTo(expected, 9); // 3,000 terms of size 1, in another order
  });

  test("sums over data are loops, whatever their length", () => {
    const f = compile("sum((x[i] - a)^2, i=1..n)", { symbols: "x : vector(n)" });
    expect(f.source.length).toBeLessThan(400);
    expect(f({ a: 1, x: Float64Array.from({ length: 10_001 }, (_, k) => k % 2) })).toBe(5001);
  });
});

test("U65: the code of 50,000 nodes is proportional to that of 5,000", () => {
  const nodes = (count: number) => parse(Array.from({ length: count }, (_, k) => `sin(x + ${k})*y`).join(" + "));
  const [small, large] = [compile(nodes(1250)), compile(nodes(12_500))];
  expect(large.operations / small.operations).toBeCloseTo(10, 1);
  expect(large.source.length / small.source.length).toBeLessThan(13);
  expect(large(1, 0)).toBe(0);
});

describe("U66: size and depth do not matter", () => {
  test("a sum of 100,000 terms", () => {
    const names = Array.from({ length: 100_000 }, (_, k) => `x_${k}`);
    const e = parse(names.join(" + "));
    expect(compile(e)(...names.map(() => 1))).toBe(100_000);
    expect(derivative(e, "x_77")).toBe(parse("1"));
  }, 120_000);

  test.each(BACKENDS)(
    "sin(sin(…)) 10,000 deep, by %s",
    (backend) => {
      const sine = operators.find(({ name }) => name === "sin")!;
      let e = parse("x");
      for (let k = 0; k < 10_000; k++) e = sine.build([e]);
      let [value, slope] = [0.5, 1];
      for (let k = 0; k < 10_000; k++) [value, slope] = [Math.sin(value), slope * Math.cos(value)];
      const f = valueAndGradient(e, ["x"], { backend });
      expect(f({ x: 0.5 }).value).toBe(value);
      expect(f({ x: 0.5 })["d/dx"]! / slope).toBeCloseTo(1, 11);
      expect([freeSymbols(e).length, functionsUsed(e), toText(e).length]).toEqual([1, ["sin"], 50_001]);
    },
    120_000,
  );

  test("9,999 parentheses and calls in a text", () => {
    const nested = (open: string) => `${open.repeat(9999)}x${")".repeat(9999)}`;
    expect(parse(nested("("))).toBe(parse("x"));
    expect(compile(nested("sin("))({ x: 0 })).toBe(0);
  });
});

describe("U67: what occurs twice is computed once", () => {
  test("within a formula, however it is written", () => {
    const { source } = compile("exp(a*x)*sin(b) + (exp(x*a) + 1)^2 + sin(b)");
    expect(source.match(/Math\.exp/g)).toHaveLength(1);
    expect(source.match(/Math\.sin/g)).toHaveLength(1);
  });

  test("in value, gradient and Hessian together", () => {
    const { source } = valueGradientAndHessian("exp(a*x)*sin(b*y)", ["x", "y"]);
    expect(source.match(/Math\.(exp|sin|cos)/g)!.sort()).toEqual(["Math.cos", "Math.exp", "Math.sin"]);
  });

  test("in formulas shared 40 times over, e -> e*e + e", () => {
    let e: Expression = parse("x");
    let [value, slope] = [-0.1, 1];
    for (let k = 0; k < 40; k++) {
      e = add(multiply(e, e), e);
      [value, slope] = [value * value + value, slope * (2 * value + 1)];
    }
    expect(countOperations(e).count).toBe(80);
    const f = valueAndGradient(e, ["x"])({ x: -0.1 });
    expect(f.value).toBeCloseTo(value, 14);
    expect(f["d/dx"]).toBeCloseTo(slope, 14);
  });

  test("with derivatives among the arguments", () =>
    expect(compile("f(t) = sin(t)^2; f'(x)*f'(x) + f(x)")({ x: 1 })).toBeCloseTo(
      Math.sin(2) ** 2 + Math.sin(1) ** 2,
      14,
    ));
});

describe("U69: generated code is valid, and needs nothing that is not there", () => {
  test("the interpreter and the code give the same numbers", () => {
    fc.assert(
      fc.property(scalarExpression, fc.double({ min: -3, max: 3 }), fc.double({ min: -3, max: 3 }), (text, x, y) => {
        const outputs = { value: text, ...numbered(Object.values(gradient(text, ["x", "y"]))) };
        const [code, interpreted] = BACKENDS.map((backend) => compile(outputs, { backend, inputs: ["x", "y"] }));
        expect(code!({ x, y })).toEqual(interpreted!({ x, y }));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["pi*x", 2, 2 * Math.PI],
    ["e^x", 1, Math.E],
    ["x!", 5, 120],
    ["x^0.33", 2, 2 ** 0.33],
    ["-x^-1", 4, -0.25],
    ["mod(-x, 3)", 1, 2],
    ["x - -1", 1, 2],
  ])("%s at %d is %d by evaluation and by both backends", (text, x, expected) => {
    expect(evaluate(text, { x })).toBeCloseTo(expected, 12);
    for (const backend of BACKENDS) expect(compile(text, { backend })({ x })).toBe(evaluate(text, { x }));
  });

  test("no name of the user's is in the code", () => {
    const { source } = valueAndGradient("$evil*while_ + ünï_1^2 + return_ + Math + __proto__", ["$evil", "Math"]);
    expect(source).not.toMatch(/evil|while_|ünï|return_|proto|Math\b(?!\.)/);
  });
});

describe("U72: where code cannot be made at run time", () => {
  afterEach(() => vi.unstubAllGlobals());
  class Forbidden {
    constructor() {
      throw new EvalError("Refused to evaluate a string as JavaScript");
    }
  }
  const forbid = () => vi.stubGlobal("Function", Forbidden);

  test("the interpreter takes its place, with the same numbers", () => {
    const before = valueAndGradient("exp(-x^2)*sin(y)", ["x", "y"]);
    forbid();
    const after = valueAndGradient("exp(-x^2)*sin(y)", ["x", "y"]);
    expect([before.backend, after.backend]).toEqual(["javascript", "interpreter"]);
    expect(after({ x: 0.7, y: 2 })).toEqual(before({ x: 0.7, y: 2 }));
    expect(evaluate("x^2", { x: 3.5 })).toBe(12.25);
  });

  test("asking for JavaScript is an error that says what to do", () => {
    forbid();
    expect(() => compile("x^2", { backend: "javascript" })).toThrow(UnsupportedError);
    expect(() => compile("x^2", { backend: "javascript" })).toThrow('{ backend: "interpreter" }');
  });
});
