/** Collects equal bases of a product by their exponents. */
import { constant, type Expression } from "../core/expression.ts";
import { addNumbers, isInteger, signOf } from "../core/number.ts";
import { numberOf, ONE } from "./number.ts";
import { isKnownNonnegative, isKnownNonzero } from "./range.ts";
import { mayBeInfinite } from "./record.ts";
import { baseOf, exponentOf } from "./ring.ts";

interface Factor {
  readonly base: Expression;
  exponent: Expression;
}

const FEW = 8;

/** Equal bases of a product; a base may stand twice where joining its powers would change the domain, as in `x*x^(-1)`. */
export class Factors {
  private readonly factors: Factor[] = [];
  private byBase: Map<Expression, Factor[]> | undefined;

  multiply(factor: Expression): void {
    const base = baseOf(factor);
    const exponent = exponentOf(factor);
    for (const known of this.find(base)) {
      const joined = join(base, known.exponent, exponent);
      if (joined === undefined) continue;
      known.exponent = joined;
      return;
    }
    this.enter({ base, exponent });
  }

  /** The collected factors; each is built anew only if its exponent is not 1. */
  collect(power: (base: Expression, exponent: Expression) => Expression): Expression[] {
    return this.factors.map(({ base, exponent }) => (exponent === ONE ? base : power(base, exponent)));
  }

  private find(base: Expression): readonly Factor[] {
    if (this.byBase === undefined) return this.factors.filter((factor) => factor.base === base);
    return this.byBase.get(base) ?? [];
  }

  private enter(factor: Factor): void {
    this.factors.push(factor);
    if (this.factors.length === FEW) {
      this.byBase = new Map();
      for (const known of this.factors) this.index(known);
    } else if (this.byBase !== undefined) this.index(factor);
  }

  private index(factor: Factor): void {
    const same = this.byBase!.get(factor.base);
    if (same === undefined) this.byBase!.set(factor.base, [factor]);
    else same.push(factor);
  }
}

/**
 * The exponent of `b^m * b^n` if it is `b^(m+n)` for every real b for which it has a value: numbers of one sign that
 * are integers or whose sum is not one; numbers of two signs only for a base that is neither 0
 * nor infinite.
 */
function join(base: Expression, a: Expression, b: Expression): Expression | undefined {
  const [m, n] = [numberOf(a), numberOf(b)];
  if (m === undefined || n === undefined) return undefined;
  const sum = addNumbers(m, n);
  const real = (isInteger(m) && isInteger(n)) || !isInteger(sum) || isKnownNonnegative(base);
  const finite = signOf(m) === signOf(n) || (isKnownNonzero(base) && !mayBeInfinite(base));
  return real && finite ? constant(sum) : undefined;
}
