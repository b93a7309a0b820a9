/** How parts of arrays are written: `x[2:5]`, `A[:, j]`, and `A_{i j}` in LaTeX. */
import { type Call, type Expression, isSymbol } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import { isRange, isWhole, sliceParts } from "./integer-range.ts";

/** `A[1:2, j]`. */
export const subscripted = (array: Expression, ...all: readonly Expression[]): Layout =>
  layout(LEVEL.postfix, hole(array, LEVEL.postfix), "[", ...shownSubscripts(array, all, ", "), "]");

/** A range shows as a slice, all of an axis as a colon. */
export const shownSubscripts = (array: Expression, all: readonly Expression[], comma: string): Part[] =>
  all.flatMap((subscript, axis) => [
    ...(axis === 0 ? [] : [comma]),
    ...(isRange(subscript) ? shownRange(subscript, array.shape[axis]!) : [hole(subscript)]),
  ]);

function shownRange(subscript: Call, size: Expression): Part[] {
  if (isWhole(subscript, size)) return [":"];
  const [from, step, to] = subscript.args as [Expression, Expression, Expression];
  return sliceParts(from, step, to);
}

/** Letters stand side by side, `A_{i j}`; anything longer gets commas. */
export const subscripts = (indices: readonly Expression[]): Part[] =>
  separated(
    indices,
    indices.every((index) => isSymbol(index) && (index.index !== 0 || index.name.length === 1)) ? " " : ",",
  );
