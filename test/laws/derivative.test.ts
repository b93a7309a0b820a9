/** Derivatives of random compositions of all operators, against differences and against each other. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { derivative, gradient, hvp, jvp } from "../../src/calculus/derivative.ts";
import { freshIndex, isBinder, openBinder } from "../../src/core/binder.ts";
import { UnsupportedError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import { substitute, transform } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { scalarSymbol } from "../../src/notation/scope.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference, type Value } from "../../src/operators/evaluate.ts";
import { sumOver } from "../../src/operators/indexed.ts";
import { integer } from "../../src/operators/number.ts";
import { isWhere } from "../../src/operators/ring.ts";
import { element } from "../../src/operators/subscript.ts";
import { toText } from "../../src/operators/text.ts";
import { expressions, free, operatorsIn, type Point, pointsOf } from "../arbitrary.ts";
import { agrees } from "./differences.ts";

const VARIABLES = ["x", "y", "z", "p", "q"];
/** No sum is empty: a factor that was taken out of one may have no value. */
const points = pointsOf(3, 4);
/** From here on, differences see slopes through the steps of floor and the like. */
const LARGE = 1e4;
/** Compositions that are compared, at least. */
const COMPOSITIONS = 500;

const along = (e: Expression, name: string, point: Point) => (value: number) =>
  evaluateReference(e, new Map(point).set(free(name), value));

/** A polygamma has no derivative by its order; that is an error, not a value. */
const differentiable = expressions(3).filter((e) => {
  try {
    gradient(e, VARIABLES);
    return true;
  } catch (error) {
    if (error instanceof UnsupportedError) return false;
    throw error;
  }
});

/** Whether the derivative agrees with differences of a formula by one variable; `undefined` where they tell nothing. */
function compare(e: Expression, by: Expression, name: string, point: Point): boolean | undefined {
  const at = point.get(free(name)) as number;
  const f = along(e, name, point);
  const value = evaluateReference(by, point);
  if (Math.abs(f(at)) > LARGE) return undefined;
  // Compositions lose digits: the size of f counts at least as 1.
  const agreed = agrees(value, f, at, Math.max(1, Math.abs(f(at))));
  return agreed === false && !isSmooth(e, point) ? undefined : agreed;
}

/**
 * Whether every operator that the value needs is inside of its domain: at the ends, and at infinite intermediates, the
 * chain rule gives 0 times infinity. What stands in a branch that is not taken is not needed.
 */
function isSmooth(root: Expression, given: Point): boolean {
  const point = new Map(given);
  const todo = [unrolled(root, point)];
  while (todo.length > 0) {
    const node = todo.pop()!;
    if (node.kind !== "call" || node.operator === element.operator) continue;
    const { domain, name, parameters } = node.operator;
    if (isWhere(node)) {
      todo.push(node.args[0]!, node.args[evaluateReference(node.args[0]!, point) !== 0 ? 1 : 2]!);
      continue;
    }
    const values = node.args.map((argument) => evaluateReference(argument, point));
    if (!values.every(Number.isFinite)) return false;
    // At a tie the derivative is a documented share, which differences see otherwise.
    if ((name === "max" || name === "min") && new Set(values).size < values.length) return false;
    const constantExponent = name === "^" && node.args[1]!.kind === "constant";
    if (name === "^" && Math.abs(values[0]!) < 1e-9) return false; // sin(pi), say, which the derivative knows to be 0
    const inside = domain === undefined || constantExponent || holds(domain, parameters, values);
    if (!inside) return false;
    todo.push(...node.args);
  }
  return true;
}

function holds(domain: string, names: readonly string[], values: readonly number[]): boolean {
  const symbols = names.map((name) => scalarSymbol(name));
  const condition = parse(domain, { symbols: Object.fromEntries(symbols.map((symbol) => [symbol.name, symbol])) });
  return evaluateReference(condition, new Map(symbols.map((symbol, k) => [symbol, values[k]!]))) !== 0;
}

/** Sums and products written out for the sizes of the point, which gets the values of indices: numbers would fold. */
function unrolled(e: Expression, point: Map<Expression, Value>): Expression {
  return transform(e, (node) => {
    if (!isBinder(node)) return node;
    const { index, body, from, to } = openBinder(node);
    const [first, last] = [from, to].map((end) => evaluateReference(end, point)) as [number, number];
    const terms: Expression[] = [];
    for (let i = first; i <= last; i++) {
      const step = freshIndex();
      point.set(step, i);
      terms.push(substitute(body, new Map([[index, step]])));
    }
    return (node.operator === sumOver.operator ? add : multiply)(...terms);
  });
}

test(`gradients of ${COMPOSITIONS} compositions agree with differences`, { timeout: 60_000 }, () => {
  const compared = new Set<Expression>();
  fc.assert(
    fc.property(differentiable, points, (e, point) => {
      const by = gradient(e, VARIABLES);
      for (const name of VARIABLES) {
        const agreed = compare(e, by[name]!, name, point);
        if (agreed !== undefined && operatorsIn(e).length > 1) compared.add(e);
        expect(agreed, `${toText(e)} by ${name}: ${toText(by[name]!)} at ${text(point)}`).not.toBe(false);
      }
    }),
    { numRuns: 3 * COMPOSITIONS },
  );
  expect(compared.size).toBeGreaterThan(COMPOSITIONS);
});

test("second derivatives agree with differences of the first", () => {
  fc.assert(
    fc.property(differentiable, points, (e, point) => {
      const first = derivative(e, "x");
      const agreed = compare(first, derivative(e, "x", 2), "x", point);
      expect(agreed, `${toText(e)} at ${text(point)}`).not.toBe(false);
    }),
    { numRuns: 300 },
  );
});

test("products with vectors are sums of partial derivatives", () => {
  fc.assert(
    fc.property(differentiable, points, (e, point) => {
      const by = gradient(e, ["x", "y"]);
      const value = (f: Expression) => evaluateReference(f, point);
      const expected = 2 * value(by.x!) - 3 * value(by.y!);
      const size = Math.abs(2 * value(by.x!)) + Math.abs(3 * value(by.y!));
      const actual = value(jvp(e, { x: integer(2), y: integer(-3) }));
      if (Number.isFinite(size) && Number.isFinite(value(e)))
        expect(
          Math.abs(actual - expected),
          `${toText(e)}: ${toText(jvp(e, { x: integer(2), y: integer(-3) }))} at ${text(point)}`,
        ).toBeLessThanOrEqual(1e-9 * Math.max(1, size));
      const second = hvp(e, { x: integer(1) }).x!;
      const [a, b] = [value(second), value(derivative(e, "x", 2))];
      if (Number.isFinite(a) && Number.isFinite(b)) {
        expect(Math.abs(a - b), toText(e)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(b)));
      }
    }),
    { numRuns: 300 },
  );
});

const text = (point: Point): string =>
  [...point].map(([symbol, value]) => `${toText(symbol)} = ${JSON.stringify(value)}`).join(", ");
