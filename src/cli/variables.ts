/** The names in an argument: the variables `a,b`, and `name=value`. */

import { NablaError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import { parseSyntaxExpression } from "../notation/parse-syntax.ts";
import type { Syntax } from "../notation/syntax.ts";
import type { Request } from "./request.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The names of `a,b`.
 *
 * @throws {UsageError} for what is no name.
 */
export function variablesIn(text: string): string[] {
  return text.split(",").map((part) => {
    const name = nameIn(part);
    if (name !== undefined) return name;
    throw new UsageError(`"${part.trim()}" is not the name of a variable`, "Variables are separated by commas: a,b");
  });
}

/** `name=value`; spaces before `=` are those of a formula. */
export function valueIn(word: string): readonly [name: string, value: string] | undefined {
  const [, left, value] = /^([^\s=<>!:;()]+)=(?!=)(.*)$/su.exec(word) ?? [];
  const name = left === undefined ? undefined : nameIn(left);
  return name === undefined ? undefined : [name, value!];
}

/** Notes which variables do not occur in the formulas: a slip, more often than not. */
export function noteAbsent(variables: readonly string[], formulas: readonly Expression[], request: Request): void {
  const present = new Set(freeSymbols(...formulas).map(({ name }) => name));
  for (const name of variables) if (!present.has(name)) request.notes.push(`${name} does not occur in the formula`);
}

function nameIn(text: string): string | undefined {
  const syntax = syntaxOf(text);
  return syntax?.kind === "name" ? syntax.name : undefined;
}

function syntaxOf(text: string): Syntax | undefined {
  try {
    return parseSyntaxExpression(text);
  } catch (error) {
    if (error instanceof NablaError) return undefined;
    throw error;
  }
}
