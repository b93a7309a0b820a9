/**
 * The index form: what is written by entries is differentiated by entries, and comes back in matrix notation where there
 * is one. Texts are compared as the nodes that they read as, values with finite differences.
 */
import katex from "katex";
import { describe, expect, test } from "vitest";
import { linearMapOf } from "../../src/calculus/linear-map.ts";
import { freshSymbol } from "../../src/core/binder.ts";
import { type Expression, gradient, hessian, jacobian, parse, simplify, toLatex, toText } from "../../src/index.ts";
import { flat, jacobianByDifferences, valueAt } from "./array-differences.ts";

const SYMBOLS = `x, y: vector(n); u, v: vector(m); A, B: matrix(n, m); C: matrix(m, k); M: matrix(n, n); p, q: vector(d)
T: tensor(n, m, k); z: vector(k); X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k); b: real; E: matrix(k, n)`;

const read = (text: string): Expression => parse(text, { symbols: SYMBOLS });

const pairs = (rows: readonly (readonly [input: string, output: string])[]) =>
  rows.map(([input, output]) => ({ input, output }));

describe("by entries or in matrices: one reads as the other", () => {
  test.each(
    pairs([
      ["[x[i] for i=1..n]", "x"],
      ["[A[i, j] for i=1..n, j=1..m]", "A"],
      ["[A[j, i] for i=1..m, j=1..n]", "A'"],
      ["[M[i, i] for i=1..n]", "diag(M)"],
      ["[2 for i=1..n]", "2*ones(n)"],
      ["[x[i]^2 + b for i=1..n]", "x.^2 + b"],
      ["[x[n + 1 - i] for i=1..n]", "x[n:-1:1]"],
      ["[A[i + 1, 2]*x[i] for i=1..n-1]", "A[2:n, 2] .* x[1:n-1]"],
      ["[where(x[i] > y[i], x[i], 0) for i=1..n]", "where(x > y, x, 0)"],
      ["[where(i == j, x[i], 0) for i=1..n, j=1..n]", "diag(x)"],
      ["[x[i]*u[j] for i=1..n, j=1..m]", "x*u'"],
      ["[x[i] + u[j] for i=1..n, j=1..m]", "x*ones(m)' + ones(n)*u'"],
      ["[x[i]*A[i, j]*u[j] for i=1..n, j=1..m]", "diag(x)*A*diag(u)"],
      ["[sum(A[i, j]*u[j], j=1..m) for i=1..n]", "A*u"],
      ["[sum(A[i, j]*x[i], i=1..n) for j=1..m]", "A'*x"],
      ["[sum(A[i, j], j=1..m) for i=1..n]", "sum(A, 2)"],
      ["[sum(A[i, j], i=1..n) for j=1..m]", "sum(A, 1)"],
      ["[sum(A[i, j]*C[j, l], j=1..m) for i=1..n, l=1..k]", "A*C"],
      ["[sum(A[i, j]*v[j]*C[j, l], j=1..m) for i=1..n, l=1..k]", "A*diag(v)*C"],
      ["[sum((A[i, j] + B[i, j])*u[j] - x[i], j=1..m) for i=1..n]", "(A + B)*u - m*x"],
      ['einsum("ij,jk->ik", A, C)', "A*C"],
      ['einsum("ij,jk,kl->il", A, C, E)', "A*C*E"],
      ['einsum("i,ij,j", x, A, u)', "x'*A*u"],
      ['einsum("ij,ij", A, B)', "sum(A .* B)"],
      ['einsum("ii", M)', "trace(M)"],
      ['einsum("ij->ji", A)', "A'"],
      ['einsum("ij,kj", A, B)', "A*B'"],
      ['einsum("ijk,j->ik", T, u)', "[sum(T[i, j, l]*u[j], j=1..m) for i=1..n, l=1..k]"],
    ]),
  )("$input", ({ input, output }) => expect(toText(simplify(read(input)))).toBe(toText(read(output))));

  test.each([
    "[x[i]*i for i=1..n]",
    "[x[i]^i for i=1..n]",
    "[sum(x[j], j=1..i) for i=1..n]",
    "[i + j for i=1..n, j=1..m]",
  ])("%s has no notation but its own", (text) => {
    expect(simplify(read(text))).toBe(read(text));
    expect(read(toText(read(text)))).toBe(read(text));
    katex.renderToString(toLatex(read(text)), { throwOnError: true, strict: "error" });
  });
});

test("in LaTeX", () => expect(toLatex(read("[x[i]*i for i=1..n]"))).toBe("\\left[i x_{i}\\right]_{i=1}^{n}"));

describe("gradients of indexed sums by arrays", () => {
  test.each([
    ["sum(x[i]^2*y[i], i=1..n)", "x", "2*(x .* y)"],
    ["sum(A[i, j]*x[i]*u[j], i=1..n, j=1..m)", "A", "x*u'"],
    ["sum(A[i, j]*x[i]*u[j], i=1..n, j=1..m)", "u", "A'*x"],
    ["sum(M[i, i]^2, i=1..n)", "M", "2*diag(diag(M))"],
    ["sum(x[i], i=1..n)", "x", "ones(n)"],
    ["sum((A*u)[i]^2, i=1..n)", "u", "2*A'*A*u"],
    ["sum(log(1 + exp(-y[i]*sum(X[i, j]*p[j], j=1..d))), i=1..n)", "p", "-X'*(y ./ (1 + exp(y .* (X*p))))"],
    ["x[2]", "x", "scatter(1, n, 2)"],
    ["prod(x[i], i=1..n)", "x", "[prod(where(j == i, 1, x[j]), j=1..n) for i=1..n]"],
  ])("%s by %s", (formula, by, expected) => {
    const result = gradient(read(formula), by);
    expect(toText(result)).toBe(toText(read(expected)));
    expect(read(toText(result))).toBe(result);
    katex.renderToString(toLatex(result), { throwOnError: true, strict: "error" });
  });
});

/** Formula, variable, and the text where there is a notation. */
type Row = readonly [formula: string, by: string, expected?: string];

const rows = (...all: readonly Row[]) => all.map(([formula, by, expected]) => ({ formula, by, expected }));

const JACOBIANS = rows(
  ["exp(A*u)", "u", "diag(exp(A*u))*A"],
  ["A*exp(u)", "u", "A*diag(exp(u))"],
  ["softmax(x)", "x", "diag(softmax(x)) - softmax(x)*softmax(x)'"],
  ["x.^2", "x", "2*diag(x)"],
  ["x", "x", "eye(n)"],
  ["x*norm(x)", "x"],
  ["x*u'", "u"],
  ["A*u", "A"],
  ["X*W", "W", "reshape(kron(X, eye(k)), n, k, d, k)"],
  ["A'", "A"],
  ["sum(A, 2)", "A"],
  ["logsumexp(A)", "A"],
  ["softmax(X*W)", "W"],
  ['einsum("ijk,j->ik", T, u)', "u"],
  ['einsum("ijk,j->ik", T, u)', "T"],
  ["[x[n + 1 - i]^2 for i=1..n]", "x"],
  ["trace(M)*M", "M"],
  ["b*x", "b", "x"],
);

const HESSIANS = rows(
  ["sum(exp(X*p) - y .* (X*p))", "p", "X'*diag(exp(X*p))*X"],
  ["sum(sum(M[i, j]*x[j], j=1..n)^2, i=1..n)", "x", "2*M'*M"],
  ["norm(X*W - Y)^2", "W", "2*reshape(kron(X'*X, eye(k)), d, k, d, k)"],
  ["-sum(Y .* log(softmax(X*W)))", "W"],
  ["trace(M)^2 + trace(M*M)", "M"],
  ["prod(x[i], i=1..n)", "x"],
  ["sum((x[i + 1] - x[i]^2)^2, i=1..n-1)", "x"],
  ["sum(where(i <= 2, x[i]^2, 0), i=1..n)", "x"],
);

describe("Jacobians of arrays by arrays", () => {
  test.each(JACOBIANS)("$formula by $by", ({ formula, by, expected }) => {
    const e = read(formula);
    const result = jacobian(e, by);
    if (expected !== undefined) expect(toText(result)).toBe(toText(read(expected)));
    expect(read(toText(result))).toBe(result);
    agreesWithDifferences(result, e, by);
  });
});

describe("Hessians by arrays", () => {
  test.each(HESSIANS)("$formula by $by", ({ formula, by, expected }) => {
    const result = hessian(read(formula), by);
    if (expected !== undefined) expect(toText(result)).toBe(toText(read(expected)));
    expect(read(toText(result))).toBe(result);
    agreesWithDifferences(result, gradient(read(formula), by), by);
  });

  test("by several variables, blocks of their shapes", () => {
    const blocks = hessian(read("norm(X*p - b*y)^2"), ["p", "b"]);
    expect(toText(blocks.p!.p!)).toBe(toText(read("2*X'*X")));
    expect(toText(blocks.p!.b!)).toBe(toText(read("-2*X'*y")));
    expect(toText(blocks.b!.p!)).toBe(toText(read("-2*X'*y")));
    expect(toText(blocks.b!.b!)).toBe(toText(read("2*y'*y")));
  });
});

function agreesWithDifferences(result: Expression, formula: Expression, by: string): void {
  const exact = flat(valueAt(result));
  const numeric = jacobianByDifferences(formula, by);
  expect(exact.length).toBe(numeric.length);
  // Differences of order 4 at h = 1e-3: errors near 1e-11 for values of the size of 10.
  for (const [k, value] of numeric.entries()) expect(Math.abs(exact[k]! - value)).toBeLessThan(1e-8);
}

test("a map that is constant is read off as 0", () => {
  const direction = freshSymbol(read("x").shape);
  expect(toText(linearMapOf(read("A*u"), direction))).toBe("zeros(n, n)");
});

describe("einsum says what is wrong", () => {
  test.each([
    ['einsum("ij,jk->ik", A)', '"ij,jk->ik" is for 2 arrays, here are 1'],
    ['einsum("ij,kj->ik", A, C)', '"j" stands for m in A, but for k in C'],
    ['einsum("ijk->i", A)', 'A is n × m, but has the subscripts "ijk"'],
    ['einsum("ij->k", A)', '"k" stands in the result of "ij->k" but in no array'],
    ['einsum("ij->ii", A)', '"i" stands in the result of "ij->ii" twice'],
    ['einsum("i2->i", A)', '"i2->i" are no subscripts'],
    ["einsum(A)", "einsum takes subscripts and arrays"],
  ])("%s", (text, message) => expect(() => read(text)).toThrow(message));
});
