/** The parser's front: text → syntax tree, in linear time, or an error that points at the first culprit. */
import { LimitError, ParseError } from "../core/error.ts";
import { parseTokens } from "./automaton.ts";
import { tokenize } from "./lexer.ts";
import { lowerStatements } from "./statement-lower.ts";
import type { Statement, Syntax } from "./syntax.ts";
import { syntaxError } from "./syntax-error.ts";

/** How much is accepted, and done with it; more is a `LimitError`. */
export interface Limits {
  /** Characters; 10,000,000 unless given. */
  readonly length?: number;
  /** Brackets and bars open at once; 10,000 unless given. */
  readonly brackets?: number;
  /** Operations of an evaluation, those over given arrays aside; 50,000,000 unless given. Compiled functions have no limit. */
  readonly operations?: number;
}

/**
 * Reads a text of one or more statements, on lines or separated by `;`.
 * @throws {ParseError} at the first character or word that cannot stand where it does
 * @throws {LimitError} if the text is longer or nested deeper than the limits
 * @example
 * parseSyntax("f(x) = x^2; f(3)").map((statement) => statement.kind) // ["assignment", "expression"]
 */
export function parseSyntax(source: string, limits: Limits = {}): readonly Statement[] {
  const { length = 10_000_000, brackets = 10_000 } = limits;
  if (source.length > length) {
    throw new LimitError(`The text has ${source.length} characters; the limit is ${length}`, "Raise limits.length.");
  }
  const tokens = tokenize(source, brackets);
  const result = parseTokens(tokens.types);
  if (!result.accepted) throw syntaxError(source, tokens, result.culprit, result.expected);
  return lowerStatements(result.value, source, tokens);
}

/**
 * Reads a text that is one expression.
 * @throws {ParseError} as `parseSyntax`, and if the text is another statement or more than one
 * @throws {LimitError} if the text is longer or nested deeper than the limits
 * @example
 * parseSyntaxExpression("2x + 1").kind // "sum"
 */
export function parseSyntaxExpression(source: string, limits: Limits = {}): Syntax {
  const [statement, second] = parseSyntax(source, limits) as [Statement, ...Statement[]];
  if (statement.kind === "expression" && second === undefined) return statement.value;
  const { start, end } = statement.kind === "expression" ? second! : statement;
  const found = statement.kind === "expression" ? "a second statement" : `${ARTICLES[statement.kind]}`;
  const hint = statement.kind === "assignment" ? "To compare, write == instead of =." : undefined;
  throw new ParseError(`Expected one expression, found ${found}`, {
    source,
    start,
    end,
    expected: ["an expression"],
    hint,
  });
}

const ARTICLES: Readonly<Record<Exclude<Statement["kind"], "expression">, string>> = {
  assignment: "an assignment",
  declaration: "a declaration",
  model: "a model",
  rule: "a rule",
};
