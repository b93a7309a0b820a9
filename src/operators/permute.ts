/** The axes of an array in another order: `permute(T, 3, 1, 2)` has the third axis of T as its first. */
import { ShapeError } from "../core/error.ts";
import { type Call, call, type Expression } from "../core/expression.ts";
import { remembered } from "../core/remember.ts";
import { FLATTEN } from "./arithmetic.ts";
import { actsOnEntries, entryOf } from "./comprehension.ts";
import { permutedArray } from "./evaluate-array.ts";
import { fill, isFill } from "./fill.ts";
import { transpose } from "./matrix.ts";
import { isPermute } from "./matrix-kinds.ts";
import { integer, integerOf } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { isSpread, requireAxis, spread } from "./sums.ts";
import { toText } from "./text.ts";

export const permute: Constructor<["array", "...axes"]> = record("permute(array, ...axes)", {
  arity: 2,
  derivative: ([, ...axes], _value, cotangent) => [
    permuted(cotangent, inverse(orderOf(axes))),
    ...axes.map(() => undefined),
  ],
  pushforward: ([, ...axes], _value, [tangent]) => permute(tangent!, ...axes),
  evaluate: () => Number.NaN,
  evaluateArray: permutedArray,
  entry: ([array, ...axes], indices) =>
    entryOf(
      array!,
      inverse(orderOf(axes)).map((axis) => indices[axis]!),
    ),
  range: (array) => array,
  shape: ([array, ...axes]) => checkedOrder(array!, axes).map((axis) => array!.shape[axis]!),
  build: ([array, ...axes], made) => {
    const order = checkedOrder(array!, axes);
    if (order.every((axis, k) => axis === k)) return array!;
    if (array!.shape.length === 2) return transpose(array!);
    return permutedParts(call(made, [array!, ...axes], made.shape([array!, ...axes])));
  },
  cost: 0,
});

/** Permutations stand at the innermost arrays. Parts that are shared are permuted once. */
const permutedParts = remembered((node) => {
  const [array, ...axes] = (node as Call).args as [Expression, ...Expression[]];
  const order = orderOf(axes);
  if (isFill(array)) return fill(array.args[0]!, ...(node.shape as [Expression]));
  if (isPermute(array)) {
    const first = orderOf(array.args.slice(1));
    return permuted(
      array.args[0]!,
      order.map((axis) => first[axis]!),
    );
  }
  if (isSpread(array)) return permutedSpread(array.args, order);
  if (array.kind === "call" && actsOnEntries(array.operator) && array.args.length <= FLATTEN)
    return array.operator.build(array.args.map((e) => (e.shape.length > 0 ? permuted(e, order) : e)));
  return scalarsInFront([array], ([inside]) => (inside === array ? node : permute(inside!, ...axes)));
});

/** What is repeated is permuted, and repeated where its axis has come to stand. */
function permutedSpread([inside, axis, size]: readonly Expression[], order: readonly number[]): Expression {
  const along = integerOf(axis!)! - 1;
  const left = order.filter((each) => each !== along).map((each) => (each > along ? each - 1 : each));
  return spread(permuted(inside!, left), integer(order.indexOf(along) + 1), size!);
}

/** The array with its axes in this order, from 0. */
export const permuted = (array: Expression, order: readonly number[]): Expression =>
  permute(array, ...order.map((axis) => integer(axis + 1)));

/** Which place each axis gets, from the axis at each place. */
export const inverse = (order: readonly number[]): number[] => order.map((_, axis) => order.indexOf(axis));

/** The axis at each place, from 0. */
export const orderOf = (axes: readonly Expression[]): number[] => axes.map((axis) => integerOf(axis)! - 1);

function checkedOrder(array: Expression, axes: readonly Expression[]): number[] {
  for (const axis of axes) requireAxis(array, axis);
  const order = orderOf(axes);
  if (new Set(order).size === array.shape.length && order.length === array.shape.length) return order;
  throw new ShapeError(`The axes of ${toText(array)} in another order are ${array.shape.length} different numbers`);
}
