/** The shape of an operator that acts on every entry: scalars go with anything, everything else must agree. */
import { ShapeError } from "../core/error.ts";
import { type Expression, SCALAR, type Shape, sameItems } from "../core/expression.ts";
import { shapeText, toText } from "./text.ts";

/**
 * The common shape of the arguments.
 *
 * @throws ShapeError if two of them have different shapes, naming both.
 */
export function broadcast(args: readonly Expression[]): Shape {
  let shape: Shape = SCALAR;
  let of: Expression | undefined;
  for (const argument of args) {
    if (argument.shape.length === 0 || argument.shape === shape) continue;
    if (of !== undefined && !sameItems(shape, argument.shape)) throw mismatch(of, argument);
    shape = argument.shape;
    of = argument;
  }
  return shape;
}

const mismatch = (a: Expression, b: Expression): ShapeError =>
  new ShapeError(
    `${toText(a)} is ${shapeText(a.shape)}, but ${toText(b)} is ${shapeText(b.shape)}`,
    "The shapes must agree.",
  );
