/** Formulas in the words of definitions: what has been given a name is called by it. */
import type { Expression } from "../core/expression.ts";
import { substitute } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { symbol } from "../operators/symbol.ts";

/**
 * The function that puts names in the place of what they are defined as. Each line of the definitions is `name =
 * formula` and may use the names before it.
 *
 * @example
 * const inWords = wordsOf("u = a + b\nv = exp(u)", "");
 * toText(inWords(parse("exp(a + b)/(a + b)"))) // v/u
 */
export function wordsOf(definitions: string, symbols: string): (e: Expression) => Expression {
  const lines = definitions.split("\n");
  const names = lines.map((line, k): [Expression, Expression] => {
    const name = line.slice(0, line.indexOf("=")).trim();
    const defined = parse([...lines.slice(0, k + 1), name].join("\n"), { symbols });
    return [defined, symbol(name, [], defined.shape)];
  });
  return (e) => substitute(e, new Map(names));
}
