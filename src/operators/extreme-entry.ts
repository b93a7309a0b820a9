/** The largest and the smallest entry of an array, or of each line along an axis: `max(x)`, `max(X, axis=1)`. */
import { UnsupportedError } from "../core/error.ts";
import { call, type Expression, SCALAR } from "../core/expression.ts";
import { hole, LEVEL, layout } from "../core/layout.ts";
import { divide, multiply } from "./arithmetic.ts";
import { joinedAlong } from "./evaluate-array.ts";
import { isFill } from "./fill.ts";
import { equal, where } from "./logic.ts";
import { integerOf, ONE, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { innerProduct } from "./reduction.ts";
import { alongAxis, axisShape, axisSum, total } from "./sums.ts";
import { toText } from "./text.ts";

/** Of no entries it is -Infinity. At a tie the derivative is shared equally. */
export const largest = extreme("largest", "max", Math.max);
/** Of no entries it is Infinity. */
export const smallest = extreme("smallest", "min", Math.min);

function extreme(
  name: string,
  shown: string,
  pick: (...values: number[]) => number,
): Constructor<["array", "...axis"]> {
  const reduce: Constructor<["array", "...axis"]> = record(`${name}(array, ...axis)` as "largest(array, ...axis)", {
    arity: 1,
    derivative: ([array, axis], value, cotangent) => {
      const count = overAxis(tied(array!, axis, value, ONE), axis);
      return [tied(array!, axis, value, divide(cotangent, count)), undefined];
    },
    pushforward: ([array, axis], value, [tangent]) => {
      const ties = tied(array!, axis, value, ONE);
      const sum = axis === undefined ? innerProduct(ties, tangent!) : axisSum(multiply(ties, tangent!), axis);
      return divide(sum, overAxis(ties, axis));
    },
    evaluate: () => Number.NaN,
    evaluateArray: (args) => joinedAlong(args, (line) => pick(...line)),
    range: (array) => array,
    shape: ([array, axis]) => (axis === undefined ? SCALAR : axisShape(array!, axis)),
    text: (array, axis) =>
      layout(LEVEL.atom, `${shown}(`, hole(array), ...(axis === undefined ? [] : [", axis=", hole(axis)]), ")"),
    latex: (array, axis) =>
      layout(
        LEVEL.atom,
        `\\${shown}`,
        ...(axis === undefined ? [] : ["_{", hole(axis), "}"]),
        " \\left(",
        hole(array),
        "\\right)",
      ),
    build: ([array, axis], made) => {
      if (array!.shape.length === 0) throw notAnArray(array!, shown);
      const isAll = axis === undefined || array!.shape.length === 1;
      const shape = axis === undefined ? SCALAR : axisShape(array!, axis);
      if (isFill(array!) && isAll && array!.args.slice(1).every((size) => (integerOf(size) ?? 0) > 0))
        return array!.args[0]!;
      return call(made, isAll ? [array!] : [array!, axis!], shape);
    },
  });
  return reduce;
}

const notAnArray = (e: Expression, shown: string): UnsupportedError =>
  new UnsupportedError(`${toText(e)} is a scalar, and ${shown} along an axis is of an array`);

const overAxis = (array: Expression, axis: Expression | undefined): Expression =>
  axis === undefined ? total(array) : axisSum(array, axis);

/** A value at the entries that are extreme, which there is one of for each line, and 0 elsewhere. */
function tied(array: Expression, axis: Expression | undefined, extremes: Expression, value: Expression): Expression {
  const spread = (e: Expression): Expression =>
    axis === undefined || e.shape.length === 0 ? e : alongAxis(e, array, integerOf(axis)!);
  return where(equal(array, spread(extremes)), spread(value), ZERO);
}
