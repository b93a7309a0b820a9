/** The logarithm of a sum of exponentials over an index; that of an array is in `reduction.ts`. */
import { type Expression, isConstant, type SymbolNode } from "../core/expression.ts";
import { REAL } from "../core/interval.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
import type { Fold } from "../core/operator.ts";
import { add, multiply, subtract } from "./arithmetic.ts";
import { exponentialLatex } from "./arithmetic-latex.ts";
import { dependsOn } from "./comprehension.ts";
import { exp, log, log1p } from "./exponential.ts";
import { buildIndexed, indexedText, unusable } from "./indexed.ts";
import { ZERO } from "./number.ts";
import { logaddexp } from "./numeric/stable.ts";
import { record } from "./record.ts";
import { termsOf } from "./ring.ts";

/** The largest exponent so far. */
const PEAK: Fold = {
  identity: -Infinity,
  accumulate: (peak, value) => Math.max(value, peak),
  javascript: (peak, value) => `${value} > ${peak} ? ${value} : ${peak}`,
};

/**
 * The sum of exp(value - peak) over all but the largest, scaled anew when a larger one comes: one exponential for each
 * step, and of a sum near 1 no digit is lost. -1 stands for no value yet. Equal values are asked for, so that two
 * infinities are not subtracted.
 */
const EXCESS: Fold = {
  identity: -1,
  accumulate: (excess, value, peak) =>
    value < peak
      ? excess + Math.exp(value - peak)
      : value === peak
        ? excess + 1
        : (excess + 1) * Math.exp(peak - value),
  javascript: (excess, value, peak) =>
    `${value} < ${peak} ? ${excess} + Math.exp(${value} - ${peak}) : ${value} === ${peak} ? ${excess} + 1 : (${excess} + 1) * Math.exp(${peak} - ${value})`,
  cost: 10,
};

/**
 * `log(sum(exp(body), i=from..to))`, never overflowing; -Infinity over an empty range. In one pass (M. Milakov and
 * N. Gimelshein, "Online normalizer calculation for softmax", 2018). What does not depend on the index stands in front.
 */
export const logSumExpOver = record("logsumexp_over(index, body, from, to)", {
  aliases: ["logsumexp"],
  binder: {
    identity: -Infinity,
    accumulate: logaddexp,
    javascript: unusable,
    inTwo: { first: PEAK, second: EXCESS, result: (peak, excess) => add(peak, log1p(excess)) },
    pullback: ({ body }, value, cotangent) => multiply(cotangent, exp(subtract(body, value))),
  },
  evaluate: unusable,
  range: REAL,
  text: (...args) => indexedText("logsumexp", args),
  latex: (...args) => logSumLatex(args),
  build: (args, made) => buildIndexed(args, made, (body, count) => add(body, log(count)), termsInFront, add),
});

/** The terms free of the index, and the rest. */
function termsInFront(body: Expression, index: SymbolNode): [Expression[], Expression] | undefined {
  if (body === ZERO) return undefined; // the logarithm of the number of steps
  const terms = termsOf(body);
  const outside = terms.filter((term) => isConstant(term) || !dependsOn(term, index));
  if (outside.length === 0) return undefined;
  return [outside, add(...terms.filter((term) => !outside.includes(term)))];
}

const logSumLatex = ([index, body, from, to]: readonly Expression[]): Layout => ({
  ...layout(
    LEVEL.power,
    "\\log\\left(\\sum_{",
    hole(index!),
    "=",
    hole(from!),
    "}^{",
    hole(to!),
    "} ",
    exponentialLatex(body!),
    "\\right)",
  ),
  binds: { index: index as SymbolNode },
});
