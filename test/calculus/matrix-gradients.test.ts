/**
 * Gradients and Hessians of formulas with vectors and matrices, in the forms in which textbooks have them. Two texts are
 * the same if they read as the same node; numbers follow the list of examples that the project was built on.
 */
import katex from "katex";
import { describe, expect, test } from "vitest";
import {
  type Expression,
  gradient,
  hessian,
  hvp,
  jacobian,
  jvp,
  parse,
  ShapeError,
  toLatex,
  toText,
  vjp,
} from "../../src/index.ts";
import { flat, jacobianByDifferences, valueAt } from "./array-differences.ts";

const SYMBOLS = `A: matrix(n, n); B: matrix(p, p); C: matrix(q, n); S: matrix(n, n), symmetric; M: matrix(n, d)
X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k); Z: matrix(p, q); P: matrix(d, d); y: vector(n); w: vector(d); v: vector(d)
a: vector(n); b: vector(n); t: vector(n); x: vector(n); u: vector(n); lambda: positive
W1: matrix(h, n); W2: matrix(k, h); b1: vector(h); b2: vector(k); z: vector(k)
G: matrix(n, k); K: matrix(m, d); V: matrix(m, k); Q: matrix(n, m); E1: matrix(p, d); E2: matrix(k, q); D: matrix(p, q)
F: matrix(n, d); idx: vector(r), integer; J: matrix(r, d); rho: vector(n), simplex; R: matrix(n, k), simplex`;

const read = (text: string): Expression => parse(text, { symbols: SYMBOLS });

type Row = readonly [example: number, formula: string, by: string, ...accepted: string[]];

const examples = (rows: readonly Row[]) =>
  rows.map(([example, formula, by, ...accepted]) => ({ example, formula, by, accepted }));

/** Number, formula, variable, and the forms that are accepted for its gradient. */
const GRADIENTS = examples([
  [1, "x'*A*x", "x", "(A + A')*x"],
  [1, "x'*S*x", "x", "2*S*x"],
  [2, "norm(X*w - y)^2", "w", "2*X'*(X*w - y)"],
  [3, "sum(log(1 + exp(-y .* (X*w)))) + lambda/2*norm(w)^2", "w", "-X'*(y ./ (1 + exp(y .* (X*w)))) + lambda*w"],
  [6, "trace(C'*Z'*B*Z*C)", "Z", "B*Z*C*C' + B'*Z*C*C'", "(B + B')*Z*C*C'"],
  [7, "a'*X*w", "X", "a*w'"],
  [7, "w'*X'*X*v", "X", "X*(w*v' + v*w')", "X*w*v' + X*v*w'"],
  [10, "logsumexp(x)", "x", "softmax(x)"],
  [10, "log(sum(exp(x)))", "x", "softmax(x)"],
  [11, "-sum(Y .* log(softmax(X*W)))", "W", "X'*(diag(sum(Y, 2))*softmax(X*W) - Y)"],
  [11, "-sum(Y .* log(softmax(X*W + ones(n)*z')))", "z", "sum(diag(sum(Y, 2))*softmax(ones(n)*z' + X*W) - Y, 1)"],
  [12, "norm(x)", "x", "x/norm(x)"],
  [15, "-n*log(s) - sum((x - c).^2)/(2*s^2)", "c", "sum(x - c)/s^2"],
  [15, "-n*log(s) - sum((x - c).^2)/(2*s^2)", "s", "-n/s + sum((x - c).^2)/s^3"],
  [16, "sum(exp(X*w) - y .* (X*w))", "w", "X'*(exp(X*w) - y)"],
  [17, "sum(G .* (softmax(Q)*V))", "V", "softmax(Q)'*G"],
  [
    17,
    "sum(G .* (softmax(F*K'/sqrt(d))*V))",
    "F",
    "(softmax(F*K'/sqrt(d)) .* (G*V') - diag(sum(softmax(F*K'/sqrt(d)) .* (G*V'), 2))*softmax(F*K'/sqrt(d)))*K/sqrt(d)",
  ],
  [
    17,
    "sum(G .* (softmax(F*K'/sqrt(d))*V))",
    "K",
    "(softmax(F*K'/sqrt(d)) .* (G*V') - diag(sum(softmax(F*K'/sqrt(d)) .* (G*V'), 2))*softmax(F*K'/sqrt(d)))'*F/sqrt(d)",
  ],
  [18, "1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2", "b2", "W2*tanh(W1*x + b1) + b2 - z"],
  [18, "1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2", "W2", "(W2*tanh(W1*x + b1) + b2 - z)*tanh(W1*x + b1)'"],
  [
    18,
    "1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2",
    "b1",
    "(W2'*(W2*tanh(W1*x + b1) + b2 - z)) .* (1 - tanh(W1*x + b1).^2)",
  ],
  [
    18,
    "1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2",
    "W1",
    "((W2'*(W2*tanh(W1*x + b1) + b2 - z)) .* (1 - tanh(W1*x + b1).^2))*x'",
  ],
  [19, "sum(A .* (tanh(X*W + ones(n)*z')*W2*W1))", "z", "sum((1 - tanh(ones(n)*z' + X*W).^2) .* (A*W1'*W2'), 1)"],
  [20, "1/2*norm(X*W - Y)^2 + lambda/2*norm(W)^2", "W", "X'*(X*W - Y) + lambda*W"],
  [21, "-sum(log(b - A*x))", "x", "A'*(1 ./ (b - A*x))"],
  [
    22,
    "sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)",
    "x",
    `200*[0; x[2:n] - x[1:n-1].^2] -
      [2 - 400*x[1:n-1].^3 + 400*(x[1:n-1] .* x[2:n]) - 2*x[1:n-1]; 0]`,
  ],
  [23, "x'*S*x/(x'*x)", "x", "2*S*x/(x'*x) - 2*(x'*S*x)*x/(x'*x)^2"],
  [24, "sum(max(0, 1 - y .* (X*w)))", "w", "X'*where(1 - y .* (X*w) > 0, -y, 0)"],
  [26, "1/2*sum(exp(t) + a.^2 - 1 - t)", "a", "a"],
  [26, "1/2*sum(exp(t) + a.^2 - 1 - t)", "t", "1/2*(exp(t) - 1)"],
  [27, "x'*y/(norm(x)*norm(y))", "x", "(y - (x'*y)*x/norm(x)^2)/(norm(x)*norm(y))"],
  [29, "sum(J .* E1[idx, :])", "E1", "scatter(J, p, d, idx, range(1, d))"],
  [
    30,
    "n*lgamma(sum(a)) - n*sum(lgamma(a)) + (a - 1)'*t",
    "a",
    "n*(digamma(sum(a)) - digamma(a)) + t",
    "n*digamma(sum(a)) - n*digamma(a) + t",
  ],
  [32, "norm(E1*W*E2 - D)^2", "W", "2*E1'*(E1*W*E2 - D)*E2'"],
  [
    33,
    "1/2*norm(y - tanh(X*w))^2",
    "w",
    "-X'*((y - tanh(X*w)) .* (1 - tanh(X*w).^2))",
    "X'*((tanh(X*w) - y) .* (1 - tanh(X*w).^2))",
  ],
  [34, "norm(X - X*P*P')^2", "P", "-2*(X'*(X - X*P*P')*P + (X - X*P*P')'*X*P)"],
  [35, "sum(A*x)", "x", "sum(A, 1)"],
  [35, "sum(X'*x)", "x", "sum(X, 2)"],
  [11, "-sum(R .* log(softmax(X*W)))", "W", "X'*(softmax(X*W) - R)"],
  [36, "-sum(t .* log(softmax(x)))", "x", "sum(t)*softmax(x) - t"],
  [36, "sum(t .* log(t ./ softmax(x)))", "x", "sum(t)*softmax(x) - t"],
  [36, "sum(rho .* log(rho ./ softmax(t)))", "t", "softmax(t) - rho"],
]);

const HESSIANS = examples([
  [1, "x'*A*x", "x", "A + A'"],
  [2, "norm(X*w - y)^2", "w", "2*X'*X"],
  [
    3,
    "sum(softplus(-y .* (X*w))) + lambda/2*norm(w)^2",
    "w",
    "X'*diag(y.^2 .* sigmoid(y .* (X*w)) .* sigmoid(-y .* (X*w)))*X + lambda*eye(d)",
  ],
  [10, "logsumexp(x)", "x", "diag(softmax(x)) - softmax(x)*softmax(x)'"],
  [12, "norm(x)", "x", "eye(n)/norm(x) - x*x'/norm(x)^3"],
  [16, "sum(exp(X*w) - y .* (X*w))", "w", "X'*diag(exp(X*w))*X"],
  [
    11,
    "-sum(R .* log(softmax(X*W)))",
    "W",
    `[sum((where(j == m, X[i, l]*softmax(X*W)[i, j], 0) - X[i, l]*softmax(X*W)[i, j]*softmax(X*W)[i, m])*X[i, p], i=1..n)
      for p=1..d, j=1..k, l=1..d, m=1..k]`,
  ],
  [13, "norm(Q - Y*V')^2", "Y", "2*reshape(kron(eye(n), V'*V), n, k, n, k)"],
  [15, "-n*log(s) - sum((x - c).^2)/(2*s^2)", "c", "-n/s^2"],
  [15, "-n*log(s) - sum((x - c).^2)/(2*s^2)", "s", "n/s^2 - 3*sum((x - c).^2)/s^4"],
  [20, "1/2*norm(X*W - Y)^2 + lambda/2*norm(W)^2", "W", "reshape(kron(X'*X + lambda*eye(d), eye(k)), d, k, d, k)"],
  [21, "-sum(log(b - A*x))", "x", "A'*diag((b - A*x).^(-2))*A"],
  [
    22,
    "sum(100*(x[2:end] - x[1:end-1].^2).^2 + (1 - x[1:end-1]).^2)",
    "x",
    `diag(200*[0; ones(n-1)] - [400*x[2:n] - 1200*x[1:n-1].^2 - 2; 0]) -
      400*diag(x[1:n-1], 1) - 400*diag(x[1:n-1], -1)`,
  ],
  [
    22,
    "sum((x[2:end] - x[1:end-1]).^2)",
    "x",
    "2*(diag([0; ones(n-1)] + [ones(n-1); 0]) - diag(ones(n-1), 1) - diag(ones(n-1), -1))",
  ],
  [22, "sum(x[2:end-1].^3)", "x", "6*diag([0; x[2:n-1]; 0])"],
  [26, "1/2*sum(exp(t) + a.^2 - 1 - t)", "t", "1/2*diag(exp(t))"],
  [32, "norm(E1*W*E2 - D)^2", "W", "2*reshape(kron(E1'*E1, E2*E2'), d, k, d, k)"],
  [33, "1/2*norm(y - tanh(X*w))^2", "w", "X'*diag((1 - tanh(X*w).^2) .* (1 - 3*tanh(X*w).^2 + 2*(y .* tanh(X*w))))*X"],
  [36, "sum(rho .* log(rho ./ softmax(t)))", "t", "diag(softmax(t)) - softmax(t)*softmax(t)'"],
  [
    30,
    "n*lgamma(sum(a)) - n*sum(lgamma(a)) + (a - 1)'*t",
    "a",
    "n*(trigamma(sum(a))*ones(n, n) - diag(trigamma(a)))",
    "n*(trigamma(sum(a)) - diag(trigamma(a)))",
  ],
]);

const JACOBIANS = examples([
  [35, "exp(A*x)", "x", "diag(exp(A*x))*A"],
  [35, "A*exp(x)", "x", "A*diag(exp(x))"],
  [10, "softmax(x)", "x", "diag(softmax(x)) - softmax(x)*softmax(x)'"],
  [2, "(X*w - y) .* y", "w", "diag(y)*X"],
  [12, "x/norm(x)", "x", "eye(n)/norm(x) - x*x'/norm(x)^3"],
  [1, "x'*A*x", "x", "(A + A')*x"],
  [20, "lambda*X*W", "lambda", "X*W"],
  [32, "E1*W*E2", "W", "reshape(kron(E1, E2'), p, q, d, k)"],
]);

describe("gradients in matrix form", () => {
  test.each(GRADIENTS)("example $example: $formula by $by", ({ formula, by, accepted }) => {
    const result = gradient(read(formula), by);
    expect(accepted.map((text) => toText(read(text)))).toContain(toText(result));
    expect(accepted.map(read)).toContain(result);
    katex.renderToString(toLatex(result), { throwOnError: true, strict: "error" });
  });
});

describe("Hessians in matrix form", () => {
  test.each(HESSIANS)("example $example: $formula by $by", ({ formula, by, accepted }) => {
    const result = hessian(read(formula), by);
    expect(accepted.map((text) => toText(read(text)))).toContain(toText(result));
    expect(accepted.map(read)).toContain(result);
    katex.renderToString(toLatex(result), { throwOnError: true, strict: "error" });
  });
});

describe("Jacobians in matrix form", () => {
  test.each(JACOBIANS)("example $example: $formula by $by", ({ formula, by, accepted }) => {
    expect(accepted.map(read)).toContain(jacobian(read(formula), by));
  });

  test("products with directions have the shapes of their formulas and variables", () => {
    expect(() => jacobian(read("A*B"), "A")).toThrow(ShapeError);
    expect(jvp(read("A*X"), { A: read("S") })).toBe(read("S*X"));
    expect(vjp([read("A*x")], [read("a")], ["x"]).x).toBe(read("A'*a"));
    expect(() => vjp([read("A*x")], [read("w")], ["x"])).toThrow(
      /A\*x is vector\(n\), but its cotangent w is vector\(d\)/,
    );
  });
});

test("what is declared and does not occur has derivatives of its shape", () => {
  const options = { symbols: "x: vector(n); C: matrix(k, d)" };
  expect(toText(gradient("sum(x)", "C", options))).toBe("zeros(k, d)");
  expect(toText(hessian("sum(x.^2)", ["x", "C"], options).x!.C!)).toBe("zeros(n, k, d)");
  expect(toText(jacobian("2*x", "C", options))).toBe("zeros(n, k, d)");
  expect(toText(gradient("sum(x)", "unknown", options))).toBe("0");
});

test("that rows add up to 1 is used after differentiating, not before", () => {
  const options = { symbols: "p: vector(n), simplex; q: vector(n)" };
  expect(toText(gradient("sum(p)", "p", options))).toBe("ones(n)");
  expect(toText(gradient("q'*p/sum(p)", "p", options))).toBe("q - (p'*q)");
});

test("what is divided by arrays stands in parentheses beside products", () => {
  const options = { symbols: "v: vector(n); b: real" };
  const result = gradient("sum(log(1 + b*v.^2))", "b", options);
  expect(toText(result)).toBe("(v.^2)'*(1 ./ (b*v.^2 + 1))");
  expect(parse(toText(result), options)).toBe(result);
});

test("LaTeX of entries of identities and ones has one subscript", () => {
  for (const text of ["eye(n)[1, 2]", "zeros(n)[2]", "eye(n)[2:n, :]"])
    katex.renderToString(toLatex(read(text)), { throwOnError: true, strict: "error" });
});

test("the product of the Hessian with a vector has no matrix larger than the data", () => {
  const product = hvp(read("sum(softplus(-y .* (X*w)))"), { w: read("v") }).w;
  expect(toText(product!)).toBe(toText(read("X'*(y.^2 .* (X*v) .* sigmoid(y .* (X*w)) .* sigmoid(-y .* (X*w)))")));
});

describe("derivatives agree with differences", () => {
  /** `b - A*x` has to be positive. */
  const readable = (text: string): Expression => read(text.replace("log(b - A*x)", "log(30*b - A*x)"));
  const agrees = (exact: Expression, e: Expression, by: string): void => {
    const [ours, theirs] = [flat(valueAt(exact)), jacobianByDifferences(e, by)];
    const scale = Math.max(1, ...theirs.map(Math.abs));
    expect(ours.length).toBe(theirs.length);
    for (const [k, entry] of theirs.entries()) expect(Math.abs(ours[k]! - entry) / scale).toBeLessThan(1e-6);
  };

  test.each(GRADIENTS)("gradient of example $example, $formula by $by", ({ formula, by }) => {
    const e = readable(formula);
    agrees(gradient(e, by), e, by);
  });
  test.each(HESSIANS)("Hessian of example $example, $formula by $by", ({ formula, by }) => {
    const e = readable(formula);
    agrees(hessian(e, by), gradient(e, by), by);
  });
  test.each(JACOBIANS)("Jacobian of example $example, $formula by $by", ({ formula, by }) => {
    const e = readable(formula);
    agrees(jacobian(e, by), e, by);
  });
});

describe("texts read back", () => {
  test.each([...GRADIENTS, ...HESSIANS])("$formula", ({ formula }) => {
    expect(read(toText(read(formula)))).toBe(read(formula));
  });
  test.each(GRADIENTS)("gradient of example $example, $formula by $by", ({ formula, by }) => {
    const result = gradient(read(formula), by);
    expect(read(toText(result))).toBe(result);
  });
});

describe("shape errors name both operands and what to write", () => {
  test.each([
    ["x*y", "x*y has no meaning: x is vector(n), y is vector(n)"],
    ["X*x", "X is n × d, but x is vector(n): they have no product"],
    ["x + w", "x is vector(n), but w is vector(d)"],
    ["w'*x", "w is vector(d), but x is vector(n)"],
    ["x^2", "x is vector(n) and has no powers"],
    ["x/y", "x/y divides by an array"],
    ["x' + y", "A row and y, which is none, have no sum"],
    ["trace(X)", "X is n × d, but a square matrix is needed"],
  ])("%s", (text, message) => expect(() => read(text)).toThrow(message));
});
