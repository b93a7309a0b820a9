/** Collects equal terms of a sum by their coefficients. */
import type { Expression } from "../core/expression.ts";
import { isExact, isZero, type Numeric, type Rational, sumOfExact, toNumber } from "../core/number.ts";
import { coefficientOf } from "./ring.ts";

interface Term {
  readonly rest: Expression;
  /** The exact coefficients, to be added. */
  readonly exact: Rational[];
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
    const entry = this.find(rest) ?? this.enter(rest);
    if (!isExact(coefficient)) entry.double = (entry.double ?? 0) + coefficient;
    else entry.exact.push(coefficient);
  }

  /** The collected terms; those whose coefficients cancel are gone. */
  collect(scale: (coefficient: Numeric, rest: Expression) => Expression): Expression[] {
    const out: Expression[] = [];
    for (const { rest, exact: parts, double } of this.terms) {
      const exact = sumOfExact(parts);
      if (double === undefined) {
        if (!isZero(exact)) out.push(scale(exact, rest));
      } else for (const coefficient of coefficients(exact, double)) out.push(scale(coefficient, rest));
    }
    return out;
  }

  private find(rest: Expression): Term | undefined {
    if (this.byRest !== undefined) return this.byRest.get(rest);
    for (const term of this.terms) if (term.rest === rest) return term;
    return undefined;
  }

  private enter(rest: Expression): Term {
    const term: Term = { rest, exact: [], double: undefined };
    this.terms.push(term);
    if (this.terms.length === FEW) this.byRest = new Map(this.terms.map((entry) => [entry.rest, entry]));
    else this.byRest?.set(rest, term);
    return term;
  }
}

/** One number where a double can hold both to nearly its precision; two where one would swallow the other: `1e20*x + x`. */
function coefficients(exact: Rational, double: number): Numeric[] {
  if (isZero(exact)) return double === 0 ? [] : [double];
  if (double === 0) return [exact];
  const sum = toNumber(exact) + double;
  const lost = Math.max(Math.abs(sum - double - toNumber(exact)), Math.abs(sum - toNumber(exact) - double));
  return lost <= 1e-6 * Math.min(Math.abs(toNumber(exact)), Math.abs(double))
    ? [sum].filter((c) => c !== 0)
    : [exact, double];
}
