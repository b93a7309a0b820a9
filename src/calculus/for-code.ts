/** Derivatives for code: stable and sharing all work with the value, but not rearranged for a reader. */
import type { Expression, SymbolNode } from "../core/expression.ts";
import { ONE } from "../operators/number.ts";
import { stabilizeDerivative } from "../simplify/simplify.ts";
import { prepare } from "./phases.ts";
import { reverseSweep } from "./reverse.ts";

export interface DerivativesForCode {
  readonly value: Expression;
  /** One formula for each variable. */
  readonly gradient: readonly Expression[];
  /** One row for each variable. */
  readonly hessian: readonly (readonly Expression[])[];
}

/** The value, the gradient and, if asked for, the Hessian of a scalar formula by scalar variables. */
export function derivativesForCode(
  e: Expression,
  variables: readonly SymbolNode[],
  withHessian: boolean,
): DerivativesForCode {
  const value = prepare(e);
  const first = gradientOf(value, variables);
  const hessian = withHessian ? first.map((part) => gradientOf(part, variables).map(stabilizeDerivative)) : [];
  return { value, gradient: first.map(stabilizeDerivative), hessian };
}

const gradientOf = (e: Expression, variables: readonly SymbolNode[]): Expression[] =>
  reverseSweep(new Map([[e, ONE]]), variables);
