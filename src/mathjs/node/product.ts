/** Products and powers with the meaning that mathjs gives them: its vectors are neither rows nor columns. */
import { UnsupportedError } from "../../core/error.ts";
import type { Expression } from "../../core/expression.ts";
import { multiply, power } from "../../operators/arithmetic.ts";
import { dot, matmul, transpose } from "../../operators/matrix.ts";
import { integerOf, MINUS_ONE } from "../../operators/number.ts";
import { mod } from "../../operators/piecewise.ts";
import { toText } from "../../operators/text.ts";

export type ProductSign = "*" | "/" | ".*" | "./" | "mod";

/** A chain read from the left; numbers are multiplied all at once. A sign in front goes into the first factor. */
export function product(factors: readonly Expression[], signs: readonly ProductSign[], negative = false): Expression {
  let [done, pending]: [Expression | undefined, Expression[]] = [undefined, negative ? [MINUS_ONE] : []];
  for (const [k, factor] of factors.entries()) {
    const sign = k === 0 ? "*" : signs[k - 1]!;
    const scalars = factor.shape.length === 0 && (done === undefined || done.shape.length === 0);
    if (scalars && sign !== "mod") pending.push(isQuotient(sign) ? power(factor, MINUS_ONE) : factor);
    else {
      const left = join(done, pending);
      [done, pending] = [left === undefined ? factor : step(left, sign, factor), []];
    }
  }
  return join(done, pending)!;
}

/** `x^n` of a scalar, `A^2` as a product of matrices. */
export function matrixPower(base: Expression, exponent: Expression): Expression {
  if (base.shape.length === 0 && exponent.shape.length === 0) return power(base, exponent);
  const n = integerOf(exponent) ?? 0;
  if (base.shape.length === 2 && n >= 1 && n <= MOST_FACTORS)
    return n === 1 ? base : matmul(...new Array<Expression>(n).fill(base));
  throw new UnsupportedError(
    `The power ${toText(base)}^${toText(exponent)} of an array cannot be worked with yet`,
    "Entry by entry it is .^.",
  );
}

/** Powers of a matrix up to this one are written out. */
const MOST_FACTORS = 16;

/** What a vector is to mathjs: its own transpose. */
export const transposed = (x: Expression): Expression => (x.shape.length === 2 ? transpose(x) : x);

const isQuotient = (sign: ProductSign): boolean => sign === "/" || sign === "./";

const join = (done: Expression | undefined, pending: readonly Expression[]): Expression | undefined =>
  pending.length === 0 ? done : multiply.operator.build(done === undefined ? pending : [done, ...pending]);

function step(a: Expression, sign: ProductSign, b: Expression): Expression {
  if (sign === "mod") return mod(a, b);
  if (sign === "./" || (sign === "/" && b.shape.length === 0)) return multiply(a, power(b, MINUS_ONE));
  if (sign === "/")
    throw new UnsupportedError(`${toText(a)} / ${toText(b)} divides by an array`, "Entry by entry it is ./.");
  if (sign === ".*" || a.shape.length === 0 || b.shape.length === 0) return multiply(a, b);
  if (a.shape.length === 1) return b.shape.length === 1 ? dot(a, b) : matmul(transposed(b), a);
  return matmul(a, b);
}
