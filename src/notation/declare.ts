/** Declarations, `X : matrix(n, d), symmetric`: from text to symbols and back. */
import { ParseError } from "../core/error.ts";
import { type Expression, makeSymbol, SCALAR, type Shape } from "../core/expression.ts";
import { type Facts, facts, intersect, NO_FACTS, narrow, SIZE, STRUCTURES } from "../core/facts.ts";
import { type Interval, interval, REAL } from "../core/interval.ts";
import { isExact, toNumber } from "../core/number.ts";
import { freeSymbols } from "../core/traverse.ts";
import { integerOf } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import { nearest } from "./nearest.ts";
import { resolve } from "./resolve.ts";
import { type Scope, sizeSymbol } from "./scope.ts";
import type { DeclarationStatement, DeclaredFact, Syntax } from "./syntax.ts";
import { namesIn } from "./syntax-names.ts";

/** How many dimensions a word for an array has. */
const ARRAYS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  vector: [1, 1],
  matrix: [2, 2],
  tensor: [1, 8],
};

/** Words that say nothing more than that the symbol is a number, or what else it is. */
const PLAIN: Readonly<Record<string, Facts>> = {
  real: NO_FACTS,
  scalar: NO_FACTS,
  size: SIZE,
  function: facts(REAL, ["function"]),
};

const WORDS = [
  ...Object.keys(ARRAYS),
  ...Object.keys(PLAIN),
  "positive",
  "nonnegative",
  "negative",
  "integer",
  "interval",
  "open",
  ...STRUCTURES,
];

/** Adds the symbols of a declaration to the scope. */
export function declare(statement: DeclarationStatement, scope: Scope, source: string): void {
  const { shape, known } = typeOf(statement.type, scope, source);
  const all = statement.facts.reduce((before, fact) => withFact(before, fact, source), known);
  for (const { name, start, end } of statement.names) {
    const symbol = makeSymbol(name, shape, all);
    const before = scope.symbols.get(name);
    if (before !== undefined && before !== symbol) {
      throw new ParseError(`"${name}" is declared already: ${describe(before)}`, { source, start, end });
    }
    scope.symbols.set(name, symbol);
  }
}

/**
 * What the free symbols of an expression were declared as: parsing its text with these gives the same expression.
 *
 * @example
 * declarations(parse("log(sigma)", { symbols: { sigma: "positive" } })) // {"sigma":"positive"}
 */
export function declarations(...expressions: readonly Expression[]): Record<string, string> {
  const found: [string, string][] = [];
  for (const symbol of freeSymbols(...expressions)) {
    for (const dimension of symbol.shape)
      for (const size of freeSymbols(dimension)) found.push([size.name, describe(size)]);
    found.push([symbol.name, describe(symbol)]);
  }
  return Object.fromEntries(found);
}

/** The text of a symbol's declaration, without its name. */
export function describe(e: Expression): string {
  if (e.kind !== "symbol") return toText(e);
  if (e.facts.text === SIZE.text) return "size";
  const array = ["", "vector", "matrix"][e.shape.length] ?? "tensor";
  const type = e.shape.length === 0 ? [] : [`${array}(${e.shape.map(toText).join(", ")})`];
  const words = e.facts.text === "" ? [] : [e.facts.text];
  return [...type, ...words].join(", ") || "real";
}

interface Type {
  readonly shape: Shape;
  readonly known: Facts;
}

function typeOf(type: Syntax, scope: Scope, source: string): Type {
  if (type.kind === "call") {
    if (Object.hasOwn(ARRAYS, type.name))
      return { shape: shapeOf(type.name, type.arguments, scope, source, type), known: NO_FACTS };
    if (type.name === "interval" || type.name === "open") {
      return { shape: SCALAR, known: facts(intervalOf(type.name, type.arguments, scope, source, type)) };
    }
  }
  if (type.kind === "name" && Object.hasOwn(PLAIN, type.name)) return { shape: SCALAR, known: PLAIN[type.name]! };
  if (type.kind !== "name") throw unknownWord(source.slice(type.start, type.end), type, source);
  return { shape: SCALAR, known: withFact(NO_FACTS, { words: type.name, start: type.start, end: type.end }, source) };
}

/** Names in dimensions that nothing was said of are sizes. */
function shapeOf(word: string, dimensions: readonly Syntax[], scope: Scope, source: string, type: Syntax): Shape {
  const [least, most] = ARRAYS[word]!;
  if (dimensions.length < least || dimensions.length > most) {
    const expected = least === most ? `${least} size${least === 1 ? "" : "s"}` : `${least} to ${most} sizes`;
    throw new ParseError(`${word} takes ${expected}, here are ${dimensions.length}`, {
      source,
      start: type.start,
      end: type.end,
    });
  }
  for (const dimension of dimensions) {
    for (const name of namesIn(dimension))
      if (scope.find(name) === undefined) scope.symbols.set(name, sizeSymbol(name));
  }
  return dimensions.map((dimension) => checkedSize(resolve(dimension, scope, source), dimension, source));
}

function checkedSize(size: Expression, { start, end }: Syntax, source: string): Expression {
  if (size.kind !== "constant" || (integerOf(size) ?? -1) >= 0) return size;
  throw new ParseError(`A size is an integer from 0 on, not ${toText(size)}`, { source, start, end });
}

function intervalOf(
  word: "interval" | "open",
  ends: readonly Syntax[],
  scope: Scope,
  source: string,
  type: Syntax,
): Interval {
  const place = { source, start: type.start, end: type.end };
  const [low, high] = ends.map((end) => endOf(resolve(end, scope, source)));
  if (low === undefined || high === undefined || ends.length !== 2)
    throw new ParseError(`${word} takes two numbers`, place);
  if (!(low <= high)) throw new ParseError("The lower end is above the upper one", place);
  return interval(low, high, word === "open" ? "open" : "closed");
}

/** A number, ∞ or -∞. */
function endOf(e: Expression): number | undefined {
  if (e.kind === "constant") return isExact(e.value) ? toNumber(e.value) : e.value;
  return { "∞": Infinity, "-∞": -Infinity }[toText(e)];
}

function withFact(before: Facts, fact: DeclaredFact, source: string): Facts {
  const narrowed = narrow(before.interval, fact.words);
  if (narrowed !== undefined) return facts(intersect(before.interval, narrowed), before.words);
  if (!STRUCTURES.includes(fact.words)) throw unknownWord(fact.words, fact, source);
  return facts(before.interval, [...before.words, fact.words]);
}

function unknownWord(word: string, { start, end }: { start: number; end: number }, source: string): ParseError {
  const near = nearest(word, WORDS);
  const hint =
    near === undefined ? "Types are real, positive, integer, vector(n), matrix(n, d), …" : `Did you mean ${near}?`;
  return new ParseError(`"${word}" is not a type or a fact`, { source, start, end, hint });
}
