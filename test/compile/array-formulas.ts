/** Formulas that reach every operator on arrays, and random values for their symbols. */
import type { OutputValue } from "../../src/compile/compile.ts";
import type { Expression, SymbolNode } from "../../src/core/expression.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import type { Value } from "../../src/core/value.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { isSize } from "../../src/operators/symbol.ts";

export const ARRAY_SYMBOLS = `x, y : vector(n); J : vector(n), integer; u : vector(d); A, B : matrix(n, n); X, Y : matrix(n, d); W : matrix(d, k); T : tensor(n, d, k); a, b : real; p : positive`;

/** A generator of numbers between 0.1 and 1 in size, of both signs (Lehmer 1951, modulus 2^31 - 1). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    const x = state / 2147483647;
    return x < 0.5 ? -0.1 - 1.8 * x : 1.8 * x - 0.8;
  };
}

function randomValue(symbol: SymbolNode, sizes: ReadonlyMap<string, number>, next: () => number): Value {
  const shape = symbol.shape.map((size) =>
    evaluateReference(size, new Map(freeSymbols(size).map((s) => [s, sizes.get(s.name)!]))),
  );
  const sign = (v: number): number => (symbol.facts.interval.low >= 0 ? Math.abs(v) : v);
  if (shape.length === 0) return sign(next());
  const length = shape.reduce((count, size) => count * size, 1);
  if (symbol.facts.interval.integer)
    // subscripts, with repetitions
    return { data: Float64Array.from({ length }, () => 1 + Math.floor(Math.abs(next()) * length)), shape };
  return { data: Float64Array.from({ length }, () => sign(next())), shape };
}

export function randomPoint(formulas: readonly Expression[], sizes: Readonly<Record<string, number>>, seed: number) {
  const next = randomNumbers(seed);
  const symbols = freeSymbols(...formulas).filter((symbol) => !isSize(symbol));
  return new Map(symbols.map((symbol) => [symbol, randomValue(symbol, new Map(Object.entries(sizes)), next)] as const));
}

export const byName = (point: ReadonlyMap<SymbolNode, Value>): Record<string, never> =>
  Object.fromEntries([...point].map(([{ name }, value]) => [name, value as never]));

export const flat = (value: OutputValue | Value): number[] =>
  typeof value === "number" ? [value] : Array.from("data" in value ? value.data : value);

export const ARRAY_FORMULAS = [
  ...["x", "X", "X'", "x + a", "a*x - y/b", "x .* y ./ (1 + y.^2)", "exp(X) + a", "tanh(X)", "x.^2 + x.^3", "abs(x)"],
  ...["A*x", "A'*x", "X*u", "X'*x", "A*B", "A*X", "X'*X", "A*B'", "X*X'", "A'*B'", "X*W", "A*X*W", "X*W*W'", "A*B*A*x"],
  ...["x'*y", "x'*x", "x'*A*y", "exp(x)'*y", "x*y'", "x*u'", "exp(x)*tanh(u)'", "(x*u')*u", "(A*x)*(X*u)'"],
  ...["trace(A)", "trace(A*B)", "trace(A'*B)", "trace(A*B*A)", "trace(exp(A))", "trace(X*X')", "trace(exp(A)*B')"],
  ...[
    "diag(x)",
    "diag(A)",
    "diag(x)*X",
    "X*diag(u)",
    "X'*diag(x)*X",
    "diag(exp(x))*A*diag(y)",
    "diag(A*B)",
    "diag(x)*A*y",
  ],
  ...["trace(diag(x)*A)", "trace(A*diag(x))", "diag(A + x*y')", "diag(x)*diag(y)", "diag(x) + A"],
  ...["sum(x)", "sum(X)", "sum(X, 1)", "sum(X, 2)", "sum(exp(X), 1)", "sum(X .* Y, 2)", "sum(exp(x*u'))", "sum(X')"],
  ...["sum(A*B)", "sum(X.^2)", "sum(diag(x))", "sum(A .* B')", "mean(x)", "var(x)", "std(X)", "norm1(x)"],
  ...["norm(x)", "norm(X)", "norm(A*x - y)", "norm(x)^2", "norm(x)^3", "x/(1 + norm(x))", "norm(x - a)"],
  ...[
    "logsumexp(x)",
    "logsumexp(X)",
    "logsumexp(A*x)",
    "softmax(x)",
    "softmax(X*W)",
    "log_softmax(x)",
    "log_softmax(X)",
  ],
  ...[
    "diag(logsumexp(X))*X",
    "softmax(X) .* Y",
    "sum(softmax(X), 1)",
    "x*ones(d)'",
    "ones(n, d)",
    "zeros(n) + a",
    "ones(n)*u'",
  ],
  ...[
    "eye(n)",
    "eye(n) + A",
    "eye(n) .* A",
    "A - a*eye(n)",
    "trace(eye(n) + A)",
    "where(x > 0, x, a*y)",
    "max(0, x - y)",
  ],
  ...[
    "where(a > 0, A*x, B*y)",
    "where(a > 0, sum(A*x), sum(x))",
    "[a, b, a*b]",
    "[a, 1; 2, b]",
    "X' + Y'",
    "(X + Y)'*x",
  ],
  ...[
    "exp(X)'*x",
    "exp(X)'",
    "(X*W)'",
    "(A*x + y)' * (A*x - y)",
    "sum(x[i]*y[i], i=1..n)*y",
    "sum((A*x)[i]^2, i=1..n)",
  ],
  ...[
    "sum(exp(x)) + sum(exp(x) .* y)",
    "exp(A*exp(x)) + exp(x)",
    "sum(tanh(A*x)) + norm(A'*tanh(A*x))",
    "(x+y)[1] + a",
  ],
  ...["range(1, n) .* x", "sum(range(3, 2, 9))", "x[1:end]", "x[end:-1:1] + y", "exp(x)[end:-1:1]", "sum(x[1:2:end])"],
  ...[
    "x[n+1:n]",
    "X[:, 1:end]",
    "X[end:-1:1, end:-1:1]",
    "A[:, end:-1:1]*x",
    "X[1:0, :]",
    "sum((A*B)[end:-1:1, :] .* A)",
  ],
  ...[
    "x[J]",
    "X[J, :]",
    "A[J, J]",
    "A[J[end:-1:1], :]*x",
    "sum(exp(X)[J, :], 1)",
    "x[J]'*y[J]",
    "tanh(x)[J]",
    "sum(A[J, :])",
  ],
  ...["scatter(x, n + 3, range(2, n + 1))", "scatter(exp(x), n + 3, range(n + 1, -1, 2))", "scatter(x, n + 2, J)"],
  ...[
    "scatter(A, n, n, J, J)",
    "scatter(A, n + 1, n + 1, range(1, n), range(n + 1, -1, 2))",
    "scatter(A, n, 2*n, J, range(n + 1, 2*n))",
  ],
  ...[
    "scatter(x[1:2:end], n, range(1, 2, n))",
    "scatter(u, 2, d, 2, range(1, d))",
    "scatter(a*b, 3, 2)",
    "scatter(a + 1, 2, 3, 1, 2)",
  ],
  ...[
    "max(x)",
    "min(x)",
    "max(X)",
    "max(X, axis=1)",
    "max(X, axis=2)",
    "min(X, axis=1)",
    "min(X .* Y, axis=2)",
    "max(abs(x)) + x",
  ],
  ...[
    "mean(X, 1)",
    "mean(X, axis=2)",
    "var(X, 1)",
    "sum(x, axis=1)",
    "std(X, 2)'*x",
    "max(exp(A*x))",
    "x - max(x)",
    "max(x, axis=1)",
  ],
  ...[
    "logsumexp(X, 1)",
    "logsumexp(X, 2)",
    "logsumexp(x, 1)",
    "softmax(X, 1)",
    "softmax(X, axis=2)",
    "log_softmax(X, 1) .* Y",
  ],
  ...[
    "cumsum(x)",
    "cumsum(X, 1)",
    "cumsum(X, 2)",
    "cumsum(x.^2)'*y",
    "exp(cumsum(x))",
    "cumsum(2*X', 1)",
    "cumsum(X, axis=1) .* Y",
  ],
  ...[
    "[x; y]",
    "[x; a; exp(y); 1]",
    "[x, y]",
    "[X, x]",
    "[A, X]",
    "[A; B]",
    "[X; u']",
    "[A, X; B, Y]",
    "[A, X, x]'*x",
    "[1, 2; 3, 4]",
  ],
  ...[
    "[x; u]'*[y; u]",
    "norm([x; a*u])^2",
    "[A, X]*[x; u]",
    "[x; y][end:-1:1]",
    "[x'; y']",
    "sum([A, B], 1)",
    "[a; x; u][1:n+1]",
  ],
  ...[
    "[A[J, :]; B]",
    "[X[J, :], Y[J, :]]",
    "scatter(A[J, :], n + 2, n, range(2, n + 1), range(1, n))",
    "[exp(A)[J + 0*J, :]; B]",
  ],
  ...[
    "softmax(X, axis=1)",
    "log(softmax(X, 1)) .* Y",
    "log_softmax(X, axis=1)",
    "[x[i]^2 + i for i=1..n]",
    "[x[n + 1 - i]*a for i=1..n]",
    "[X[i, j]*i - u[j] for i=1..n, j=1..d]",
    "[X[j, i] for i=1..d, j=1..n]",
    "[X[i, j]*W[j, l]*(i + l) for i=1..n, j=1..d, l=1..k]",
    "[where(j <= i, 1, 0) for i=1..n, j=1..n]*x",
    "[sum(A[i, j]*x[j], j=1..i) for i=1..n]",
    "[prod(1 + A[i, j], j=1..n) for i=1..n] + y",
    "sum([exp(x[i])*i for i=1..n])",
    "[[i*a for j=1..d] for i=1..n] + X",
    'einsum("ij,jk->ki", X, W)',
    'einsum("ij,kj,kl->ijl", X, X, X)',
    'einsum("ii->i", A)',
    "reshape(X, d, n)",
    "reshape(exp(X), n*d)",
    "reshape(x*u', d, n)*x",
    "sum(reshape(X, d, n), 1)",
    "reshape(X .* Y, n*d)[end:-1:1]",
  ],
  ...[
    "reshape(X, n*d)'*reshape(exp(Y), n*d)",
    "exp(X) + reshape(reshape(exp(X), n*d), n, d)",
    "permute(X, 2, 1)",
    "reshape(x, n, 1)",
    "kron(A, X)",
    "kron(X, exp(W))",
    "reshape(kron(X', X .* Y), d, n, n, d)",
    "kron(X, W)*kron(X', W')",
    "sum(kron(x*u', A + A'))",
  ],
  ...[
    "permute(T, 3, 1, 2)",
    "permute(exp(T), 2, 3, 1) .* permute(T, 2, 3, 1)",
    "spread(X, 3, k)",
    "spread(x, 1, k)",
    "T .* spread(X, 3, k) + spread(X*W, 2, d)",
    "sum(T, 1)",
    "sum(T, 2) + X*W",
    "mean(T, 3)",
    "var(T, 2)",
    "std(T, 3) + X",
    "max(T, axis=2)",
    "min(T, axis=1)",
    "softmax(T)",
    "softmax(T, 1)",
    "log_softmax(T, 2)",
    "logsumexp(T, 2)",
    "logsumexp(T)*u",
    "cumsum(T, 2)",
    "sum(sum(T, 2) .* (X*W))",
    "T[:, :, end:-1:1]",
    "T[J, :, :]",
    "scatter(T, n, d, 2*k, range(1, n), range(1, d), range(k + 1, 2*k))",
  ],
];

/** Formulas that read single places, so that no size may be 0. */
export const NOT_EMPTY = [
  ...[
    "X[:, 1]",
    "X[n, :]",
    "x[2:end]",
    "x[1:end-1] .* x[2:end]",
    "X[1, :]'*u",
    "X[:, d] + x",
    "norm(x[2:end])^2",
    "A[1, :]'*A[:, n]",
  ],
  ...[
    "sum(A*B*x + A[:, 1])",
    "X[2:end, 1:end-1]*u[2:end]",
    "logsumexp(X[2:n, :])",
    "max(X[:, 1], x)",
    "X[:, 1]*u'",
    "mean(x[2:n])",
  ],
  ...[
    "A[1, 1] + A[n, n]",
    "(A + B)[n, 1]",
    "exp(X)[:, d][n]",
    "(X')[d, :]",
    "(X')[:, n] .* u",
    "(2*X)[1, :]",
    "where(x[1] > 0, X[:, 1], x)",
  ],
];
