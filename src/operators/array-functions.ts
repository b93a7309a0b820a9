/** Functions of arrays that the language has under one name for several shapes, or writes with others. */
import { freshIndex } from "../core/binder.ts";
import { ShapeError, UnsupportedError } from "../core/error.ts";
import { type Expression, isConstant } from "../core/expression.ts";
import { toNumber } from "../core/number.ts";
import type { Abbreviation } from "./abbreviations.ts";
import { add, divide, multiply, negate, power, sqrt } from "./arithmetic.ts";
import { arrayOver, entryOf } from "./comprehension.ts";
import { infinity } from "./constants.ts";
import { cumsum } from "./cumulative.ts";
import { largest, smallest } from "./extreme-entry.ts";
import { fill } from "./fill.ts";
import { productOver } from "./indexed.ts";
import { kron } from "./kronecker.ts";
import { diagonal, diagonalMatrix, dot, outer, transpose } from "./matrix.ts";
import { ONE, TWO, ZERO } from "./number.ts";
import { offDiagonal } from "./off-diagonal.ts";
import { inverse, permuted } from "./permute.ts";
import { abs } from "./piecewise.ts";
import { logSoftmax, logsumexp, norm, softmax } from "./reduction.ts";
import { alongAxis, axisSum, requireAxis, total } from "./sums.ts";
import { shapeText, toText } from "./text.ts";

/** A function of arrays; those of an axis take it as `axis=1` too. */
export interface ArrayFunction extends Abbreviation {
  /** Whether it takes any number of arguments. */
  readonly variadic: boolean;
  /** Fewest arguments allowed. */
  readonly arity: number;
  /** Whether its name is also that of a function that acts on every entry, so that an axis has to be named. */
  readonly isEntrywise: boolean;
}

/** By name. A parameter with a question mark may be left out, and any number may stand for one with dots. */
export const arrayFunctions: ReadonlyMap<string, ArrayFunction> = new Map(
  [
    abbreviation("sum(array, axis?)", ([array, axis]) => sumOf(array!, axis)),
    abbreviation("prod(array, axis?)", ([array, axis]) => productOf(array!, axis)),
    abbreviation("mean(array, axis?)", ([array, axis]) => mean(array!, axis)),
    abbreviation("var(array, axis?)", ([array, axis]) => variance(array!, axis)),
    abbreviation("std(array, axis?)", ([array, axis]) => sqrt(variance(array!, axis))),
    abbreviation("max(array, axis?)", ([array, axis]) => extreme(array!, axis, largest)),
    abbreviation("min(array, axis?)", ([array, axis]) => extreme(array!, axis, smallest)),
    abbreviation("logsumexp(array, axis?)", ([array, axis]) => byRows(array!, axis, logsumexp)),
    abbreviation("softmax(array, axis?)", ([array, axis]) => byRows(array!, axis, softmax)),
    abbreviation("log_softmax(array, axis?)", ([array, axis]) => byRows(array!, axis, logSoftmax)),
    abbreviation("cumsum(array, axis?)", ([array, axis]) => cumsum(array!, axis ?? onlyAxis(array!, "cumsum"))),
    abbreviation("norm(array, order?)", ([array, order]) => normOf(array!, order ?? TWO)),
    abbreviation("norm1(array)", ([array]) => total(abs(array!))),
    abbreviation("diag(array, offset?)", ([array, offset]) => diagonalOf(array!, offset ?? ZERO)),
    abbreviation("dot(a, b)", ([a, b]) => dot(a!, b!)),
    abbreviation("kron(a, b)", ([a, b]) => kron(a!, b!)),
    abbreviation("outer(a, b)", ([a, b]) => outer(a!, b!)),
    abbreviation("transpose(matrix)", ([matrix]) => transpose(matrix!)),
    abbreviation("ones(...sizes)", (sizes) => fill(ONE, ...(sizes as [Expression]))),
    abbreviation("zeros(...sizes)", (sizes) => fill(ZERO, ...(sizes as [Expression]))),
  ].map((entry) => [entry.name, entry]),
);

function abbreviation(header: string, build: (args: readonly Expression[]) => Expression): ArrayFunction {
  const [, name, list] = /^(\w+)\((.*)\)$/.exec(header)!;
  return {
    name: name!,
    parameters: list!.replaceAll("?", "").split(", "),
    build,
    arity: list!.split(", ").filter((parameter) => !parameter.endsWith("?")).length,
    variadic: list!.includes("..."),
    isEntrywise: name === "max" || name === "min",
  };
}

/**
 * Of a vector the norm of any order from 1, also infinite; of a matrix that of all entries for 2 (Frobenius), the
 * largest sum along the columns for 1, along the rows for infinity.
 *
 * @throws UnsupportedError for another order of a matrix, ShapeError for what is no order.
 */
export function normOf(array: Expression, order: Expression): Expression {
  if (array.shape.length === 0) return abs(array);
  const value = order === infinity() ? Infinity : toOrder(order);
  if (value === 2) return norm(array);
  if (array.shape.length === 1) {
    if (value === Infinity) return largest(abs(array));
    return value === 1 ? total(abs(array)) : power(total(power(abs(array), order)), divide(ONE, order));
  }
  if (value === 1 || value === Infinity) return largest(axisSum(abs(array), value === 1 ? ONE : TWO));
  throw new UnsupportedError(
    `The norm of order ${toText(order)} of the matrix ${toText(array)} cannot be worked with yet`,
    "There are those of order 1, 2 (Frobenius) and ∞.",
  );
}

function toOrder(order: Expression): number {
  const value = isConstant(order) ? toNumber(order.value) : Number.NaN;
  if (value >= 1) return value;
  throw new ShapeError(`${toText(order)} is not the order of a norm: a number from 1, or ∞`);
}

/** The matrix with a vector on its diagonal, or the diagonal of a matrix; with an offset that beside it. */
function diagonalOf(array: Expression, offset: Expression): Expression {
  if (offset !== ZERO) return offDiagonal(array, offset);
  return array.shape.length === 1 ? diagonalMatrix(array) : diagonal(array);
}

const sumOf = (array: Expression, axis: Expression | undefined): Expression =>
  axis === undefined ? total(array) : axisSum(array, axis);

/** The product of all entries, or of those of each line along an axis. */
function productOf(array: Expression, axis: Expression | undefined): Expression {
  if (array.shape.length === 0 && axis === undefined) return array;
  const along = axis === undefined ? [...array.shape.keys()] : [requireAxis(array, axis) - 1];
  const left = array.shape.filter((_, k) => !along.includes(k));
  return arrayOver(left, (indices) => {
    const inner = along.map(() => freshIndex());
    const at = along.reduce<readonly Expression[]>((places, k, j) => places.toSpliced(k, 0, inner[j]!), indices);
    return inner.reduceRight<Expression>(
      (body, index, j) => productOver(index, body, ONE, array.shape[along[j]!]!),
      entryOf(array, at),
    );
  });
}

/** How many entries a mean is of. */
const countOf = (array: Expression, axis: Expression | undefined): Expression =>
  axis === undefined ? multiply(...array.shape) : array.shape[requireAxis(array, axis) - 1]!;

function mean(array: Expression, axis: Expression | undefined): Expression {
  if (array.shape.length === 0) throw new UnsupportedError(`${toText(array)} is a scalar, and a mean is of an array`);
  return divide(sumOf(array, axis), countOf(array, axis));
}

/** Divided by n. */
function variance(array: Expression, axis: Expression | undefined): Expression {
  const center = mean(array, axis);
  const spread = axis === undefined ? center : alongAxis(center, array, requireAxis(array, axis));
  return mean(power(add(array, negate(spread)), TWO), axis);
}

/** A scalar is its own extreme. */
const extreme = (array: Expression, axis: Expression | undefined, of: typeof largest): Expression =>
  array.shape.length === 0 && axis === undefined ? array : of(array, ...(axis === undefined ? [] : [axis]));

/** What works along the last axis, along any: that one is turned to the end, and back if it is still there. */
function byRows(array: Expression, axis: Expression | undefined, of: (array: Expression) => Expression): Expression {
  if (axis === undefined || requireAxis(array, axis) === array.shape.length) return of(array);
  const along = requireAxis(array, axis) - 1;
  const order = [...array.shape.keys()].filter((other) => other !== along);
  const result = of(permuted(array, [...order, along]));
  return result.shape.length === array.shape.length ? permuted(result, inverse([...order, along])) : result;
}

function onlyAxis(array: Expression, name: string): Expression {
  if (array.shape.length <= 1) return ONE;
  throw new ShapeError(
    `${toText(array)} is ${shapeText(array.shape)}, and ${name} is along one of its axes`,
    `Say which: ${name}(${toText(array)}, 1).`,
  );
}
