/** Maximum likelihood from a typed formula, step by step: the whole way that nabla goes. */
import { type ByName, gradient, hessian } from "../calculus/derivative.ts";
import { checkGradient } from "../compile/check-gradient.ts";
import { parse } from "../notation/parse.ts";
import { negate } from "../operators/arithmetic.ts";
import { standardErrors } from "../optimize/standard-errors.ts";
import type { Model } from "./model.ts";
import { compileLoss, search } from "./search.ts";
import * as show from "./show-steps.ts";
import { Stopwatch } from "./stopwatch.ts";
import { pause, type Terminal } from "./terminal.ts";

export interface Fit {
  readonly estimates: ByName<number>;
  readonly standardErrors: ByName<number>;
  /** The largest log-likelihood. */
  readonly value: number;
  /** Milliseconds by step. */
  readonly times: ReadonlyMap<string, number>;
}

/** Fits a model and shows every step on the way. */
export async function maximizeLikelihood(model: Model, terminal: Terminal): Promise<Fit> {
  const { symbols, start, data } = model;
  const parameters = Object.keys(model.parameters);
  const stopwatch = new Stopwatch();

  const logLikelihood = parse(model.logLikelihood, { symbols });
  stopwatch.lap("parsing");
  show.formula(terminal, "Log-likelihood", model.logLikelihood, logLikelihood);
  await pause(terminal);

  stopwatch.start();
  const slopes = gradient(logLikelihood, parameters);
  const curvatures = hessian(logLikelihood, parameters);
  stopwatch.lap("differentiating");
  show.gradient(terminal, slopes);
  show.hessian(terminal, curvatures);
  await pause(terminal);

  show.gradientCheck(terminal, checkGradient(logLikelihood, parameters, { ...start, ...data }), equations(start));
  await pause(terminal);

  const task = { ...model, method: "newton" } as const;
  const objective = compileLoss(negate(logLikelihood), task, stopwatch);
  const minimum = search<number>(objective, task, show.likelihoods(terminal, parameters), stopwatch, terminal);
  show.outcome(terminal, minimum.message);
  await pause(terminal);

  const estimates = minimum.x;
  const errors = standardErrors(objective, estimates).standardErrors;
  show.estimates(terminal, model.parameters, estimates, errors);
  return { estimates, standardErrors: errors, value: -minimum.value, times: stopwatch.times };
}

const equations = (point: ByName<number>): string =>
  Object.entries(point)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
