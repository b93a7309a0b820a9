/** How well maximum likelihood determines its parameters, from the curvature at the maximum. */
import { type ByName, hessian, type Variable } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { compile } from "../compile/compile.ts";
import { DomainError } from "../core/error.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { choleskyFactor, choleskyInverse } from "./cholesky.ts";

export interface ParameterErrors {
  /** The square roots of the diagonal of `covariance`, by name. */
  readonly standardErrors: ByName<number>;
  /** The inverse of the Hessian of the negative log-likelihood, row by row in the order of the variables. */
  readonly covariance: Float64Array;
}

/**
 * The asymptotic standard errors of maximum likelihood estimates: the inverse of the observed information (Wasserman
 * 2004, All of Statistics, section 9.10).
 *
 * @throws {DomainError} if the Hessian is not positive definite at the point, which is then no minimum.
 * @example
 * standardErrors("2*(m - 1)^2", ["m"], { m: 1 }).standardErrors // {"m":0.5}
 */
export function standardErrors(
  negativeLogLikelihood: ExpressionLike,
  variables: readonly Variable[],
  point: NamedInputs,
  options: ParseOptions = {},
): ParameterErrors {
  const rows = hessian(toExpression(negativeLogLikelihood, options), variables);
  const names = Object.keys(rows);
  const entries = names.flatMap((row) => names.map((column) => [`${row},${column}`, rows[row]![column]!] as const));
  const inputs = Object.keys(point);
  const information = compile(Object.fromEntries(entries), { inputs }).into(new Float64Array(names.length ** 2), point);
  const factor = new Float64Array(information.length);
  if (!choleskyFactor(information, names.length, factor)) {
    throw new DomainError("The Hessian is not positive definite here", "Standard errors exist at a minimum only.");
  }
  const covariance = new Float64Array(information.length);
  choleskyInverse(factor, names.length, covariance);
  const errors = names.map((name, k) => [name, Math.sqrt(covariance[k * names.length + k]!)]);
  return { standardErrors: Object.fromEntries(errors), covariance };
}
