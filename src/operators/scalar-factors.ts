/** What is linear in its arguments has their scalar factors before it: `(2*A)*x` is `2*(A*x)`. */
import { type Call, type Expression, isConstant } from "../core/expression.ts";
import { isNegated, multiply, negate } from "./arithmetic.ts";
import { filled, isFill, unfilled } from "./fill.ts";
import { isZeroConstant, MINUS_ONE, ONE, ZERO } from "./number.ts";
import { factorsOf, isProduct, isSum, isWhere, type Named } from "./ring.ts";

/** Numbers and other scalars in the factors stand before the product; one that is 0 makes it 0. */
export function scalarsInFront(
  factors: readonly Expression[],
  build: (factors: readonly Expression[]) => Expression,
): Expression {
  const scalars: Expression[] = [];
  const arrays = factors.map((factor) => {
    if (isZeroConstant(unfilled(factor))) scalars.push(ZERO);
    if (isSum(factor) && isNegated(factor)) {
      scalars.push(MINUS_ONE);
      return negate(factor);
    }
    if (isFill(factor) && factor.args[0] !== ONE) {
      scalars.push(factor.args[0]!);
      return filled(ONE, factor.shape);
    }
    if (isWhere(factor)) return withoutNumber(factor, scalars);
    if (!isProduct(factor)) return factor;
    const [inFront, rest] = splitScalars(factor);
    scalars.push(...inFront);
    return rest;
  });
  if (scalars.length === 0) return build(factors);
  const result = build(arrays);
  return scalars.some(isZeroConstant) ? filled(ZERO, result.shape) : multiply(...scalars, result);
}

/** `where(c, -2*B, 0)` without its number, which is finite: other scalars stay inside, where 0 is not multiplied by them. */
function withoutNumber(e: Named<"where">, scalars: Expression[]): Expression {
  const [condition, value, otherwise] = e.args as [Expression, Expression, Expression];
  const number = isProduct(value) ? value.args[0]! : ONE;
  if (!isConstant(number) || number === ONE || !isZeroConstant(unfilled(otherwise))) return e;
  scalars.push(number);
  return e.operator.build([condition, multiply(...(value as Call).args.slice(1)), otherwise]);
}

/** The scalar factors of an array, and what is left of it. */
export function splitScalars(e: Expression): [scalars: Expression[], rest: Expression] {
  const factors = factorsOf(e);
  const scalars = factors.filter((factor) => factor.shape.length === 0);
  const arrays = factors.filter((factor) => factor.shape.length > 0);
  return scalars.length === 0 ? [[], e] : [scalars, multiply(...arrays)];
}
