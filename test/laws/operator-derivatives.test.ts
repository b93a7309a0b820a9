/** Every derivative of the table against differences, and the two sweeps against each other. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forwardSweep } from "../../src/calculus/forward.ts";
import { reverseSweep } from "../../src/calculus/reverse.ts";
import type { Expression } from "../../src/core/expression.ts";
import type { Operator } from "../../src/core/operator.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { scalarSymbol } from "../../src/notation/scope.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { ONE } from "../../src/operators/number.ts";
import { findOperator, operators } from "../../src/operators/table.ts";
import { agrees } from "./differences.ts";

/** Operators without a derivative, and why. */
const NO_DERIVATIVE: Readonly<Record<string, string>> = {
  pi: "a number",
  "∞": "a number",
  sum: "swept by the rule of its binder",
  prod: "swept by the rule of its binder",
  logsumexp_over: "swept by the rule of its binder",
  derivative: "worked out before anything is differentiated",
};
/** Arguments with no derivative. */
const NO_PARTIAL = ["polygamma by n"];
/** A function of which nothing is known has no values to compare. */
const NO_VALUES = ["apply"];
/** Of arrays, tested among those in array-derivatives.test.ts. */
const OF_ARRAYS = ["[]", "array"];
/** Variadic operators are tested with so many arguments, enough for the shared products of many factors. */
const MANY = 6;

const tested = operators.filter(
  ({ derivative, name }) => derivative !== undefined && ![...NO_VALUES, ...OF_ARRAYS].includes(name),
);

/** Near and far, off the integers where functions jump and off 0, and small integers for the arguments that must be one. */
const coordinate = fc.oneof(
  { arbitrary: fc.integer({ min: -2950, max: 2950 }).map((n) => (n + 50.37 * Math.sign(n + 0.5)) / 1000), weight: 5 },
  {
    arbitrary: fc
      .integer({ min: -300, max: 300 })
      .map((n) => (n + 0.37) / 10)
      .filter((x) => Math.abs(x) > 1),
    weight: 1,
  },
  { arbitrary: fc.integer({ min: 0, max: 5 }), weight: 2 },
);

const named = ({ parameters, variadic, arity }: Operator): readonly string[] =>
  variadic ? Array.from({ length: Math.max(arity, MANY) }, (_, k) => `a${k}`) : parameters;

const inDomain = ({ domain }: Operator, names: readonly string[], values: readonly number[]): boolean => {
  if (domain === undefined) return true;
  const symbols = names.map(scalarSymbol);
  const condition = parse(domain, { symbols: Object.fromEntries(symbols.map((symbol) => [symbol.name, symbol])) });
  return evaluateReference(condition, new Map(symbols.map((symbol, k) => [symbol, values[k]!]))) !== 0;
};

test("operators without a derivative are known", () => {
  const without = operators.filter(({ derivative }) => derivative === undefined).map(({ name }) => name);
  expect(without.sort()).toEqual(Object.keys(NO_DERIVATIVE).sort());
});

test("arguments without a derivative are known", () => {
  const without = operators.flatMap(({ name, parameters, derivative }) =>
    typeof derivative === "object"
      ? parameters.filter((_, k) => derivative[k] === "").map((by) => `${name} by ${by}`)
      : [],
  );
  expect(without).toEqual(NO_PARTIAL);
});

describe.each(tested)("$name", (operator) => {
  const names = named(operator);
  const symbols = names.map(scalarSymbol);
  const wanted = symbols.filter((_, k) => !NO_PARTIAL.includes(`${operator.name} by ${names[k]}`));
  const value = operator.build(symbols);
  const points = fc
    .array(coordinate, { minLength: names.length, maxLength: names.length })
    .filter((values) => inDomain(operator, names, values))
    // At a tie of three a difference sees another share than the documented third.
    .filter((values) => new Set(values).size === values.length);
  const at = (e: Expression, values: readonly number[]): number =>
    evaluateReference(e, new Map(symbols.map((symbol, k) => [symbol, values[k]!])));

  test("its derivatives are those of differences", () => {
    const gradient = reverseSweep(new Map([[value, ONE]]), wanted);
    let compared = 0;
    fc.assert(
      fc.property(points, (values) => {
        for (const [j, symbol] of wanted.entries()) {
          const k = symbols.indexOf(symbol);
          const along = (x: number) => operator.evaluate(...values.with(k, x));
          const size = Math.abs(along(values[k]!));
          const agreed = agrees(at(gradient[j]!, values), along, values[k]!, size);
          if (agreed !== undefined) compared++;
          expect(agreed, `by ${symbol.name} at ${values}`).not.toBe(false);
        }
      }),
    );
    expect(compared).toBeGreaterThan(40 * wanted.length);
  });

  test("the forward sweep gives what the reverse sweep gives", () => {
    const gradient = reverseSweep(new Map([[value, ONE]]), wanted);
    const tangents = wanted.map((symbol) => forwardSweep([value], new Map([[symbol, ONE]]))[0]!);
    fc.assert(
      fc.property(points, (values) => {
        for (const [j, forward] of tangents.entries()) {
          const [a, b] = [at(forward, values), at(gradient[j]!, values)];
          // Both multiply the same factors, in another order: an ulp for each of up to six of them.
          expect(Math.abs(a - b) <= 1e-14 * Math.abs(b) || Object.is(a, b), `${a} and ${b}`).toBe(true);
        }
      }),
    );
  });

  test("its domain and its formulas speak of its arguments only", () => {
    const formulas = typeof operator.derivative === "object" ? operator.derivative.filter((f) => f !== "") : [];
    const known = Object.fromEntries([...operator.parameters, "f"].map((name) => [name, scalarSymbol(name)]));
    for (const formula of [...formulas, ...(operator.domain === undefined ? [] : [operator.domain])]) {
      const used = freeSymbols(parse(formula, { symbols: known })).map(({ name }) => name);
      expect(Object.keys(known), formula).toEqual(expect.arrayContaining(used));
    }
  });
});

test("powers with an integer exponent have a derivative at negative bases too", () => {
  const { build } = findOperator("^")!;
  const [x, n] = ["x", "n"].map(scalarSymbol) as [Expression, Expression];
  const [by] = reverseSweep(new Map([[build([x, n]), ONE]]), [x]) as [Expression];
  fc.assert(
    fc.property(coordinate, fc.integer({ min: -3, max: 6 }), (base, exponent) => {
      const along = (b: number) => b ** exponent;
      fc.pre(base !== 0);
      const derivative = evaluateReference(
        by,
        new Map([
          [x, base],
          [n, exponent],
        ]),
      );
      expect(agrees(derivative, along, base, Math.abs(along(base)))).not.toBe(false);
    }),
  );
});
