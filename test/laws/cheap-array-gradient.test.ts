/**
 * The cheap gradient of formulas of arrays: weighted operations of the value with its gradient and with its product of
 * the Hessian, against those of the value. The body of a loop counts once, a kernel as a product and a sum.
 */
import { expect, test } from "vitest";
import { countOperations } from "../../src/compile/operations.ts";
import type { Expression } from "../../src/core/expression.ts";
import { gradient, hvp, parse } from "../../src/index.ts";
import { specialize } from "../../src/simplify/simplify.ts";

const VARIABLES = `x, dx: vector(n); w, dw: vector(d); W, dW: matrix(d, k); Z, dZ: matrix(p, q); P, dP: matrix(d, d)
V, dV: matrix(r, k); F, dF: matrix(n, d); K, dK: matrix(r, d); W1, dW1: matrix(h, n); b1, db1: vector(h)
W2, dW2: matrix(k, h); b2, db2: vector(k)`;
const SYMBOLS = `${VARIABLES}; A: matrix(n, n); B: matrix(p, p); C: matrix(q, n); X: matrix(n, d); Y, G: matrix(n, k)
a, b, t, y: vector(n); z: vector(k); lambda: positive; D: matrix(p, q); E1: matrix(p, d); E2: matrix(k, q)`;

const FORMULAS: readonly (readonly [formula: string, ...variables: string[]])[] = [
  ["x'*A*x", "x"],
  ["norm(X*w - y)^2", "w"],
  ["sum(log(1 + exp(-y .* (X*w)))) + lambda/2*norm(w)^2", "w"],
  ["trace(C'*Z'*B*Z*C)", "Z"],
  ["logsumexp(x)", "x"],
  ["-sum(Y .* log(softmax(X*W)))", "W"],
  ["norm(A*x - y)", "x"],
  ["sum(exp(X*w) - y .* (X*w))", "w"],
  ["sum(G .* (softmax(F*K'/sqrt(d))*V))", "V", "F", "K"],
  ["1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2", "W1", "b1", "W2", "b2"],
  ["1/2*norm(X*W - Y)^2 + lambda/2*norm(W)^2", "W"],
  ["-sum(log(b - A*x))", "x"],
  ["x'*A*x/(x'*x)", "x"],
  ["sum(max(0, 1 - y .* (X*w)))", "w"],
  ["x'*y/(norm(x)*norm(y))", "x"],
  ["norm(E1*W*E2 - D)^2", "W"],
  ["1/2*norm(y - tanh(X*w))^2", "w"],
  ["norm(X - X*P*P')^2", "P"],
];

const weight = (...formulas: readonly Expression[]): number => countOperations(...formulas.map(specialize)).weighted;

test.each(FORMULAS.map(([formula, ...variables]) => ({ formula, variables })))("$formula", ({ formula, variables }) => {
  const e = parse(formula, { symbols: SYMBOLS });
  const value = weight(e);
  const slopes = Object.values(gradient(e, variables));
  expect(weight(e, ...slopes) / value).toBeLessThanOrEqual(5);
  const directions = Object.fromEntries(variables.map((name) => [name, `d${name}`]));
  const products = Object.values(hvp(e, directions, { symbols: SYMBOLS }));
  expect(weight(e, ...slopes, ...products) / value).toBeLessThanOrEqual(10);
});
