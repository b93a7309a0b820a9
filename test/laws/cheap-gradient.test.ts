/**
 * The cheap gradient principle: value and gradient together cost at most five times the value, in operations weighted
 * as add and multiply 1, divide and square root 4, others 10 (Griewank and Walther 2008, section 4.6).
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { countOperations, type Expression, freeSymbols, gradient, parse } from "../../src/index.ts";
import { specialize } from "../../src/simplify/simplify.ts";

const BOUND = 5;
const range = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

const FORMULAS: Readonly<Record<string, string>> = {
  "Rosenbrock, 2 variables": "100*(y - x^2)^2 + (1 - x)^2",
  "Rosenbrock, 100 variables": range(99)
    .map((k) => `100*(x${k + 1} - x${k}^2)^2 + (1 - x${k})^2`)
    .join(" + "),
  "Gaussian log-density": "sigma: positive; -log(2*pi)/2 - log(sigma) - ((x - mu)/sigma)^2/2",
  "logistic sum over data": "x: vector(n); y: vector(n); sum(log(1 + exp(-y[i]*(a + b*x[i]))), i=1..n)",
  "normal sum over data": "y: vector(n); s: positive; -n*log(s) - sum((y[i] - m)^2, i=1..n)/(2*s^2)",
  "product of 100 (U47)": range(100)
    .map((k) => `x${k}`)
    .join("*"),
  "product of sines": range(20)
    .map((k) => `sin(x${k}*x${k + 1})`)
    .join("*"),
  "perceptron of 3 layers (U47)": perceptron([3, 4, 3, 1]),
  "logsumexp of three": "log(exp(x) + exp(y) + exp(z))",
  powers: "x^y*y^z*z^x",
  "Poisson sum": "x: vector(n); y: vector(n); sum(y[i]*(a + b*x[i]) - exp(a + b*x[i]) - lgamma(y[i] + 1), i=1..n)",
  "product over data": "x: vector(n); prod(1 + exp(a*x[i]), i=1..n)",
};

/** tanh units, every weight a variable. */
function perceptron(sizes: readonly number[]): string {
  let units = range(sizes[0]!).map((k) => `x${k}`);
  for (const [layer, size] of sizes.slice(1).entries()) {
    units = range(size).map(
      (j) => `tanh(${units.map((unit, k) => `w${layer}_${j}_${k}*${unit}`).join(" + ")} + b${layer}_${j})`,
    );
  }
  return units.join(" + ");
}

/** Weighted operations of the value, and of value and gradient compiled together. */
function costs(e: Expression): { value: number; both: number } {
  const variables = freeSymbols(e).filter(({ shape, facts }) => shape.length === 0 && !facts.words.includes("size"));
  const parts = Object.values(gradient(e, variables));
  return {
    value: countOperations(specialize(e)).weighted,
    both: countOperations(...[e, ...parts].map(specialize)).weighted,
  };
}

describe("value and gradient cost at most five times the value", () => {
  test.each(Object.entries(FORMULAS))("%s", (_, text) => {
    const { value, both } = costs(parse(text));
    expect(both / value).toBeLessThanOrEqual(BOUND);
  });

  const { cases } = JSON.parse(readFileSync("test/data/derivatives_scalar.json", "utf8")) as {
    cases: { id: string; expression: string }[];
  };
  test.each(cases.filter(({ expression }) => !expression.includes("piecewise")))(
    "$id: $expression",
    ({ expression }) => {
      const e = parse(expression);
      const { value, both } = costs(e);
      expect(both).toBeLessThanOrEqual(Math.max(BOUND * value, 10));
    },
  );
});
