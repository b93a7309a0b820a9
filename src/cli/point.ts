/** The values of `name=value`: exact texts, numbers, and arrays. */
import type { NestedArray } from "../compile/array-input.ts";
import { evaluate } from "../compile/evaluate.ts";
import { DomainError } from "../core/error.ts";
import { type Expression, isScalar } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import { parseSyntaxExpression } from "../notation/parse-syntax.ts";
import type { MatrixSyntax, Syntax } from "../notation/syntax.ts";
import { isSize } from "../operators/symbol.ts";

export type ArrayValue = readonly number[] | NestedArray;
/** Lists of entries, in lists as deep as there are axes. */
export type Entries<T> = readonly T[] | readonly Entries<T>[];

/**
 * The entries of `[1, 2, 3]`, `[1, 2; 3, 4]`, `[[1, 2], [3, 4]]` and deeper lists; undefined for a text that is no array.
 *
 * @throws {ParseError} for an array that does not parse, and the errors of `entry`.
 */
export function arrayIn<T>(text: string, entry: (text: string) => T): Entries<T> | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  const syntax = parseSyntaxExpression(text);
  return syntax.kind === "matrix" ? entriesOf(syntax, ({ start, end }) => entry(text.slice(start, end))) : undefined;
}

function entriesOf<T>({ rows }: MatrixSyntax, entry: (e: Syntax) => T): Entries<T> {
  const [only, second] = rows;
  if (only === undefined || second !== undefined) return rows.map((row) => row.map(entry));
  const lists = only.filter((each): each is MatrixSyntax => each.kind === "matrix");
  return lists.length === only.length ? lists.map((list) => entriesOf(list, entry)) : only.map(entry);
}

/** The double that a text stands for: `2`, `1/3`, `sqrt(2)`. */
export function doubleOf(text: string): number {
  const plain = Number(text);
  return text.trim() !== "" && Number.isFinite(plain) ? plain : Number(evaluate(text));
}

/**
 * Sizes follow from arrays; everything else in a formula needs a value.
 *
 * @throws {DomainError} naming what lacks one.
 */
export function checkValues(e: Expression, given: readonly string[]): void {
  const missing = freeSymbols(e).filter((symbol) => !isSize(symbol) && !given.includes(symbol.name));
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.map(({ name }) => name).join(", ");
  const example = isScalar(first) ? `${first.name}=2` : `${first.name}=[1,2,3]`;
  throw new DomainError(`${names} ${missing.length === 1 ? "has" : "have"} no value`, `Give one: ${example}`);
}

/** Doubles and arrays by name, as compiled functions take them. */
export function numbersOf(values: ReadonlyMap<string, string>): Record<string, number | ArrayValue> {
  return Object.fromEntries([...values].map(([name, text]) => [name, arrayIn(text, doubleOf) ?? doubleOf(text)]));
}

/** Arrays of doubles by name, and the texts of what is no array, as `evaluate` takes them. */
export function pointOf(values: ReadonlyMap<string, string>): Record<string, string | ArrayValue> {
  return Object.fromEntries([...values].map(([name, text]) => [name, arrayIn(text, doubleOf) ?? text]));
}
