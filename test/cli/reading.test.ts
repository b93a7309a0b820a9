import { describe, expect, test } from "vitest";
import { explicit, hasChoice, readingRemarks, tree } from "../../src/cli/reading.ts";
import { NablaError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { parseSyntax, parseSyntaxExpression } from "../../src/notation/parse-syntax.ts";
import corpus from "../notation/corpus.json" with { type: "json" };

const declared = new Set(["x", "X", "n"]);
const isVariable = (name: string): boolean => declared.has(name);
const read = (text: string): string => explicit(parseSyntaxExpression(text), isVariable);

/** U73 and others: text, reading, and whether a reader could have meant something else. */
const READINGS: readonly (readonly [string, string, boolean])[] = [
  ["1/2x", "(1/2)*x", true],
  ["1/2 x", "(1/2)*x", true],
  ["6/2(1+2)", "(6/2)*(1 + 2)", true],
  ["a/b c", "a/(b*c)", true],
  ["a ./ b c", "a./(b*c)", true],
  ["a mod 2b", "a mod (2*b)", true],
  ["x(y + 1)", "x*(y + 1)", true],
  ["x(y + 1)^2", "x*((y + 1)^2)", true],
  ["2^x(y)", "(2^x)*y", true],
  ["x(y)!", "x*y!", true],
  ["d/dx x^2 + 1", "(d/dx (x^2)) + 1", true],
  ["f(y + 1)", "f(y + 1)", false],
  ["2x + 3 y z", "(2*x) + (3*y*z)", false],
  ["a b/c", "(a*b)/c", false],
  ["a*b/c", "(a*b)/c", false],
  ["a - b + c", "a - b + c", false],
  ["a - (b + c)", "a - (b + c)", false],
  ["-x^2", "-(x^2)", false],
  ["2^3^2", "2^(3^2)", false],
  ["sin^2(t) + 1", "(sin(t)^2) + 1", false],
  ["A'(y)", "A'(y)", false],
  ["not a == b", "not (a == b)", false],
  ["0 <= x < 1", "0 <= x < 1", false],
  ["c ? a : b", "{a if c, b otherwise}", false],
  ["[1, 2a; b, c]", "[1, 2*a; b, c]", false],
  ["X[1, 2:n-1]", "X[1, 2:n - 1]", false],
  ["X[:, 1:2:n]", "X[:, 1:2:n]", false],
  ["sum(X[i], i=1..n)", "sum(X[i], i=1..n)", false],
  ["||x||_1 |y|", "||x||_1*abs(y)", false],
];

test.each(READINGS)("%s is read as %s", (text, reading, choice) => {
  expect(read(text)).toBe(reading);
  expect(hasChoice(parseSyntaxExpression(text), isVariable)).toBe(choice);
});

describe("law: the reading of a formula is the same formula", () => {
  const meaning = (text: string): Expression | undefined => {
    try {
      return parse(text, { symbols: { x: "real" } });
    } catch (error) {
      if (error instanceof NablaError) return undefined;
      throw error;
    }
  };
  const isOneFormula = (text: string): boolean => parseSyntax(text).length === 1 && meaning(text) !== undefined;
  const formulas = Object.keys(corpus).filter(
    (text) => corpus[text as keyof typeof corpus] !== "error" && isOneFormula(text),
  );
  const isSymbol = (name: string): boolean => name === "x";

  test("there are many", () => expect(formulas.length).toBeGreaterThan(80));
  test.each(formulas)("%s", (text) => {
    const reading = explicit(parseSyntaxExpression(text), isSymbol);
    expect(parse(reading, { symbols: { x: "real" } })).toBe(meaning(text));
  });
});

test("a tree has a line for each node", () => {
  expect(tree(parseSyntaxExpression("a - 2b^n"), isVariable).split("\n")).toEqual([
    "+",
    "├ a",
    "└ -",
    "  └ *",
    "    ├ 2",
    "    └ ^",
    "      ├ b",
    "      └ n",
  ]);
});

test("a long reading is cut in a remark", () => {
  const [remark] = readingRemarks(parseSyntaxExpression(Array(500).fill("a/b c").join("+")), isVariable);
  expect(remark).toMatch(/^read as \(a\/\(b\*c\)\) \+ .{250,300}…$/);
});

test("depth does not matter", () => {
  const nested = (depth: number): string => `${"(1+".repeat(depth)}x${")".repeat(depth)}`;
  expect(parse(read(nested(9000)))).toBe(parse(nested(9000)));
  expect(tree(parseSyntaxExpression(nested(500)), isVariable).split("\n")).toHaveLength(1001);
});
