/** docs/language.md says what is true. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSyntax } from "../../src/notation/parse-syntax.ts";
import { showStatements } from "./s-expression.ts";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8").replaceAll("\\|", "|");

/** Without the parentheses, which are what the page explains a reading by. */
const reading = (source: string): string => {
  let shown = showStatements(parseSyntax(source));
  for (let before = ""; before !== shown; ) {
    before = shown;
    shown = shown.replace(/\(group ((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/, "$1");
  }
  return shown;
};

const equations = [...page.matchAll(/`([^`]+)` = `([^`]+)`/g)].map(([, left, right]) => [left!, right!]);
const products = page.slice(page.indexOf("| written"), page.indexOf("Bars close"));
const rows = [...products.matchAll(/^\| (`[^|]+) \| (`[^|]+) \|/gm)].flatMap(([, left, right]) => {
  const [lefts, rights] = [left!, right!].map((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, text]) => text!));
  return lefts!.map((text, i) => [text, rights![i]!]);
});

test("the page has equations and rows to check", () => {
  expect(equations.length).toBeGreaterThanOrEqual(4);
  expect(rows.length).toBeGreaterThanOrEqual(4);
});

test.each([...equations, ...rows])("%s reads as %s", (left, right) => {
  expect(reading(left)).toBe(reading(right));
});

test("the statements are one of each kind", () => {
  const block = page.slice(page.indexOf("## Statements"), page.indexOf("## Errors")).split("\n").slice(1).join("\n");
  const kinds = parseSyntax(block).map(({ kind }) => kind);
  expect(kinds).toEqual(["declaration", "assignment", "model", "rule", "expression"]);
});

test("the error is the message, word for word", () => {
  const shown = page.slice(page.indexOf('    Unexpected "**"'), page.indexOf("It is a `ParseError`"));
  const message = shown.trimEnd().replace(/^ {4}/gm, "");
  expect(() => parseSyntax("x**2")).toThrow(expect.objectContaining({ message }));
});
