/** One law for all rules: both sides have the same value, and the right one weighs less. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "../../src/core/error.ts";
import { constant, type Expression, type SymbolNode } from "../../src/core/expression.ts";
import { freeSymbols, substitute } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply, negate, power } from "../../src/operators/arithmetic.ts";
import { exp } from "../../src/operators/exponential.ts";
import { integer, ratio, TWO } from "../../src/operators/number.ts";
import { arrayOperators, operators } from "../../src/operators/table.ts";
import { sin } from "../../src/operators/trigonometric.ts";
import { reliableValue } from "../../src/simplify/reliable-value.ts";
import { compileRule, newContext } from "../../src/simplify/rewrite.ts";
import type { Rule } from "../../src/simplify/rule.ts";
import { agree, isReal, isUnreal } from "./agree.ts";
import { measureOf } from "./measure.ts";
import { PROCEDURES, RULES } from "./tables.ts";

const side = (text: string): Expression => parse(text);
const lettersOf = ({ from }: Rule): SymbolNode[] => freeSymbols(side(from));

/** Values of letters, within and outside of domains; integers for n, numbers for c. */
const value = fc.oneof(
  fc.integer({ min: -4, max: 4 }),
  fc.integer({ min: -3000, max: 3000 }).map((n) => (n + 0.37) / 1000),
  fc.integer({ min: -999, max: 999 }).map((n) => (n + 0.37) / 1000),
  fc.integer({ min: -400, max: 400 }).map((n) => (n + 0.37) / 10),
);
const exactNumber = fc.oneof(
  fc
    .integer({ min: -4, max: 6 })
    .filter((n) => n !== 0)
    .map((n) => integer(n)),
  fc
    .tuple(
      fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
      fc.integer({ min: 2, max: 7 }),
    )
    .map(([n, d]) => ratio(n, d)),
  fc.integer({ min: -40, max: 40 }).map((n) => constant(n / 8 + 0.01)),
);
const power_ = fc
  .integer({ min: -4, max: 4 })
  .filter((n) => n !== 0)
  .map((n) => integer(n));

/** What stands for the letters that are numbers, and values for the others. */
const instances = (rule: Rule) => {
  const letters = lettersOf(rule);
  const numbers = letters.filter(({ name }) => name === "c" || name === "n");
  return fc
    .record({
      numbers: fc.tuple(...numbers.map(({ name }) => (name === "c" ? exactNumber : power_))),
      values: fc.array(value, { minLength: letters.length, maxLength: letters.length }),
    })
    .map(({ numbers: found, values }) => ({
      bindings: new Map<Expression, Expression>(numbers.map((letter, k) => [letter, found[k]!])),
      point: new Map<Expression, number>(letters.map((letter, k) => [letter, values[k]!])),
    }));
};

test("names are unique", () => {
  const names = [...RULES, ...PROCEDURES].map(({ name }) => name);
  expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
});

describe.each(RULES)("$name: $from -> $to", (rule) => {
  const both = (bindings: Map<Expression, Expression>, point: Map<Expression, number>) =>
    [rule.from, rule.to, ...(rule.when === undefined ? [] : [rule.when])].map((text) =>
      reliableValue(substitute(side(text), bindings), point),
    );

  test("has the letters of its left side, and a condition unless it is of class A", () => {
    const letters = lettersOf(rule);
    for (const text of [rule.to, ...(rule.when === undefined ? [] : [rule.when])])
      expect(letters).toEqual(expect.arrayContaining(freeSymbols(side(text))));
    if (rule.class !== "A") expect(rule.when).toBeDefined();
  });

  test(`holds as class ${rule.class}`, () => {
    let compared = 0;
    let differs = 0;
    fc.assert(
      fc.property(instances(rule), ({ bindings, point }) => {
        const [left, right, when] = both(bindings, point) as [
          ReturnType<typeof reliableValue>,
          ReturnType<typeof reliableValue>,
          ReturnType<typeof reliableValue> | undefined,
        ];
        const holds = when === undefined || when.value === 1;
        if (rule.class === "C" && !holds) {
          if (isReal(left) !== isReal(right) || agree(left, right) === false) differs++;
          return;
        }
        if (isReal(left) && isReal(right)) compared++;
        expect(agree(left, right), `${left.value} and ${right.value}`).not.toBe(false);
        if (isReal(left)) expect(isUnreal(right), `${left.value}, but the right side is not real`).toBe(false);
        if (rule.class !== "B" && isReal(right))
          expect(isUnreal(left), `${right.value}, but the left side is not real`).toBe(false);
        if (rule.class === "B" && isReal(left)) expect(holds, "real where the condition does not hold").toBe(true);
        if (rule.class === "B" && holds && isReal(right))
          expect(isUnreal(left), "not real where the condition holds").toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(5);
    if (rule.class === "C") expect(differs).toBeGreaterThan(0);
  });

  test("fires, and makes formulas lighter", () => {
    let fired = 0;
    fc.assert(
      fc.property(instances(rule), fc.array(part, { minLength: 3, maxLength: 3 }), ({ bindings }, parts) => {
        const letters = lettersOf(rule).filter((letter) => !bindings.has(letter));
        const inside = new Map([...bindings, ...letters.map((letter, k) => [letter, parts[k]!] as const)]);
        const e = unlessDivided(() => substitute(side(rule.from), inside));
        if (e?.kind !== "call" || e.operator !== compileRule(rule).operator) return;
        const result = unlessDivided(() => compileRule(rule).apply(e, newContext()));
        if (result === undefined) return;
        fired++;
        const measure = measureOf(rule.name);
        expect(measure(result)).toBeLessThan(measure(e));
      }),
      { numRuns: 60 },
    );
    if (rule.class !== "C") expect(fired).toBeGreaterThan(10);
  });
});

/** Parts may cancel to a division by exactly 0, which is an error. */
function unlessDivided<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

const [a, b] = ["a", "b"].map((name) => parse(name)) as [Expression, Expression];
const p = parse("p", { symbols: "p: positive" });
const plain = fc.constantFrom<Expression>(
  a,
  b,
  p,
  multiply(a, b),
  add(a, b),
  negate(a),
  sin(a),
  exp(a),
  power(a, TWO),
  multiply(p, b),
);
/** What stands for a letter: simple formulas and sums of them. */
const part = fc.oneof(
  plain,
  fc.tuple(plain, plain).map(([x, y]) => add(x, y)),
  fc.tuple(plain, plain).map(([x, y]) => multiply(x, y)),
);

test("the operators of most formulas are told apart exactly, so that no rule is tried in vain on what lacks them", () => {
  const all = [...operators, ...arrayOperators];
  const sharing = (name: string): string[] => {
    const { bit } = all.find((operator) => operator.name === name)!;
    return all.filter((operator) => operator.bit === bit).map((operator) => operator.name);
  };
  for (const name of ["+", "*", "^", "exp", "log", "sin", "cos", "where"]) expect(sharing(name)).toEqual([name]);
});
