/** Vectors beside the diagonal of a matrix, and reading them there. */
import { describe, expect, test } from "vitest";
import { compile, evaluate, gradient, jacobian, parse, ShapeError, toLatex, toText } from "../../src/index.ts";

const symbols = "x: vector(n); A: matrix(n, n); v: vector(2); X: matrix(n, d); a: real";
const read = (text: string) => parse(text, { symbols });

test.each([
  ["diag(x, 1)", "diag(x, 1)", "\\operatorname{diag}_{1}\\left(x\\right)"],
  ["diag(x, -2)", "diag(x, -2)", "\\operatorname{diag}_{-2}\\left(x\\right)"],
  ["diag(x, 0)", "diag(x)", "\\operatorname{diag}\\left(x\\right)"],
  ["diag(2*x, 1)", "2*diag(x, 1)", "2 \\operatorname{diag}_{1}\\left(x\\right)"],
  ["diag(A, 1)", "diag(A[1:n - 1, 2:n])", undefined],
  ["diag(A, -1)", "diag(A[2:n, 1:n - 1])", undefined],
  ["scatter(diag(x), n + 1, n + 1, range(1, n), range(2, n + 1))", "diag(x, 1)", undefined],
  [
    "scatter(diag(x), n + 2, n + 2, range(1, n), range(2, n + 1))",
    "scatter(diag(x), n + 2, n + 2, range(1, n), range(2, n + 1))",
    undefined,
  ],
  ["diag(x)*diag(x)*A", "diag(x.^2)*A", undefined],
])("%s is %s", (text, expected, latex) => {
  expect(toText(read(text))).toBe(expected);
  expect(read(expected)).toBe(read(text));
  if (latex !== undefined) expect(toLatex(read(text))).toBe(latex);
});

test.each([
  ["diag(v, 1)", [0, 5, 0, 0, 0, 7, 0, 0, 0]],
  ["diag(v, -1)", [0, 0, 0, 5, 0, 0, 0, 7, 0]],
  ["diag(v, 2)", [0, 0, 5, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0]],
  ["diag(diag(v, 1), 1)", [5, 7]],
  ["diag(diag(v, -1), 1)", [0, 0]],
  ["diag(diag(v, 1)*diag(v, -1))", [25, 49, 0]],
])("%s has its entries there", (text, expected) => {
  const entries = (value: unknown) => [
    ...(ArrayBuffer.isView(value) ? (value as Float64Array) : (value as { data: Float64Array }).data),
  ];
  expect(entries(evaluate(read(text), { v: [5, 7] }))).toEqual(expected);
  expect(entries(compile<Float64Array>(read(text))({ v: Float64Array.of(5, 7) }))).toEqual(expected);
});

describe("derivatives", () => {
  test("of what is read there", () => {
    expect(toText(gradient(read("sum(diag(A, 1).^2)"), "A"))).toBe("2*diag(diag(A[1:n - 1, 2:n]), 1)");
    expect(toText(jacobian(read("x[2:end] - x[1:end-1]"), "x"))).toBe(
      "scatter(eye(n - 1), n - 1, n, range(1, n - 1), range(2, n)) - scatter(eye(n - 1), n - 1, n, range(1, n - 1), range(1, n - 1))",
    );
  });
});

test("other matrices have no diagonals beside the main one", () => {
  expect(() => read("diag(X, 1)")).toThrow("diag(A, 1) is of a square matrix, but X is n × d");
});

test.each(["diag(x, a)", "diag(x, 1/2)", "diag(x, n)"])("%s is an error", (text) => {
  expect(() => read(text)).toThrow(ShapeError);
  expect(() => read(text)).toThrow("is not the offset of a diagonal");
});
