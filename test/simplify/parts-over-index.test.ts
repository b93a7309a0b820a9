/** Sums over rows and other parts of arrays: they compile, have gradients, and come out in matrix notation. */
import { describe, expect, test } from "vitest";
import { compile, gradient, parse, simplify, toText } from "../../src/index.ts";
import { flat, jacobianByDifferences, valueAt } from "../calculus/array-differences.ts";

const symbols = `X: matrix(n, d); y: vector(n); w: vector(d); W: matrix(d, k); T: tensor(n, d, k); c: vector(n), integer
M: matrix(k, d); B: tensor(n, d, d); a: real`;
const SYMBOLS = "X: matrix(n, d); E: matrix(k, d); c: vector(n), integer; w: vector(d)";
const read = (text: string) => parse(text, { symbols });

describe("in matrices", () => {
  test.each([
    ["sum(norm(X[i, :])^2, i=1..n)", "sum(X.^2)"],
    ["sum(X[i, :]'*w, i=1..n)", "sum(X*w)"],
    ["sum(log(1 + exp(-y[i]*(X[i, :]'*w))), i=1..n)", "sum(log(1 + exp(-y .* (X*w))))"],
    ["sum(logsumexp(X[i, :]), i=1..n)", "sum(logsumexp(X))"],
    ["sum(max(X[i, :])*y[i], i=1..n)", "y'*max(X, axis=2)"],
    ["sum(sum(X[i, :]'*M[j, :], j=1..k), i=1..n)", "sum(X*M')"],
    ["[norm(X[i, :]) for i=1..n]", "sqrt(sum(X.^2, 2))"],
    ["[softmax(X[i, :]) for i=1..n]", "softmax(X)"],
    ["[W'*X[i, :] for i=1..n]", "X*W"],
    ["[cumsum(X[i, :]) for i=1..n]", "cumsum(X, 2)"],
    ["sum(norm(X[i, :] - X[i-1, :])^2, i=2..n)", "sum(sum((X[i, j] - X[i+1, j])^2, j=1..d), i=1..n-1)"],
  ])("%s is %s", (text, expected) => expect(toText(simplify(read(text)))).toBe(toText(simplify(read(expected)))));
});

describe("gradients in matrices", () => {
  test.each([
    ["sum(log(1 + exp(-y[i]*(X[i, :]'*w))), i=1..n)", "w", "-X'*(y ./ (1 + exp(y .* (X*w))))"],
    ["sum(norm(W'*X[i, :])^2, i=1..n)", "W", "2*X'*X*W"],
    ["sum(softmax(X[i, :])'*w, i=1..n)", "w", "sum(softmax(X), 1)"],
    ["sum((y[i] - X[i, :]'*w)^2, i=1..n)", "w", "-2*X'*(y - X*w)"],
    ["sum(sum(exp(X[i, :]'*M[j, :]), j=1..k), i=1..n)", "M", "exp(M*X')*X"],
  ])("%s by %s", (text, by, expected) => expect(toText(gradient(read(text), by))).toBe(toText(read(expected))));
});

describe("values and gradients, also where there is no notation", () => {
  test.each([
    ["sum(log(1 + exp(-y[i]*(X[i, :]'*w))), i=1..n)", "w"],
    ["sum(norm(X[i, :] - w), i=1..n)", "w"],
    ["sum(norm(X[i, :] - w), i=1..n)", "X"],
    ["sum(logsumexp(W'*X[i, :]), i=1..n)", "W"],
    ["sum(log(sum(exp(-norm(X[i, :] - M[j, :])^2/2), j=1..k)), i=1..n)", "M"],
    ["sum(w'*B[i, :, :]*w*y[i], i=1..n)", "w"],
    ["sum(trace(B[i, :, :])^2, i=1..n)", "B"],
    ["sum(sum(T[i, :, :]*W')^2, i=1..n)", "W"],
    ["sum(norm(X[i, :]*w'), i=1..n)", "w"],
    ["sum(sum(i*X[i, :]), i=1..n)", "X"],
    ["prod(1 + X[i, :]'*w/10, i=1..n)", "w"],
    ["log(sum(exp(X[i, :]'*w), i=1..n))", "w"],
    ["sum(exp(W'*X[i, :])'*T[i, 1, :], i=1..n)", "W"],
    ["sum(a*softmax(X[i, :])[2], i=1..n)", "X"],
    ["sum(norm(X[i+1, :] - a*X[i, :])^2, i=1..n-1)", "a"],
  ])("%s by %s", (text, by) => {
    const e = read(text);
    const [ours, theirs] = [flat(valueAt(gradient(e, by))), jacobianByDifferences(e, by)];
    const scale = Math.max(1, ...theirs.map(Math.abs));
    for (const [k, slope] of theirs.entries()) expect(Math.abs(ours[k]! - slope) / scale).toBeLessThan(1e-6);
  });

  test("the class of each row", () => {
    const e = parse("-sum(log(softmax(W'*X[i, :])[c[i]]), i=1..m)", {
      symbols: "X: matrix(m, d); W: matrix(d, k); c: vector(m), integer",
    });
    const point = { W: { data: Float64Array.from({ length: 10 }, (_, k) => Math.sin(k)), shape: [5, 2] } };
    // Classes are 1 and 2 of two.
    const c = { c: Float64Array.of(1, 2, 1) };
    const [ours, h] = [flat(valueAt(gradient(e, "W"), { ...point, ...c })), 1e-5];
    for (const [k, slope] of ours.entries()) {
      const moved = (by: number) => ({ W: { data: point.W.data.with(k, point.W.data[k]! + by), shape: [5, 2] }, ...c });
      const difference = (flat(valueAt(e, moved(h)))[0]! - flat(valueAt(e, moved(-h)))[0]!) / (2 * h);
      expect(slope).toBeCloseTo(difference, 7);
    }
  });
});

describe("parts that are worked out row by row in code", () => {
  const point = {
    X: { data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] },
    E: { data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] },
    c: Float64Array.of(1, 3, 3),
    w: Float64Array.of(1, 10),
  };
  const log = (...terms: number[]) => Math.log(terms.reduce((sum, term) => sum + Math.exp(term), 0));

  test.each([
    ["sum(sum(cumsum(X[i, :])), i=2..n)", 10 + 16],
    ["sum(w'*cumsum(X[i, :]), i=1..n-1)", 1 + 30 + 3 + 70],
    ["sum(sum(cumsum(E[c[i], :])), i=1..n)", 4 + 16 + 16],
    ["sum(logsumexp(X[i, :]), i=1..n-1)", log(1, 2) + log(3, 4)],
    ["sum(logsumexp(X[i-1, :]), i=2..n)", log(1, 2) + log(3, 4)],
    ["sum(logsumexp(E[c[i], :]), i=1..n)", log(1, 2) + 2 * log(5, 6)],
    ["sum(max(X[i-1, :]), i=2..n)", 2 + 4],
    ["sum(softmax(X[i, :])[1], i=1..n-1)", 2 / (1 + Math.E)],
    ["sum([cumsum(X[i, :]) for i=2..n])", 10 + 16],
    ["prod(sum(X[i, :]), i=1..n)", 3 * 7 * 11],
    ["sum(w[1:2]'*[i, X[i, 1]], i=1..n)", 6 + 90],
    ["sum([i, X[i, 1]; 3, 4][2, 1]*X[i, 2], i=1..n)", 3 * 12],
  ])("%s", (text, expected) => {
    for (const backend of ["javascript", "interpreter"] as const) {
      const f = compile<number>(parse(text, { symbols: SYMBOLS }), { backend });
      expect(f(Object.fromEntries(f.inputs.map((name) => [name, point[name as keyof typeof point]])))).toBeCloseTo(
        expected,
        12,
      );
    }
  });
});
