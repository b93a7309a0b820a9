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

/** From a template, a function, the LaTeX of a function's name, or just the name. */
export function latexLayout(
  name: string,
  parameters: readonly string[],
  latex: string | ((...args: Expression[]) => Layout) | undefined,
  latexName: string = `\\operatorname{${name.replaceAll("_", "\\_")}}`,
): Operator["latex"] {
  if (typeof latex === "function") return (args) => latex(...args);
  if (latex !== undefined) return latexTemplate(latex, parameters);
  return (args) => layout(LEVEL.atom, latexName, ...(args.length === 0 ? [] : inParentheses(args)));
}

const inParentheses = (args: readonly Expression[]): Part[] => ["\\left(", ...separated(args, ", "), "\\right)"];

/** `{x}` is a hole for anything, `x` one for what binds tighter than a power; commands such as `\exp` are left alone. */
function latexTemplate(template: string, parameters: readonly string[]): Operator["latex"] {
  const pieces = template.split(/(\\[A-Za-z]+|[A-Za-z]+)/);
  return (args) =>
    layout(
      LEVEL.atom,
      ...pieces.map((piece, k): Part => {
        const argument = args[parameters.indexOf(piece)];
        if (argument === undefined) return piece;
        return hole(argument, pieces[k - 1]!.endsWith("{") ? LEVEL.statement : LEVEL.postfix);
      }),
    );
}
