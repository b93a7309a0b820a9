/** Names are unique, and what is written parses back to the same node: every operator in every hole of every other. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import type { Operator } from "../../src/core/operator.ts";
import { declarations } from "../../src/notation/declare.ts";
import { parse } from "../../src/notation/parse.ts";
import { abbreviations } from "../../src/operators/abbreviations.ts";
import { operators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { DECLARATIONS, expressions, free, operatorsIn, writtenExpressions } from "../arbitrary.ts";

/** Operators whose arguments are no plain scalars; they stand among the arguments below, and in random expressions. */
const STRUCTURED = ["sum", "prod", "logsumexp_over", "derivative", "array", "[]", "apply"];
const plain = operators.filter(({ name, parameters }) => !STRUCTURED.includes(name) && parameters.length > 0);

/** One of each way to write: signs, fractions, decimals, sums, products, powers, conditions, calls, indices. */
const ARGUMENTS = `
  x; -x; 1/2; -2/3; -3; 0.1; -0.5; 1e-30; 1e30; x + y; x - y; -x - y; x*y; x/y; -x/y; -1/x; 2/3*x; 1/(x + y)
  x^2; 1/x^2; sqrt(x); x^y; x^(-y); (-2)^x; (1/2)^x; -(x + y)^2; x/(y*z); (x/y)^z; x*sqrt(y/z); e; e^2; exp(x); pi; pi*x; ∞; -∞
  abs(x); x!; gamma; gamma(gamma); max(x, y, 2); mod(x, y); where(x < y, x, y); where(x < y, 1, 0)
  x < y; x < y < z; not (x < y); x < y and y < z; x < y or y < z; (x < y) == (y < z); 3*(x < y); not x + 1
  sum(u[i], i=1..n); sum(sum(u[i]*v[j]*x, j=i..n), i=1..n); prod(u[i]*x, i=1..n); u[1]; u[k]; [x, y][1]; (x*u + v)[2]
  d/dx x^2; d/dp p^2; derivative(x*y, x=y); derivative(x*sin(x), x=y+1); d^2/dx^2 f(x); f(x); f'(x + 1)
  sum(derivative(t^2, t=i), i=1..n)`
  .split(/[;\n]/)
  .map((text) => text.trim())
  .filter((text) => text !== "")
  .map((text) => parse(text, { symbols: DECLARATIONS }));

const FILLING: readonly Expression[] = ["x", "y", "z", "p", "q"].map(free);

/** The calls that have the argument at each place. */
function callsWith(operator: Operator, argument: Expression): Expression[] {
  const count = operator.variadic ? 3 : operator.arity;
  return Array.from({ length: count }, (_, place) => FILLING.slice(0, count).with(place, argument)).flatMap((args) => {
    try {
      return [operator.build(args)];
    } catch (error) {
      if (error instanceof DomainError) return []; // exactly 1/0
      throw error;
    }
  });
}

const readBack = (e: Expression): Expression => parse(toText(e), { symbols: declarations(e) });

/** The texts that mean something else. */
const misread = (formulas: readonly Expression[]): string[] =>
  formulas.filter((e) => readBack(e) !== e).map((e) => `${toText(e)} is read as ${toText(readBack(e))}`);

test("names and aliases are unique", () => {
  const names = operators.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
});

test("an abbreviation hides no operator with as many arguments", () => {
  const takes = ({ variadic, arity }: Operator, count: number) => (variadic ? count >= arity : count === arity);
  const hidden = abbreviations.filter(({ name, parameters }) =>
    operators.some(
      (operator) => [operator.name, ...operator.aliases].includes(name) && takes(operator, parameters.length),
    ),
  );
  expect(hidden.map(({ name }) => name)).toEqual([]);
});

test("the arguments themselves parse back", () => expect(misread(ARGUMENTS)).toEqual([]));

describe.each(plain)("$name", (operator) => {
  const calls = ARGUMENTS.flatMap((argument) => callsWith(operator, argument));

  test("parses back with any argument in any place", () => expect(misread(calls)).toEqual([]));

  test("parses back in any place of any other operator", () => {
    // Not every pair with every argument: a different twentieth of the calls for each of the others.
    const nested = plain.flatMap((outer, k) =>
      calls.filter((_, j) => j % 20 === k % 20).flatMap((call) => callsWith(outer, call)),
    );
    expect(misread(nested)).toEqual([]);
  });
});

describe("random expressions", () => {
  test.each([
    ["with a value", expressions()],
    ["as written", writtenExpressions()],
  ])("%s parse back", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (e) => {
        expect(readBack(e), toText(e)).toBe(e);
      }),
      { numRuns: 2000 },
    );
  });

  test("are written without raw names of indices", () => {
    fc.assert(
      fc.property(writtenExpressions(), (e) => {
        fc.pre(operatorsIn(e).some(({ binder }) => binder !== undefined));
        expect(toText(e)).not.toContain("#");
      }),
    );
  });
});
