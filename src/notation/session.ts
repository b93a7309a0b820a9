/** A session: declarations and definitions that stay from one text to the next, seen by nobody else. */
import type { Expression } from "../core/expression.ts";
import { describe } from "./declare.ts";
import { execute, type ParseOptions, scopeOf } from "./parse.ts";
import { parseSyntax } from "./parse-syntax.ts";
import type { Statement } from "./syntax.ts";

/** What a statement did. */
export interface Outcome {
  readonly statement: Statement["kind"];
  /** The value of a formula, or what a definition of a value was given. */
  readonly value: Expression | undefined;
  /** The names that a declaration or a definition gave a meaning. */
  readonly names: readonly string[];
}

export interface Session {
  /**
   * Carries out the statements of a text.
   *
   * @throws {ParseError} and the errors of `parse`; what was done before the error stays.
   */
  run(text: string): readonly Outcome[];
  /** The names with a meaning, and the text of their meaning. */
  definitions(): Readonly<Record<string, string>>;
}

/**
 * A new session, with symbols declared as in `parse`.
 *
 * @example
 * createSession().run("f(x) = x^2; f(3)").map((outcome) => outcome.statement) // ["assignment","expression"]
 */
export function createSession({ symbols, limits }: ParseOptions = {}): Session {
  const scope = scopeOf(symbols);
  return {
    run: (text) =>
      parseSyntax(text, limits).map((statement) => {
        const value = execute(statement, scope, text, limits);
        return { statement: statement.kind, value, names: namesOf(statement) };
      }),
    definitions: () => Object.fromEntries([...scope.symbols].map(([name, meaning]) => [name, describe(meaning)])),
  };
}

function namesOf(statement: Statement): readonly string[] {
  if (statement.kind === "declaration") return statement.names.map(({ name }) => name);
  if (statement.kind !== "assignment") return [];
  const { target } = statement;
  return target.kind === "name" || target.kind === "call" ? [target.name] : [];
}
