/** Absolute values of products: what has a known sign stands outside, the rest together. All are of class A. */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { isNonnegative, isNonpositive } from "../core/interval.ts";
import { isInteger } from "../core/number.ts";
import { multiply, negate, power } from "../operators/arithmetic.ts";
import { numberOf } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { rangeOf } from "../operators/range.ts";
import { baseOf, exponentOf, isProduct } from "../operators/ring.ts";
import type { Procedure } from "./rewrite.ts";

/** `abs(2*x)` is `2*abs(x)`; of a positive p `abs(p*x)` is `p*abs(x)`. */
const knownSigns: Procedure = {
  name: "known-signs-under-abs",
  operator: abs.operator,
  with: [multiply.operator],
  apply: withoutKnownSigns,
};

/** `abs(x)*abs(y)` is `abs(x*y)`. */
const joinedMagnitudes: Procedure = {
  name: "product-of-abs",
  operator: multiply.operator,
  with: [abs.operator],
  apply: (e) => {
    const magnitudes = e.args.filter(isMagnitude);
    if (magnitudes.length < 2) return undefined;
    const inside = magnitudes.map((factor) => power((baseOf(factor) as Call).args[0]!, exponentOf(factor)));
    const joined = abs(multiply(...inside));
    const reduced = isCall(joined) && joined.operator === abs.operator ? withoutKnownSigns(joined) : undefined;
    return multiply(reduced ?? joined, ...e.args.filter((factor) => !isMagnitude(factor)));
  },
};

export const MAGNITUDES: readonly Procedure[] = [knownSigns, joinedMagnitudes];

/** Whether something under the absolute value can stand outside. */
export const isReducibleMagnitude = (e: Call): boolean =>
  e.operator === abs.operator && isProduct(e.args[0]!) && e.args[0].args.some(hasKnownSign);

function withoutKnownSigns({ args: [x] }: Call): Expression | undefined {
  if (!isProduct(x!) || !x.args.some(hasKnownSign)) return undefined;
  const outside = x.args.map(magnitudeOf);
  const inside = x.args.filter((_, k) => outside[k] === undefined);
  return multiply(...outside.filter((factor) => factor !== undefined), abs(multiply(...inside)));
}

function hasKnownSign(factor: Expression): boolean {
  const range = rangeOf(factor);
  return isNonnegative(range) || isNonpositive(range);
}

function magnitudeOf(factor: Expression): Expression | undefined {
  const range = rangeOf(factor);
  if (isNonnegative(range)) return factor;
  return isNonpositive(range) ? negate(factor) : undefined;
}

/** `abs(x)` or an integer power of it. */
function isMagnitude(factor: Expression): boolean {
  const base = baseOf(factor);
  const exponent = numberOf(exponentOf(factor));
  return isCall(base) && base.operator === abs.operator && exponent !== undefined && isInteger(exponent);
}
