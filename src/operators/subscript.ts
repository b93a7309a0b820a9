/**
 * Reading parts of arrays: `x[i]`, `x[2:5]`, `X[:, j]`, `E[rows, :]`, and the way back. There is a subscript for each
 * axis: a scalar takes the axis away, a vector of integers keeps it with its own size. A slice is the vector of its
 * integers, so slices, columns and look-ups of rows are one operator. Subscripts count from 1.
 */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import { type Call, call, type Expression, isCall, type Shape, sameItems } from "../core/expression.ts";
import { isNonnegative, NONNEGATIVE, REAL } from "../core/interval.ts";
import { hole, LEVEL, layout } from "../core/layout.ts";
import type { Operator, ReadEntry } from "../core/operator.ts";
import { add, multiply, subtract } from "./arithmetic.ts";
import { partOf, scattered } from "./evaluate-array.ts";
import { fill, filled, isFill } from "./fill.ts";
import { isCount, isRange, isWhole, range } from "./integer-range.ts";
import { equal, where } from "./logic.ts";
import { isEye, isTranspose } from "./matrix-kinds.ts";
import { integerOf, isZeroConstant, ONE, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import type { Named } from "./ring.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { scatterLatex, scatterText } from "./scatter-text.ts";
import { isInsideAxis, partShape } from "./subscript-shape.ts";
import { shownSubscripts, subscripted, subscripts } from "./subscript-text.ts";
import { shapeText, toText } from "./text.ts";

const noNumber = (): number => Number.NaN;

/** The entry of an array at indices from 1: `x[i]`, `A[i, j]`. Outside of the array it is NaN. */
export const element: Constructor<["array", "...indices"]> = record("[](array, ...indices)", {
  arity: 2,
  derivative: readBack,
  pushforward: (args, value, tangents) => readTangent(args, value, tangents),
  evaluate: () => {
    throw new UnsupportedError("An indexed operator has no value of its own");
  },
  range: (array) => array,
  text: (array, ...indices) => subscripted(array, ...indices),
  latex: (array, ...indices) => layout(LEVEL.postfix, hole(array, LEVEL.atom), "_{", ...subscripts(indices), "}"),
  shape: ([array, ...indices]) => partShape(array!, indices),
  build: ([array, ...indices], made) => {
    const shape = partShape(array!, indices);
    if (isFill(array!) && indices.every((index, axis) => isInsideAxis(index, array!.shape[axis]!)))
      return array!.args[0]!;
    return readThrough(array!, indices) ?? call(made, [array!, ...indices], shape);
  },
  cost: 0,
});

/** The part of an array at subscripts, of which at least one is a vector. */
export const slice: Constructor<["array", "...subscripts"]> = record("slice(array, ...subscripts)", {
  arity: 2,
  derivative: readBack,
  pushforward: (args, value, tangents) => readTangent(args, value, tangents),
  evaluate: noNumber,
  evaluateArray: partOf,
  entry: ([array, ...all], indices, read) => entryOfPart(array!, all, indices, read),
  range: (array) => array,
  shape: ([array, ...subscripts]) => partShape(array!, subscripts),
  text: (array, ...all) => subscripted(array, ...all),
  latex: (array, ...all) =>
    layout(LEVEL.postfix, hole(array, LEVEL.atom), "_{", ...shownSubscripts(array, all, ", "), "}"),
  build: ([array, ...all], made) => buildSlice(array!, all, made),
  cost: 0,
});

/**
 * The array of zeros with a value added at subscripts: the arguments are the value, the sizes of the array, and a
 * subscript for each of them. Subscripts that occur several times get the sum.
 */
export const scatter: Constructor<["value", "...rest"]> = record("scatter(value, ...rest)", {
  arity: 3,
  derivative: ([, ...rest], whole, cotangent, [, ...wanted]) => {
    requireFixed(whole, rest, wanted);
    return [part(cotangent, subscriptsOf(rest)), ...rest.map(() => undefined)];
  },
  pushforward: ([value, ...rest], whole, [tangent, ...others]) => {
    requireFixed(
      whole,
      rest,
      others.map((other) => other !== undefined),
    );
    return scatter(filled(tangent!, value!.shape), ...rest);
  },
  evaluate: noNumber,
  evaluateArray: scattered,
  entry: ([value, ...rest], indices, read) => entryOfScattered(value!, rest, indices, read),
  range: (value) => (isNonnegative(value) ? NONNEGATIVE : REAL),
  shape: ([value, ...rest]) => scatterShape(value!, rest),
  text: scatterText,
  latex: scatterLatex,
  build: ([value, ...rest], made) => buildScatter(value!, rest, made),
  cost: 0,
});

export const isElement = (e: Expression): e is Named<"[]"> => isCall(e) && e.operator === element.operator;
export const isSlice = (e: Expression): e is Named<"slice"> => isCall(e) && e.operator === slice.operator;
export const isScatter = (e: Expression): e is Named<"scatter"> => isCall(e) && e.operator === scatter.operator;

/** An entry, or a part with axes left. */
export const part = (array: Expression, subscripts: readonly Expression[]): Expression =>
  subscripts.some(({ shape }) => shape.length > 0) ? slice(array, ...subscripts) : element(array, ...subscripts);

/** Of the sizes and subscripts of a scatter. */
export const sizesOf = <T>(rest: readonly T[]): readonly T[] => rest.slice(0, rest.length / 2);
export const subscriptsOf = <T>(rest: readonly T[]): readonly T[] => rest.slice(rest.length / 2);

/** The subscripts of a part at indices that lie within it. */
function entryOfPart(
  array: Expression,
  all: readonly Expression[],
  indices: readonly Expression[],
  read: ReadEntry,
): Expression {
  let axis = 0;
  return read(
    array,
    all.map((e) => (e.shape.length === 0 ? e : entryOfSubscript(e, indices[axis++]!))),
  );
}

function entryOfSubscript(subscript: Expression, index: Expression): Expression {
  if (!isRange(subscript)) return element(subscript, index);
  const [from, step] = subscript.args as [Expression, Expression];
  return add(from, multiply(step, subtract(index, ONE)));
}

/** What stands at a place, where it can be told by which of its entries a subscript meets it. */
function entryOfScattered(
  value: Expression,
  rest: readonly Expression[],
  indices: readonly Expression[],
  read: ReadEntry,
): Expression | undefined {
  const at: Expression[] = [];
  const conditions: Expression[] = [];
  for (const [axis, subscript] of subscriptsOf(rest).entries()) {
    const index = indices[axis]!;
    if (subscript.shape.length === 0) conditions.push(equal(index, subscript));
    else if (!isRange(subscript) || Math.abs(integerOf(subscript.args[1]!)!) !== 1) return undefined;
    else {
      const [from, step] = subscript.args as [Expression, Expression];
      const place = add(multiply(step, subtract(index, from)), ONE);
      at.push(place);
      conditions.push(isCount(subtract(place, ONE)), isCount(subtract(subscript.shape[0]!, place)));
    }
  }
  const entry = at.length === 0 ? value : read(value, at);
  return conditions.reduce((e, condition) => where(condition, e, ZERO), entry);
}

/** The cotangent of what was read from goes back to where it stood. */
function readBack(
  [array, ...subscripts]: readonly Expression[],
  value: Expression,
  cotangent: Expression,
  [, ...wanted]: readonly boolean[],
): (Expression | undefined)[] {
  requireFixed(value, subscripts, wanted);
  return [scatter(cotangent, ...array!.shape, ...subscripts), ...subscripts.map(() => undefined)];
}

function readTangent(
  [array, ...subscripts]: readonly Expression[],
  value: Expression,
  [tangent, ...others]: readonly (Expression | undefined)[],
): Expression {
  requireFixed(
    value,
    subscripts,
    others.map((other) => other !== undefined),
  );
  return part(filled(tangent!, array!.shape), subscripts);
}

function requireFixed(e: Expression, fixed: readonly Expression[], wanted: readonly boolean[]): void {
  const at = wanted.indexOf(true);
  if (at < 0) return;
  throw new UnsupportedError(`${toText(e)} cannot be differentiated by ${toText(fixed[at]!)}, a subscript or a size`);
}

function buildSlice(array: Expression, subscripts: readonly Expression[], made: Operator): Expression {
  const shape = partShape(array, subscripts);
  if (shape.length === 0) return element(array, ...subscripts);
  if (subscripts.every((subscript, axis) => isWhole(subscript, array.shape[axis]!))) return array;
  if (isFill(array)) return fill(array.args[0]!, ...shape);
  if (isEye(array) && shape.length === 1 && subscripts.some((subscript) => isWhole(subscript, shape[0]!)))
    return scatter(ONE, shape[0]!, subscripts.find((subscript) => subscript.shape.length === 0)!);
  if (isScatter(array) && areRead(array, subscripts)) return array.args[0]!;
  const through = readThrough(array, subscripts);
  if (through !== undefined) return through;
  return scalarsInFront([array], ([inside]) =>
    inside === array ? call(made, [inside!, ...subscripts], shape) : slice(inside!, ...subscripts),
  );
}

/** Whether exactly what was scattered is read; only where no place is met twice. */
const areRead = ({ args: [, ...rest] }: Call, subscripts: readonly Expression[]): boolean =>
  sameItems(subscriptsOf(rest), subscripts) &&
  subscripts.every((subscript) => isRange(subscript) || subscript.shape.length === 0);

/** A part of a part is one of the whole, a part of a transpose one of the matrix. */
function readThrough(array: Expression, subscripts: readonly Expression[]): Expression | undefined {
  if (isTranspose(array)) {
    const read = part(array.args[0]!, subscripts.toReversed());
    return read.shape.length === 2 ? array.operator.build([read]) : read;
  }
  if (!isSlice(array)) return undefined;
  const joined = joinedSubscripts(array, subscripts);
  return joined && part(array.args[0]!, joined);
}

/** The subscripts of a part, read at others; not where something outside of the part may be read. */
function joinedSubscripts({ args: [array, ...inner] }: Call, outer: readonly Expression[]): Expression[] | undefined {
  const joined: Expression[] = [];
  let next = 0;
  for (const [axis, subscript] of inner.entries()) {
    const read =
      subscript.shape.length === 0 ? subscript : joinedSubscript(subscript, outer[next++]!, array!.shape[axis]!);
    if (read === undefined) return undefined;
    joined.push(read);
  }
  return joined;
}

/** A subscript of a part, read at another. */
export function joinedSubscript(inner: Expression, outer: Expression, size: Expression): Expression | undefined {
  if (isWhole(inner, size)) return outer;
  if (isWhole(outer, inner.shape[0]!)) return inner;
  if (!isRange(inner) || !isInsideAxis(outer, inner.shape[0]!)) return undefined;
  const [from, step] = inner.args as [Expression, Expression];
  const at = (index: Expression): Expression => add(from, multiply(step, subtract(index, ONE)));
  if (!isRange(outer)) return at(outer);
  return range(at(outer.args[0]!), multiply(step, outer.args[1]!), at(outer.args[2]!));
}

function buildScatter(value: Expression, rest: readonly Expression[], made: Operator): Expression {
  const shape = scatterShape(value, rest);
  if (isZeroConstant(isFill(value) ? value.args[0]! : value)) return filled(ZERO, shape);
  const subscripts = subscriptsOf(rest);
  if (subscripts.every((subscript, axis) => isWhole(subscript, shape[axis]!))) return value;
  return scalarsInFront([value], ([inside]) => call(made, [inside!, ...rest], shape));
}

function scatterShape(value: Expression, rest: readonly Expression[]): Shape {
  if (rest.length % 2 !== 0) throw new ShapeError("scatter takes a value, sizes, and a subscript for each of them");
  const sizes = sizesOf(rest);
  const zeros = filled(ZERO, sizes);
  const shape = partShape(zeros, subscriptsOf(rest));
  if (!sameItems(shape, value.shape))
    throw new ShapeError(`${toText(value)} is ${shapeText(value.shape)}, but the place for it ${shapeText(shape)}`);
  return sizes;
}
