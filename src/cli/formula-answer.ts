/** Formulas as answers: one line each, with the names of their variables in front. */
import type { Expression } from "../core/expression.ts";
import { declarations } from "../notation/declare.ts";
import { toText } from "../operators/text.ts";
import { toLatex } from "../printers/latex.ts";
import { nameParts } from "../printers/name-parts.ts";
import type { Answer } from "./command.ts";
import { asItIs, type Show, type Shown } from "./linear-maps.ts";
import type { Request } from "./request.ts";

/** A formula, formulas by one or two names, or rows of formulas. */
export type Formulas =
  | Expression
  | Readonly<Record<string, Expression>>
  | Readonly<Record<string, Readonly<Record<string, Expression>>>>
  | readonly (readonly Expression[])[];

/** One formula, as text or LaTeX. */
export const formulaAnswer = (e: Expression, request: Request): Answer => ({
  text: request.has("latex") ? toLatex(e) : toText(e),
  data: dataOf(e),
});

/** Derivatives. In text, what long ones repeat gets a name. */
export const derivativeAnswer = (formulas: Formulas, request: Request, show: Show = asItIs): Answer => ({
  text: (request.has("latex") ? latexLines(formulas, show) : derivativeLines(formulas, show)).join("\n"),
  data: dataOf(formulas),
});

/** The lines, and behind them what the names in them stand for. */
export function derivativeLines(formulas: Formulas, show: Show = asItIs): string[] {
  const lines = linesOf(formulas, show);
  const all = lines.flatMap(({ shown }) => shown);
  const named = nameParts(all.map(({ formula }) => formula));
  const short = new Map(all.map((each, k) => [each, named.formulas[k]!]));
  const write = (each: Shown): string => `${before(each, toText, "->")}${toText(short.get(each)!)}`;
  const where = named.parts.map(
    ({ name, formula }, k) => `${k === 0 ? "where" : "     "} ${name.name} = ${toText(formula)}`,
  );
  return [...lines.map((line) => written(line, write)), ...where];
}

const latexLines = (formulas: Formulas, show: Show): string[] =>
  linesOf(formulas, show).map((line) =>
    written(line, (each) => `${before(each, toLatex, "\\mapsto")}${toLatex(each.formula)}`),
  );

const before = ({ direction }: Shown, print: (e: Expression) => string, arrow: string): string =>
  direction === undefined ? "" : `${print(direction)} ${arrow} `;

interface Line {
  /** The names of variables; none for a row of a Jacobian. */
  readonly label: string | undefined;
  readonly isRow: boolean;
  readonly shown: readonly Shown[];
}

/** `a: …` for a gradient, `a, b: …` for a Hessian, `[…, …]` for a row of a Jacobian. */
function written({ label, isRow, shown }: Line, write: (each: Shown) => string): string {
  const text = shown.map(write).join(", ");
  return isRow ? `[${text}]` : label === undefined ? text : `${label}: ${text}`;
}

function linesOf(formulas: Formulas, show: Show): Line[] {
  const line = (label: string | undefined, ...shown: Shown[]): Line => ({ label, isRow: false, shown });
  if (isExpression(formulas)) return [line(undefined, show(formulas, 0, 0))];
  if (isRows(formulas))
    return formulas.map((row, k) => ({ label: undefined, isRow: true, shown: row.map((e, j) => show(e, k, j)) }));
  return Object.entries<Expression | Readonly<Record<string, Expression>>>(formulas).flatMap(([name, part]) =>
    isExpression(part)
      ? [line(name, show(part, name, 0))]
      : Object.entries(part).map(([second, entry]) => line(`${name}, ${second}`, show(entry, name, second))),
  );
}

const dataOf = (formulas: Formulas): Answer["data"] => ({
  result: mapped(formulas, toText),
  latex: mapped(formulas, toLatex),
  symbols: declarations(...expressionsOf(formulas)),
});

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
