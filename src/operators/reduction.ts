/** What joins the entries of an array otherwise than by adding them: norms, the log of a sum of exponentials and its relatives. */
import { ShapeError } from "../core/error.ts";
import type { Expression, Shape } from "../core/expression.ts";
import { interval, NONNEGATIVE, REAL } from "../core/interval.ts";
import { hole, LEVEL, layout } from "../core/layout.ts";
import { divide, multiply, power, sqrt, subtract } from "./arithmetic.ts";
import { entryOf } from "./comprehension.ts";
import { euclideanNorm, logOfSumOfExponentials, logSoftmaxOfRows, softmaxOfRows } from "./evaluate-array.ts";
import { sumOfEntries } from "./indexed.ts";
import { diagonalMatrix, dot, matmul } from "./matrix.ts";
import { integer, MINUS_ONE, TWO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { alongAxis, axisSum, total } from "./sums.ts";
import { toText } from "./text.ts";

const noNumber = (): number => Number.NaN;

/** The Euclidean norm of a vector, the Frobenius norm of a matrix. Its derivative at 0 is 0. */
export const norm: Constructor<["array"]> = record("norm(array)", {
  derivative: ([array], value, cotangent) => [multiply(cotangent, array!, power(value, MINUS_ONE))],
  pushforward: ([array], value, [tangent]) => divide(innerProduct(array!, tangent!), value),
  evaluate: noNumber,
  evaluateArray: euclideanNorm,
  entry: ([array]) => sqrt(sumOfEntries(array!.shape, (at) => power(entryOf(array!, at), TWO))),
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
    subtract(tangent!, spreadRows(rowProducts(softmax(array!), tangent!), tangent!)),
  evaluate: noNumber,
  evaluateArray: logSoftmaxOfRows,
  range: interval(-Infinity, 0),
  shape: ([array]) => rowsOf(array!),
});

/** Of two arrays of one shape: the sum of the products of their entries. */
export const innerProduct = (a: Expression, b: Expression): Expression =>
  a.shape.length === 1 ? dot(a, b) : total(multiply(a, b));

/** The sum over each row, or over the only one. */
const rowSums = (e: Expression): Expression => (e.shape.length === 1 ? total(e) : axisSum(e, lastAxis(e)));

const rowProducts = (a: Expression, b: Expression): Expression =>
  a.shape.length === 1 ? dot(a, b) : axisSum(multiply(a, b), lastAxis(a));

const lastAxis = (e: Expression): Expression => integer(e.shape.length);

/** Each row times the entry of its own; a scalar times a vector. */
function scaleRows(scales: Expression, rows: Expression): Expression {
  if (rows.shape.length === 1) return multiply(scales, rows);
  return rows.shape.length === 2 ? matmul(diagonalMatrix(scales), rows) : multiply(spreadRows(scales, rows), rows);
}

/** An entry for each row as an array of the shape of the rows. */
const spreadRows = (entries: Expression, rows: Expression): Expression => alongAxis(entries, rows, rows.shape.length);

/** `s .* (g - s'*g)`. */
const softmaxPullback = (s: Expression, g: Expression): Expression =>
  s.shape.length === 1
    ? subtract(multiply(s, g), multiply(dot(s, g), s))
    : subtract(multiply(s, g), scaleRows(rowProducts(s, g), s));

function rowsOf(array: Expression): Shape {
  if (array.shape.length > 0) return array.shape;
  throw new ShapeError(`${toText(array)} is a scalar, but a vector or a matrix is needed`);
}
