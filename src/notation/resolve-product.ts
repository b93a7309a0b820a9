/** Products as written: chains of `*`, `/`, `.*`, `./` and `mod`, read from the left. */
import type { Expression } from "../core/expression.ts";
import { multiply, power } from "../operators/arithmetic.ts";
import { MINUS_ONE } from "../operators/number.ts";
import { mod } from "../operators/piecewise.ts";
import { arrayProduct } from "./array-product.ts";
import { isRow, rowOf, unmarked } from "./row.ts";
import type { Step } from "./step.ts";
import type { ProductOperator, Syntax } from "./syntax.ts";

/** A chain of one level; a minus sign before it belongs to the whole, so `-(a - b)*c` is the opposite of `(a - b)*c`. */
export function chain(factors: readonly Syntax[], operators: readonly ProductOperator[]): Step {
  const [first, ...others] = factors as [Syntax, ...Syntax[]];
  const negative = first.kind === "prefix" && first.operator === "-";
  return {
    keepsRows: true,
    children: negative ? [first.argument, ...others] : factors,
    build: (values) => product(values, operators, negative),
  };
}

/** The factors between two `mod` make one product; a sign in front goes into the first. */
export function product(
  factors: readonly Expression[],
  operators: readonly ProductOperator[],
  negative = false,
): Expression {
  if (factors.every(({ shape }) => shape.length === 0)) return scalarProduct(factors, operators, negative);
  let result = factors[0]!;
  for (const [k, operator] of operators.entries()) {
    const factor = factors[k + 1]!;
    result = operator === "mod" ? mod(unmarked(result), unmarked(factor)) : arrayProduct(result, operator, factor);
  }
  if (!negative) return result;
  return isRow(result) ? rowOf(multiply(MINUS_ONE, unmarked(result))) : multiply(MINUS_ONE, result);
}

function scalarProduct(
  factors: readonly Expression[],
  operators: readonly ProductOperator[],
  negative: boolean,
): Expression {
  let pending: Expression[] = negative ? [MINUS_ONE, factors[0]!] : [factors[0]!];
  for (const [k, operator] of operators.entries()) {
    const factor = factors[k + 1]!;
    if (operator === "mod") pending = [mod(multiply(...pending), factor)];
    else pending.push(operator === "/" || operator === "./" ? power(factor, MINUS_ONE) : factor);
  }
  return multiply.operator.build(pending);
}
