/** The parts of sums, products and powers: terms with their coefficients, factors with their exponents. */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { ONE as EXACT_ONE, type Numeric } from "../core/number.ts";
import { compare } from "../core/order.ts";
import { ONE } from "./number.ts";

/** A call of an operator of this name; a type of its own, so that what is not one may still be another call. */
export type Named<Name extends string> = Call & { readonly operator: { readonly name: Name } };

export const isSum = (e: Expression): e is Named<"+"> => isCall(e) && e.operator.name === "+";
export const isProduct = (e: Expression): e is Named<"*"> => isCall(e) && e.operator.name === "*";
export const isPower = (e: Expression): e is Named<"^"> => isCall(e) && e.operator.name === "^";
export const isExponential = (e: Expression): e is Named<"exp"> => isCall(e) && e.operator.name === "exp";
export const isWhere = (e: Expression): e is Named<"where"> => isCall(e) && e.operator.name === "where";

/** The terms of a sum; anything else is its own only term. */
export const termsOf = (e: Expression): readonly Expression[] => (isSum(e) ? e.args : [e]);
/** The factors of a product, a leading number among them; anything else is its own only factor. */
export const factorsOf = (e: Expression): readonly Expression[] => (isProduct(e) ? e.args : [e]);

/** The number in front of a term. */
export function coefficientOf(e: Expression): Numeric {
  if (e.kind === "constant") return e.value;
  if (!isProduct(e)) return EXACT_ONE;
  const first = e.args[0]!;
  return first.kind === "constant" ? first.value : EXACT_ONE;
}

export const baseOf = (e: Expression): Expression => (isPower(e) ? e.args[0]! : e);
export const exponentOf = (e: Expression): Expression => (isPower(e) ? e.args[1]! : ONE);

/** Order of factors: numbers first, then by base, higher powers first. */
export function compareFactors(a: Expression, b: Expression): number {
  if (a === b) return 0;
  return compare(baseOf(a), baseOf(b)) || compareExponents(exponentOf(a), exponentOf(b));
}

/** Order of terms, lexicographic in the factors: `x^2 + x*y + x + y + exp(x) + 1`. */
export function compareTerms(a: Expression, b: Expression): number {
  if (a === b) return 0;
  const [p, q] = [factorsOf(a), factorsOf(b)];
  let i = p[0]!.kind === "constant" ? 1 : 0;
  let j = q[0]!.kind === "constant" ? 1 : 0;
  for (; i < p.length && j < q.length; i++, j++) {
    const difference = compareFactors(p[i]!, q[j]!);
    if (difference !== 0) return difference;
  }
  return q.length - j - (p.length - i) || compare(p[0]!, q[0]!);
}

/** Higher first, so that powers descend; positive before negative. */
const compareExponents = (a: Expression, b: Expression): number => -compare(a, b);
