/** What an interactive session remembers, and what it replies to a text. */
import { expandDerivatives } from "../../calculus/phases.ts";
import { DomainError } from "../../core/error.ts";
import type { Expression } from "../../core/expression.ts";
import { describe } from "../../notation/declare.ts";
import { execute, scopeOf } from "../../notation/parse.ts";
import { parseSyntax } from "../../notation/parse-syntax.ts";
import type { Definition, Scope } from "../../notation/scope.ts";
import type { AssignmentStatement, DeclarationStatement, Statement, Syntax } from "../../notation/syntax.ts";
import { isFunctionName } from "../../operators/table.ts";
import { toText } from "../../operators/text.ts";
import { simplify, simplifyWithConditions } from "../../simplify/simplify.ts";
import { readingRemarks } from "../reading.ts";
import { withDecimal } from "./decimal.ts";

/** What a statement brought. */
export interface Reply {
  /** The value of a formula. */
  readonly result?: string;
  /** How something was understood, for a person who watches. */
  readonly remarks?: readonly string[];
  /** What may not have been meant. */
  readonly warnings?: readonly string[];
}

export class Workspace {
  readonly scope: Scope;

  /** @throws {ParseError} for declarations that are none. */
  constructor(declarations = "") {
    this.scope = scopeOf(declarations);
  }

  /**
   * Carries out the statements of a text one by one, so that what stands before an error counts. A name that has a
   * meaning gets the new one, with a warning; `ans` is the last value.
   *
   * @throws {ParseError} and the other errors of the engine, with their place in the text.
   */
  *run(text: string): Generator<Reply> {
    if (isBlank(text)) return;
    for (const statement of parseSyntax(text)) yield this.reply(statement, text);
  }

  /** The expression of a text that is one formula. */
  formula(text: string): Expression {
    const [statement, second] = isBlank(text) ? [] : parseSyntax(text);
    if (statement?.kind !== "expression" || second !== undefined) throw new DomainError("A formula is missing");
    return expandDerivatives(execute(statement, this.scope, text)!);
  }

  readonly isVariable = (name: string): boolean => this.scope.find(name) !== undefined;

  /** All names with a meaning, as statements that would give it. */
  names(): string[] {
    const { symbols, functions } = this.scope;
    return [
      ...[...symbols].map(([name, meaning]) => meaningText(name, meaning)),
      ...[...functions].map(([name, definition]) => definitionText(name, definition)),
    ];
  }

  /** Whether the name had a meaning, which it has no longer. */
  forget(name: string): boolean {
    const wasSymbol = this.scope.symbols.delete(name);
    return this.scope.functions.delete(name) || wasSymbol;
  }

  private reply(statement: Statement, text: string): Reply {
    switch (statement.kind) {
      case "expression":
        return this.value(execute(statement, this.scope, text)!, statement.value);
      case "declaration":
        return this.declaration(statement, text);
      case "assignment":
        return this.assignment(statement, text);
      default:
        execute(statement, this.scope, text); // throws: models and rules have no meaning here
        return {};
    }
  }

  private value(e: Expression, syntax: Syntax): Reply {
    const { expression, conditions } = simplifyWithConditions(expandDerivatives(e));
    this.scope.symbols.set("ans", expression);
    const remarks = [
      ...readingRemarks(syntax, this.isVariable),
      ...conditions.map((condition) => `if ${toText(condition)}`),
    ];
    return { result: withDecimal(expression), remarks };
  }

  /** A name can be declared anew here: who tries things out changes their mind. */
  private declaration(statement: DeclarationStatement, text: string): Reply {
    const { symbols } = this.scope;
    const before = new Map(symbols);
    for (const { name } of statement.names) symbols.delete(name);
    try {
      execute(statement, this.scope, text);
    } catch (error) {
      for (const [name, meaning] of before) symbols.set(name, meaning);
      throw error;
    }
    const changed = statement.names.filter(({ name }) => before.has(name) && before.get(name) !== symbols.get(name));
    return {
      warnings: changed.map(({ name }) => `${name} is declared anew; it was ${meaningText(name, before.get(name)!)}`),
    };
  }

  private assignment(statement: AssignmentStatement, text: string): Reply {
    const { target } = statement;
    const name = target.kind === "name" || target.kind === "call" ? target.name : "";
    const before = this.meaning(name);
    execute(statement, this.scope, text);
    const { symbols, functions } = this.scope;
    (target.kind === "call" ? symbols : functions).delete(name);
    const now = this.meaning(name)!;
    return {
      remarks: [...readingRemarks(statement.value, this.isVariable), this.defined(name)],
      warnings:
        before === undefined || before === now || name === "ans" ? [] : [`${name} is defined anew; it was ${before}`],
    };
  }

  /** The text of what a name means, also if it is a function of the language. */
  private meaning(name: string): string | undefined {
    const symbol = this.scope.symbols.get(name);
    if (symbol !== undefined) return meaningText(name, symbol);
    const definition = this.scope.functions.get(name);
    if (definition !== undefined) return definitionText(name, definition);
    return isFunctionName(name) ? "a function of the language" : undefined;
  }

  /** A definition with its derivatives worked out. */
  private defined(name: string): string {
    const value = this.scope.symbols.get(name);
    if (value !== undefined) return `${name} = ${withDecimal(simplify(expandDerivatives(value)))}`;
    const { parameters, body } = this.scope.functions.get(name)!;
    return definitionText(name, { parameters, body: simplify(expandDerivatives(body)) });
  }
}

/** Spaces, comments and empty statements. */
const isBlank = (text: string): boolean => text.replace(/#.*/g, "").trim() === "";

const meaningText = (name: string, meaning: Expression): string =>
  meaning.kind === "symbol" && meaning.name === name
    ? `${name} : ${describe(meaning)}`
    : `${name} = ${toText(meaning)}`;

const definitionText = (name: string, { parameters, body }: Definition): string =>
  `${name}(${parameters.map((parameter) => parameter.name).join(", ")}) = ${toText(body)}`;
