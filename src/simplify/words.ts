/**
 * Back to the words of the input: a derivative is worked out in stable functions, but a reader who wrote `exp` and
 * `log` gets those. Functions that occur in the input stay.
 */
import { bitOf, type Expression, isCall } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { postorder, substitute, transformAll } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { scalarSymbol } from "../notation/scope.ts";
import { exp, expm1, log, log1mexp, log1p, logaddexp, xlogy } from "../operators/exponential.ts";
import { logcosh } from "../operators/hyperbolic.ts";
import { sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { logit, sigmoid, softplus } from "../operators/sigmoidal.ts";

/** What each stable function stands for. */
const MEANINGS: ReadonlyMap<Operator, string | Operator["build"]> = new Map<Operator, string | Operator["build"]>([
  [sigmoid.operator, "1/(1 + exp(-x))"],
  [softplus.operator, "log(1 + exp(x))"],
  [log1p.operator, "log(1 + x)"],
  [expm1.operator, "exp(x) - 1"],
  [log1mexp.operator, "log(1 - exp(x))"],
  [logaddexp.operator, "log(exp(x) + exp(y))"],
  [logcosh.operator, "log(cosh(x))"],
  [logit.operator, "log(x/(1 - x))"],
  [xlogy.operator, "x*log(y)"],
  [logSumExpOver.operator, ([index, body, ...range]) => log(sumOver.operator.build([index!, exp(body!), ...range]))],
]);

/** Functions that speak the same language: who writes one of them reads the others. */
const RELATED: readonly (readonly Operator[])[] = [
  [sigmoid.operator, softplus.operator, logit.operator],
  [log1p.operator, expm1.operator, log1mexp.operator],
];

/** Expressions with the stable functions that the input does not use written out. */
export function wordsBack(all: readonly Expression[], input: Expression): readonly Expression[] {
  if (!all.some(({ operators }) => (operators & STABLE) !== 0)) return all;
  const used = new Set(
    postorder(input)
      .filter(isCall)
      .map(({ operator }) => operator),
  );
  for (const family of RELATED)
    if (family.some((operator) => used.has(operator))) for (const operator of family) used.add(operator);
  return transformAll(
    all,
    (node) => (isCall(node) && !used.has(node.operator) ? writtenOut(node.operator, node.args) : undefined) ?? node,
  );
}

const STABLE = [...MEANINGS.keys()].reduce((bits, operator) => bits | bitOf(operator), 0);
const LETTERS: readonly Expression[] = [scalarSymbol("x"), scalarSymbol("y")];
const templates = new Map<Operator, Expression>();

function writtenOut(operator: Operator, args: readonly Expression[]): Expression | undefined {
  const meaning = MEANINGS.get(operator);
  if (typeof meaning !== "string") return meaning?.(args);
  const template = templates.get(operator) ?? parse(meaning);
  templates.set(operator, template);
  return substitute(template, new Map(LETTERS.map((letter, k) => [letter, args[k] ?? letter])));
}
