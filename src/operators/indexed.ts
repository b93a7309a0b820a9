/** Sums and products over an index. */
import { bind, freshIndex, type Opened, openBinder } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { type Call, type Expression, isCall, type Shape, type SymbolNode } from "../core/expression.ts";
import {
  type Interval,
  isNonnegative,
  isNonpositive,
  isPositive,
  NONNEGATIVE,
  POSITIVE,
  REAL,
} from "../core/interval.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";
import { substitute } from "../core/traverse.ts";
import { add, divide, hasZeroBranch, multiply, power, subtract } from "./arithmetic.ts";
import { arrayOver, dependsOn, entryOf, withinRange } from "./comprehension.ts";
import { oneTerm } from "./delta.ts";
import { equal, where } from "./logic.ts";
import { integerOf, isZeroConstant, ONE, ZERO } from "./number.ts";
import { rangeOf } from "./range.ts";
import { mayBeInfinite, record } from "./record.ts";
import { factorsOf, isSum } from "./ring.ts";

/** `sum(body, i=from..to)`; 0 over an empty range. What does not depend on the index stands in front. */
export const sumOver = record("sum(index, body, from, to)", {
  binder: {
    identity: 0,
    accumulate: (total, value) => total + value,
    javascript: (total, value) => `${total} + ${value}`,
    pullback: (_parts, _value, cotangent) => cotangent,
  },
  evaluate: unusable,
  range: (_index, body) => sumRange(body),
  text: (...args) => indexedText("sum", args),
  latex: (...args) => indexedLatex("\\sum", args),
  build: (args, made) => buildSum(inRange(args as Range), made),
});

/** `prod(body, i=from..to)`; 1 over an empty range. */
export const productOver = record("prod(index, body, from, to)", {
  binder: {
    identity: 1,
    accumulate: (total, value) => total * value,
    javascript: (total, value) => `${total} * ${value}`,
    pullback: productPullback,
  },
  evaluate: unusable,
  range: (_index, body) => (isPositive(body) ? POSITIVE : isNonnegative(body) ? NONNEGATIVE : REAL),
  text: (...args) => indexedText("prod", args),
  latex: (...args) => indexedLatex("\\prod", args),
  build: (args, made) => buildIndexed(inRange(args as Range), made, power, () => undefined),
});

export const isSumOver = (e: Expression): e is Call => isCall(e) && e.operator === sumOver.operator;

/** Meanings that the evaluator gives: they need a range. */
export function unusable(): never {
  throw new UnsupportedError("An indexed operator has no value of its own");
}

type Range = readonly [index: SymbolNode, body: Expression, from: Expression, to: Expression];

const inRange = ([index, body, from, to]: Range): Range => [index, withinRange(body, index, from, to), from, to];

const buildSum = (args: Range, made: Operator): Expression =>
  entriesSummed(args, made) ??
  conditionInFront(args, made) ??
  oneTerm(...args) ??
  buildIndexed(args, made, repeatedSum, factorsInFront);

/** The sum over all entries of an array of a shape. */
export function sumOfEntries(shape: Shape, entry: (indices: readonly SymbolNode[]) => Expression): Expression {
  const indices = shape.map(() => freshIndex());
  return indices.reduceRight((e, index, axis) => sumOver(index, e, ONE, shape[axis]!), entry(indices));
}

/** A sum of arrays has the sums of their entries. */
function entriesSummed([index, body, from, to]: readonly Expression[], made: Operator): Expression | undefined {
  if (body!.shape.length === 0) return undefined;
  const over = (e: Expression): Expression => made.build([index!, e, from!, to!]);
  if (isSum(body!)) return add(...body.args.map(over));
  return arrayOver(body!.shape, (indices) => over(entryOf(body!, indices)));
}

type Repeat = (body: Expression, count: Expression) => Expression;

/** The canonical form of a binder: one step is its body, equal steps are counted; `inFront` splits off what is free of the index. */
export function buildIndexed(
  args: readonly Expression[],
  made: Operator,
  repeated: Repeat,
  inFront: (body: Expression, index: SymbolNode) => [outside: Expression[], inside: Expression] | undefined,
  join: (...parts: Expression[]) => Expression = multiply,
): Expression {
  const [index, body, from, to] = args as [SymbolNode, Expression, Expression, Expression];
  if (from === to) return substitute(body, new Map([[index, from]]));
  const count = countOf(from, to);
  if (count !== undefined && !dependsOn(body, index)) return repeated(body, count);
  const split = inFront(body, index);
  if (split !== undefined) return join(...split[0], made.build([index, split[1], from, to]));
  return bind(made, { index, body, from, to }, body.shape);
}

/** How many steps the range has, if that is known not to be negative. */
function countOf(from: Expression, to: Expression): Expression | undefined {
  const count = add(subtract(to, from), ONE);
  const known = integerOf(count);
  if (known !== undefined) return known > 0 ? count : ZERO;
  return isNonnegative(rangeOf(count)) || (from === ONE && isNonnegative(rangeOf(to))) ? count : undefined;
}

/** Nothing is 0, whatever is added no times. */
const repeatedSum: Repeat = (body, count) => (count === ZERO ? ZERO : multiply(count, body));

/** `where(c, sum(u), 0)` of `sum(where(c, u, 0))` if c is free of the index: what the sum is multiplied by goes into the branch. */
function conditionInFront([index, body, from, to]: readonly Expression[], made: Operator): Expression | undefined {
  if (!hasZeroBranch(body!) || dependsOn(body.args[0]!, index as SymbolNode)) return undefined;
  const [condition, then, otherwise] = body.args as [Expression, Expression, Expression];
  const over = (branch: Expression): Expression => made.build([index!, branch, from!, to!]);
  return where(condition, over(then), over(otherwise));
}

/** The factors free of the index, and the rest. */
function factorsInFront(body: Expression, index: SymbolNode): [Expression[], Expression] | undefined {
  if (isZeroConstant(body)) return [[ZERO], ONE];
  if (body === ONE) return undefined; // the number of steps, which a formula could only give where it is known not to be negative
  const factors = factorsOf(body);
  const outside = factors.filter((factor) => !dependsOn(factor, index) && !mayBeInfinite(factor));
  if (outside.length === 0) return undefined;
  return [outside, multiply(...factors.filter((factor) => dependsOn(factor, index)))];
}

/** Bounded away from 0, so that no factor can underflow to it. */
function staysAwayFromZero(e: Expression): boolean {
  const { low, high } = rangeOf(e);
  return low > 0 || high < 0;
}

/** `cotangent * (product of all others)`, without division unless no factor comes near 0. */
function productPullback({ index, body, from, to }: Opened, value: Expression, cotangent: Expression): Expression {
  if (staysAwayFromZero(body)) return divide(multiply(cotangent, value), body);
  const other = openBinder(value as Call);
  const others = productOver(other.index, where(equal(other.index, index), ONE, other.body), from, to);
  return multiply(cotangent, others);
}

const sumRange = (body: Interval): Interval => {
  if (isNonnegative(body)) return { ...NONNEGATIVE, integer: body.integer };
  return isNonpositive(body)
    ? { low: -Infinity, high: 0, lowOpen: true, highOpen: false, integer: body.integer }
    : { ...REAL, integer: body.integer };
};

export const indexedText = (name: string, [index, body, from, to]: readonly Expression[]): Layout => ({
  ...layout(
    LEVEL.atom,
    `${name}(`,
    hole(body!),
    ", ",
    hole(index!),
    "=",
    hole(from!, LEVEL.sum),
    "..",
    hole(to!, LEVEL.sum),
    ")",
  ),
  binds: { index: index as SymbolNode },
});

const indexedLatex = (sign: string, [index, body, from, to]: readonly Expression[]): Layout => ({
  ...layout(
    LEVEL.sign,
    `${sign}_{`,
    hole(index!),
    "=",
    hole(from!),
    "}^{",
    hole(to!),
    "} ",
    hole(body!, LEVEL.product),
  ),
  binds: { index: index as SymbolNode },
});
