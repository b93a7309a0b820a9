/** Derivatives of arrays that are joined, cut, turned, reshaped: they compile, agree with differences, and read back. */
import { describe, expect, test } from "vitest";
import { type Expression, gradient, hessian, jacobian, parse, toText } from "../../src/index.ts";
import { flat, jacobianByDifferences, valueAt } from "./array-differences.ts";

const symbols = `A: matrix(n, m); B: matrix(k, k); S: matrix(n, n); T: tensor(n, m, k); E: matrix(p, m); W: matrix(m, k)
x, z, b: vector(n); u: vector(m); idx: vector(r), integer; s, t: real`;
const read = (text: string): Expression => parse(text, { symbols });

function agrees(exact: Expression, e: Expression, by: string): void {
  const [ours, theirs] = [flat(valueAt(exact)), jacobianByDifferences(e, by)];
  const scale = Math.max(1, ...theirs.map(Math.abs));
  expect(ours.length).toBe(theirs.length);
  for (const [k, entry] of theirs.entries()) expect(Math.abs(ours[k]! - entry) / scale).toBeLessThan(1e-6);
  expect(read(toText(exact))).toBe(exact);
}

describe("Jacobians", () => {
  test.each([
    ["(A*u)[2:n]", "A"],
    ["(A*u)[n:-1:1]", "A"],
    ["sum(A, 2)[2:n]", "A"],
    ["cumsum(sum(A, 1))", "A"],
    ["cumsum(x.^2)", "x"],
    ["cumsum(T, 2)", "T"],
    ["max(x, z)[2:n] - max(x, z)[1:n-1]", "x"],
    ["where(x > z, x, 0)[n:-1:1]", "x"],
    ["reshape(A, m, n)'", "A"],
    ["A[2:end, :] - A[1:end-1, :]", "A"],
    ["T[:, 1, :]", "T"],
    ["diag(x, 2)", "x"],
    ["kron(A, B)", "A"],
    ["[A, x; u', s]", "A"],
    ["[A, x; u', s]", "x"],
    ["permute(T, 3, 1, 2)", "T"],
    ["softmax(A)", "A"],
    ["[norm(A[i, :]) for i=1..n]", "A"],
    ["E[idx, :]", "E"],
  ])("of %s by %s", (text, by) => agrees(jacobian(read(text), by), read(text), by));
});

describe("Hessians", () => {
  test.each([
    ["sum(cumsum(A, 1).^2)", "A"],
    ["sum((A[2:end, :] - A[1:end-1, :]).^2)", "A"],
    ["norm(diag(x, 1)*[x; s])^2", "x"],
    ["norm(E[idx, :]*W)^2", "E"],
    ["norm(kron(A, B))^2", "A"],
    ["norm([A, b]*[u; s])^2", "A"],
    ["sum(diag(S, 1).^2)", "S"],
    ["sum(exp(x[2:end] .* x[1:end-1]))", "x"],
    ["sum((x[3:n] - s*x[2:n-1] - t*x[1:n-2]).^2)", "x"],
    ["logsumexp(logsumexp(A))", "A"],
    ["logsumexp(cumsum(sum(A, 1)))", "A"],
    ["sum(prod(A, 1))", "A"],
    ["var(x)", "x"],
    ["sum(var(A, 1))", "A"],
    ["sum(softmax(T).^2)", "T"],
    ["sum(max(A, axis=1).^2)", "A"],
  ])("of %s by %s", (text, by) => {
    const e = read(text);
    agrees(hessian(e, by), gradient(e, by), by);
  });
});
