/** Objectives: variables of any shape in one flat vector, with gradients and Hessians that agree with differences. */
import { describe, expect, test } from "vitest";
import { symbolsOf } from "../../src/calculus/derivative.ts";
import type { NamedInputs } from "../../src/compile/callable.ts";
import { checkGradient } from "../../src/compile/check-gradient.ts";
import { compileObjective } from "../../src/compile/compile-objective.ts";
import { indicesOf } from "../../src/compile/flat-variables.ts";
import { DomainError, ShapeError } from "../../src/core/error.ts";
import { parse } from "../../src/notation/parse.ts";

const SYMBOLS = `X: matrix(n, d); Y: matrix(n, k); y: vector(n); w: vector(d); W: matrix(d, k); b: vector(k);
  A: matrix(d, h); B: matrix(h, k); lambda, c: real`;

const DATA = {
  X: [
    [1, 0.5, -0.3],
    [0.2, -1, 0.7],
    [-0.4, 0.6, 0.1],
    [0.9, 0.3, 1.2],
  ],
  Y: [
    [1, 0],
    [0, 1],
    [0, 1],
    [1, 0],
  ],
  y: [1, -1, 1, 1],
};

const [w, b, c] = [[0.3, -0.2, 0.5], [0.1, -0.4], 0.7];
const W = [
  [0.3, -0.1],
  [0.2, 0.4],
  [-0.5, 0.6],
];
const A = [
  [0.3, -0.1, 0.2, 0.8],
  [0.2, 0.4, -0.7, 0.1],
  [-0.5, 0.6, 0.3, -0.2],
];
const B = { data: [0.1, 0.2, -0.3, 0.4, 0.5, -0.6, 0.7, 0.8], shape: [4, 2] };

/** Formulas with the points of their variables; names of the data are left out where the formula has none. */
const OBJECTIVES: readonly (readonly [formula: string, point: NamedInputs])[] = [
  ["norm(X*w - y)^2 + c^2*sum(w)", { w, c }],
  ["sum(log(1 + exp(-y .* (X*w))))", { w }],
  ["norm(X*W - Y)^2", { W }],
  ["-sum(Y .* log(softmax(X*W))) + lambda/2*norm(W)^2", { W, lambda: 0.3 }],
  ["-sum(Y .* log(softmax(X*W + ones(n)*b')))", { b, W }],
  ["-sum(Y .* log(softmax(tanh(X*A)*B)))", { A, B }],
  ["c*sum(w) + w'*w", { c, w }],
  ["sum(w.^4)*c + sum(w)", { w, c }],
  ["sum(X*W)", { W }],
  ["c^3 + lambda*c", { c, lambda: 2 }],
];

describe("value, gradient and Hessian", () => {
  test.each(OBJECTIVES)("%s", (formula, point) => {
    const objective = compileObjective(formula, {
      symbols: SYMBOLS,
      variables: Object.keys(point),
      data: { ...DATA, ...("lambda" in point ? {} : { lambda: 0.3 }), ...("c" in point ? {} : { c }) },
      start: point,
    });
    const { dimension, variables } = objective;
    const x = variables.flat(point);
    const slopes = (at: Float64Array): Float64Array => {
      const out = new Float64Array(dimension);
      expect(objective.valueAndGradient(at, out)).toBe(objective.value(at));
      return out;
    };
    expect(checkGradient(objective, point).error).toBeLessThan(1e-9);
    const hessian = new Float64Array(dimension ** 2);
    objective.hessian(x, hessian);
    const h = 1e-4;
    for (let k = 0; k < dimension; k++) {
      const [above, below] = [slopes(x.with(k, x[k]! + h)), slopes(x.with(k, x[k]! - h))];
      for (let j = 0; j < dimension; j++) {
        // Differences of order 2 err by h^2 times a fourth derivative, here below 10.
        expect(Math.abs(hessian[k * dimension + j]! - (above[j]! - below[j]!) / (2 * h))).toBeLessThan(1e-6);
      }
    }
  });

  test("data that do not occur, and variables that do not", () => {
    const objective = compileObjective("x^2", { variables: ["x", "z"], data: { y: [1, 2] } });
    const out = new Float64Array(2);
    expect(objective.valueAndGradient(Float64Array.of(3, 1), out)).toBe(9);
    expect([...out]).toEqual([6, 0]);
  });

  test("an array that does not occur has the derivative 0", () => {
    const [v] = symbolsOf(["w"], [parse("sum(w)", { symbols: "w: vector(3)" })]);
    const objective = compileObjective("x^2", { variables: ["x", v!] });
    const out = new Float64Array(4);
    expect(objective.valueAndGradient(Float64Array.of(3, 1, 2, 3), out)).toBe(9);
    expect([...out]).toEqual([6, 0, 0, 0]);
    const hessian = new Float64Array(16);
    objective.hessian(Float64Array.of(3, 1, 2, 3), hessian);
    expect([...hessian]).toEqual([2, ...new Array(15).fill(0)]);
  });
});

describe("the flat vector", () => {
  const options = { symbols: SYMBOLS, variables: ["A", "c", "b"] };
  const { variables } = compileObjective("c*sum(X*A) + norm(b)", { ...options, data: { X: DATA.X, h: 4, k: 2 } });

  test("there and back", () => {
    const x = variables.flat({ A, c, b });
    expect([...x]).toEqual([...A.flat(), c, ...b]);
    expect(variables.byName(x)).toEqual({
      A: { data: Float64Array.from(A.flat()), shape: [3, 4] },
      c,
      b: Float64Array.from(b),
    });
    expect(variables.flat(variables.byName(x))).toEqual(x);
    expect(variables.flat({ A: x.slice(0, 12), b }, 7)).toEqual(Float64Array.of(...A.flat(), 7, ...b));
  });

  test.each([
    ["a name that is no variable", { X: 1 }, DomainError, "X is not among the variables A, c, b"],
    ["no value", { A, c }, DomainError, "b has no value"],
    ["an array of another size", { A, c, b: [1, 2, 3] }, ShapeError, "b has a size 3, but k is 2"],
    ["flat entries of another length", { A: new Float64Array(11), c, b }, ShapeError, "A has 11 entries"],
    ["a number for an array", { A: 1, c, b }, ShapeError, "A is a number"],
    ["an array for a number", { A, c: [1], b }, ShapeError, "c is a scalar"],
  ])("%s is refused", (_, point, kind, message) => {
    expect(() => variables.flat(point)).toThrow(kind);
    expect(() => variables.flat(point)).toThrow(message);
  });

  test("a size that nothing fixes is named, and can be given or follow from a start", () => {
    const open = { ...options, variables: ["A"], data: { X: DATA.X } };
    expect(() => compileObjective("sum(X*A)", open)).toThrow("The size h of A is unknown");
    expect(compileObjective("sum(X*A)", { ...open, data: { ...open.data, h: 5 } }).dimension).toBe(15);
    expect(compileObjective("sum(X*A)", { ...open, start: { A } }).dimension).toBe(12);
    expect(() => compileObjective("sum(X*A)", { ...open, start: { A: W.slice(1) } })).toThrow(ShapeError);
  });

  test.each([
    [0, [], []],
    [2, [3], [3]],
    [5, [2, 3], [2, 3]],
    [3, [2, 3], [2, 1]],
  ])("entry %i of the shape %j has the indices %j", (k, shape, indices) =>
    expect(indicesOf(k, shape)).toEqual(indices),
  );
});

test("the check of a gradient names the entry that differs most", () => {
  const { entries } = checkGradient("norm(X*W - Y)^2 + c", ["W", "c"], { ...DATA, W, c }, { symbols: SYMBOLS });
  expect(entries.c!.at).toEqual([]);
  expect(entries.W!.at).toHaveLength(2);
  const twisted = compileObjective("norm(w)^2", { symbols: SYMBOLS, variables: ["w"], start: { w } });
  const valueAndGradient = (x: Float64Array, out: Float64Array): number => {
    const value = twisted.valueAndGradient(x, out);
    out[1]! += 1;
    return value;
  };
  const wrong = checkGradient({ ...twisted, valueAndGradient }, { w });
  expect(wrong.entries.w).toMatchObject({ at: [2], error: expect.closeTo(1, 6) });
});
