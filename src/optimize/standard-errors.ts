/** How well maximum likelihood determines its parameters, from the curvature at the maximum. */
import type { ByName, Variable } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { type CompiledObjective, type ObjectiveAtPoint, objectiveAt } from "../compile/compile-objective.ts";
import type { OutputValue } from "../compile/outputs.ts";
import { DomainError } from "../core/error.ts";
import type { ExpressionLike, ParseOptions } from "../notation/parse.ts";
import { choleskyFactor, choleskyInverse } from "./cholesky.ts";

export interface ParameterErrors<Result extends OutputValue = number> {
  /** The square roots of the diagonal of `covariance`, by name, in the shapes of the variables. */
  readonly standardErrors: ByName<Result>;
  /** The inverse of the Hessian of the negative log-likelihood, row by row in the order of the variables. */
  readonly covariance: Float64Array;
}

/**
 * The asymptotic standard errors of maximum likelihood estimates: the inverse of the observed information (Wasserman
 * 2004, All of Statistics, section 9.10). The point is of everything in the formula; of an objective that is compiled
 * already, of its variables. Where variables are arrays, name the type of the result.
 *
 * @throws {DomainError} if the Hessian is not positive definite at the point, which is then no minimum.
 * @example
 * standardErrors("2*(m - 1)^2", ["m"], { m: 1 }).standardErrors // {"m":0.5}
 */
export function standardErrors<Result extends OutputValue = number>(
  negativeLogLikelihood: CompiledObjective,
  point: NamedInputs,
): ParameterErrors<Result>;
export function standardErrors<Result extends OutputValue = number>(
  negativeLogLikelihood: ExpressionLike,
  variables: readonly Variable[],
  point: NamedInputs,
  options?: ParseOptions,
): ParameterErrors<Result>;
export function standardErrors(...given: ObjectiveAtPoint): ParameterErrors<OutputValue> {
  const [objective, x] = objectiveAt(given);
  const covariance = inverseHessian(objective, x);
  const errors = x.map((_, k) => Math.sqrt(covariance[k * x.length + k]!));
  return { standardErrors: objective.variables.byName(errors), covariance };
}

function inverseHessian({ hessian, dimension }: CompiledObjective, x: Float64Array): Float64Array {
  const matrix = (): Float64Array => new Float64Array(dimension ** 2);
  const [information, factor, inverse] = [matrix(), matrix(), matrix()];
  hessian(x, information);
  if (!choleskyFactor(information, dimension, factor)) {
    throw new DomainError("The Hessian is not positive definite here", "Standard errors exist at a minimum only.");
  }
  choleskyInverse(factor, dimension, inverse);
  return inverse;
}
