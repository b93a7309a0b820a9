/** A statistical model as this job needs it: its log-likelihood as a formula, and what the formula speaks of. */
import type { ByName } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";

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
