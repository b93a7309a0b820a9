/** Formulas as answers: one line each, with the names of their variables in front. */
import type { Expression } from "../core/expression.ts";
import { declarations } from "../notation/declare.ts";
import { toText } from "../operators/text.ts";
import { toLatex } from "../printers/latex.ts";
import type { Answer } from "./command.ts";
import type { Request } from "./request.ts";

/** A formula, formulas by one or two names, or rows of formulas. */
export type Formulas =
  | Expression
  | Readonly<Record<string, Expression>>
  | Readonly<Record<string, Readonly<Record<string, Expression>>>>
  | readonly (readonly Expression[])[];

export function formulaAnswer(formulas: Formulas, request: Request): Answer {
  return {
    text: formulaLines(formulas, request.has("latex") ? toLatex : toText).join("\n"),
    data: {
      result: mapped(formulas, toText),
      latex: mapped(formulas, toLatex),
      symbols: declarations(...expressionsOf(formulas)),
    },
  };
}

/** `a: …` for a gradient, `a, b: …` for a Hessian, `[…, …]` for a row of a Jacobian. */
export function formulaLines(formulas: Formulas, print: (e: Expression) => string): string[] {
  if (isExpression(formulas)) return [print(formulas)];
  if (isRows(formulas)) return formulas.map((row) => `[${row.map(print).join(", ")}]`);
  return Object.entries<Expression | Readonly<Record<string, Expression>>>(formulas).flatMap(([name, part]) =>
    isExpression(part)
      ? [`${name}: ${print(part)}`]
      : Object.entries(part).map(([second, entry]) => `${name}, ${second}: ${print(entry)}`),
  );
}

function mapped(formulas: Formulas, print: (e: Expression) => string): unknown {
  if (isExpression(formulas)) return print(formulas);
  if (isRows(formulas)) return formulas.map((row) => row.map(print));
  const entries = Object.entries(formulas).map(([name, part]) => [name, mapped(part, print)] as const);
  return Object.fromEntries(entries);
}

function expressionsOf(formulas: Formulas): Expression[] {
  return isExpression(formulas) ? [formulas] : Object.values<Formulas>(formulas as never).flatMap(expressionsOf);
}

const isRows = (formulas: Formulas): formulas is readonly (readonly Expression[])[] => Array.isArray(formulas);

/** A variable may be called `kind`, but it is no text. */
const isExpression = (formulas: Formulas): formulas is Expression =>
  "kind" in formulas && typeof formulas.kind === "string";
