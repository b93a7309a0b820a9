/** A formula of a stranger may be limited to some functions (U89). */
import { expect, test } from "vitest";
import { functionsUsed, parse, UnsupportedError } from "../../src/index.ts";

test.each([
  ["x^2 + 1", []],
  ["sin(x) + x/2", ["sin"]],
  ["x: vector(n); sum(x[i]^2, i=1..n)", ["sum"]],
])("%s is allowed with %j", (text, functions) => {
  expect(parse(text, { functions })).toBe(parse(text));
});

test.each([
  ["exp(x)", ["sin"], '"exp" is not among the functions that are allowed here'],
  ["sqrt(gamma(x))", [], '"gamma" is not among'],
  ["f(t) = exp(t); f(x)", ["sin"], '"exp" is not among'],
])("%s is refused with %j", (text, functions, message) => {
  expect(() => parse(text, { functions })).toThrow(UnsupportedError);
  expect(() => parse(text, { functions })).toThrow(message);
});

test("what a formula uses can be asked before it is evaluated", () => {
  expect(functionsUsed(parse("sin(x)^2 + sin(y)"))).toEqual(["+", "^", "sin"]);
});
