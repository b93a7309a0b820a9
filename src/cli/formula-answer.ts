/** Formulas as answers: one line each, with the names of their variables in front. */
import type { Expression } from "../core/expression.ts";
import { declarations } from "../notation/declare.ts";
import { toText } from "../operators/text.ts";
import { toLatex } from "../printers/latex.ts";
import type { Answer } from "./command.ts";
import { LATEX, type Script, TEXT, type Write } from "./linear-maps.ts";
import type { Request } from "./request.ts";

/** A formula, formulas by one or two names, or rows of formulas. */
export type Formulas =
  | Expression
  | Readonly<Record<string, Expression>>
  | Readonly<Record<string, Readonly<Record<string, Expression>>>>
  | readonly (readonly Expression[])[];

/** @param writer Writes one formula of several; left out, each is written as it is. */
export function formulaAnswer(formulas: Formulas, request: Request, writer?: (script: Script) => Write): Answer {
  const script = request.has("latex") ? LATEX : TEXT;
  return {
    text: formulaLines(formulas, writer?.(script) ?? script.formula).join("\n"),
    data: {
      result: mapped(formulas, toText),
      latex: mapped(formulas, toLatex),
      symbols: declarations(...expressionsOf(formulas)),
    },
  };
}

/** `a: …` for a gradient, `a, b: …` for a Hessian, `[…, …]` for a row of a Jacobian. */
export function formulaLines(formulas: Formulas, write: Write): string[] {
  if (isExpression(formulas)) return [write(formulas, 0, 0)];
  if (isRows(formulas)) return formulas.map((row, k) => `[${row.map((e, j) => write(e, k, j)).join(", ")}]`);
  return Object.entries<Expression | Readonly<Record<string, Expression>>>(formulas).flatMap(([name, part]) =>
    isExpression(part)
      ? [`${name}: ${write(part, name, 0)}`]
      : Object.entries(part).map(([second, entry]) => `${name}, ${second}: ${write(entry, name, second)}`),
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
