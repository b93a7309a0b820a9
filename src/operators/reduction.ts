/** What joins the entries of an array: sums, norms, and the log of a sum of exponentials with its relatives. */
import { freshIndex } from "../core/binder.ts";
import { ShapeError } from "../core/error.ts";
import { call, type Expression, isCall, type Shape } from "../core/expression.ts";
import { interval, NONNEGATIVE, REAL } from "../core/interval.ts";
import { hole, LEVEL, layout } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";
import { divide, multiply, power, subtract } from "./arithmetic.ts";
import { entryOf } from "./comprehension.ts";
import {
  euclideanNorm,
  logOfSumOfExponentials,
  logSoftmaxOfRows,
  softmaxOfRows,
  sumAlongAxis,
  sumOfEntries,
} from "./evaluate-array.ts";
import { fill, filled, isFill } from "./fill.ts";
import { sumOver, sumOfEntries as sumOverEntries } from "./indexed.ts";
import {
  countTransposes,
  diagonalMatrix,
  dot,
  isDiagonal,
  isMatmul,
  isOuter,
  matmul,
  outer,
  trace,
  transpose,
} from "./matrix.ts";
import { isDiagonalMatrix, isEye, isTranspose } from "./matrix-kinds.ts";
import { integer, integerOf, MINUS_ONE, ONE } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { isReshape } from "./reshape.ts";
import { factorsOf, isProduct, type Named } from "./ring.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { shapeText, toText } from "./text.ts";

const noNumber = (): number => Number.NaN;

/** The sum of all entries. */
export const total: Constructor<["array"]> = record("total(array)", {
  multilinear: true,
  derivative: ([array], _value, cotangent) => [fill(cotangent, ...array!.shape)],
  evaluate: noNumber,
  evaluateArray: sumOfEntries,
  entry: ([array]) => sumOverEntries(array!.shape, (at) => entryOf(array!, at)),
  range: () => REAL,
  shape: () => [],
  text: (array) => layout(LEVEL.atom, "sum(", hole(array), ")"),
  latex: (array) => layout(LEVEL.sign, "\\sum ", hole(array, LEVEL.product)),
  build: ([array], made) => buildTotal(array!, made),
});

/** The sums along an axis of a matrix: 1 adds rows up, 2 adds columns up. */
export const axisSum: Constructor<["matrix", "axis"]> = record("axis_sum(matrix, axis)", {
  multilinear: true,
  derivative: ([matrix, axis], _value, cotangent) => [alongAxis(cotangent, matrix!, integerOf(axis!)!), undefined],
  evaluate: noNumber,
  evaluateArray: sumAlongAxis,
  entry: ([matrix, axis], [at]) => axisEntry(matrix!, integerOf(axis!)!, at!),
  range: () => REAL,
  shape: ([matrix, axis]) => axisShape(matrix!, axis!),
  text: (matrix, axis) => layout(LEVEL.atom, "sum(", hole(matrix), ", ", hole(axis), ")"),
  latex: (matrix, axis) =>
    integerOf(axis) === 2
      ? layout(LEVEL.product, hole(matrix, LEVEL.power), " \\mathbf{1}")
      : layout(LEVEL.product, hole(matrix, LEVEL.postfix), "^{\\top} \\mathbf{1}"),
  build: ([matrix, axis], made) => {
    const shape = axisShape(matrix!, axis!);
    return shape.length === 0 ? total(matrix!) : scalarsInFront([matrix!], ([m]) => buildAxisSum(m!, axis!, made));
  },
});

function buildAxisSum(matrix: Expression, axis: Expression, made: Operator): Expression {
  const shape = axisShape(matrix, axis);
  const k = integerOf(axis)!;
  if (isFill(matrix)) return fill(multiply(matrix.args[0]!, matrix.args[k]!), shape[0]!);
  if (isEye(matrix)) return fill(ONE, shape[0]!);
  if (isDiagonalMatrix(matrix)) return matrix.args[0]!;
  if (isOuter(matrix)) return multiply(matrix.args[2 - k]!, total(matrix.args[k - 1]!));
  const fewer = countTransposes(matrix) - countTransposes(transpose(matrix));
  if (fewer > 0 || (fewer === 0 && k === 1)) return made.build([transpose(matrix), integer(3 - k)]);
  return call(made, [matrix, axis], shape);
}

function axisEntry(matrix: Expression, axis: number, at: Expression): Expression {
  const k = freshIndex();
  return sumOver(k, entryOf(matrix, axis === 1 ? [k, at] : [at, k]), ONE, matrix.shape[axis - 1]!);
}

/** The Euclidean norm of a vector, the Frobenius norm of a matrix. Its derivative at 0 is 0. */
export const norm: Constructor<["array"]> = record("norm(array)", {
  derivative: ([array], value, cotangent) => [multiply(cotangent, array!, power(value, MINUS_ONE))],
  pushforward: ([array], value, [tangent]) => divide(innerProduct(array!, tangent!), value),
  evaluate: noNumber,
  evaluateArray: euclideanNorm,
  range: NONNEGATIVE,
  shape: () => [],
  latex: (array) => layout(LEVEL.atom, "\\left\\lVert ", hole(array), " \\right\\rVert"),
});

/** log(sum(exp(x))) of a vector, or of every row of a matrix, never overflowing. */
export const logsumexp: Constructor<["array"]> = record("logsumexp(array)", {
  derivative: ([array], _value, cotangent) => [scaleRows(cotangent, softmax(array!))],
  pushforward: ([array], _value, [tangent]) => rowProducts(softmax(array!), tangent!),
  evaluate: noNumber,
  evaluateArray: logOfSumOfExponentials,
  range: REAL,
  shape: ([array]) => array!.shape.slice(0, -1),
});

/** exp(x)/sum(exp(x)) of a vector, or of every row of a matrix. */
export const softmax: Constructor<["array"]> = record("softmax(array)", {
  derivative: (_args, value, cotangent) => [softmaxPullback(value, cotangent)],
  pushforward: (_args, value, [tangent]) => softmaxPullback(value, tangent!),
  evaluate: noNumber,
  evaluateArray: softmaxOfRows,
  range: interval(0, 1),
  shape: ([array]) => rowsOf(array!),
});

/** x - logsumexp(x) of a vector, or of every row of a matrix. */
export const logSoftmax: Constructor<["array"]> = record("log_softmax(array)", {
  derivative: ([array], _value, cotangent) => [subtract(cotangent, scaleRows(rowSums(cotangent), softmax(array!)))],
  pushforward: ([array], _value, [tangent]) =>
    subtract(tangent!, spread(rowProducts(softmax(array!), tangent!), tangent!)),
  evaluate: noNumber,
  evaluateArray: logSoftmaxOfRows,
  range: interval(-Infinity, 0),
  shape: ([array]) => rowsOf(array!),
});

const isAxisSum = (e: Expression): e is Named<"axis_sum"> => isCall(e) && e.operator === axisSum.operator;
export const isTotal = (e: Expression): e is Named<"total"> => isCall(e) && e.operator === total.operator;

/** Of two arrays of one shape: the sum of the products of their entries. */
export const innerProduct = (a: Expression, b: Expression): Expression =>
  a.shape.length === 1 ? dot(a, b) : total(multiply(a, b));

/** The sum over each row, or over the only one. */
const rowSums = (e: Expression): Expression => (e.shape.length === 1 ? total(e) : axisSum(e, integer(2)));

const rowProducts = (a: Expression, b: Expression): Expression =>
  a.shape.length === 1 ? dot(a, b) : axisSum(multiply(a, b), integer(2));

/** Each row of the matrix times the entry of the vector; a scalar times a vector. */
const scaleRows = (scales: Expression, rows: Expression): Expression =>
  rows.shape.length === 1 ? multiply(scales, rows) : matmul(diagonalMatrix(scales), rows);

/** An entry for each row as an array of the shape of the rows. */
const spread = (entries: Expression, rows: Expression): Expression =>
  rows.shape.length === 1 ? filled(entries, rows.shape) : outer(entries, fill(ONE, rows.shape[1]!));

/** `s .* (g - s'*g)`. */
const softmaxPullback = (s: Expression, g: Expression): Expression =>
  s.shape.length === 1
    ? subtract(multiply(s, g), multiply(dot(s, g), s))
    : subtract(multiply(s, g), scaleRows(rowProducts(s, g), s));

/** Scalars stand before the sum; a filled array sums to its value times its size. */
function buildTotal(array: Expression, made: Operator): Expression {
  if (array.shape.length === 0) return array;
  if (isFill(array)) return multiply(...array.args);
  const scalars = isProduct(array) ? array.args.filter(({ shape }) => shape.length === 0) : [];
  if (scalars.length === 0) return productSum(array, made);
  return multiply(...scalars, productSum(multiply(...factorsOf(array).filter(({ shape }) => shape.length > 0)), made));
}

/** The sum of the products of two vectors is their scalar product; the others are sums of sums, of a transpose, a trace, and `u'*M*v`. */
function productSum(array: Expression, made: Operator): Expression {
  if (isTranspose(array) || isAxisSum(array) || isReshape(array)) return made.build([array.args[0]!]);
  if (isDiagonal(array)) return trace(array.args[0]!);
  if (isMatmul(array)) {
    const [first, ...inner] = array.args;
    const last = inner.pop()!;
    if (isDiagonalMatrix(first!) && isDiagonalMatrix(last) && inner.length > 0)
      return dot(first.args[0]!, matmul(...inner, last.args[0]!));
  }
  const factors = factorsOf(array);
  if (array.shape.length === 1 && factors.length === 2) return dot(factors[0]!, factors[1]!);
  return call(made, [array], []);
}

/** The shape without an axis. */
export function axisShape(array: Expression, axis: Expression): Shape {
  const k = requireAxis(array, axis);
  return array.shape.filter((_, other) => other !== k - 1);
}

/** The number of an axis that the array has. */
export function requireAxis(array: Expression, axis: Expression): number {
  const k = integerOf(axis);
  if (k !== undefined && k >= 1 && k <= array.shape.length) return k;
  throw new ShapeError(
    `${toText(array)} is ${shapeText(array.shape)} and has no axis ${toText(axis)}`,
    "Axes count from 1.",
  );
}

/** What stands at every other axis, at every place of the axis too; of a vector's only axis a scalar. */
export function alongAxis(entries: Expression, array: Expression, axis: number): Expression {
  if (array.shape.length === 1) return filled(entries, array.shape);
  const ones = fill(ONE, array.shape[axis - 1]!);
  return axis === 1 ? outer(ones, entries) : outer(entries, ones);
}

function rowsOf(array: Expression): Shape {
  if (array.shape.length > 0) return array.shape;
  throw new ShapeError(`${toText(array)} is a scalar, but a vector or a matrix is needed`);
}
