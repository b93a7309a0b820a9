/** Arrays at run time: compiled code, the interpreter and the reference evaluator mean the same; gradients are right. */
import { describe, expect, test } from "vitest";
import { symbolsOf } from "../../src/calculus/derivative.ts";
import { checkGradient } from "../../src/compile/check-gradient.ts";
import { compile, type OutputValue } from "../../src/compile/compile.ts";
import { valueAndGradient } from "../../src/compile/value-and-gradient.ts";
import { DomainError, ShapeError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import type { ArrayValue, Value } from "../../src/core/value.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, divide, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference, evaluateValue } from "../../src/operators/evaluate.ts";
import { norm } from "../../src/operators/reduction.ts";
import { withSizes } from "../../src/operators/sizes.ts";
import { arrayOperators } from "../../src/operators/table.ts";
import { operatorsIn } from "../arbitrary.ts";
import { ARRAY_FORMULAS, ARRAY_SYMBOLS, byName, flat, NOT_EMPTY, randomPoint } from "./array-formulas.ts";

/** Sizes with 0, 1, multiples of four and what is left over beside them. */
const SIZES = [
  { n: 0, d: 0, k: 0 },
  { n: 1, d: 1, k: 1 },
  { n: 2, d: 3, k: 5 },
  { n: 4, d: 4, k: 8 },
  { n: 5, d: 7, k: 6 },
  { n: 13, d: 9, k: 3 },
];

/** Sums in another order differ in their last bits; entries are of the size of 1, sums of up to 13 of them nested three deep. */
function expectClose(actual: readonly number[], expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(1, ...expected.filter(Number.isFinite).map(Math.abs));
  for (const [k, value] of expected.entries()) {
    const same = Object.is(actual[k]! + 0, value + 0) || Math.abs(actual[k]! - value) <= 1e-13 * scale;
    expect(same, `${what}: entry ${k} is ${value}, compiled ${actual[k]}`).toBe(true);
  }
}

describe("values", () => {
  test.each([...ARRAY_FORMULAS, ...NOT_EMPTY])("%s", (text) => {
    const e = parse(text, { symbols: ARRAY_SYMBOLS });
    const symbols = new Map(
      freeSymbols(parse("x'*A*y + sum(X*W) + sum(Y) + sum(u) + sum(J)", { symbols: ARRAY_SYMBOLS })).map((s) => [
        s.name,
        s,
      ]),
    );
    const [f, g] = [compile<OutputValue>(e), compile<OutputValue>(e, { backend: "interpreter" })];
    for (const [k, sizes] of SIZES.entries()) {
      if (sizes.n === 0 && NOT_EMPTY.includes(text)) continue;
      const point = randomPoint([e], sizes, k + 1);
      const known = new Map<Expression, Value>(withSizes(point));
      for (const [name, size] of Object.entries(sizes))
        for (const s of symbols.values())
          for (const axis of s.shape) if (axis.kind === "symbol" && axis.name === name) known.set(axis, size);
      const inputs = byName(point);
      for (const name of f.inputs)
        if (!Object.hasOwn(inputs, name)) (inputs as Record<string, unknown>)[name] = sizes[name as "n"];
      const value = f(inputs);
      expect(g(inputs)).toEqual(value);
      expectClose(flat(value), flat(evaluateValue(e, known)), `${text} at ${JSON.stringify(sizes)}`);
      if (typeof value === "object" && "shape" in value)
        expect(value.shape).toEqual((evaluateValue(e, known) as ArrayValue).shape);
    }
  });

  test("every operator on arrays is among them", () => {
    const reached = new Set(
      ARRAY_FORMULAS.flatMap((text) =>
        [...operatorsIn(parse(text, { symbols: ARRAY_SYMBOLS }))].map(({ name }) => name),
      ),
    );
    expect(arrayOperators.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  });
});

/** Formulas of machine learning, with the variables of their gradients and the names of vectors and matrices. */
const GRADIENTS: readonly (readonly [formula: string, variables: readonly string[], symbols: string])[] = [
  ["x'*A*x", ["x", "A"], "x: vector(n); A: matrix(n, n)"],
  ["norm(X*w-y)^2", ["w", "X", "y"], "X: matrix(n, d); w: vector(d); y: vector(n)"],
  ["norm(X*w-y)", ["w"], "X: matrix(n, d); w: vector(d); y: vector(n)"],
  [
    "sum(log(1+exp(-y .* (X*w)))) + lambda/2*norm(w)^2",
    ["w", "X", "lambda"],
    "X: matrix(n, d); w: vector(d); y: vector(n); lambda: positive",
  ],
  ["trace(A*X'*B*X*C)", ["X", "A", "B"], "A: matrix(p, p); B: matrix(n, n); X: matrix(n, p); C: matrix(p, p)"],
  ["logsumexp(x)", ["x"], "x: vector(n)"],
  ["sum(logsumexp(X*W))", ["W", "X"], "X: matrix(n, d); W: matrix(d, k)"],
  ["-sum(Y .* log(softmax(X*W)))", ["W", "X"], "X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k)"],
  ["-sum(Y .* log(softmax(X*W, axis=1)))", ["W"], "X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k)"],
  ["sum(logsumexp(X*W, axis=1))", ["W"], "X: matrix(n, d); W: matrix(d, k)"],
  ["sum(Y .* softmax(X*W))", ["W"], "X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k)"],
  ["sum(exp(X*w)-y .* (X*w))", ["w"], "X: matrix(n, d); w: vector(d); y: vector(n)"],
  ["-sum(log(b-A*x))", ["x"], "A: matrix(m, n); x: vector(n); b: vector(m)"],
  ["x'*A*x/(x'*x)", ["x"], "x: vector(n); A: matrix(n, n)"],
  ["sum(max(0,1-y .* (X*w)))", ["w"], "X: matrix(n, d); w: vector(d); y: vector(n)"],
  ["1/2*norm(y-tanh(X*w))^2", ["w"], "X: matrix(n, d); w: vector(d); y: vector(n)"],
  ["norm(X-X*W*W')^2", ["W", "X"], "X: matrix(n, d); W: matrix(d, k)"],
  ["sum(x[i]^2*y[i]*i, i=1..n)", ["x", "y"], "x, y: vector(n)"],
  ["sum(x[i]*x[i + 1] + exp(x[i + 2]), i=1..n-2)", ["x"], "x: vector(n)"],
  ["prod(x[i], i=1..n) + x[1]*x[n]", ["x"], "x: vector(n)"],
  ["sum(A[i, i]^2*x[i], i=1..n) + sum(A[1, j]*A[j, 1], j=1..n)", ["A", "x"], "A: matrix(n, n); x: vector(n)"],
  [
    "sum(log(1 + exp(-y[i]*(b + sum(X[i, j]*w[j], j=1..d)))), i=1..n)",
    ["w", "b", "X"],
    "X: matrix(n, d); w: vector(d); y: vector(n); b: real",
  ],
  ["sum(where(x[i] > 0, x[i]^3, y[i]*x[i]), i=1..n)", ["x", "y"], "x, y: vector(n)"],
  ['sum(einsum("ijk,j->ik", T, v).^2)', ["T", "v"], "T: tensor(n, d, k); v: vector(d)"],
  [
    'einsum("ijk,i,j,k->", T, x, y, z)',
    ["T", "x", "y", "z"],
    "T: tensor(n, d, k); x: vector(n); y: vector(d); z: vector(k)",
  ],
  ["norm([x[i]*y[j] - i for i=1..n, j=1..d])^2", ["x", "y"], "x: vector(n); y: vector(d)"],
  ["sum(tanh(T))", ["T"], "T: tensor(n, d, k)"],
  ["sum(exp(T).^2 + T)", ["T"], "T: tensor(n, d, k)"],
  [
    "1/2*norm(W2*tanh(W1*x+b1)+b2-y)^2",
    ["W2", "b2", "W1", "b1"],
    "x: vector(d); W1: matrix(h, d); b1: vector(h); W2: matrix(k, h); b2: vector(k); y: vector(k)",
  ],
];
const raised = (value: Value, by: number): Value =>
  typeof value === "number" ? value + by : { ...value, data: Float64Array.from(value.data, (x) => x + by) };

const GRADIENT_SIZES = { n: 7, d: 5, k: 3, h: 4, p: 3, m: 6 };

describe("gradients", () => {
  test.each(GRADIENTS)("%s", (text, variables, symbols) => {
    const e = parse(text, { symbols });
    const point = randomPoint([e], GRADIENT_SIZES, 11);
    for (const [symbol, value] of point) if (symbol.name === "b") point.set(symbol, raised(value, 20)); // b - A*x > 0
    const inputs = byName(point);
    const [f, g] = [
      valueAndGradient<OutputValue>(e, variables),
      valueAndGradient<OutputValue>(e, variables, { backend: "interpreter" }),
    ];
    const result = f(inputs);
    expect(g(inputs)).toEqual(result);
    expectClose([result.value as number], [evaluateReference(e, withSizes(point))], text);
    // Differences of order 4 at h = 7e-4: errors near 1e-11 for values of the size of 10.
    expect(checkGradient(e, variables, inputs).error).toBeLessThan(1e-8);
    const all = Object.values(result).flatMap(flat);
    expect([...f.into(new Float64Array(all.length), inputs)]).toEqual(all);
    expect(() => f.into(new Float64Array(all.length - 1), inputs)).toThrow(ShapeError);
  });

  test("with the shapes of their variables", () => {
    const f = valueAndGradient<OutputValue>("norm(X-X*W*W')^2", ["W"], { symbols: "X: matrix(n, d); W: matrix(d, k)" });
    const result = f({ X: [[1, 2, 3]], W: [[2], [0], [0]] });
    expect(result).toEqual({ value: 22, "d/dW": { data: Float64Array.of(24, 16, 24), shape: [3, 1] } });
  });
});

describe("as functions of one flat vector", () => {
  test.each(["javascript", "interpreter"] as const)("scalars and arrays follow each other, %s", (backend) => {
    const symbols = "X: matrix(n, d); w: vector(d); y: vector(n)";
    const f = valueAndGradient("norm(X*w + c - y)^2", ["w", "c"], { symbols, backend });
    const data = {
      X: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      y: [1, 0, 1],
    } as const;
    const g = f.bind(data).vector(["w", "c"]);
    const expected = f.into(new Float64Array(4), { ...data, w: [0.5, -1], c: 2 });
    expect(g(new Float64Array(4), Float64Array.of(0.5, -1, 2))).toEqual(expected);
  });

  test("sizes must be known", () => {
    const f = compile("sum(w)", { symbols: "w: vector(d)" });
    expect(() => f.vector(["w"])).toThrow(DomainError);
  });
});

test("steps that need a norm of the step before take one loop each", () => {
  const x = symbolsOf(["x"], [parse("sum(x)", { symbols: "x: vector(n)" })])[0]!;
  const after = (steps: number): number => {
    let e: Expression = x;
    for (let k = 0; k < steps; k++) e = divide(add(e, multiply(norm(e), x)), norm(e));
    return compile<Float64Array>(e).source.length;
  };
  expect(after(400)).toBeLessThan(2.2 * after(200));
});

describe("sizes", () => {
  const f = compile<Float64Array>("A*x", { symbols: "A: matrix(n, d); x: vector(d)" });

  test("change from call to call", () => {
    expect(f({ A: [[1, 2]], x: [3, 4] })).toEqual(Float64Array.of(11));
    expect(f({ A: [[1], [2]], x: [3] })).toEqual(Float64Array.of(3, 6));
    expect(f({ A: [[1, 2]], x: [3, 4] })).toEqual(Float64Array.of(11));
  });

  test("must agree, and the message names both inputs", () => {
    expect(() => f({ A: [[1, 2]], x: [3, 4, 5] })).toThrow(ShapeError);
    expect(() => f({ A: [[1, 2]], x: [3, 4, 5] })).toThrow(/\bx\b.*\bA\b|\bA\b.*\bx\b/);
    expect(() => f({ A: [[1, 2]] } as never)).toThrow(DomainError);
  });

  test("of a flat matrix follow from the other inputs, or from its number of entries", () => {
    const entries = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(f({ A: entries, x: Float64Array.of(1, 1) })).toEqual(Float64Array.of(3, 7, 11));
    expect([...f.into(new Float64Array(2), { A: entries, x: Float64Array.of(1, 1, 1) })]).toEqual([6, 15]);
    expect(() => f.into(new Float64Array(9), { A: entries, x: new Float64Array(4) })).toThrow(ShapeError);
    expect(() => f.into(new Float64Array(1), { A: entries, x: new Float64Array(3) })).toThrow(ShapeError);
    expect(() => f.into(new Float64Array(9), { A: entries, x: new Float64Array(0) })).toThrow(ShapeError);
  });

  test("results are not overwritten by later calls", () => {
    const first = f({ A: [[1, 2]], x: [3, 4] });
    f({ A: [[5, 6]], x: [3, 4] });
    expect(first).toEqual(Float64Array.of(11));
  });
});

describe("extremes", () => {
  const least = [-Infinity, -Infinity];

  test.each(["javascript", "interpreter"] as const)("rows of nothing but -Infinity, %s", (backend) => {
    const options = { symbols: "x: vector(n); X: matrix(n, d)", backend };
    expect(compile("logsumexp(x)", options)({ x: least })).toBe(-Infinity);
    expect(compile<Float64Array>("softmax(x)", options)({ x: least })).toEqual(Float64Array.of(0, 0));
    const rows = compile<OutputValue>("softmax(X)", options)({ X: [least, [1000, 1000]] });
    expect(rows).toEqual({ data: Float64Array.of(0, 0, 0.5, 0.5), shape: [2, 2] });
    expect(compile<Float64Array>("logsumexp(X)", options)({ X: [least, [1000, 1000]] })).toEqual(
      Float64Array.of(-Infinity, 1000 + Math.LN2),
    );
  });

  test.each(["javascript", "interpreter"] as const)("logarithms of softmax along either axis, %s", (backend) => {
    const far = [
      [1000, 0],
      [0, 1000],
    ];
    for (const axis of [1, 2]) {
      const options = { symbols: "X, Y: matrix(n, d)", backend };
      const f = valueAndGradient<OutputValue>(`-sum(Y .* log(softmax(X, axis=${axis})))`, ["X"], options);
      const { value, "d/dX": slopes } = f({
        X: far,
        Y: [
          [0, 1],
          [0, 0],
        ],
      });
      expect(value).toBe(1000);
      const expected = axis === 2 ? [1, -1, 0, 0] : [0, -1, 0, 1];
      expect([...(slopes as { data: Float64Array }).data].map((slope) => slope + 0)).toEqual(expected);
    }
  });

  test("norms neither overflow nor vanish", () => {
    const f = compile("norm(x)", { symbols: "x: vector(n)" });
    expect(f({ x: [3 * 2 ** 700, 4 * 2 ** 700] })).toBe(5 * 2 ** 700);
    expect(f({ x: [3 * 2 ** -700, 4 * 2 ** -700] })).toBe(5 * 2 ** -700);
    expect(f({ x: [0, 0] })).toBe(0);
  });
});
