/** Fifty digits, complex numbers and doubles mean the same: over random expressions with all operators, and over arrays. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrayMeanings } from "../../src/mathjs/arrays.ts";
import { complexMeanings } from "../../src/mathjs/complex/meanings.ts";
import { evaluate } from "../../src/mathjs/evaluate.ts";
import { evaluateComplex } from "../../src/mathjs/evaluate-complex.ts";
import { arithmetic } from "../../src/mathjs/precise/arithmetic.ts";
import { preciseMeanings } from "../../src/mathjs/precise/meanings.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { arrayOperators, operators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { expressions, operatorsIn, type Point, points } from "../arbitrary.ts";
import { spread } from "../compile/noise.ts";
import { evaluateAt } from "./at-point.ts";

/** What the walk itself gives a meaning, and what has none. */
const STRUCTURED = ["sum", "prod", "logsumexp_over", "[]", "[for]", "array", "derivative", "apply"];

describe("every operator has a meaning", () => {
  const listed = ({ name }: { readonly name: string }): boolean => !STRUCTURED.includes(name);
  const scalar = operators.filter(listed);
  const missing = (meanings: ReadonlyMap<unknown, unknown>, all: typeof operators): string[] =>
    all.filter((operator) => !meanings.has(operator)).map(({ name }) => name);

  test("in big numbers", () => expect(missing(preciseMeanings(arithmetic(20)), scalar)).toEqual([]));
  test("in complex numbers, if only for real arguments", () => expect(missing(complexMeanings(), scalar)).toEqual([]));
  test("on arrays", () => expect(missing(arrayMeanings, arrayOperators.filter(listed))).toEqual([]));
});

test("fifty digits agree with doubles", { timeout: 120_000 }, () => {
  const reached = new Set<string>();
  let sharp = 0;
  fc.assert(
    fc.property(expressions(4), points, fc.integer(), (e, point, seed) => {
      const expected = evaluateReference(e, point);
      const rounding = spread(e, point, expected, seed);
      if (!(rounding <= Math.abs(expected)) || !Number.isFinite(expected)) return; // it overflows, or hangs on a last bit
      const value = evaluateAt(e, point).toNumber();
      if (rounding <= 1e-12 * Math.abs(expected)) sharp++;
      for (const { name } of operatorsIn(e)) reached.add(name);
      // The rounding of doubles in every operator, and what an ill-conditioned formula makes of it.
      const tolerance = 1e-13 * Math.abs(expected) + 8 * rounding + 1e-300;
      expect(Math.abs(value - expected), `${toText(e)} is ${value}, in doubles ${expected}`).toBeLessThanOrEqual(
        tolerance,
      );
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(sharp).toBeGreaterThan(250);
  reached.add("∞"); // what contains it is seldom finite; it has a row in the oracle's table
  expect(operators.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([
    "array",
    "derivative",
    "apply",
  ]);
});

test("complex numbers agree with reals where these have a value", () => {
  let compared = 0;
  fc.assert(
    fc.property(expressions(3), points, fc.integer(), (e, point, seed) => {
      const expected = evaluateReference(e, point);
      const rounding = spread(e, point, expected, seed);
      if (!(rounding <= Math.abs(expected)) || !Number.isFinite(expected)) return;
      const value = complexAt(e, point);
      if (value === undefined) return;
      compared++;
      const tolerance = 1e-13 * Math.abs(expected) + 8 * rounding + 1e-300;
      expect(
        Math.hypot(value.re - expected, value.im),
        `${toText(e)} is ${value}, not ${expected}`,
      ).toBeLessThanOrEqual(tolerance);
    }),
    { numRuns: 1000, seed: 8 },
  );
  expect(compared).toBeGreaterThan(600);
});

/** Undefined where a part that is not real meets a real operator: `0 * max(sqrt(-1), 1)`. */
function complexAt(e: Parameters<typeof evaluateComplex>[0], point: Point) {
  const values = Object.fromEntries([...point].map(([symbol, value]) => [toText(symbol), value]));
  try {
    return evaluateComplex(e, values);
  } catch (error) {
    if (/has no meaning for the complex number/.test(String(error))) return undefined;
    throw error;
  }
}

describe("arrays", () => {
  const symbols = "X : matrix(n, d); S : matrix(d, d); w, v : vector(d); y : vector(n); t : real";
  const values = {
    X: [
      [1, 2.5, -0.5],
      [0.25, -1, 2],
      [3, 1.5, 0.75],
      [-2, 0.5, 1],
    ],
    S: [
      [2, 0.5, 0.25],
      [0.5, 3, -0.5],
      [0.25, -0.5, 1],
    ],
    w: [0.3, -0.7, 1.1],
    v: new Float64Array([1, -2, 0.5]),
    y: { data: [1, -1, 1, -1], shape: [4] },
    t: 1.7,
  };
  // Beside each formula the same one entry by entry.
  // biome-ignore format: a table
  test.each([
    ["sum(softplus(-y.*(X*w)))", "sum(softplus(-y[i]*sum(X[i, j]*w[j], j=1..d)), i=1..n)"],
    ["norm(X*w - y)^2", "sum((sum(X[i, j]*w[j], j=1..d) - y[i])^2, i=1..n)"],
    ["t*w'*w + norm(w) + norm(X)", "t*sum(w[i]^2, i=1..d) + sqrt(sum(w[i]^2, i=1..d)) + sqrt(sum(sum(X[i, j]^2, j=1..d), i=1..n))"],
    ["w'*S*v", "sum(sum(w[i]*S[i, j]*v[j], j=1..d), i=1..d)"],
    ["trace(S*S) + trace(w*v')", "sum(sum(S[i, j]*S[j, i], j=1..d), i=1..d) + sum(w[i]*v[i], i=1..d)"],
    ["(S*S*v)[2] + (S'*S)[1, 3]", "sum(sum(S[2, j]*S[j, k]*v[k], k=1..d), j=1..d) + sum(S[j, 1]*S[j, 3], j=1..d)"],
    ["(X'*y)[3] + (w*y')[2, 4]", "sum(X[i, 3]*y[i], i=1..n) + w[2]*y[4]"],
    ["sum(X, 1)[2] + sum(X, 2)[4] + sum(X)", "sum(X[i, 2], i=1..n) + sum(X[4, j], j=1..d) + sum(sum(X[i, j], j=1..d), i=1..n)"],
    ["mean(w) + var(w)", "sum(w[i], i=1..d)/d + sum((w[i] - sum(w[j], j=1..d)/d)^2, i=1..d)/d"],
    ["sum(diag(S).*w) + (diag(w)*S*v)[2]", "sum(S[i, i]*w[i], i=1..d) + w[2]*sum(S[2, j]*v[j], j=1..d)"],
    ["logsumexp(w) + logsumexp(X)[2]", "log(sum(exp(w[i]), i=1..d)) + log(sum(exp(X[2, j]), j=1..d))"],
    ["softmax(v)[2] + softmax(X)[3, 1]", "exp(v[2])/sum(exp(v[i]), i=1..d) + exp(X[3, 1])/sum(exp(X[3, j]), j=1..d)"],
    ["v[2:3]'*w[3:-1:2] + sum(X[:, 2]) + X[[1, 3]'*[1, 0] + 1, 2]", "v[2]*w[3] + v[3]*w[2] + sum(X[i, 2], i=1..n) + X[2, 2]"],
    ["max(w) + min(w) + sum(max(X, axis=1)) + sum(min(X, axis=2))", "w[3] + w[2] + X[3, 1] + X[1, 2] + X[2, 3] + X[1, 3] + X[2, 2] + X[3, 3] + X[4, 1]"],
    ["cumsum(w)[2] + cumsum(X, 1)[3, 2] + cumsum(X, 2)[4, 3]", "w[1] + w[2] + X[1, 2] + X[2, 2] + X[3, 2] + X[4, 1] + X[4, 2] + X[4, 3]"],
    ["log_softmax(v)[2] + log_softmax(X)[3, 1]", "v[2] - log(sum(exp(v[i]), i=1..d)) + X[3, 1] - log(sum(exp(X[3, j]), j=1..d))"],
    ["sum(t*ones(n, d) + X) + (X*(w + ones(d)))[2] + sum(zeros(n))", "t*n*d + sum(sum(X[i, j], j=1..d), i=1..n) + sum(X[2, j]*(w[j] + 1), j=1..d)"],
    ["trace(S + t*eye(d)) + sum(sigmoid(S))", "sum(S[i, i] + t, i=1..d) + sum(sum(sigmoid(S[i, j]), j=1..d), i=1..d)"],
  ])("%s", (text, entries) => {
    const expected = evaluate(entries, values, { symbols });
    expect(evaluate(text, values, { symbols }).toString()).toBe(expected.toString());
    const complex = evaluateComplex(text, values, { symbols });
    // A few dozen roundings in doubles.
    expect(Math.hypot(complex.re - expected.toNumber(), complex.im)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(expected.toNumber())));
  });

  test("doubles do not overflow", () => {
    const far = { w: [1000, 1001, 999] };
    expect(evaluateComplex("logsumexp(w) + log_softmax(w)[1]", far, { symbols }).re).toBe(1000);
  });

  test("complex arrays", () => {
    const i = { re: 0, im: 1 };
    expect(evaluateComplex("u'*u", { u: [1, i] }, { symbols: "u : vector(n)" }).toString()).toBe("0");
    expect(
      evaluateComplex(
        "sum(A*u)",
        {
          u: [i, 2],
          A: [
            [1, i],
            [0, 1],
          ],
        },
        { symbols: "u : vector(n); A : matrix(n, n)" },
      ).toString(),
    ).toBe("2 + 3i");
  });
});
