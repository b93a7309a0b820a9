/** The search that all fits share: compiled first, then watched, and left when the user has had enough. */
import type { ByName } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { type CompiledObjective, compileObjective } from "../compile/compile-objective.ts";
import type { OutputValue } from "../compile/outputs.ts";
import type { Expression } from "../core/expression.ts";
import { type Method, type Minimum, minimize } from "../optimize/minimize.ts";
import type { Progress } from "../optimize/report.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { Terminal } from "./terminal.ts";

export interface Task {
  readonly parameters: ByName<string>;
  readonly start: NamedInputs;
  readonly data: NamedInputs;
  readonly method: Method;
}

/** Prints one line of the table of iterations. */
export type ShowIteration = (progress: Progress, point: Float64Array) => void;

/** The objective of a loss, and all of its programs: what would be compiled when it is first needed, is compiled now. */
export function compileLoss(
  loss: Expression,
  { parameters, start, data, method }: Task,
  stopwatch: Stopwatch,
): CompiledObjective {
  stopwatch.start();
  const objective = compileObjective(loss, { variables: Object.keys(parameters), data, start });
  const x = objective.variables.flat(start, 0);
  objective.valueAndGradient(x, new Float64Array(x.length));
  if (method === "newton") objective.hessian(x, new Float64Array(x.length ** 2));
  stopwatch.lap("compiling");
  return objective;
}

/** The minimum; `show` hears of the start and of every iteration. */
export function search<Result extends OutputValue>(
  objective: CompiledObjective,
  { start, method }: Task,
  show: ShowIteration,
  stopwatch: Stopwatch,
  { interruption }: Terminal,
): Minimum<Result> {
  stopwatch.start();
  const minimum = minimize<Result>(objective, {
    start,
    method,
    onIteration: (progress, point) => {
      show(progress, point);
      return !interruption.aborted;
    },
  });
  stopwatch.lap("fitting");
  return minimum;
}
