/** Arrays one behind the other: `[x; y]`, `[1; x]`, `[A, B]`, `[A, B; C, D]`. */
import { ShapeError } from "../core/error.ts";
import { call, type Expression, isCall, type Shape } from "../core/expression.ts";
import { hull } from "../core/interval.ts";
import { hole, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import { add } from "./arithmetic.ts";
import { arrayOf } from "./array.ts";
import { joinedArrays } from "./evaluate-array.ts";
import { filled, isFill } from "./fill.ts";
import { range, wholeAxis } from "./integer-range.ts";
import { isOuter, outer } from "./matrix.ts";
import { integer, integerOf, isZeroConstant, ONE, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import type { Named } from "./ring.ts";
import { part } from "./subscript.ts";
import { shapeText, toText } from "./text.ts";

/** The arguments are the axis along which they follow each other, and arrays that agree in all other axes. */
export const concatenate: Constructor<["axis", "...parts"]> = record("concatenate(axis, ...parts)", {
  arity: 2,
  derivative: ([axis, ...parts], _value, cotangent) => [
    undefined,
    ...parts.map((_, k) => part(cotangent, placeOf(parts, k, integerOf(axis!)! - 1))),
  ],
  pushforward: ([axis, ...parts], _value, [, ...tangents]) =>
    concatenate(axis!, ...parts.map((each, k) => filled(tangents[k] ?? ZERO, each.shape))),
  evaluate: () => Number.NaN,
  evaluateArray: joinedArrays,
  range: (_axis, ...parts) => parts.reduce(hull),
  shape: ([axis, ...parts]) => joinedShape(axis!, parts),
  text: (axis, ...parts) =>
    parts[0]!.shape.length > 2
      ? layout(LEVEL.atom, "concatenate(", ...separated([axis, ...parts], ", "), ")")
      : layout(LEVEL.atom, "[", ...separatedParts(parts, axis === ONE ? "; " : ", "), "]"),
  latex: (axis, ...parts) =>
    layout(LEVEL.atom, "\\begin{bmatrix}", ...rows(parts, axis === ONE ? " \\\\ " : " & "), "\\end{bmatrix}"),
  build: ([axis, ...parts], made) => {
    const shape = joinedShape(axis!, parts);
    const flat = parts.flatMap((each) =>
      isConcatenation(each) && each.args[0] === axis ? each.args.slice(1) : [each],
    );
    const kept = flat.filter((each) => !isZeroConstant(each.shape[integerOf(axis!)! - 1]!));
    if (kept.length === 0) return filled(ZERO, shape);
    if (kept.length === 1) return kept[0]!;
    if (kept.every(isSingle)) return arrayOf(ZERO, ...kept.map((each) => each.args[0]!));
    return call(made, [axis!, ...kept], shape);
  },
  cost: 0,
});

export const isConcatenation = (e: Expression): e is Named<"concatenate"> =>
  isCall(e) && e.operator === concatenate.operator;

/** A vector as a matrix of one column. */
export const asColumn = (vector: Expression): Expression => outer(vector, filled(ONE, [ONE]));

/** A vector as a matrix of one row. */
export const asRow = (vector: Expression): Expression => outer(filled(ONE, [ONE]), vector);

/** How many entries of an axis come before each part. */
export function offsetsOf(parts: readonly Expression[], axis: number): Expression[] {
  const offsets: Expression[] = [ZERO];
  for (const each of parts.slice(0, -1)) offsets.push(add(offsets[offsets.length - 1]!, each.shape[axis]!));
  return offsets;
}

/** Where the k-th part stands in the whole. */
function placeOf(parts: readonly Expression[], k: number, axis: number): Expression[] {
  const offset = offsetsOf(parts, axis)[k]!;
  return parts[k]!.shape.map((size, other) =>
    other === axis ? range(add(offset, ONE), ONE, add(offset, size)) : wholeAxis(size),
  );
}

function joinedShape(axis: Expression, [first, ...others]: readonly Expression[]): Shape {
  const along = (integerOf(axis) ?? 0) - 1;
  if (first!.shape[along] === undefined)
    throw new ShapeError(`${toText(first!)} is ${shapeText(first!.shape)} and has no axis ${toText(axis)}`);
  for (const other of others) {
    const agree =
      other.shape.length === first!.shape.length &&
      other.shape.every((size, k) => k === along || size === first!.shape[k]);
    if (!agree)
      throw new ShapeError(
        `${toText(first!)} is ${shapeText(first!.shape)}, but ${toText(other)} is ${shapeText(other.shape)}`,
        along === 0 ? "One below the other, arrays have the same columns." : "Side by side, arrays have the same rows.",
      );
  }
  return first!.shape.with(along, add(...[first!, ...others].map(({ shape }) => shape[along]!)));
}

/** A number as a part of a vector. */
const isSingle = (e: Expression): e is Named<"fill"> => isFill(e) && e.args.length === 2 && e.args[1] === ONE;

const separatedParts = (parts: readonly Expression[], separator: string): Part[] => {
  const isBeside = separator !== "; " && separator !== "";
  const hasMatrix = parts.some((each) => each.shape.length === 2 && !isOneByOne(each) && columnOf(each) === undefined);
  return parts.flatMap((each, k) => [
    ...(k === 0 ? [] : [separator]),
    ...shownPart(each, isBeside, isBeside && hasMatrix),
  ]);
};

/** A number, a column as its vector where it stands beside others, a row, or an array as it is. */
function shownPart(e: Expression, isBeside: boolean, isNumber: boolean): Part[] {
  if (isSingle(e) || (isNumber && isOneByOne(e))) return [hole(e.args[0]!)];
  const [column, row] = [isBeside ? columnOf(e) : undefined, rowOf(e)];
  if (column !== undefined) return [hole(column)];
  return row === undefined ? [hole(e)] : [hole(row, LEVEL.postfix), "'"];
}

const isOneByOne = (e: Expression): e is Named<"fill"> =>
  isFill(e) && e.args.length === 3 && e.args.slice(1).every((size) => size === ONE);

/** The vector of a matrix of one column, and of one row. */
const columnOf = (e: Expression): Expression | undefined =>
  isOuter(e) && isSingle(e.args[1]!) && e.args[1].args[0] === ONE ? e.args[0]! : undefined;
const rowOf = (e: Expression): Expression | undefined =>
  isOuter(e) && isSingle(e.args[0]!) && e.args[0].args[0] === ONE ? e.args[1]! : undefined;

/** Parts that are themselves side by side are written so in the same brackets. */
const rows = (parts: readonly Expression[], separator: string): Part[] =>
  parts.flatMap((each, k) => [
    ...(k === 0 ? [] : [separator]),
    ...(separator !== " & " && isConcatenation(each) && each.args[0] === integer(2)
      ? separatedParts(each.args.slice(1), " & ")
      : separatedParts([each], "")),
  ]);
