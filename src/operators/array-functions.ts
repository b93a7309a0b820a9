/** Functions of arrays that the language has under one name for several shapes, or writes with others. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import type { Abbreviation } from "./abbreviations.ts";
import { add, divide, multiply, negate, power, sqrt } from "./arithmetic.ts";
import { cumsum } from "./cumulative.ts";
import { largest, smallest } from "./extreme-entry.ts";
import { fill } from "./fill.ts";
import { diagonal, diagonalMatrix, dot, outer, transpose } from "./matrix.ts";
import { ONE, TWO, ZERO } from "./number.ts";
import { abs } from "./piecewise.ts";
import { alongAxis, axisSum, logSoftmax, logsumexp, norm, requireAxis, softmax, total } from "./reduction.ts";
import { shapeText, toText } from "./text.ts";

/** A function of arrays; those of an axis take it as `axis=1` too. */
export interface ArrayFunction extends Abbreviation {
  /** Whether it takes any number of arguments. */
  readonly variadic: boolean;
  /** Whether its name is also that of a function that acts on every entry, so that an axis has to be named. */
  readonly isEntrywise: boolean;
}

/** By name. */
export const arrayFunctions: ReadonlyMap<string, ArrayFunction> = new Map(
  [
    abbreviation("sum(array, axis)", ([array, axis]) => sumOf(array!, axis)),
    abbreviation("mean(array, axis)", ([array, axis]) => mean(array!, axis)),
    abbreviation("var(array, axis)", ([array, axis]) => variance(array!, axis)),
    abbreviation("std(array, axis)", ([array, axis]) => sqrt(variance(array!, axis))),
    abbreviation("max(array, axis)", ([array, axis]) => extreme(array!, axis, largest)),
    abbreviation("min(array, axis)", ([array, axis]) => extreme(array!, axis, smallest)),
    abbreviation("logsumexp(array, axis)", ([array, axis]) => byRows(array!, axis, logsumexp)),
    abbreviation("softmax(array, axis)", ([array, axis]) => byRows(array!, axis, softmax)),
    abbreviation("log_softmax(array, axis)", ([array, axis]) => byRows(array!, axis, logSoftmax)),
    abbreviation("cumsum(array, axis)", ([array, axis]) => cumsum(array!, axis ?? onlyAxis(array!, "cumsum"))),
    abbreviation("norm(array)", ([array]) => euclidean(array!)),
    abbreviation("norm1(array)", ([array]) => total(abs(array!))),
    abbreviation("diag(array)", ([array]) => (array!.shape.length === 1 ? diagonalMatrix(array!) : diagonal(array!))),
    abbreviation("dot(a, b)", ([a, b]) => dot(a!, b!)),
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
    parameters: list!.split(", "),
    build,
    variadic: list!.startsWith("..."),
    isEntrywise: name === "max" || name === "min",
  };
}

const euclidean = (e: Expression): Expression => (e.shape.length === 0 ? abs(e) : norm(e));

const sumOf = (array: Expression, axis: Expression | undefined): Expression =>
  axis === undefined ? total(array) : axisSum(array, axis);

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

/** What works along the last axis, along any: a matrix is turned. */
function byRows(array: Expression, axis: Expression | undefined, of: (array: Expression) => Expression): Expression {
  if (axis === undefined || requireAxis(array, axis) === array.shape.length) return of(array);
  const turned = of(transpose(array));
  return turned.shape.length === 2 ? transpose(turned) : turned;
}

function onlyAxis(array: Expression, name: string): Expression {
  if (array.shape.length <= 1) return ONE;
  throw new ShapeError(
    `${toText(array)} is ${shapeText(array.shape)}, and ${name} is along one of its axes`,
    `Say which: ${name}(${toText(array)}, 1).`,
  );
}
