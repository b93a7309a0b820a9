/** A formula as an objective: its value, gradient and Hessian compiled into functions of the variables alone. */
import type { Variable } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { compile } from "../compile/compile.ts";
import { valueAndGradient, valueGradientAndHessian } from "../compile/value-and-gradient.ts";
import type { Expression } from "../core/expression.ts";
import type { Objective } from "./objective.ts";

/**
 * The objective of a scalar formula with the data bound. An evaluation allocates nothing.
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
  const value = compile(e, { inputs }).bind(data).vector(names);
  const first = valueAndGradient(e, variables, { inputs }).bind(data).vector(names);
  const out = new Float64Array(1 + dimension);
  const objective = {
    dimension,
    value: (x: Float64Array) => value(out, x)[0]!,
    valueAndGradient: (x: Float64Array, gradient: Float64Array) => {
      first(out, x);
      for (let k = 0; k < dimension; k++) gradient[k] = out[k + 1]!;
      return out[0]!;
    },
  };
  return withHessian ? { ...objective, hessian: hessianOf(e, variables, names, data) } : objective;
}

function hessianOf(e: Expression, variables: readonly Variable[], names: readonly string[], data: NamedInputs) {
  const inputs = [...names, ...Object.keys(data)];
  const second = valueGradientAndHessian(e, variables, { inputs }).bind(data).vector(names);
  const dimension = variables.length;
  const out = new Float64Array(1 + dimension + dimension ** 2);
  const entries = out.subarray(1 + dimension);
  return (x: Float64Array, hessian: Float64Array): void => {
    second(out, x);
    hessian.set(entries);
  };
}
