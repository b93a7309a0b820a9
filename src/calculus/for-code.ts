/** Derivatives for code: stable and sharing all work with the value, but not rearranged for a reader. */
import type { Expression, SymbolNode } from "../core/expression.ts";
import { filled } from "../operators/fill.ts";
import { ONE } from "../operators/number.ts";
import { stabilizeDerivative } from "../simplify/simplify.ts";
import { rowsOf, scalar } from "./derivative.ts";
import { forwardSweep } from "./forward.ts";
import { prepare } from "./phases.ts";
import { reverseSweep } from "./reverse.ts";

export interface DerivativesForCode {
  readonly value: Expression;
  /** One formula for each variable. */
  readonly gradient: readonly Expression[];
  /** One row for each variable. */
  readonly hessian: readonly (readonly Expression[])[];
}

/** The value, the gradient and, if asked for, the Hessian of a scalar formula, in blocks for its variables. */
export function derivativesForCode(
  e: Expression,
  variables: readonly SymbolNode[],
  withHessian: boolean,
): DerivativesForCode {
  const value = prepare(scalar(e));
  const first = gradientOf(value, variables);
  const hessian = withHessian ? rowsOf(first, variables).map((row) => row.map(stabilizeDerivative)) : [];
  return { value, gradient: first.map(stabilizeDerivative), hessian };
}

/** The product of the Hessian with one direction for each variable: a formula for each, of its shape. */
export function hessianProductForCode(
  e: Expression,
  variables: readonly SymbolNode[],
  directions: readonly Expression[],
): readonly Expression[] {
  const tangents = new Map(variables.map((variable, k) => [variable, directions[k]!]));
  const products = forwardSweep(gradientOf(prepare(e), variables), tangents);
  return products.map((product, k) => stabilizeDerivative(filled(product, variables[k]!.shape)));
}

const gradientOf = (e: Expression, variables: readonly SymbolNode[]): Expression[] =>
  reverseSweep(new Map([[e, ONE]]), variables);
