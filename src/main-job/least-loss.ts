/** The least loss of a model in matrix form, step by step, as `maximum-likelihood.ts` does it for numbers. */
import { gradient, hvp } from "../calculus/derivative.ts";
import type { NamedInputs } from "../compile/callable.ts";
import { checkGradient } from "../compile/check-gradient.ts";
import type { OutputValue } from "../compile/outputs.ts";
import { parse } from "../notation/parse.ts";
import type { MatrixModel } from "./model.ts";
import { compileLoss, search } from "./search.ts";
import * as show from "./show-steps.ts";
import { Stopwatch } from "./stopwatch.ts";
import { pause, printText, type Terminal } from "./terminal.ts";
import { wordsOf } from "./words.ts";

export interface MatrixFit {
  /** The vectors and matrices that were found. */
  readonly parameters: Readonly<Record<string, OutputValue>>;
  readonly value: number;
  readonly times: ReadonlyMap<string, number>;
}

/** How good parameters are, in a word for the table of iterations. */
export type Judge = (parameters: NamedInputs) => string;

/** Fits a model and shows every step on the way. */
export async function minimizeLoss(model: MatrixModel, judge: Judge, terminal: Terminal): Promise<MatrixFit> {
  const { symbols, words, start, direction } = model;
  const stopwatch = new Stopwatch();

  const loss = parse(model.loss, { symbols });
  stopwatch.lap("parsing");
  show.formula(terminal, "Loss", model.loss, loss);
  await pause(terminal);

  stopwatch.start();
  const slopes = gradient(loss, Object.keys(model.parameters));
  const product = direction && hvp(loss, direction, { symbols });
  stopwatch.lap("differentiating");
  const inWords = wordsOf(words, symbols);
  const unseen = words.split("\n").filter((definition) => !model.loss.includes(definition));
  show.gradient(terminal, slopes, { definitions: unseen, inWords });
  if (product !== undefined) show.hessianProduct(terminal, product, direction!, inWords);
  printText(terminal, model.remark);
  await pause(terminal);

  const objective = compileLoss(loss, model, stopwatch);
  const first = objective.variables.byName(objective.variables.flat(start, 0));
  show.gradientCheck(terminal, checkGradient(objective, first), model.startsAt);
  await pause(terminal);

  const shown = show.losses(terminal, model, (point) => judge(objective.variables.byName(point)));
  const minimum = search<OutputValue>(objective, model, shown.each, stopwatch, terminal);
  shown.last();
  show.outcome(terminal, minimum.message);
  await pause(terminal);
  return { parameters: minimum.x, value: minimum.value, times: stopwatch.times };
}
