/** The sign of a sum: of `x - y` and `y - x` the first is the straight one, as the canonical order of terms decides. */
import type { Call, Expression } from "../core/expression.ts";
import { signOf } from "../core/number.ts";
import { add, negate } from "../operators/arithmetic.ts";
import { coefficientOf, isSum } from "../operators/ring.ts";

/** Whether a sum begins with a negative term. */
export const isTurned = (e: Expression): e is Call => isSum(e) && signOf(coefficientOf(e.args[0]!)) < 0;

/** The sum of the opposite terms: `x - y` of `y - x`. */
export const turned = (sum: Call): Expression => add(...sum.args.map(negate));
