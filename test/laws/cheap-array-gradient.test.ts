/**
 * The cheap gradient of formulas of arrays: weighted operations of the value with its gradient and with its product of
 * the Hessian, against those of the value, for arrays of several sizes (Baur and Strassen, 1983; Griewank, 1989).
 */
import { describe, expect, test } from "vitest";
import { gradient, hvp, parse } from "../../src/index.ts";
import { operationsAt } from "./operations-at.ts";

const VARIABLES = `x, dx: vector(n); w, dw: vector(d); W, dW: matrix(d, k); Z, dZ: matrix(p, q); P, dP: matrix(d, d)
s, c, ds, dc: real; V, dV: matrix(r, k); F, dF: matrix(n, d); K, dK: matrix(r, d); W1, dW1: matrix(h, n); b1, db1: vector(h)
W2, dW2: matrix(k, h); b2, db2: vector(k)`;
const SYMBOLS = `${VARIABLES}; A: matrix(n, n); B: matrix(p, p); C: matrix(q, n); X: matrix(n, d); Y, G: matrix(n, k)
a, b, t, y: vector(n); dX: matrix(n, d); z: vector(k); lambda: positive; D: matrix(p, q); E1: matrix(p, d); E2: matrix(k, q); idx: vector(r), integer`;

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
  ["y'*X*w", "X"],
  ["w'*X'*X*w", "X"],
  ["norm(x)", "x"],
  ["-n*log(s) - sum((x - c).^2)/(2*s^2)", "s", "c"],
  ["sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)", "x"],
  ["1/2*sum(exp(x) + a.^2 - 1 - x)", "x"],
  ["y'*((x - mean(x))/sqrt(var(x) + lambda))", "x"],
  ["sum(Z[idx, :].^3)", "Z"],
  ["n*lgamma(sum(x)) - n*sum(lgamma(x)) + (x - 1)'*t", "x"],
  ["sum(a .* log(a ./ softmax(x)))", "x"],
  ["sum(log(1 + exp(-y[i]*(X[i, :]'*w))), i=1..n)", "w"],
  ["norm(W1*x - b1)^2*norm(x)^2", "W1", "x"],
];

/** Sizes in tens and in hundreds, tall and wide. */
const SIZES = [
  { n: 30, d: 7, k: 4, h: 9, m: 8, r: 12, p: 10, q: 6 },
  { n: 500, d: 60, k: 10, h: 80, m: 90, r: 400, p: 200, q: 150 },
  { n: 40, d: 300, k: 20, h: 100, m: 50, r: 30, p: 25, q: 250 },
];

describe.each(FORMULAS.map(([formula, ...variables]) => ({ formula, variables })))(
  "$formula",
  ({ formula, variables }) => {
    const e = parse(formula, { symbols: SYMBOLS });
    const slopes = Object.values(gradient(e, variables));
    const directions = Object.fromEntries(variables.map((name) => [name, `d${name}`]));
    const products = Object.values(hvp(e, directions, { symbols: SYMBOLS }));

    test.each(SIZES)("n = $n, d = $d", (sizes) => {
      const value = operationsAt([e], sizes);
      expect(operationsAt([e, ...slopes], sizes) / value).toBeLessThanOrEqual(5);
      expect(operationsAt([e, ...slopes, ...products], sizes) / value).toBeLessThanOrEqual(10);
    });
  },
);
