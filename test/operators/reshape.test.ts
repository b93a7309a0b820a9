/** The same entries in another shape. */
import { describe, expect, test } from "vitest";
import { gradient, parse, ShapeError, toText } from "../../src/index.ts";

const symbols = "x: vector(n*d); X, Y: matrix(n, d); z: vector(6); a: real";
const read = (text: string) => parse(text, { symbols });

test.each([
  ["reshape(x, n, d)", "reshape(x, n, d)"],
  ["reshape(reshape(x, n, d), d, n)", "reshape(x, d, n)"],
  ["reshape(reshape(x, n, d), n*d)", "x"],
  ["reshape(2*x, n, d)", "2*reshape(x, n, d)"],
  ["reshape(ones(6), 2, 3)", "ones(2, 3)"],
  ["sum(reshape(X, n*d))", "sum(X)"],
  ["permute(X, 1, 2)", "X"],
  ["permute(X, 2, 1)", "X'"],
])("%s is %s", (text, expected) => {
  expect(toText(read(text))).toBe(expected);
  expect(read(expected)).toBe(read(text));
});

test("a gradient has the shape of its variable", () => {
  expect(gradient(read("sum(reshape(x, n, d) .* X)"), "x")).toBe(read("reshape(X, n*d)"));
  expect(gradient(read("sum(reshape(X, d, n)*reshape(X, n, d))"), "X").shape).toEqual(read("X").shape);
});

describe("errors with their place", () => {
  test.each([
    ["reshape(z, 2, 4)", "z is vector(6), which are 6 entries, but 2 × 4 are 8"],
    ["reshape(x, n, n)", "x is vector(d*n), which are d*n entries, but n × n are n^2"],
    ["reshape(a, 1)", "a is scalar"],
    ["permute(X, 1, 1)", "The axes of X in another order are 2 different numbers"],
    ["permute(X, 1, 3)", "X is n × d and has no axis 3"],
  ])("%s", (text, message) => {
    expect(() => read(text)).toThrow(ShapeError);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("^");
  });
});
