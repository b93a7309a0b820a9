/** Collects equal terms of a sum by their coefficients. */
import type { Expression } from "../core/expression.ts";
import { addNumbers, isExact, isZero, type Numeric, type Rational, signOf, toNumber } from "../core/number.ts";
import { isZeroConstant } from "./number.ts";
import { mayBeInfinite } from "./record.ts";
import { coefficientOf } from "./ring.ts";

interface Term {
  readonly rest: Expression;
  /** The term itself, as long as nothing was added to it. */
  alone: Expression | undefined;
  exact: Rational | undefined;
  double: number | undefined;
}

/** Up to so many terms are searched one by one. */
const FEW = 8;

/** Equal terms of a sum, in the order in which they came, with exact and floating coefficients apart. */
export class Terms {
  private readonly terms: Term[] = [];
  private byRest: Map<Expression, Term> | undefined;

  /** Adds a term; `rest` is the term without its coefficient. */
  add(term: Expression, rest: Expression): void {
    const coefficient = coefficientOf(term);
    const known = mayBeInfinite(rest) ? this.ofOneSign(rest, signOf(coefficient)) : this.find(rest);
    if (known !== undefined) known.alone = undefined;
    const entry = known ?? this.enter(rest, term);
    if (!isExact(coefficient)) entry.double = (entry.double ?? 0) + coefficient;
    else entry.exact = entry.exact === undefined ? coefficient : (addNumbers(entry.exact, coefficient) as Rational);
  }

  /** The collected terms; those whose coefficients cancel are gone. */
  collect(scale: (coefficient: Numeric, rest: Expression) => Expression): Expression[] {
    const out: Expression[] = [];
    for (const { rest, alone, exact, double } of this.terms) {
      if (alone !== undefined) {
        if (!isZeroConstant(alone)) out.push(alone);
      } else if (double === undefined) {
        if (!isZero(exact!) || mayBeInfinite(rest)) out.push(scale(exact!, rest));
      } else for (const coefficient of coefficients(exact, double)) out.push(scale(coefficient, rest));
    }
    return out;
  }

  /** Infinities of two signs stay apart: what they add up to is not a number. */
  private ofOneSign(rest: Expression, sign: number): Term | undefined {
    return this.terms.find((term) => term.rest === rest && signOf(term.exact ?? term.double!) === sign);
  }

  private find(rest: Expression): Term | undefined {
    if (this.byRest !== undefined) return this.byRest.get(rest);
    for (const term of this.terms) if (term.rest === rest) return term;
    return undefined;
  }

  private enter(rest: Expression, alone: Expression): Term {
    const term: Term = { rest, alone, exact: undefined, double: undefined };
    this.terms.push(term);
    if (this.terms.length === FEW) this.byRest = new Map(this.terms.map((entry) => [entry.rest, entry]));
    else this.byRest?.set(rest, term);
    return term;
  }
}

/** One number where a double can hold both to nearly its precision; two where one would swallow the other: `1e20*x + x`. */
function coefficients(exact: Rational | undefined, double: number): Numeric[] {
  if (exact === undefined || isZero(exact)) return double === 0 ? [] : [double];
  if (double === 0) return [exact];
  const sum = toNumber(exact) + double;
  const lost = Math.max(Math.abs(sum - double - toNumber(exact)), Math.abs(sum - toNumber(exact) - double));
  return lost <= 1e-6 * Math.min(Math.abs(toNumber(exact)), Math.abs(double))
    ? [sum].filter((c) => c !== 0)
    : [exact, double];
}
