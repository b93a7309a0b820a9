/** Minimizers: of formulas by `minimize`, or of any function that knows its value, gradient and Hessian. */
export { choleskyFactor, choleskyInverse, choleskySolve } from "./optimize/cholesky.ts";
export { gradientDescent } from "./optimize/gradient-descent.ts";
export { lbfgs } from "./optimize/lbfgs.ts";
export { type Method, type MinimizeOptions, type Minimum, minimize, type SearchOptions } from "./optimize/minimize.ts";
export { newton } from "./optimize/newton.ts";
export type { Objective } from "./optimize/objective.ts";
export type { Options, Progress, Report, Status } from "./optimize/report.ts";
export { type ParameterErrors, standardErrors } from "./optimize/standard-errors.ts";
