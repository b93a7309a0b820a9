/** Which subscripts an array can be read at, and the shape of the part. What is surely outside is an error at once. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import { type Expression, isSymbol, SCALAR, type Shape } from "../core/expression.ts";
import { isNegative, isPositive } from "../core/interval.ts";
import { add, multiply, subtract } from "./arithmetic.ts";
import { isAscending, isRange } from "./integer-range.ts";
import { integerOf, numberOf, ONE } from "./number.ts";
import { isKnownInteger, isKnownNonnegative, rangeOf } from "./range.ts";
import type { Named } from "./ring.ts";
import { shapeText, toText } from "./text.ts";

/** Whether a range surely lies inside of an axis; an empty one does anywhere. */
export function isInside(subscript: Named<"range">, size: Expression): boolean {
  const [first, , last] = subscript.args as [Expression, Expression, Expression];
  const [low, high] = isAscending(subscript) ? [first, last] : [last, first];
  return isKnownNonnegative(subtract(low, ONE)) && isKnownNonnegative(subtract(size, high));
}

/** The same for any subscript. */
export const isInsideAxis = (subscript: Expression, size: Expression): boolean =>
  isRange(subscript)
    ? isInside(subscript, size)
    : isKnownNonnegative(subtract(subscript, ONE)) && isKnownNonnegative(subtract(size, subscript));

/** The sizes of the subscripts that are vectors. */
export function partShape(array: Expression, subscripts: readonly Expression[]): Shape {
  if (subscripts.length !== array.shape.length) {
    throw new ShapeError(
      `${toText(array)} is ${shapeText(array.shape)}, but is read with ${subscripts.length} indices`,
    );
  }
  for (const [axis, subscript] of subscripts.entries()) checkSubscript(array, subscript, axis);
  return subscripts.every(({ shape }) => shape.length === 0) ? SCALAR : subscripts.flatMap(({ shape }) => shape);
}

function checkSubscript(array: Expression, subscript: Expression, axis: number): void {
  const size = array.shape[axis]!;
  if (isRange(subscript)) checkRange(array, subscript, size);
  else if (subscript.shape.length === 0) checkIndex(array, subscript, size);
  else requireIntegers(subscript);
}

/** An index that is known to be outside is an error now. */
function checkIndex(array: Expression, index: Expression, size: Expression): void {
  if (numberOf(index) !== undefined && integerOf(index) === undefined)
    throw new ShapeError(`${toText(index)} is not an index: indices are integers from 1`);
  if (isPositive(rangeOf(subtract(index, size))) || isNegative(rangeOf(subtract(index, ONE))))
    throw new ShapeError(`${toText(array)}[${toText(index)}] is outside of ${shapeText(array.shape)}`, FROM_ONE);
}

const FROM_ONE = "Indices count from 1.";

function checkRange(array: Expression, subscript: Named<"range">, size: Expression): void {
  if (!isPositive(rangeOf(subscript.shape[0]!))) return;
  const [first, step, last] = subscript.args as [Expression, Expression, Expression];
  const [low, high] = isAscending(subscript) ? [first, lastOf(first, step, subscript.shape[0]!, last)] : [last, first];
  if (!isNegative(rangeOf(subtract(low, ONE))) && !isPositive(rangeOf(subtract(high, size)))) return;
  const text = `${toText(array)}[${toText(first)}:${step === ONE ? "" : `${toText(step)}:`}${toText(last)}]`;
  throw new ShapeError(`${text} is outside of ${shapeText(array.shape)}`, FROM_ONE);
}

/** The last integer that is met. */
const lastOf = (first: Expression, step: Expression, count: Expression, last: Expression): Expression =>
  step === ONE ? last : add(first, multiply(step, subtract(count, ONE)));

function requireIntegers(subscript: Expression): void {
  const text = toText(subscript);
  if (subscript.shape.length > 1)
    throw new ShapeError(
      `${text} is ${shapeText(subscript.shape)}, but a subscript is an integer or a vector of integers`,
    );
  if (subscript.kind === "call" && subscript.operator.logical)
    throw new UnsupportedError(`${text} would select a number of entries that is not known`, "Multiply by it instead.");
  if (isKnownInteger(subscript)) return;
  throw new ShapeError(
    `${text} is not known to be integers, and a subscript has to be`,
    isSymbol(subscript) ? `Declare it: ${text} : ${shapeText(subscript.shape)}, integer.` : "Round it: floor(…).",
  );
}
