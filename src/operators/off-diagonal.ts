/** Diagonals beside the main one: `diag(v, 1)` has v just above it, `diag(v, -1)` just below. */
import { ShapeError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { add, subtract } from "./arithmetic.ts";
import { range } from "./integer-range.ts";
import { diagonal, diagonalMatrix } from "./matrix.ts";
import { integer, integerOf, ONE } from "./number.ts";
import { scatter, slice } from "./subscript.ts";
import { shapeText, toText } from "./text.ts";

/**
 * The matrix with a vector beside its diagonal, as large as it has to be; of a square matrix the vector there.
 *
 * @throws ShapeError unless the offset is an integer.
 */
export function offDiagonal(array: Expression, offset: Expression): Expression {
  const k = integerOf(offset);
  if (k === undefined)
    throw new ShapeError(`${toText(offset)} is not the offset of a diagonal`, "diag(v, 1) stands above the diagonal.");
  const [down, along] = [integer(Math.max(0, -k)), integer(Math.max(0, k))];
  if (array.shape.length === 1) return k === 0 ? diagonalMatrix(array) : beside(array, down, along);
  if (array.shape.length !== 2 || array.shape[0] !== array.shape[1])
    throw new ShapeError(
      `diag(A, ${k}) is of a square matrix, but ${toText(array)} is ${shapeText(array.shape)}`,
      "Of others take a slice first.",
    );
  const last = (axis: 0 | 1, cut: Expression): Expression => subtract(array.shape[axis]!, cut);
  return diagonal(slice(array, range(add(down, ONE), ONE, last(0, along)), range(add(along, ONE), ONE, last(1, down))));
}

function beside(vector: Expression, down: Expression, along: Expression): Expression {
  const size = add(vector.shape[0]!, down, along);
  const place = (before: Expression): Expression => range(add(before, ONE), ONE, add(before, vector.shape[0]!));
  return scatter(diagonalMatrix(vector), size, size, place(down), place(along));
}
