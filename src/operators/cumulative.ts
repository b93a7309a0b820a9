/** Sums that grow entry by entry along an axis: `cumsum(x)`, `cumsum(X, 2)`. */
import { call, type Expression } from "../core/expression.ts";
import { hole, LEVEL, layout, separated } from "../core/layout.ts";
import { cumulativeSums } from "./evaluate-array.ts";
import { range, wholeAxis } from "./integer-range.ts";
import { MINUS_ONE, ONE } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { part } from "./subscript.ts";
import { requireAxis } from "./sums.ts";

/** Each entry with all before it along the axis added. Its transpose is the same from the other end. */
export const cumsum: Constructor<["array", "axis"]> = record("cumsum(array, axis)", {
  derivative: ([, axis], _value, cotangent) => [reversed(cumsum(reversed(cotangent, axis!), axis!), axis!), undefined],
  pushforward: ([, axis], _value, [tangent]) => cumsum(tangent!, axis!),
  evaluate: () => Number.NaN,
  evaluateArray: cumulativeSums,
  shape: ([array, axis]) => {
    requireAxis(array!, axis!);
    return array!.shape;
  },
  text: (array, axis) =>
    layout(LEVEL.atom, "cumsum(", ...separated(array.shape.length === 1 ? [array] : [array, axis], ", "), ")"),
  latex: (array, axis) =>
    layout(
      LEVEL.atom,
      "\\operatorname{cumsum}",
      ...(array.shape.length === 1 ? [] : ["_{", hole(axis), "}"]),
      "\\left(",
      hole(array),
      "\\right)",
    ),
  build: ([array, axis], made) =>
    scalarsInFront([array!], ([inside]) => call(made, [inside!, axis!], made.shape([inside!, axis!]))),
});

/** The entries in the other order along an axis. */
function reversed(array: Expression, axis: Expression): Expression {
  const along = requireAxis(array, axis) - 1;
  return part(
    array,
    array.shape.map((size, k) => (k === along ? range(size, MINUS_ONE, ONE) : wholeAxis(size))),
  );
}
