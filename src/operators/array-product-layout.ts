/** How products with arrays in them are written: scalars in front, `.*` and `./` between arrays, `\odot` and `\oslash`. */
import type { Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part } from "../core/layout.ts";
import type { Divisor, FractionParts } from "./arithmetic-text.ts";
import { ONE } from "./number.ts";
import { isWhere } from "./ring.ts";

/** What differs between text and LaTeX. */
export interface ArrayStyle {
  readonly times: string;
  readonly over: string;
  readonly parentheses: readonly [string, string];
  /** What stands before and behind the arrays for the scalars. */
  readonly scalars: (
    top: readonly Expression[],
    bottom: readonly Divisor[],
  ) => readonly [before: Part[], behind: Part[]];
  /** A power of an array below the bar. */
  readonly power: (base: Expression, exponent: Expression) => Layout;
}

/** The layout of a product of which at least one factor is an array. */
export function arrayProductLayout({ negative, top, bottom }: FractionParts, style: ArrayStyle): Layout {
  const arrays = top.filter(isArray);
  const divisors = bottom.filter(({ base }) => isArray(base));
  const [before, behind] = style.scalars(
    top.filter((factor) => !isArray(factor)),
    bottom.filter(({ base }) => !isArray(base)),
  );
  const count = arrays.length + divisors.length;
  const alone = count === 1 && arrays.length === 1;
  // A scalar before `where(…)*y` would be read as a factor of the conditional alone.
  const level = beginsWithConditional(arrays[0]) && before.length > 0 ? LEVEL.power : LEVEL.product;
  const entries = alone ? [hole(arrays[0]!, level)] : entrywise(arrays, divisors, style);
  const wrap = count > 1 && before.length + behind.length > 0;
  const [open, close] = wrap ? style.parentheses : ["", ""];
  return layout(LEVEL.product, negative ? "-" : "", ...before, open, ...entries, close, ...behind);
}

const beginsWithConditional = (e: Expression | undefined): boolean =>
  e?.kind === "call" && (e.operator.name === "matmul" || e.operator.name === "outer") && isWhere(e.args[0]!);

const isArray = (e: Expression): boolean => e.shape.length > 0;

function entrywise(arrays: readonly Expression[], divisors: readonly Divisor[], style: ArrayStyle): Part[] {
  const above =
    arrays.length === 0
      ? ["1"]
      : arrays.flatMap((factor, k) => [k === 0 ? "" : style.times, hole(factor, LEVEL.power)]);
  const below = divisors.flatMap(({ base, exponent }) => [
    style.over,
    exponent === ONE ? hole(base, LEVEL.power) : style.power(base, exponent),
  ]);
  return [...above, ...below];
}
