/** The derivatives of every operator on arrays: against differences, and the two sweeps against each other. */
import { describe, expect, test } from "vitest";
import { hvp, jvp } from "../../src/calculus/derivative.ts";
import { checkGradient } from "../../src/compile/check-gradient.ts";
import { type CompiledFunction, compile } from "../../src/compile/compile.ts";
import { valueAndGradient } from "../../src/compile/value-and-gradient.ts";
import { type Expression, makeSymbol } from "../../src/core/expression.ts";
import { NO_FACTS } from "../../src/core/facts.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { multiply } from "../../src/operators/arithmetic.ts";
import { total } from "../../src/operators/sums.ts";
import { isSize } from "../../src/operators/symbol.ts";
import { arrayOperators } from "../../src/operators/table.ts";
import { operatorsIn } from "../arbitrary.ts";
import { ARRAY_FORMULAS, ARRAY_SYMBOLS, byName, flat, NOT_EMPTY, randomPoint } from "../compile/array-formulas.ts";

const SIZES = { n: 3, d: 4, k: 2 };
/** Their values are constant. */
const CONSTANT = ["[for]", "range", "eye"];
/** Sums over an index are not yet differentiated by arrays whose entries they read. */
const INDEXED = /\.\./;

const FORMULAS = [...ARRAY_FORMULAS, ...NOT_EMPTY].filter((text) => !INDEXED.test(text));
const symbolOf = (name: string, { shape }: Expression) => makeSymbol(name, shape, NO_FACTS);

/** A scalar with every entry of an array in it. */
const weighted = (e: Expression): Expression => (e.shape.length === 0 ? e : total(multiply(symbolOf("weights", e), e)));

const variablesOf = (e: Expression) =>
  freeSymbols(e).filter((symbol) => !isSize(symbol) && !symbol.facts.interval.integer && symbol.name !== "weights");

const loss = (text: string): Expression => weighted(parse(text, { symbols: ARRAY_SYMBOLS }));

describe.each(FORMULAS.filter((text) => variablesOf(loss(text)).length > 0))("%s", (text) => {
  const e = loss(text);
  const variables = variablesOf(e);
  const names = variables.map(({ name }) => name);
  const tangents = variables.map((variable) => symbolOf(`d${variable.name}`, variable));
  const direction = Object.fromEntries(names.map((name, k) => [name, tangents[k]!]));
  const point: Record<string, never> = {
    ...(SIZES as unknown as Record<string, never>),
    ...byName(randomPoint([e, ...tangents], SIZES, 5)),
  };
  const at = <T>(f: CompiledFunction<T>): T => f(Object.fromEntries(f.inputs.map((name) => [name, point[name]!])));

  test("reverse", () => {
    // Differences of order 4 at h = 7e-4: errors near 1e-11 for values of the size of 10.
    const inputs = Object.fromEntries(compile(e).inputs.map((name) => [name, point[name]!]));
    expect(checkGradient(e, names, inputs).error).toBeLessThan(1e-8);
  });

  test("forward", () => {
    const gradient = at(valueAndGradient<never>(e, names)) as Readonly<Record<string, never>>;
    const expected = names.reduce((sum, name) => sum + product(gradient[`d/d${name}`]!, point[`d${name}`]!), 0);
    const along = at(compile(jvp(e, direction)));
    expect(Math.abs(along - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
  });

  test("twice", () => {
    const products = hvp(e, direction);
    const along = jvp(e, direction);
    const gradient = at(valueAndGradient<never>(along, names)) as Readonly<Record<string, never>>;
    for (const name of names) {
      const value = flat(at(compile<never>(products[name]!)));
      const other = flat(gradient[`d/d${name}`]!);
      const scale = Math.max(1, ...other.map(Math.abs));
      for (const [k, entry] of other.entries()) expect(Math.abs(value[k]! - entry)).toBeLessThan(1e-12 * scale);
    }
  });
});

test("every operator on arrays is among them", () => {
  const reached = new Set(FORMULAS.flatMap((text) => operatorsIn(loss(text)).map(({ name }) => name)));
  expect(arrayOperators.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  const without = arrayOperators.filter(({ derivative }) => derivative === undefined).map(({ name }) => name);
  expect(without).toEqual(CONSTANT);
});

const product = (a: never, b: never): number => {
  const [left, right] = [flat(a), flat(b)];
  return left.reduce((sum, value, k) => sum + value * right[k]!, 0);
};
