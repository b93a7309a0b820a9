/**
 * Values at points where a formula has none as it stands: limits that belong to the function. Only before code. Each
 * rule gives a value at more points, class B; none takes a value away.
 */
import { type Expression, isConstant } from "../core/expression.ts";
import { signOf } from "../core/number.ts";
import { add, multiply, power, subtract } from "../operators/arithmetic.ts";
import { equal, greater, or, where } from "../operators/logic.ts";
import { numberOf, ZERO } from "../operators/number.ts";
import { isKnownNonzero } from "../operators/range.ts";
import { baseOf, exponentOf, factorsOf, isPower, termsOf } from "../operators/ring.ts";
import { assume, type Procedure } from "./rewrite.ts";
import type { Rule } from "./rule.ts";

// biome-ignore format: a table
export const LIMITS: readonly Rule[] = [
  { name: "power-times-log",       from: "x^y*log(x)",               to: "xlogy(x^y, x)",     class: "B", when: "x > 0" },
  { name: "power-times-log-square", from: "x^y*log(x)^2",            to: "xlogy(xlogy(x^y, x), x)", class: "B", when: "x > 0" },
];

/**
 * `y*x^(y - 1)`, a derivative of `x^y`, is 0 where y is 0, at x = 0 too, where it would be 0 times infinity: there the
 * exponent becomes 0. So with every factor that, where it is 0, leaves a negative number as exponent.
 */
const powerBesideZero: Procedure = {
  name: "power-beside-zero",
  operator: multiply.operator,
  with: [power.operator],
  apply: (e, context) => {
    for (const [k, factor] of e.args.entries()) {
      if (!isPower(factor) || isConstant(factor.args[1]!) || isKnownNonzero(factor.args[0]!)) continue;
      const [base, exponent] = factor.args as [Expression, Expression];
      const zeros = e.args.flatMap((other) => zeroOf(other, exponent) ?? []);
      if (zeros.length === 0 || !assume(greater(base, ZERO), context)) continue;
      const anyZero = or(...zeros.map((zero) => equal(zero, ZERO)));
      return multiply(...e.args.with(k, power(base, where(anyZero, ZERO, exponent))));
    }
    return undefined;
  },
};

export const POWERS_AT_ZERO: readonly Procedure[] = [powerBesideZero];

/** What of a factor, if it is 0, makes the factor 0 and the exponent a negative number. */
function zeroOf(factor: Expression, exponent: Expression): Expression | undefined {
  const [zero, n] = [baseOf(factor), numberOf(exponentOf(factor))];
  if (isConstant(zero) || n === undefined || signOf(n) <= 0 || isKnownNonzero(zero)) return undefined;
  const others = termsOf(exponent).filter((term) => !factorsOf(term).includes(zero));
  const left = [subtract(exponent, zero), add(...others)].map(numberOf);
  return left.some((number) => number !== undefined && signOf(number) < 0) ? zero : undefined;
}
