/** `nabla simplify`, `substitute`, `latex`: one formula in, one out. */

import { expandDerivatives } from "../../calculus/phases.ts";
import { substitute } from "../../compile/evaluate.ts";
import { toText } from "../../operators/text.ts";
import { toLatex } from "../../printers/latex.ts";
import { simplifyWithConditions } from "../../simplify/simplify.ts";
import type { Answer } from "../command.ts";
import { formulaAnswer } from "../formula-answer.ts";
import type { Request } from "../request.ts";

export function simplified(request: Request): Answer {
  const input = expandDerivatives(request.formula(request.words[0]!));
  const mode = request.has("strict") ? "strict" : "generic";
  const { expression, conditions } = simplifyWithConditions(input, { assume: request.all("assume"), mode });
  const texts = conditions.map(toText);
  if (texts.length > 0) request.notes.push(`if ${texts.join(" and ")}`);
  const answer = formulaAnswer(expression, request);
  return { ...answer, data: { ...answer.data, conditions: texts } };
}

export function substituted(request: Request): Answer {
  const replacements = [...request.values].map(([name, text]) => [name, request.formula(text)] as const);
  return formulaAnswer(substitute(request.formula(request.words[0]!), Object.fromEntries(replacements)), request);
}

export function latex(request: Request): Answer {
  const expression = request.formula(request.words[0]!);
  return { ...formulaAnswer(expression, request), text: toLatex(expression) };
}
