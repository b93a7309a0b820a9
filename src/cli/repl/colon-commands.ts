/** What begins with a colon in a session: everything that is no mathematics, and derivatives by name. */
import { derivative, gradient, hessian } from "../../calculus/derivative.ts";
import { evaluate } from "../../compile/evaluate.ts";
import type { OutputValue } from "../../compile/outputs.ts";
import type { Expression } from "../../core/expression.ts";
import { nearest } from "../../notation/nearest.ts";
import { parseSyntaxExpression } from "../../notation/parse-syntax.ts";
import { toLatex } from "../../printers/latex.ts";
import { computedText } from "../commands/evaluate.ts";
import { derivativeLines } from "../formula-answer.ts";
import { blocksOfHessian } from "../linear-maps.ts";
import { checkValues, pointOf } from "../point.ts";
import { explicit, tree } from "../reading.ts";
import { UsageError } from "../usage-error.ts";
import { valueIn, variablesIn } from "../variables.ts";
import type { Workspace } from "./workspace.ts";

export interface ColonCommand {
  readonly name: string;
  readonly parameters: string;
  readonly summary: string;
  /** What is printed; without a formula in the text, the last value is meant. */
  readonly run: (rest: string, workspace: Workspace) => string;
}

export const COLON_COMMANDS: readonly ColonCommand[] = [
  {
    name: "latex",
    parameters: "formula",
    summary: "as LaTeX",
    run: (rest, workspace) => toLatex(formulaOrLast(rest, workspace)),
  },
  {
    name: "tree",
    parameters: "formula",
    summary: "how it is read",
    run: (rest, { isVariable }) => {
      const syntax = parseSyntaxExpression(rest);
      return `${explicit(syntax, isVariable)}\n${tree(syntax, isVariable)}`;
    },
  },
  {
    name: "derivative",
    parameters: "formula x [order]",
    summary: "as derivative(formula, x)",
    run: (rest, workspace) => {
      const [, before = rest, order = "1"] = /^(.*\S)\s+(\d{1,9})$/su.exec(rest) ?? [];
      const { formula, variables } = withVariables(before, workspace);
      return derivativeLines(derivative(formula, variables[0]!, Number(order))).join("\n");
    },
  },
  {
    name: "gradient",
    parameters: "formula x,y",
    summary: "one line for each variable",
    run: (rest, workspace) => {
      const { formula, variables } = withVariables(rest, workspace);
      return derivativeLines(gradient(formula, variables)).join("\n");
    },
  },
  {
    name: "hessian",
    parameters: "formula x,y",
    summary: "the second derivatives",
    run: (rest, workspace) => {
      const { formula, variables } = withVariables(rest, workspace);
      return derivativeLines(hessian(formula, variables), blocksOfHessian(formula, variables)).join("\n");
    },
  },
  { name: "evaluate", parameters: "formula x=2 y=1/3", summary: "the value at a point", run: evaluated },
  {
    name: "names",
    parameters: "",
    summary: "declared and defined names",
    run: (_, workspace) => workspace.names().join("\n"),
  },
  { name: "forget", parameters: "x y", summary: "names lose their meaning", run: forgotten },
  { name: "help", parameters: "", summary: "this list", run: help },
  { name: "quit", parameters: "", summary: "or Ctrl-D", run: () => "" },
];

/** @throws {UsageError} for a command that does not exist. */
export function runColonCommand(line: string, workspace: Workspace): string {
  const [, name = "", rest = ""] = /^\s*:\s*(\p{L}*)\s*(.*?)\s*$/su.exec(line) ?? [];
  const command = COLON_COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command.run(rest, workspace);
  const near = nearest(
    name,
    COLON_COMMANDS.map((candidate) => candidate.name),
  );
  throw new UsageError(
    `There is no command :${name}`,
    `${near === undefined ? "" : `Did you mean :${near}? `}See :help.`,
  );
}

function formulaOrLast(text: string, workspace: Workspace): Expression {
  if (text !== "") return workspace.formula(text);
  if (workspace.isVariable("ans")) return workspace.formula("ans");
  throw new UsageError("There is no last value", "Type a formula, or write it behind the command.");
}

/** The variables are the last word: `a*x + b  a,b`. */
function withVariables(text: string, workspace: Workspace): { formula: Expression; variables: string[] } {
  const [, formula = "", variables] = /^(?:(.*?[^\s,])\s+)?([^\s,]+(?:\s*,\s*[^\s,]+)*)$/su.exec(text) ?? [];
  if (variables === undefined) throw new UsageError("The variable is missing", ":derivative x^2*y x");
  return { formula: formulaOrLast(formula, workspace), variables: variablesIn(variables) };
}

/** The values are the last words: `x^2 + y  x=2 y=1/3`. */
function evaluated(text: string, workspace: Workspace): string {
  const words = text.split(/\s+/u);
  const values = new Map<string, string>();
  for (let value = valueIn(words.at(-1)!); value !== undefined; value = valueIn(words.at(-1) ?? "")) {
    values.set(...value);
    words.pop();
  }
  const formula = formulaOrLast(words.join(" "), workspace);
  checkValues(formula, [...values.keys()]);
  return computedText(evaluate<OutputValue>(formula, pointOf(values)));
}

function forgotten(text: string, workspace: Workspace): string {
  const names = text.split(/[\s,]+/u).filter((name) => name !== "");
  const unknown = names.find((name) => !workspace.forget(name));
  if (unknown !== undefined) throw new UsageError(`${unknown} has no meaning yet`, "See :names.");
  return "";
}

function help(): string {
  const calls = COLON_COMMANDS.map(({ name, parameters }) => `:${name} ${parameters}`.trim());
  const width = Math.max(...calls.map((call) => call.length));
  return [
    "Type a formula to simplify it, f(x) = x^2 or a = 3 to define, x : vector(n) to declare.",
    "d/dx x^2 and f'(x) are derivatives, ans is the last value, # begins a comment.",
    "",
    ...COLON_COMMANDS.map(({ summary }, k) => `  ${calls[k]!.padEnd(width)}  ${summary}`),
  ].join("\n");
}
