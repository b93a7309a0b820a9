/** Models as this job needs them: what is typed, and what it speaks of. */
import type { ByName } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import type { Method } from "../optimize/minimize.ts";

/** A statistical model, fitted by maximum likelihood. */
export interface Model {
  /** The log-likelihood as one types it; definitions may stand before the formula. */
  readonly logLikelihood: string;
  /** What its names are; those left out are real numbers. */
  readonly symbols: string;
  /** The parameters to estimate, each with its meaning. */
  readonly parameters: ByName<string>;
  readonly start: ByName<number>;
  readonly data: NamedInputs;
}

/** A model in matrix form, fitted by minimizing a loss. */
export interface MatrixModel {
  /** The loss as one types it. */
  readonly loss: string;
  readonly symbols: string;
  /** Definitions, one on each line, whose names make derivatives easier to read. */
  readonly words: string;
  /** What is to be said of the derivatives. */
  readonly remark: string;
  /** The vectors and matrices to find, each with its meaning. */
  readonly parameters: ByName<string>;
  /** By parameter, the matrix of a direction in which the Hessian is shown; left out: it is not. */
  readonly direction?: ByName<string>;
  readonly start: NamedInputs;
  /** The start in words. */
  readonly startsAt: string;
  readonly data: NamedInputs;
  readonly method: Method;
  /** Of a long fit every so many iterations are shown. */
  readonly every: number;
}
