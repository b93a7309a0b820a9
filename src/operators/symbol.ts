/** Symbols as a program makes them; text declares them. */

import { DomainError } from "../core/error.ts";
import { type Expression, makeSymbol, SCALAR, type Shape, type SymbolNode } from "../core/expression.ts";
import { type Facts, facts, NO_FACTS, narrow, STRUCTURES } from "../core/facts.ts";
import { REAL } from "../core/interval.ts";

/**
 * A scalar symbol, or one of a given shape, with facts such as `"positive"` or `"integer"`.
 *
 * @throws DomainError for a word that is not a fact.
 * @example
 * symbol("sigma", ["positive"]).facts.text // positive
 */
export function symbol(name: string, words: readonly string[] = [], shape: Shape = SCALAR): SymbolNode {
  return makeSymbol(name, shape, words.length === 0 ? NO_FACTS : factsOf(words));
}

/** Facts from their words. */
export function factsOf(words: readonly string[]): Facts {
  let range = REAL;
  const structures: string[] = [];
  for (const word of words) {
    const narrowed = narrow(range, word);
    if (narrowed !== undefined) range = narrowed;
    else if (STRUCTURES.includes(word)) structures.push(word);
    else
      throw new DomainError(
        `"${word}" is not a fact`,
        `Facts are positive, nonnegative, negative, integer, ${STRUCTURES.join(", ")}.`,
      );
  }
  return facts(range, structures);
}

export const isSize = (e: Expression): boolean => e.kind === "symbol" && e.facts.words.includes("size");
