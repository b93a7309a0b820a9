/** Functions along an axis: names, shapes, forms, and what has no axis. */
import { describe, expect, test } from "vitest";
import {
  evaluate,
  gradient,
  ParseError,
  parse,
  ShapeError,
  toLatex,
  toText,
  UnsupportedError,
} from "../../src/index.ts";

const symbols = "x, y: vector(n); X, Y: matrix(n, d); a: real";
const read = (text: string) => parse(text, { symbols });

describe("one form, which reads back", () => {
  test.each([
    ["sum(X, axis=1)", "sum(X, 1)", "X^{\\top} \\mathbf{1}"],
    ["sum(x, 1)", "sum(x)", "\\sum x"],
    ["sum(sum(X, 2))", "sum(X)", "\\sum X"],
    ["mean(X, 1)", "sum(X, 1)/n", "\\frac{1}{n} X^{\\top} \\mathbf{1}"],
    ["max(x)", "max(x)", "\\max \\left(x\\right)"],
    ["max(a)", "a", "a"],
    ["max(X, axis=1)", "max(X, axis=1)", "\\max_{1} \\left(X\\right)"],
    ["max(x, axis=1)", "max(x)", "\\max \\left(x\\right)"],
    ["max(X, 2)", "max(2, X)", "\\max\\left(2, X\\right)"],
    ["min(X)", "min(X)", "\\min \\left(X\\right)"],
    ["min(ones(3))", "1", "1"],
    ["cumsum(x)", "cumsum(x)", "\\operatorname{cumsum}\\left(x\\right)"],
    ["cumsum(3*X, 2)", "3*cumsum(X, 2)", "3 \\operatorname{cumsum}_{2}\\left(X\\right)"],
    ["logsumexp(X, 2)", "logsumexp(X)", "\\operatorname{logsumexp}\\left(X\\right)"],
    ["softmax(X, 1)", "softmax(X')'", undefined],
  ])("%s is %s", (text, expected, latex) => {
    expect(toText(read(text))).toBe(expected);
    expect(read(expected)).toBe(read(text));
    if (latex !== undefined) expect(toLatex(read(text))).toBe(latex);
  });
});

describe("norms", () => {
  test.each([
    ["||x||", "norm(x)"],
    ["||x||_1", "sum(abs(x))"],
    ["||x||_3", "cbrt(sum(abs(x).^3))"],
    ["||x||_inf", "max(abs(x))"],
    ["norm(x, ∞)", "max(abs(x))"],
    ["norm(x, 1)", "sum(abs(x))"],
    ["norm(x, 3)", "sum(abs(x).^3)^(1/3)"],
    ["||X||_F", "norm(X)"],
    ["norm(X, 2)", "norm(X)"],
    ["||X||_1", "max(sum(abs(X), 1))"],
    ["||X||_inf", "max(sum(abs(X), 2))"],
    ["norm(a)", "abs(a)"],
  ])("%s is %s", (text, expected) => expect(read(text)).toBe(read(expected.replace(/^cbrt\((.*)\)$/, "$1^(1/3)"))));

  test.each([
    ["||X||", UnsupportedError, "This norm of X"],
    ["norm(X, 3)", UnsupportedError, "The norm of order 3 of the matrix X"],
    ["norm(x, 1/2)", ShapeError, "1/2 is not the order of a norm"],
    ["norm(x, a)", ShapeError, "a is not the order of a norm"],
  ])("%s", (text, error, message) => {
    expect(() => read(text)).toThrow(error);
    expect(() => read(text)).toThrow(message);
  });
});

describe("gradients", () => {
  test.each([
    ["cumsum(x)'*y", "x", "cumsum(y[n:-1:1])[n:-1:1]"],
    ["max(x)", "x", "where(x == max(x), 1/sum(where(x == max(x), 1, 0)), 0)"],
    ["sum(mean(X, 1))", "X", "ones(n, d)/n"],
  ])("%s by %s", (text, by, expected) => expect(toText(gradient(read(text), by))).toBe(toText(read(expected))));

  test("a tie is shared", () => {
    const f = gradient(read("max(x)"), "x");
    expect(evaluate(`sum((${toText(f)}) .* y)`, { x: [1, 3, 3], y: [7, 2, 4] }, { symbols })).toBe(3);
  });
});

describe("errors with their place", () => {
  test.each([
    ["sum(X, 3)", ShapeError, "X is n × d and has no axis 3"],
    ["max(X, axis=0)", ShapeError, "X is n × d and has no axis 0"],
    ["cumsum(X)", ShapeError, "X is n × d, and cumsum is along one of its axes"],
    ["logsumexp(X, 3)", ShapeError, "X is n × d and has no axis 3"],
    ["max(a, axis=1)", UnsupportedError, "a is a scalar"],
    ["mean(a, 1)", UnsupportedError, "a is a scalar"],
    ["mean(X, 1, 2)", ParseError, "mean takes 1 or 2 arguments, here are 3"],
    ["norm(X, axis=1)", ParseError, "norm is not along an axis"],
    ["sin(X, axis=1)", ParseError, "sin is not along an axis"],
    ["max(X, Y, axis=1)", ParseError, "max takes 2 arguments, here are 3"],
    ["sum(X, 1) + x", ShapeError, "sum(X, 1) is vector(d), but x is vector(n)"],
  ])("%s", (text, error, message) => {
    expect(() => read(text)).toThrow(error);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("^");
  });
});

test("of no entries", () => {
  expect(evaluate("max(x)", { x: [] }, { symbols })).toBe(-Infinity);
  expect(evaluate("min(x)", { x: [] }, { symbols })).toBe(Infinity);
  expect(evaluate("sum(cumsum(x))", { x: [] }, { symbols })).toBe(0);
  expect(evaluate("max(x)", { x: [1, Number.NaN, 2] }, { symbols })).toBeNaN();
});
