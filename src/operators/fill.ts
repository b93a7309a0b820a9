/** An array whose entries are all one scalar: `zeros(n)`, `ones(n, d)`, `v*ones(n, d)`. The arguments are the value and the sizes. */
import { type Expression, isCall, type Shape } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, separated } from "../core/layout.ts";
import { filledArray } from "./evaluate-array.ts";
import { ONE, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import type { Named } from "./ring.ts";

export const fill: Constructor<["value", "...sizes"]> = record("fill(value, ...sizes)", {
  arity: 2,
  derivative: ([, ...sizes], _array, cotangent) => [cotangent, ...sizes.map(() => undefined)],
  pushforward: ([, ...sizes], _array, [tangent]) => fill(tangent ?? ZERO, ...sizes),
  evaluate: (value) => value,
  evaluateArray: filledArray,
  entry: ([value]) => value!,
  range: (value) => value,
  shape: ([, ...sizes]) => sizes,
  text: (value, ...sizes) => fillLayout(value, sizes, "ones", "zeros", "*", ["(", ")"]),
  latex: (value, ...sizes) => fillLayout(value, sizes, "\\mathbf{1}", "\\mathbf{0}", " \\, ", ["_{", "}"]),
  cost: 0,
});

export const isFill = (e: Expression): e is Named<"fill"> => isCall(e) && e.operator === fill.operator;

/** The scalar that fills an array; anything else as it is. */
export const unfilled = (e: Expression): Expression => (isFill(e) ? e.args[0]! : e);

/** A scalar as an array of a shape; what has that shape already as it is. */
export const filled = (e: Expression, shape: Shape): Expression =>
  shape.length > 0 && e.shape.length === 0 ? fill(e, ...shape) : e;

function fillLayout(
  value: Expression,
  sizes: readonly Expression[],
  ones: string,
  zeros: string,
  times: string,
  [open, close]: readonly [string, string],
): Layout {
  const array = (name: string) =>
    layout(open === "(" ? LEVEL.atom : LEVEL.postfix, name, open, ...separated(sizes, ", "), close);
  if (value === ZERO) return array(zeros);
  return value === ONE ? array(ones) : layout(LEVEL.product, hole(value, LEVEL.power), times, array(ones));
}
