/** What constructors build has the value of what was asked for; values lie in their ranges; shapes follow one rule. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError, ShapeError } from "../../src/core/error.ts";
import { constant, type Expression, isConstant } from "../../src/core/expression.ts";
import { type Interval, interval } from "../../src/core/interval.ts";
import { isExact, toNumber } from "../../src/core/number.ts";
import type { Operator } from "../../src/core/operator.ts";
import { add, multiply, negate } from "../../src/operators/arithmetic.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { integer, integerOf } from "../../src/operators/number.ts";
import { rangeOf } from "../../src/operators/range.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { operators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { expressions, numbers, points } from "../arbitrary.ts";

/** Operators whose arguments are no plain scalars. */
const STRUCTURED = ["sum", "prod", "logsumexp_over", "derivative", "array", "[]", "apply"];
const plain = operators.filter(({ name }) => !STRUCTURED.includes(name));

const ABC: readonly Expression[] = ["a", "b", "c"].map((name) => symbol(name));
const coordinate = fc.integer({ min: -40, max: 40 }).map((n) => n / 8 + 0.0625);

/** Numbers, symbols, their opposites, multiples and sums: what parity, folding and collecting act on. */
const argument: fc.Arbitrary<Expression> = fc.oneof(
  numbers,
  fc.constantFrom(...ABC),
  fc.constantFrom(...ABC).map(negate),
  fc.tuple(numbers, fc.constantFrom(...ABC)).map(([c, x]) => multiply(c, x)),
  fc.tuple(fc.constantFrom(...ABC), fc.constantFrom(...ABC)).map(([x, y]) => add(negate(x), negate(y))),
  fc.tuple(fc.constantFrom(...ABC), numbers).map(([x, c]) => add(negate(x), c)),
);

const argumentsOf = <T>(operator: Operator, one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => {
  const { variadic, arity } = operator;
  const [minLength, maxLength] = variadic ? [Math.max(1, arity), 5] : [arity, arity];
  return fc.array(one, { minLength, maxLength });
};

/** The value of a built call; `undefined` if the constructor says that there is none. */
function builtValue(build: () => Expression, point: ReadonlyMap<Expression, number>): number | undefined {
  try {
    return evaluateReference(build(), point);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

describe.each(plain)("$name", (operator) => {
  const { evaluate, build, name } = operator;

  test("its canonical form has its value", () => {
    fc.assert(
      fc.property(argumentsOf(operator, argument), fc.tuple(coordinate, coordinate, coordinate), (args, values) => {
        const point = new Map(ABC.map((x, k) => [x, values[k]!]));
        const arguments_ = args.map((argument) => evaluateReference(argument, point));
        const expected = evaluate(...arguments_);
        const actual = builtValue(() => build(args), point);
        if (actual === undefined) {
          expect(expected, `${name} of ${arguments_}`).toSatisfy(notFinite);
          return;
        }
        // Sums and products are collected and reordered: a few ulps of their largest part.
        const size = arguments_.reduce((sum, x) => sum + Math.abs(x), Math.abs(expected));
        const same = Object.is(actual, expected) || Math.abs(actual - expected) <= 4e-15 * size || actual === expected;
        expect(same, `${name} of ${arguments_}: ${actual}, not ${expected}`).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("exact values are its values", () => {
    if (operator.variadic || operator.arity !== 1) return;
    for (let k = -12; k <= 200; k++) {
      const built = builtValue(() => build([integer(k)]), new Map());
      const expected = evaluate(k);
      if (built === undefined) expect(expected).toSatisfy(notFinite);
      else expect(Math.abs(built - expected) <= 1e-15 * Math.abs(expected) || Object.is(built, expected)).toBe(true);
    }
  });

  test("its values lie in its range", () => {
    if (name === "∞") return; // not a real value
    fc.assert(
      fc.property(argumentsOf(operator, intervalWithValue), (args) => {
        const range = operator.range(args.map(({ interval }) => interval));
        const value = evaluate(...args.map(({ value }) => value));
        fc.pre(Number.isFinite(value));
        expect(holds(range, value), `${name} of ${JSON.stringify(args)}: ${value} in ${JSON.stringify(range)}`).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });

  test("it acts on every entry of a vector, and on vectors of one size only", () => {
    const count = operator.variadic ? 2 : operator.arity;
    if (count === 0) return;
    const [u, v, w] = ["u", "v", "w"].map((name, k) => symbol(name, [], [integer(k < 2 ? 3 : 4)])) as Expression[];
    const scalars = ABC.slice(0, count);
    expect(build(scalars).shape).toEqual([]);
    for (let k = 0; k < count; k++) expect(build(scalars.with(k, u!)).shape.map(integerOf)).toEqual([3]);
    if (count < 2) return;
    expect(build(scalars.with(0, u!).with(1, v!)).shape.map(integerOf)).toEqual([3]);
    expect(() => build(scalars.with(0, u!).with(1, w!))).toThrow(ShapeError);
  });
});

describe("the range of a formula", () => {
  test("of a constant is the constant, also of a ratio that no double holds", () => {
    fc.assert(
      fc.property(numbers, (e) => {
        const range = rangeOf(e);
        expect(holds(range, isConstant(e) ? toNumber(e.value) : Number.NaN)).toBe(true);
        if (isConstant(e) && isExact(e.value) && e.value.d !== 1n) expect(range.integer).toBe(false);
      }),
    );
  });

  test("holds its values", () => {
    fc.assert(
      fc.property(expressions(), points, (e, point) => {
        const value = evaluateReference(e, point);
        fc.pre(Number.isFinite(value));
        // Rounding adds up, underflow reaches ends that are open, and a tail that rounds to 1 does so too.
        expect(within(rangeOf(e), value), `${toText(e)} is ${value}, not in ${JSON.stringify(rangeOf(e))}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("tells integers from doubles", () => {
    expect(rangeOf(constant(0.5)).integer).toBe(false);
    expect(rangeOf(integer(3)).integer).toBe(true);
  });
});

const notFinite = (x: number): boolean => !Number.isFinite(x);

interface Within {
  readonly interval: Interval;
  readonly value: number;
}

/** Small dyadic ends, so that sums, products and powers of them are exact and open ends can be told from closed ones. */
const end = fc.integer({ min: -10, max: 10 }).map((n) => n / 2);

/** An interval, sometimes of integers, a point or without an end, and a value in it, often an end. */
const intervalWithValue: fc.Arbitrary<Within> = fc
  .tuple(end, end, fc.boolean(), fc.boolean(), fc.boolean(), fc.constantFrom("low", "high", "between", "number"), end)
  .map(([a, b, lowOpen, highOpen, integer, where, number]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const value = where === "low" ? low : where === "high" ? high : where === "between" ? (low + high) / 2 : number;
    return {
      value,
      interval: {
        ...interval(Math.abs(low) === 5 ? Math.sign(low) * Infinity : low, Math.abs(high) === 5 ? Infinity : high),
        lowOpen: lowOpen || low === -5,
        highOpen: highOpen || Math.abs(high) === 5,
        integer,
      },
    };
  })
  .filter(({ interval, value }) => interval.low < Infinity && holds(interval, value, 0));

const within = ({ low, high }: Interval, value: number): boolean =>
  value >= low - 1e-9 * Math.max(1, Math.abs(low)) && value <= high + 1e-9 * Math.max(1, Math.abs(high));

/** Whether a value lies in an interval, up to a few ulps of rounding beyond its ends. */
function holds({ low, high, lowOpen, highOpen, integer }: Interval, value: number, ulps = 4): boolean {
  const slack = ulps * Number.EPSILON * Math.abs(value);
  if (integer && !Number.isInteger(value)) return false;
  if ((lowOpen && value === low) || (highOpen && value === high)) return false;
  return value >= low - slack && value <= high + slack;
}
