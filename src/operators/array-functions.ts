/** Functions of arrays that the language has under one name for several shapes, or writes with others. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import type { Abbreviation } from "./abbreviations.ts";
import { add, divide, multiply, negate, power, sqrt } from "./arithmetic.ts";
import { fill } from "./fill.ts";
import { diagonal, diagonalMatrix, dot, outer, transpose } from "./matrix.ts";
import { integerOf, ONE, TWO, ZERO } from "./number.ts";
import { abs } from "./piecewise.ts";
import { axisSum, logSoftmax, logsumexp, norm, softmax, total } from "./reduction.ts";
import { shapeText, toText } from "./text.ts";

/** By name. A parameter with a question mark may be left out, and any number may stand for one with dots. */
export const arrayFunctions: ReadonlyMap<string, Abbreviation> = new Map(
  [
    abbreviation("sum(array, axis?)", ([array, axis]) => (axis === undefined ? total(array!) : axisSum(array!, axis))),
    abbreviation("softmax(array, axis?)", ([array, axis]) => shapedAlong(array!, axis, softmax)),
    abbreviation("log_softmax(array, axis?)", ([array, axis]) => shapedAlong(array!, axis, logSoftmax)),
    abbreviation("logsumexp(array, axis?)", ([array, axis]) => logsumexp(alongLast(array!, axis))),
    abbreviation("mean(array)", ([array]) => mean(array!)),
    abbreviation("var(array)", ([array]) => variance(array!)),
    abbreviation("std(array)", ([array]) => sqrt(variance(array!))),
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

function abbreviation(header: string, build: (args: readonly Expression[]) => Expression): Abbreviation {
  const [, name, list] = /^(\w+)\((.*)\)$/.exec(header)!;
  return { name: name!, parameters: list!.split(", "), build };
}

/** What keeps the shape, along an axis. */
function shapedAlong(array: Expression, axis: Expression | undefined, f: (e: Expression) => Expression): Expression {
  const turned = alongLast(array, axis);
  return turned === array ? f(array) : transpose(f(turned));
}

/** The array whose last axis is the one meant, which is the last if none is given: the transpose for the first of two. */
function alongLast(array: Expression, axis: Expression | undefined): Expression {
  const k = axis === undefined ? array.shape.length : integerOf(axis);
  if (k === array.shape.length) return array;
  if (k === 1 && array.shape.length === 2) return transpose(array);
  throw new ShapeError(
    `${toText(array)} is ${shapeText(array.shape)} and has no axis ${toText(axis!)}`,
    "Axes count from 1.",
  );
}

const euclidean = (e: Expression): Expression => (e.shape.length === 0 ? abs(e) : norm(e));

const sizeOf = (e: Expression): Expression => multiply(...e.shape);

function mean(array: Expression): Expression {
  if (array.shape.length === 0) throw new UnsupportedError(`${toText(array)} is a scalar, and a mean is of an array`);
  return divide(total(array), sizeOf(array));
}

/** Divided by n. */
const variance = (array: Expression): Expression => mean(power(add(array, negate(mean(array))), TWO));
