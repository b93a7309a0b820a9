/** The integers from one to another as a vector: what stands behind the slices `2:5`, `1:2:end` and `:`. */
import { ShapeError } from "../core/error.ts";
import { type Call, type Expression, isCall, isSymbol } from "../core/expression.ts";
import { hull, type Interval, isNegative } from "../core/interval.ts";
import { hole, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import { add, divide, multiply, subtract } from "./arithmetic.ts";
import { integersFrom } from "./evaluate-array.ts";
import { lessOrEqual } from "./logic.ts";
import { integerOf, ONE, ZERO } from "./number.ts";
import { floor } from "./piecewise.ts";
import { isKnownInteger, rangeOf } from "./range.ts";
import { type Constructor, record } from "./record.ts";
import type { Named } from "./ring.ts";
import { shapeText, toText } from "./text.ts";

/** The vector of the integers `from, from + step, …` up to `to`. */
export const range: Constructor<["from", "step", "to"]> = record("range(from, step, to)", {
  evaluate: () => Number.NaN,
  evaluateArray: integersFrom,
  entry: ([from, step], [index]) => add(from!, multiply(step!, subtract(index!, ONE))),
  range: (from: Interval, _step: Interval, to: Interval) => ({ ...hull(from, to), integer: true }),
  shape: ([from, step, to]) => [countOf(from!, step!, to!)],
  text: (from, step, to) =>
    layout(LEVEL.atom, "range(", ...separated(step === ONE ? [from, to] : [from, step, to], ", "), ")"),
  latex: (from, step, to) => layout(LEVEL.atom, "\\left(", ...sliceParts(from, step, to), "\\right)"),
  cost: 0,
});

/** Says of an integer that it is not negative; ranges of indices know it of what is within them. */
export const isCount = (e: Expression): Expression => lessOrEqual(ZERO, e);

export const isRange = (e: Expression): e is Named<"range"> => isCall(e) && e.operator === range.operator;

/** All of an axis. */
export const wholeAxis = (size: Expression): Expression => range(ONE, ONE, size);

/** Whether a subscript is all of an axis. */
export const isWhole = (subscript: Expression, size: Expression): boolean => isStretchOf(subscript, ONE, size);

/** Whether a subscript is all integers from one to another. */
export const isStretchOf = (subscript: Expression, from: Expression, to: Expression): boolean =>
  isRange(subscript) && subscript.args[0] === from && subscript.args[1] === ONE && subscript.args[2] === to;

/** Whether the integers go up. */
export const isAscending = ({ args }: Call): boolean => integerOf(args[1]!)! > 0;

/** `2:5`, `1:2:9`. */
export const sliceParts = (from: Expression, step: Expression, to: Expression): Part[] =>
  (step === ONE ? [from, to] : [from, step, to]).flatMap((end, k) => [...(k === 0 ? [] : [":"]), hole(end, LEVEL.sum)]);

/** How many integers a range has; -1 and less is an error as soon as it is known. */
function countOf(from: Expression, step: Expression, to: Expression): Expression {
  const by = integerOf(step);
  if (by === undefined || by === 0) throw new ShapeError(`The step ${toText(step)} is not an integer other than 0`);
  for (const end of [from, to]) {
    if (end.shape.length > 0)
      throw new ShapeError(`${toText(end)} is ${shapeText(end.shape)}, but the end of a range is a number`);
    if (!isKnownInteger(end))
      throw new ShapeError(
        `${toText(end)} is not known to be an integer, and the end of a range has to be`,
        isSymbol(end) ? `Declare it: ${toText(end)} : size, or integer.` : "Round it: floor(…).",
      );
  }
  const steps = Math.abs(by) === 1 ? multiply(step, subtract(to, from)) : floor(divide(subtract(to, from), step));
  const count = add(steps, ONE);
  if (!isNegative(rangeOf(count))) return count;
  throw new ShapeError(
    `A range from ${toText(from)} to ${toText(to)} ${by > 0 ? "ends" : "begins"} before it ${by > 0 ? "begins" : "ends"}`,
    `The one without entries ends at ${toText(subtract(from, step))}.`,
  );
}
