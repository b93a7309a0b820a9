/** What `*`, `/`, `.*` and `./` mean between numbers, vectors, rows and matrices. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { multiply, power } from "../operators/arithmetic.ts";
import { dot, matmul, outer, transpose } from "../operators/matrix.ts";
import { MINUS_ONE } from "../operators/number.ts";
import { shapeText, toText } from "../operators/text.ts";
import { isRow, rowOf, unmarked } from "./row.ts";

/** One step of a chain, read from the left. Shapes are checked here, where both operands have their names. */
export function arrayProduct(a: Expression, operator: "*" | "/" | ".*" | "./", b: Expression): Expression {
  if (operator === ".*") return sameMark(a, b, multiply(unmarked(a), unmarked(b)));
  if (operator === "./") return sameMark(a, b, multiply(unmarked(a), power(unmarked(b), MINUS_ONE)));
  if (operator === "/") return quotient(a, b);
  if (a.shape.length === 0 || b.shape.length === 0) return sameMark(a, b, multiply(unmarked(a), unmarked(b)));
  if (isRow(a)) return rowTimes(unmarked(a), b);
  if (isRow(b)) return timesRow(a, unmarked(b));
  if (a.shape.length === 2 && b.shape.length <= 2) return matmul(a, b);
  throw noProduct(a, b);
}

const sameMark = (a: Expression, b: Expression, product: Expression): Expression =>
  (isRow(a) || a.shape.length === 0) && (isRow(b) || b.shape.length === 0) && (isRow(a) || isRow(b))
    ? rowOf(product)
    : product;

function quotient(a: Expression, b: Expression): Expression {
  if (b.shape.length === 0) return sameMark(a, b, multiply(unmarked(a), power(b, MINUS_ONE)));
  const [x, y] = [toText(unmarked(a)), toText(unmarked(b))];
  throw new UnsupportedError(`${x}/${y} divides by an array`, `Entry by entry it is ${x}./${y}.`);
}

/** `x'*y` is a number, `x'*A` the row of `A'*x`. */
function rowTimes(x: Expression, b: Expression): Expression {
  if (isRow(b)) throw noProduct(rowOf(x), b);
  return b.shape.length === 1 ? dot(x, b) : rowOf(matmul(transpose(b), x));
}

/** `x*y'` is the matrix of all products. */
function timesRow(a: Expression, y: Expression): Expression {
  if (a.shape.length === 1) return outer(a, y);
  throw noProduct(a, rowOf(y));
}

function noProduct(a: Expression, b: Expression): ShapeError {
  const written = (e: Expression): string => (isRow(e) ? `${toText(e.args[0]!)}'` : toText(e));
  const kind = (e: Expression): string => (isRow(e) ? `the row of ${shapeText(e.shape)}` : shapeText(e.shape));
  const [x, y] = [toText(unmarked(a)), toText(unmarked(b))];
  const vectors = a.shape.length === 1 && b.shape.length === 1;
  const hint = vectors
    ? `Write ${x}'*${y}, ${x}.*${y} or ${x}*${y}'.`
    : `Write ${x}'*${y} for the product from the left.`;
  return new ShapeError(
    `${written(a)}*${written(b)} has no meaning: ${written(a)} is ${kind(a)}, ${written(b)} is ${kind(b)}`,
    hint,
  );
}
