/** `nabla parse`: how a formula is read. */
import { scopeOf } from "../../notation/parse.ts";
import { parseSyntax } from "../../notation/parse-syntax.ts";
import { toJSON } from "../../operators/json.ts";
import type { Answer } from "../command.ts";
import { formulaAnswer } from "../formula-answer.ts";
import { explicit, tree } from "../reading.ts";
import type { Request } from "../request.ts";

export function parsed(request: Request): Answer {
  const text = request.words[0]!;
  const expression = request.formula(text);
  request.notes.length = 0; // the reading is the answer
  const scope = scopeOf(request.reading.symbols);
  const isVariable = (name: string): boolean => scope.find(name) !== undefined;
  const [formula] = parseSyntax(text).filter((statement) => statement.kind === "expression");
  const reading = explicit(formula!.value, isVariable);
  const { data } = formulaAnswer(expression, request);
  return {
    text: `${reading}\n\n${tree(formula!.value, isVariable)}`,
    data: { ...data, reading, expression: toJSON(expression) },
  };
}
