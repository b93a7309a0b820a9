/** What users of other engines trip over, with the right answer: signs, exact numbers, decimals (U7, U8, U21-U25, U54). */
import { describe, expect, test } from "vitest";
import { derivative, parse, simplify, symbol, toText } from "../../src/index.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";

const reads = (text: string): string => toText(parse(text));

test.each([
  ["-(x - y)", "y - x"],
  ["--2", "2"],
  ["2 - (x + 1)", "1 - x"],
  ["x - (y - y + x)", "0"],
  ["1 - (-2)*x", "2*x + 1"],
])("U7: the signs of %s give %s", (text, expected) => expect(reads(text)).toBe(expected));

test("U7: the derivative of 1 - (-2)*x is 2", () => expect(toText(derivative("1 - (-2)*x", "x"))).toBe("2"));

describe("U8: no name of a variable is special", () => {
  const formulas = [
    "8 - 4*NAME",
    "(NAME + 1)*2 - NAME",
    "sqrt(NAME^2) + NAME/NAME",
    "log(exp(NAME))*NAME^2",
    "NAME*NAME^3",
  ];
  test.each(["n", "n1", "c", "c1", "v", "_p1", "a", "b", "f", "u", "base", "exponent", "terms"])("%s", (name) => {
    for (const formula of formulas) {
      const plain = toText(simplify(formula.replaceAll("NAME", "x")));
      const renamed = toText(simplify(formula.replaceAll("NAME", name)));
      expect(renamed.replaceAll(new RegExp(`\\b${name}\\b`, "g"), "x")).toBe(plain);
    }
  });
});

test.each([
  ["2.32423 + 3.3434", "5.66763"],
  ["1.15292150460684e18/1.15292150460684e15", "1000.0"],
])("U21: decimals stay decimals, %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

test.each(["1e-10", "2e-15", "1.9e-16*x", "1e-300", "5e-324"])("U22: %s keeps its value", (text) =>
  expect(reads(text)).toBe(text),
);

test("U22: a product of an integer and a small decimal keeps its value", () => expect(reads("2*1e-15")).toBe("2e-15"));

test.each([
  ["1/3", "1/3"],
  ["2/3 + 3", "11/3"],
  ["1/3 + 1/6", "1/2"],
  ["(2/3)^50", `${2n ** 50n}/${3n ** 50n}`],
])("U23: ratios are exact, %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

test("U23: a ratio becomes a decimal when a decimal enters", () => expect(reads("1/4 + 0.5")).toBe("0.75"));

test.each([
  ["log10(x)", "1/(x*log(10))"],
  ["2^x", "2^x*log(2)"],
])("U24: the derivative of %s is %s, without decimals", (text, expected) =>
  expect(toText(derivative(text, "x"))).toBe(expected),
);

test("U24: the derivative of x^(2^x) has no decimals", () =>
  expect(toText(derivative("x^(2^x)", "x"))).not.toMatch(/\d\.\d/));

test.each([
  ["0.0000001885*1000000000", "188.5"],
  ["0.1 + 0.2", String(0.1 + 0.2)],
  ["e", "e"],
  ["pi/2", "pi/2"],
])("U25: %s is %s, never a fraction for a decimal", (text, expected) => expect(reads(text)).toBe(expected));

test("U25: the derivative of atan(e^x) keeps e", () =>
  expect(toText(derivative("atan(e^x)", "x"))).toBe("exp(x)/(1 + exp(2*x))"));

test.each([
  [1, 0],
  [2, -2],
  [3, 0],
  [4, 12],
])("U54: derivative %d of exp(-(x^2)) at 0 is %d", (order, expected) => {
  const value = evaluateReference(derivative("exp(-(x^2))", "x", order), new Map([[symbol("x"), 0]]));
  expect(value + 0).toBe(expected);
});

test.each([
  ["x^2", 1, 0],
  ["x^2", 2, 2],
  ["x^2", 3, 0],
  ["x^1", 1, 1],
  ["x^0", 1, 0],
])("U54: derivative of %s, order %d, at 0 is %d", (text, order, expected) => {
  expect(evaluateReference(derivative(text, "x", order), new Map([[symbol("x"), 0]]))).toBe(expected);
});
