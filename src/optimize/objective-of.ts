/** A formula as an objective: its value, gradient and Hessian compiled into functions of the variables alone. */
import type { Variable } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { compile } from "../compile/compile.ts";
import { valueAndGradient, valueGradientAndHessian } from "../compile/value-and-gradient.ts";
import type { Expression } from "../core/expression.ts";
import type { Objective } from "./objective.ts";

/**
 * The objective of a scalar formula with the data bound. One evaluation allocates nothing but the list of arguments.
 *
 * @throws {ShapeError} for data of another shape than declared, {@link DomainError} for data that are missing.
 */
export function objectiveOf(
  e: Expression,
  variables: readonly Variable[],
  data: NamedInputs,
  withHessian: boolean,
): Objective {
  const names = variables.map((variable) => (typeof variable === "string" ? variable : variable.name));
  const inputs = [...names, ...Object.keys(data)];
  const dimension = names.length;
  const value = compile(e, { inputs }).bind(data);
  const first = valueAndGradient(e, variables, { inputs }).bind(data);
  const outFirst = new Float64Array(1 + dimension);
  const objective = {
    dimension,
    value: (x: Float64Array) => value(...x),
    valueAndGradient: (x: Float64Array, gradient: Float64Array) => {
      first.into(outFirst, ...x);
      for (let k = 0; k < dimension; k++) gradient[k] = outFirst[k + 1]!;
      return outFirst[0]!;
    },
  };
  return withHessian ? { ...objective, hessian: hessianOf(e, variables, inputs, data) } : objective;
}

function hessianOf(e: Expression, variables: readonly Variable[], inputs: readonly string[], data: NamedInputs) {
  const second = valueGradientAndHessian(e, variables, { inputs }).bind(data);
  const dimension = variables.length;
  const out = new Float64Array(1 + dimension + dimension ** 2);
  return (x: Float64Array, hessian: Float64Array): void => {
    second.into(out, ...x);
    hessian.set(out.subarray(1 + dimension));
  };
}
