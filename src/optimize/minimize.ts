/** Minimizing a formula: the door from expressions to the minimizers. */
import type { ByName, Variable } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { DomainError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { gradientDescent } from "./gradient-descent.ts";
import { lbfgs } from "./lbfgs.ts";
import { newton } from "./newton.ts";
import type { Objective } from "./objective.ts";
import { objectiveOf } from "./objective-of.ts";
import type { Options, Report } from "./report.ts";

export type Method = "newton" | "lbfgs" | "gradient-descent";

export interface MinimizeOptions extends Partial<Options>, ParseOptions {
  /** The variables to find, in the order of the flat vector that `onIteration` sees. */
  readonly variables: readonly Variable[];
  /** Where to begin; 0 for a variable that is left out. */
  readonly start?: ByName<number>;
  /** Values for everything else in the formula. */
  readonly data?: NamedInputs;
  /** Left out: Newton's method, which needs the fewest steps, for up to 20 variables, and L-BFGS above. */
  readonly method?: Method;
}

/** A report whose point is keyed by name. */
export interface Minimum extends Omit<Report, "x"> {
  readonly x: ByName<number>;
  readonly method: Method;
}

const METHODS: Readonly<
  Record<Method, (objective: Objective, start: Float64Array, options: Partial<Options>) => Report>
> = {
  newton,
  lbfgs,
  "gradient-descent": gradientDescent,
};

/** Up to so many variables the Hessian is worth its price. */
const FEW_VARIABLES = 20;

/**
 * A local minimum of a scalar formula. The status says honestly why the search ended; `converged` is true only if a
 * test passed.
 *
 * @throws {DomainError} for data or variables that are missing, {@link UnsupportedError} for an unknown method.
 * @example
 * minimize("(x - 1)^2 + (y + 2)^2", { variables: ["x", "y"] }).x // {"x":1,"y":-2}
 */
export function minimize(e: ExpressionLike, options: MinimizeOptions): Minimum {
  const { variables, start = {}, data = {}, symbols, limits, method = defaultMethod(variables), ...rest } = options;
  const input: Expression = toExpression(e, { ...(symbols && { symbols }), ...(limits && { limits }) });
  if (!Object.hasOwn(METHODS, method)) {
    throw new UnsupportedError(`"${method}" is not a method`, `Methods are ${Object.keys(METHODS).join(", ")}.`);
  }
  const names = variables.map((variable) => (typeof variable === "string" ? variable : variable.name));
  const unknown = Object.keys(start).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new DomainError(`start has ${unknown}, which is not among the variables ${names.join(", ")}`);
  const objective = objectiveOf(input, variables, data, method === "newton");
  const { x, ...report } = METHODS[method](
    objective,
    Float64Array.from(names, (name) => start[name] ?? 0),
    rest,
  );
  return { ...report, x: Object.fromEntries(names.map((name, k) => [name, x[k]!])), method };
}

const defaultMethod = (variables: readonly Variable[]): Method =>
  variables.length <= FEW_VARIABLES ? "newton" : "lbfgs";
