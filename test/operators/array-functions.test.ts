/** Functions of arrays under one name: their axes, and how many arguments they take. */
import { describe, expect, test } from "vitest";
import { ParseError, ShapeError } from "../../src/core/error.ts";
import { parse } from "../../src/notation/parse.ts";
import { toText } from "../../src/operators/text.ts";

const symbols = "A: matrix(n, k); x: vector(n); axis: real";
const read = (text: string): string => toText(parse(text, { symbols }));

test.each([
  ["softmax(A, axis=2)", "softmax(A)"],
  ["softmax(A, 2)", "softmax(A)"],
  ["softmax(x, axis=1)", "softmax(x)"],
  ["softmax(A, axis=1)", "softmax(A')'"],
  ["log_softmax(A, axis=1)", "log_softmax(A')'"],
  ["logsumexp(A, axis=2)", "logsumexp(A)"],
  ["logsumexp(A, axis=1)", "logsumexp(A')"],
  ["sum(A, axis=1)", "sum(A, 1)"],
  ["sum(A, axis=2)", "sum(A, 2)"],
  ["sum(x[axis], axis=1..n)", "sum(x[i], i=1..n)"],
])("%s is %s", (text, meaning) => expect(toText(parse(text, { symbols }))).toBe(read(meaning)));

describe("axes that are not there", () => {
  test.each(["softmax(A, 3)", "softmax(x, axis=2)", "logsumexp(A, 0)", "sum(A, axis=3)"])("%s", (text) =>
    expect(() => parse(text, { symbols })).toThrow(ShapeError),
  );
});

describe("arguments too many or too few", () => {
  test.each([
    ["softmax(A, 1, 2)", "softmax takes 1 or 2 arguments, here are 3"],
    ["diag(x, 1, 1)", "diag takes 1 or 2 arguments, here are 3"],
    ["norm(x, 3, 1)", "norm takes 1 or 2 arguments, here are 3"],
    ["dot(x)", "dot takes 2 arguments, here are 1"],
    ["outer(x, x, x)", "outer takes 2 arguments, here are 3"],
  ])("%s", (text, message) => {
    expect(() => parse(text, { symbols })).toThrow(ParseError);
    expect(() => parse(text, { symbols })).toThrow(message);
  });
});
