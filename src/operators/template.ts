/** Templates: code and LaTeX of an operator written in the names of its arguments, such as `Math.log(x)` and `e^{x}`. */
import type { Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";

/** Code with the arguments' own code in the place of their names. */
export function javascriptTemplate(template: string, parameters: readonly string[]): Operator["javascript"] {
  const pieces = template.split(/(?<![\w.])([A-Za-z]\w*)/);
  const position = pieces.map((piece) => parameters.indexOf(piece));
  return (codes) => pieces.map((piece, k) => (position[k]! < 0 ? piece : codes[position[k]!]!)).join("");
}

/** The LaTeX of a function that has no notation but its name. */
export const operatorName = (name: string): string => `\\operatorname{${name.replaceAll("_", "\\_")}}`;

/** From a template, a function, or the LaTeX of a function's name. */
export function latexLayout(
  parameters: readonly string[],
  latex: string | ((...args: Expression[]) => Layout) | undefined,
  latexName: string,
): Operator["latex"] {
  if (typeof latex === "function") return (args) => latex(...args);
  if (latex !== undefined) return latexTemplate(latex, parameters);
  return (args) => (args.length === 0 ? layout(LEVEL.atom, latexName) : functionLatex(latexName, args));
}

/** A function's value: `\log\left(x\right)`. As a base it gets parentheses: an exponent behind it could belong to the argument. */
export const functionLatex = (name: string, args: readonly Expression[]): Layout =>
  layout(LEVEL.power, name, ...inParentheses(args));

export const inParentheses = (args: readonly Expression[]): Part[] => ["\\left(", ...separated(args, ", "), "\\right)"];

/** `{x}` is a hole for anything, `x` one for what binds tighter than a power; commands such as `\exp` are left alone. */
function latexTemplate(template: string, parameters: readonly string[]): Operator["latex"] {
  const pieces = template.split(/(\\[A-Za-z]+|\{[A-Za-z]+\}|[A-Za-z]+)/);
  return (args) =>
    layout(
      LEVEL.atom,
      ...pieces.map((piece): Part => {
        const argument = args[parameters.indexOf(piece.replace(/[{}]/g, ""))];
        if (argument === undefined) return piece;
        return hole(argument, piece.startsWith("{") ? LEVEL.statement : LEVEL.postfix);
      }),
    );
}
