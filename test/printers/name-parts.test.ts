/** Names for what long formulas repeat: the formula stays the same, and no name is taken twice. */
import { describe, expect, test } from "vitest";
import { freeSymbols, substitute } from "../../src/core/traverse.ts";
import { type Expression, gradient, hessian, nameParts, parse, toText, vjp } from "../../src/index.ts";
import { total } from "../../src/operators/sums.ts";
import { choicesFrom, randomArray, randomSizes } from "../array-expressions.ts";

const symbols = `x, y, u, g: vector(n); X: matrix(n, d); W: matrix(d, k); Y: matrix(n, k); Q: matrix(n, d); K: matrix(m, d)
V: matrix(m, k); G: matrix(n, k); W1: matrix(h, n); W2: matrix(k, h); b1: vector(h); b2, z: vector(k); eps: positive`;
const read = (text: string): Expression => parse(text, { symbols });

const texts = (formulas: readonly Expression[]): string[] => {
  const named = nameParts(formulas);
  return [
    ...named.formulas.map(toText),
    ...named.parts.map(({ name, formula }) => `${toText(name)} = ${toText(formula)}`),
  ];
};

/** With the names replaced by what they stand for, the last ones first. */
const restored = (formulas: readonly Expression[]): Expression[] => {
  const { formulas: short, parts } = nameParts(formulas);
  return short.map((e) =>
    parts.reduceRight((whole, { name, formula }) => substitute(whole, new Map([[name, formula]])), e),
  );
};

describe("derivatives of machine learning", () => {
  test("attention", () => {
    const all = gradient(read("sum(G .* (softmax(Q*K'/sqrt(d))*V))"), ["Q", "K", "V"]);
    expect(texts(Object.values(all))).toEqual([
      "R*K/sqrt(d)",
      "R'*Q/sqrt(d)",
      "P'*G",
      "P = softmax(Q*K'/sqrt(d))",
      "R = P .* (G*V') - diag(sum(P .* (G*V'), 2))*P",
    ]);
  });

  test("layer normalization, where u is taken", () => {
    const product = vjp([read("(x - mean(x))/sqrt(var(x) + eps)")], [read("g")], ["x"]).x!;
    expect(texts([product])).toEqual([
      "(g - (g'*u)*u/(c*n) - sum(g)/n)/sqrt(c)",
      "u = x - sum(x)/n",
      "c = eps + sum(u.^2)/n",
    ]);
    expect(texts([product, read("u")])[2]).toBe("v = x - sum(x)/n");
  });

  test("a perceptron", () => {
    const all = gradient(read("1/2*norm(W2*tanh(W1*x + b1) + b2 - z)^2"), ["W1", "b1", "W2", "b2"]);
    expect(texts(Object.values(all))).toEqual([
      "w*x'",
      "w",
      "u*v'",
      "u",
      "v = tanh(b1 + W1*x)",
      "u = b2 - z + W2*v",
      "w = (1 - v.^2) .* (W2'*u)",
    ]);
  });

  test("a Hessian", () => {
    const result = hessian(read("1/2*norm(b2 - tanh(W2*b1))^2"), "b1");
    expect(texts([result])).toEqual(["W2'*diag((1 - u.^2) .* (2*(b2 .* u) - 3*u.^2 + 1))*W2", "u = tanh(W2*b1)"]);
  });
});

test("what is short, or repeats nothing, stays as it is", () => {
  for (const text of [
    "x + x.^2",
    "logsumexp(x)*logsumexp(x)",
    "sum(x) + sum(y) + sum(u) + sum(g) + x'*y + y'*u + u'*g + eps + g'*x",
  ])
    expect(nameParts([read(text)])).toEqual({ formulas: [read(text)], parts: [] });
  expect(nameParts([])).toEqual({ formulas: [], parts: [] });
});

test("bodies of sums are not named outside of them", () => {
  const { parts } = nameParts([
    read("sum(exp(x[i]*y[i] + eps)*(1 + exp(x[i]*y[i] + eps))/(2 + exp(x[i]*y[i] + eps)), i=1..n)"),
  ]);
  expect(parts).toEqual([]);
});

test("names put back give the formula", () => {
  let named = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const choices = choicesFrom(seed);
    const e = total(randomArray(choices, randomSizes(choices, 1 + (seed % 2)), 4));
    const variables = freeSymbols(e).filter(({ facts }) => !facts.interval.integer);
    const formulas = variables.slice(0, 3).map((variable) => gradient(e, variable));
    named += nameParts(formulas).parts.length;
    expect(restored(formulas).map(toText)).toEqual(formulas.map(toText));
  }
  expect(named).toBeGreaterThan(40);
});

test("a formula that is too long to read is left alone, at once", () => {
  let e = read("x");
  for (let k = 0; k < 60; k++)
    e =
      parse("a .* sin(a)", { symbols: { a: "vector(n)" } }) &&
      substitute(read("u .* sin(u)"), new Map([[read("u"), e]]));
  expect(nameParts([e])).toEqual({ formulas: [e], parts: [] });
});
