/** What a minimizer is asked and what it answers: options with their defaults, and the report with an honest status. */
import { DomainError } from "../core/error.ts";

/**
 * Why a minimizer stopped. The first three are tests that passed at the returned point (`converged` is true);
 * all others say what prevented that.
 */
export type Status =
  | "gradient"
  | "value"
  | "step"
  | "iterations"
  | "evaluations"
  | "non-finite"
  | "line-search"
  | "interrupted";

/** One line of the history: where the best point stood after an iteration; iteration 0 is the start. */
export interface Progress {
  readonly iteration: number;
  readonly value: number;
  /** The largest absolute entry of the gradient. */
  readonly gradientNorm: number;
  /** The largest change of a parameter in this iteration; 0 at the start. */
  readonly step: number;
  /** Evaluations of value and gradient so far. */
  readonly evaluations: number;
}

export interface Options {
  /** Converged when the largest gradient entry is at most `gtol`, or `gtolRelative` times that of the start. */
  readonly gtol: number;
  readonly gtolRelative: number;
  /** Converged when iterations in a row promised and brought a decrease within `ftol · |value| + ftolAbsolute`. */
  readonly ftol: number;
  readonly ftolAbsolute: number;
  /** Converged when iterations in a row proposed and made only changes within `xtol · |x[i]| + xtolAbsolute`. */
  readonly xtol: number;
  readonly xtolAbsolute: number;
  readonly maxIterations: number;
  /** Evaluations of value and gradient; the start is always evaluated. */
  readonly maxEvaluations: number;
  /** Called at the start and after each iteration with the best point, which is only lent; `false` stops the work. */
  readonly onIteration: (progress: Progress, x: Float64Array) => unknown;
  /** Whether the report lists the progress of every iteration. */
  readonly keepHistory: boolean;
}

export interface Report {
  /** The best point seen: the lowest finite value; among values equal up to rounding, the smallest gradient. */
  readonly x: Float64Array;
  readonly value: number;
  /** The largest absolute entry of the gradient at `x`. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly status: Status;
  readonly converged: boolean;
  /** The status as a sentence. */
  readonly message: string;
  readonly history: readonly Progress[];
}

export const DEFAULTS: Options = {
  gtol: 1e-8,
  gtolRelative: 0,
  ftol: 1e-14,
  ftolAbsolute: 0,
  xtol: Number.EPSILON,
  xtolAbsolute: 0,
  maxIterations: 1000,
  maxEvaluations: 100_000,
  onIteration: () => true,
  keepHistory: true,
};

const LIMITS = [
  "gtol",
  "gtolRelative",
  "ftol",
  "ftolAbsolute",
  "xtol",
  "xtolAbsolute",
  "maxIterations",
  "maxEvaluations",
] as const;

/** The options with defaults filled in. Throws a DomainError for a tolerance or limit that is not a number ≥ 0. */
export function completeOptions(given: Partial<Options>): Options {
  const options = { ...DEFAULTS, ...given };
  for (const name of LIMITS) {
    if (!(options[name] >= 0)) {
      throw new DomainError(`option ${name} is ${options[name]}`, "It must be a number that is at least 0.");
    }
  }
  return options;
}

/** Whether a status says that a convergence test passed. */
export function isConverged(status: Status): boolean {
  return status === "gradient" || status === "value" || status === "step";
}

/** The sentence for a status; `non-finite` is worded by whoever met the value. */
export function statusMessage(status: Exclude<Status, "non-finite">, gradientNorm: number): string {
  return `${MESSAGES[status]} (largest gradient entry ${gradientNorm.toPrecision(3)}).`;
}

const MESSAGES: Readonly<Record<Exclude<Status, "non-finite">, string>> = {
  gradient: "Converged to a stationary point: the gradient is within gtol",
  value: "Converged: the value no longer decreases by more than ftol",
  step: "Converged: the parameters no longer change by more than xtol",
  iterations: "Stopped before convergence: maxIterations reached",
  evaluations: "Stopped before convergence: maxEvaluations reached",
  "line-search":
    "Not converged: no lower value was found along a descent direction; rounding hides it, or the gradient is not that of the value",
  interrupted: "Interrupted by onIteration",
};
