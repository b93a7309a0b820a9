/** Collects equal terms of a sum by their coefficients. */
import type { Expression } from "../core/expression.ts";
import { isExact, isZero, type Numeric, type Rational, signOf, sumOfExact, toNumber } from "../core/number.ts";
import { isZeroConstant } from "./number.ts";
import { mayBeInfinite } from "./record.ts";
import { coefficientOf } from "./ring.ts";

interface Term {
  readonly rest: Expression;
  /** The first term; the sum of them as long as there are no others. */
  readonly first: Expression;
  /** The coefficients of all, to be added; left out as long as there is one. */
  coefficients: Coefficients | undefined;
}

interface Coefficients {
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
    const known = mayBeInfinite(rest) ? this.ofOneSign(rest, signOf(coefficient)) : this.find(rest);
    if (known === undefined) {
      this.enter(rest, term);
      return;
    }
    known.coefficients ??= include({ exact: [], double: undefined }, coefficientOf(known.first));
    include(known.coefficients, coefficient);
  }

  /** The collected terms; those whose coefficients cancel are gone. */
  collect(scale: (coefficient: Numeric, rest: Expression) => Expression): Expression[] {
    const out: Expression[] = [];
    for (const { rest, first, coefficients } of this.terms) {
      if (coefficients === undefined) {
        if (!isZeroConstant(first)) out.push(first);
        continue;
      }
      const exact = sumOfExact(coefficients.exact);
      if (coefficients.double === undefined) {
        if (!isZero(exact) || mayBeInfinite(rest)) out.push(scale(exact, rest));
      } else for (const coefficient of apart(exact, coefficients.double)) out.push(scale(coefficient, rest));
    }
    return out;
  }

  /** Infinities of two signs stay apart: what they add up to is not a number. */
  private ofOneSign(rest: Expression, sign: number): Term | undefined {
    return this.terms.find((term) => term.rest === rest && signOf(coefficientOf(term.first)) === sign);
  }

  private find(rest: Expression): Term | undefined {
    if (this.byRest !== undefined) return this.byRest.get(rest);
    for (const term of this.terms) if (term.rest === rest) return term;
    return undefined;
  }

  private enter(rest: Expression, first: Expression): void {
    const term: Term = { rest, first, coefficients: undefined };
    this.terms.push(term);
    if (this.terms.length === FEW) this.byRest = new Map(this.terms.map((entry) => [entry.rest, entry]));
    else this.byRest?.set(rest, term);
  }
}

function include(sum: Coefficients, coefficient: Numeric): Coefficients {
  if (isExact(coefficient)) sum.exact.push(coefficient);
  else sum.double = (sum.double ?? 0) + coefficient;
  return sum;
}

/** One number where a double can hold both to nearly its precision; two where one would swallow the other: `1e20*x + x`. */
function apart(exact: Rational, double: number): Numeric[] {
  if (isZero(exact)) return double === 0 ? [] : [double];
  if (double === 0) return [exact];
  const sum = toNumber(exact) + double;
  const lost = Math.max(Math.abs(sum - double - toNumber(exact)), Math.abs(sum - toNumber(exact) - double));
  return lost <= 1e-6 * Math.min(Math.abs(toNumber(exact)), Math.abs(double))
    ? [sum].filter((c) => c !== 0)
    : [exact, double];
}
