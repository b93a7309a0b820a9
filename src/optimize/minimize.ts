/** Minimizing a formula: the door from expressions to the minimizers. */
import type { ByName } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import {
  type CompiledObjective,
  compileObjective,
  isCompiledObjective,
  type ObjectiveOptions,
} from "../compile/compile-objective.ts";
import type { OutputValue } from "../compile/outputs.ts";
import { UnsupportedError } from "../core/error.ts";
import type { ExpressionLike } from "../notation/parse.ts";
import { gradientDescent } from "./gradient-descent.ts";
import { lbfgs } from "./lbfgs.ts";
import { newton } from "./newton.ts";
import type { Objective } from "./objective.ts";
import type { Options, Report } from "./report.ts";

export type Method = "newton" | "lbfgs" | "gradient-descent";

export interface SearchOptions extends Partial<Options> {
  /** Where to begin; 0 for a variable that is left out, in every entry. */
  readonly start?: NamedInputs;
  /**
   * Left out: Newton's method, which needs the fewest steps, for up to 20 numbers and entries of arrays, and L-BFGS
   * above.
   */
  readonly method?: Method;
}

/** `onIteration` sees the variables in one flat vector, in their order, the entries of arrays row by row. */
export interface MinimizeOptions extends SearchOptions, ObjectiveOptions {}

/** A report whose point is keyed by name: numbers, vectors, entries with their shape. */
export interface Minimum<Result extends OutputValue = number> extends Omit<Report, "x"> {
  readonly x: ByName<Result>;
  readonly method: Method;
}

const METHODS: Readonly<
  Record<Method, (objective: Objective, start: Float64Array, options: Partial<Options>) => Report>
> = {
  newton,
  lbfgs,
  "gradient-descent": gradientDescent,
};

/** Up to so many entries the Hessian is worth its price. */
const FEW = 20;

/**
 * A local minimum of a scalar formula by numbers, vectors and matrices, or of an objective that is compiled already.
 * Where variables are arrays, name the type of the result. The status says honestly why the search ended; `converged`
 * is true only if a test passed.
 *
 * @throws {DomainError} for data, variables or sizes that are missing; {@link ShapeError} for arrays that do not go
 *   together; {@link UnsupportedError} for an unknown method.
 * @example
 * minimize("(x - 1)^2 + (y + 2)^2", { variables: ["x", "y"] }).x // {"x":1,"y":-2}
 */
export function minimize<Result extends OutputValue = number>(
  e: ExpressionLike,
  options: MinimizeOptions,
): Minimum<Result>;
export function minimize<Result extends OutputValue = number>(
  objective: CompiledObjective,
  options?: SearchOptions,
): Minimum<Result>;
export function minimize(
  e: ExpressionLike | CompiledObjective,
  options: SearchOptions | MinimizeOptions = {},
): Minimum<OutputValue> {
  const objective = isCompiledObjective(e) ? e : compileObjective(e, options as MinimizeOptions);
  const { start = {}, method = objective.dimension <= FEW ? "newton" : "lbfgs", ...rest } = options;
  if (!Object.hasOwn(METHODS, method)) {
    throw new UnsupportedError(`"${method}" is not a method`, `Methods are ${Object.keys(METHODS).join(", ")}.`);
  }
  const { x, ...report } = METHODS[method](objective, objective.variables.flat(start, 0), rest);
  return { ...report, x: objective.variables.byName(x), method };
}
