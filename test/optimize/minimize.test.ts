/** Minimizing formulas: variables of any shape, by every method, from the door to the report. */
import { describe, expect, test } from "vitest";
import { compileObjective } from "../../src/compile/compile-objective.ts";
import { DomainError, ShapeError, UnsupportedError } from "../../src/core/error.ts";
import { type Method, minimize } from "../../src/optimize/minimize.ts";
import { standardErrors } from "../../src/optimize/standard-errors.ts";

type Matrix = { readonly data: Float64Array; readonly shape: readonly number[] };

const METHODS: readonly Method[] = ["newton", "lbfgs", "gradient-descent"];

const X = [
  [1, 0],
  [1, 1],
  [1, 2],
  [1, 3],
];
const symbols = "X: matrix(n, d); Y: matrix(n, k); y: vector(n); w: vector(d); W: matrix(d, k); s: real";
/** y = 1 + 2x, and a second column 3 - x. */
const Y = X.map(([, x]) => [1 + 2 * x!, 3 - x!]);
const y = Y.map(([first]) => first!);

describe.each(METHODS)("%s", (method) => {
  test("a vector", () => {
    const { x, converged } = minimize<Float64Array>("norm(X*w - y)^2", {
      symbols,
      variables: ["w"],
      data: { X, y },
      method,
    });
    expect(converged).toBe(true);
    expect(x.w).toBeInstanceOf(Float64Array);
    for (const [k, entry] of [1, 2].entries()) expect(x.w![k]).toBeCloseTo(entry, 6);
  });

  test.each([
    [
      "nested",
      [
        [1, 1],
        [1, 1],
      ],
    ],
    ["flat", Float64Array.of(1, 1, 1, 1)],
    ["with its shape", { data: [1, 1, 1, 1], shape: [2, 2] }],
    ["left out", undefined],
  ] as const)("a matrix beside a number, from a start that is %s", (_, W) => {
    const { x } = minimize<number | Matrix>("norm(X*W - Y)^2 + (s - 2)^2", {
      symbols,
      variables: ["W", "s"],
      data: { X, Y },
      ...(W !== undefined && { start: { W } }),
      method,
    });
    const { data, shape } = x.W as Matrix;
    expect(shape).toEqual([2, 2]);
    for (const [k, entry] of [1, 3, 2, -1].entries()) expect(data[k]).toBeCloseTo(entry, 6);
    expect(x.s).toBeCloseTo(2, 6);
  });
});

describe("the door", () => {
  const fit = { symbols, variables: ["W"], data: { X, Y } };

  test("Newton's method for few entries, L-BFGS for many", () => {
    expect(minimize<Matrix>("norm(X*W - Y)^2", fit).method).toBe("newton");
    const wide = { ...fit, data: { X, Y: Y.map((row) => Array.from({ length: 11 }, () => row[0]!)) } };
    expect(minimize<Matrix>("norm(X*W - Y)^2", wide).method).toBe("lbfgs");
  });

  test("an objective that is compiled already gives the same", () => {
    const objective = compileObjective("norm(X*W - Y)^2 + sum(W)", fit);
    const [once, again] = [minimize<Matrix>("norm(X*W - Y)^2 + sum(W)", fit), minimize<Matrix>(objective)];
    expect(again).toEqual(once);
    expect(minimize(objective, { start: again.x }).iterations).toBe(0);
  });

  test.each([
    ["an unknown method", { method: "simplex" as Method }, UnsupportedError, '"simplex" is not a method'],
    ["a start of no variable", { start: { V: 1 } }, DomainError, "V is not among the variables W"],
    ["a start of another shape", { start: { W: [[1, 2, 3]] } }, ShapeError, "W has a size"],
    ["data that are missing", { data: { X } }, DomainError, "The size k of W is unknown"],
    ["data that are missing, with a start", { data: { X }, start: { W: X.slice(2) } }, DomainError, "Y has no value"],
  ])("%s", (_, options, kind, message) => {
    const call = () => minimize("norm(X*W - Y)^2", { ...fit, ...options });
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});

describe("standard errors", () => {
  test("of least squares: sqrt(diag(inv(X'*X))), for a vector and for each column of a matrix", () => {
    // X'*X = [4, 6; 6, 14] has the determinant 20.
    const expected = [Math.sqrt(14 / 20), Math.sqrt(4 / 20)];
    const ofVector = standardErrors<Float64Array>("norm(X*w - y)^2/2", ["w"], { X, y, w: [0, 0] }, { symbols });
    for (const [k, error] of expected.entries()) expect(ofVector.standardErrors.w![k]).toBeCloseTo(error, 14);
    const objective = compileObjective("norm(X*W - Y)^2/2", { symbols, variables: ["W"], data: { X, Y } });
    const { data, shape } = standardErrors<Matrix>(objective, minimize<Matrix>(objective).x).standardErrors.W!;
    expect(shape).toEqual([2, 2]);
    for (const [k, error] of [0, 0, 1, 1].entries()) expect(data[k]).toBeCloseTo(expected[error]!, 14);
  });

  test("exist at a minimum only", () => {
    expect(() =>
      standardErrors("norm(X*W - Y)^2 - 100*norm(W)^2", ["W"], { X, Y, W: Y.slice(2) }, { symbols }),
    ).toThrow("not positive definite");
    expect(() => standardErrors("x^2", ["x"], {})).toThrow("x has no value");
  });
});
