/** What users of other engines trip over, with the right answer: reading formulas, names, safety (U73-U79, U87-U89). */
import { describe, expect, test } from "vitest";
import {
  derivative,
  freeSymbols,
  functionsUsed,
  LimitError,
  NablaError,
  ParseError,
  parse,
  postorder,
  symbol,
  toText,
} from "../../src/index.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";

const reads = (text: string, symbols = ""): string => toText(parse(text, { symbols }));

function errorOf(text: string): ParseError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  return expect.fail(`${text} is read as ${reads(text)}`);
}

test.each([
  ["1/2x", "x/2"],
  ["1/2 x", "x/2"],
  ["6/2(1 + 2)", "9"],
  ["a/b c", "a/(b*c)"],
  ["10 thousand/10 thousand", "thousand/thousand"],
])("U73: implicit products, %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

test.each([
  ["e(5)", "5*e", ""],
  ["pi(x + 1)", "pi*(x + 1)", ""],
  ["a(b + c)", "a*(b + c)", "a : real"],
  ["x(x + 1)", "x*(x + 1)", "x : real"],
  ["f(b + c)", "f(b + c)", "f : function"],
])("U74: %s is %s", (text, expected, symbols) => expect(reads(text, symbols)).toBe(expected));

test("U74: a name before a parenthesis that is neither asks for one reading", () => {
  const error = errorOf("1 + a(b + c)");
  expect(error.reason).toBe('"a" is not a function');
  expect(error.hint).toContain("a*(…)");
  expect([error.line, error.column]).toEqual([1, 5]);
});

test("U74: a misspelled function gets the nearest name", () =>
  expect(errorOf("sinn(x)").hint).toContain("Did you mean sin"));

test("U75: sin^2(x) is the square of the sine", () => expect(reads("sin^2(x)")).toBe("sin(x)^2"));

test.each(["sin x", "cos x sin y", "sin^2 x"])("U75: %s asks for parentheses", (text) =>
  expect(errorOf(text).hint).toMatch(/^Write its argument in parentheses: (sin|cos)\(x\)\.$/),
);

test("U75: sin^-1(x) asks for one of its two meanings", () =>
  expect(errorOf("sin^-1(x)").hint).toBe("Write 1/sin(x) or asin(x)."));

test.each([
  ["-2^2", "-4"],
  ["2^-1", "1/2"],
  ["2^3^2", "512"],
  ["-2^-2", "-1/4"],
  ["a*-1", "-a"],
  ["a--1", "a + 1"],
  ["-x^2", "-x^2"],
])("U76: %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

test.each([
  ["(2)(3) + 4", "10"],
  ["((43)(60) + (21)(80) + (16)(100))/(43 + 21 + 16)", "293/4"],
])("U77: products of parentheses, %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

test.each(["b", "h", "m", "min_", "kg", "i", "j", "E", "N"])(
  "U78: %s is a variable, not a unit or a constant",
  (name) => {
    expect(parse(name)).toBe(symbol(name));
    expect(toText(derivative(`${name}^2`, name))).toBe(`2*${name}`);
  },
);

test.each(["e = 3; e*x", "pi = 3; pi*x", "π = 3"])("U78: %s is an error", (text) =>
  expect(errorOf(text).reason).toMatch(/is a constant$/),
);

test.each([
  ["Pts_total", "Pts_total"],
  ["i_A", "i_A"],
  ["xy", "xy"],
  ["x y", "x*y"],
  ["A_1 + B_1", "A_1 + B_1"],
  ["α_1*θ", "α_1*θ"],
])("U79: names are whole words, %s is %s", (text, expected) => expect(reads(text)).toBe(expected));

describe("U87: nothing of the host can be reached", () => {
  const names = [
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "prototype",
    "this",
    "globalThis",
  ];

  test.each(names)("%s is a plain variable", (name) => {
    const e = parse(`${name}^2 + 1`);
    expect(freeSymbols(e).map((free) => free.name)).toEqual([name]);
    expect(evaluateReference(e, new Map([[symbol(name), 3]]))).toBe(10);
    expect(toText(derivative(e, name))).toBe(`2*${name}`);
    expect(reads(`${name}*x`, `${name} : positive`)).toBe(
      toText(parse(`x*${name}`, { symbols: `${name} : positive` })),
    );
  });

  test.each(names)("%s(1) is an unknown function", (name) =>
    expect(errorOf(`${name}(1)`).reason).toBe(`"${name}" is not a function`),
  );

  test.each(["constructor.constructor", "(1).constructor", "x.y", "x['constructor']", "x[`a`]", "`1`", '"alert(1)"'])(
    "%s is not a formula",
    (text) => expect(() => parse(text)).toThrow(NablaError),
  );
});

describe("U88: no text takes forever", () => {
  test.each(["9^9^9^9", "2^100000000", "(1/3)^(10^9)", "1e5^1e5", "10^(10^10)"])("%s stays a formula", (text) => {
    const e = parse(text);
    expect(postorder(e).length).toBeLessThan(10);
    expect(parse(toText(e))).toBe(e);
  });

  test("1,000! is not multiplied out", () => expect(reads("1000!")).toBe("gamma(1001)"));

  test("the length and the brackets of a text have limits, which can be set", () => {
    expect(() => parse("x + x", { limits: { length: 4 } })).toThrow(LimitError);
    expect(() => parse("(((x)))", { limits: { brackets: 2 } })).toThrow(LimitError);
    expect(() => parse(`${"(".repeat(20_000)}x${")".repeat(20_000)}`)).toThrow(LimitError);
  });
});

test("U89: what a formula uses can be asked before it is evaluated", () => {
  const e = parse("sin(x)*a + exp(b)");
  expect(
    freeSymbols(e)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["a", "b", "x"]);
  expect(functionsUsed(e)).toEqual(["*", "+", "exp", "sin"]);
});
