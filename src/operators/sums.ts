/** Sums of the entries of arrays, of all or along an axis, and the way back: an array repeated along a new axis. */
import { freshIndex } from "../core/binder.ts";
import { ShapeError } from "../core/error.ts";
import { type Call, call, type Expression, isCall, type Shape } from "../core/expression.ts";
import { REAL } from "../core/interval.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";
import { multiply } from "./arithmetic.ts";
import { entryOf } from "./comprehension.ts";
import { joinedAlong, spreadArray, sumOfEntries } from "./evaluate-array.ts";
import { fill, filled, isFill } from "./fill.ts";
import { sumOver, sumOfEntries as sumOverEntries } from "./indexed.ts";
import { countTransposes, dot, isDiagonal, isMatmul, isOuter, matmul, outer, trace, transpose } from "./matrix.ts";
import { isDiagonalMatrix, isEye, isPermute, isTranspose } from "./matrix-kinds.ts";
import { integer, integerOf, ONE } from "./number.ts";
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

/** The sums along an axis: of a matrix, 1 adds rows up, 2 adds columns up. */
export const axisSum: Constructor<["array", "axis"]> = record("axis_sum(array, axis)", {
  multilinear: true,
  derivative: ([array, axis], _value, cotangent) => [alongAxis(cotangent, array!, integerOf(axis!)!), undefined],
  evaluate: noNumber,
  evaluateArray: (args) => joinedAlong(args, (line) => line.reduce((sum, each) => sum + each, 0)),
  entry: ([array, axis], at) => axisEntry(array!, integerOf(axis!)!, at),
  range: () => REAL,
  shape: ([array, axis]) => axisShape(array!, axis!),
  text: (array, axis) => layout(LEVEL.atom, "sum(", hole(array), ", ", hole(axis), ")"),
  latex: axisSumLatex,
  build: ([array, axis], made) => {
    const shape = axisShape(array!, axis!);
    return shape.length === 0
      ? total(array!)
      : scalarsInFront([array!], ([inside]) => buildAxisSum(inside!, axis!, made));
  },
});

/** An array again and again along a new axis before the given one: what its transpose adds up. */
export const spread: Constructor<["array", "axis", "size"]> = record("spread(array, axis, size)", {
  derivative: ([, axis], _value, cotangent) => [axisSum(cotangent, axis!), undefined, undefined],
  pushforward: ([, axis, size], _value, [tangent]) => spread(tangent!, axis!, size!),
  evaluate: noNumber,
  evaluateArray: spreadArray,
  entry: ([array, axis], at) => entryOf(array!, at.toSpliced(integerOf(axis!)! - 1, 1)),
  range: (array) => array,
  shape: ([array, axis, size]) => spreadShape(array!, axis!, size!),
  build: ([array, axis, size], made) => {
    const shape = spreadShape(array!, axis!, size!);
    if (isFill(array!)) return fill(array!.args[0]!, ...shape);
    if (array!.shape.length === 0) return filled(array!, shape);
    const ones = fill(ONE, size!);
    if (array!.shape.length === 1) return axis === ONE ? outer(ones, array!) : outer(array!, ones);
    return scalarsInFront([array!], ([inside]) => call(made, [inside!, axis!, size!], shape));
  },
  cost: 0,
});

function axisSumLatex(array: Expression, axis: Expression): Layout {
  if (array.shape.length !== 2)
    return layout(LEVEL.atom, "\\operatorname{sum}_{", hole(axis), "}\\left(", hole(array), "\\right)");
  return axis === ONE
    ? layout(LEVEL.product, hole(array, LEVEL.postfix), "^{\\top} \\mathbf{1}")
    : layout(LEVEL.product, hole(array, LEVEL.power), " \\mathbf{1}");
}

function buildAxisSum(array: Expression, axis: Expression, made: Operator): Expression {
  const shape = axisShape(array, axis);
  const k = integerOf(axis)!;
  if (isFill(array)) return fill(multiply(array.args[0]!, array.args[k]!), ...shape);
  if (isSpread(array)) return sumOfSpread(array.args, k);
  if (isPermute(array)) return sumOfPermuted(array, k, made);
  const repeated = isProduct(array) ? array.args.filter((factor) => isSpread(factor) && factor.args[1] === axis) : [];
  if (repeated.length > 0) return sumBesideRepeated(factorsOf(array), repeated, axis);
  return array.shape.length === 2 ? buildLineSum(array, axis, made) : call(made, [array, axis], shape);
}

/** What is the same all along the axis stands before the sum. */
function sumBesideRepeated(
  factors: readonly Expression[],
  repeated: readonly Expression[],
  axis: Expression,
): Expression {
  const others = multiply(...factors.filter((factor) => !repeated.includes(factor)));
  const size = repeated[0]!.shape[integerOf(axis)! - 1]!;
  return multiply(
    ...repeated.map((each) => (each as Call).args[0]!),
    others.shape.length === 0 ? multiply(size, others) : axisSum(others, axis),
  );
}

/** Along the new axis there are so many of the same; along another one they are summed before they are repeated. */
function sumOfSpread([inside, axis, size]: readonly Expression[], summed: number): Expression {
  const place = integerOf(axis!)!;
  if (place === summed) return multiply(size!, inside!);
  const [within, after] = summed < place ? [summed, place - 1] : [summed - 1, place];
  return spread(axisSum(inside!, integer(within)), integer(after), size!);
}

/** The axes that are left come in the order in which they were. */
function sumOfPermuted({ operator, args: [inside, ...axes] }: Call, axis: number, made: Operator): Expression {
  const order = axes.map((each) => integerOf(each)!);
  const summed = order[axis - 1]!;
  const left = order.filter((each) => each !== summed).map((each) => integer(each > summed ? each - 1 : each));
  return operator.build([made.build([inside!, integer(summed)]), ...left]);
}

/** Of a matrix: its rows or its columns, whichever takes fewer transposes. */
function buildLineSum(matrix: Expression, axis: Expression, made: Operator): Expression {
  const shape = axisShape(matrix, axis);
  const k = integerOf(axis)!;
  if (isEye(matrix)) return fill(ONE, shape[0]!);
  if (isDiagonalMatrix(matrix)) return matrix.args[0]!;
  if (isOuter(matrix)) return multiply(matrix.args[2 - k]!, total(matrix.args[k - 1]!));
  const fewer = countTransposes(matrix) - countTransposes(transpose(matrix));
  if (fewer > 0 || (fewer === 0 && k === 1)) return made.build([transpose(matrix), integer(3 - k)]);
  return call(made, [matrix, axis], shape);
}

function axisEntry(array: Expression, axis: number, at: readonly Expression[]): Expression {
  const k = freshIndex();
  return sumOver(k, entryOf(array, at.toSpliced(axis - 1, 0, k)), ONE, array.shape[axis - 1]!);
}

export const isAxisSum = (e: Expression): e is Named<"axis_sum"> => isCall(e) && e.operator === axisSum.operator;
export const isTotal = (e: Expression): e is Named<"total"> => isCall(e) && e.operator === total.operator;

export const isSpread = (e: Expression): e is Named<"spread"> => isCall(e) && e.operator === spread.operator;

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
  if (isTranspose(array) || isAxisSum(array) || isReshape(array) || isPermute(array))
    return made.build([array.args[0]!]);
  if (isSpread(array)) return multiply(array.args[2]!, made.build([array.args[0]!]));
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
export const alongAxis = (entries: Expression, array: Expression, axis: number): Expression =>
  spread(entries, integer(axis), array.shape[axis - 1]!);

function spreadShape(array: Expression, axis: Expression, size: Expression): Shape {
  const k = integerOf(axis);
  if (k === undefined || k < 1 || k > array.shape.length + 1)
    throw new ShapeError(
      `${toText(array)} is ${shapeText(array.shape)}, and ${toText(axis)} is no place for another axis`,
      "Axes count from 1.",
    );
  return array.shape.toSpliced(k - 1, 0, size);
}
