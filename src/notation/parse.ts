/** Text → expression. */
import { within } from "../core/budget.ts";
import { ParseError, UnsupportedError } from "../core/error.ts";
import { constant, type Expression } from "../core/expression.ts";
import { rational } from "../core/number.ts";
import { OPERATIONS } from "../core/work.ts";
import { functionsUsed } from "../operators/functions-used.ts";
import { declare } from "./declare.ts";
import { type Limits, parseSyntax } from "./parse-syntax.ts";
import { resolve } from "./resolve.ts";
import { type Definition, Scope, scalarSymbol, sizeSymbol } from "./scope.ts";
import type { AssignmentStatement, Statement, Syntax } from "./syntax.ts";
import { namesOfSizes } from "./syntax-names.ts";

/** Declarations as a text, `"x: vector(n); sigma: positive"`, or by name: a type as text, or a symbol or value itself. */
export type Symbols = string | Readonly<Record<string, string | Expression>>;

export interface ParseOptions {
  readonly symbols?: Symbols;
  readonly limits?: Limits;
  /** The only functions that the formula may use, by the names of their operators; left out: all. */
  readonly functions?: readonly string[];
}

/** An expression, or text or a number that stands for one. */
export type ExpressionLike = Expression | string | number;

/**
 * The expression of a text. Declarations and definitions may stand before it, each ended by `;` or a new line.
 * Names that are not declared are real scalars.
 *
 * @throws {ParseError} with line, column and a caret; {@link ShapeError} for shapes that do not go together;
 *   {@link LimitError} for a text beyond the limits; {@link UnsupportedError} for a function that is not allowed.
 * @example
 * toText(parse("f(t) = t^2; x: positive; f(2x) + 1/3")) // 4*x^2 + 1/3
 */
export function parse(text: string, options: ParseOptions = {}): Expression {
  const result = within(budgetFor(text, options.limits), () => lastValue(text, options));
  if (result !== undefined) return onlyWith(options.functions, result);
  throw new ParseError("The text has no formula", {
    source: text,
    start: text.length,
    end: text.length,
    expected: ["an expression"],
  });
}

function lastValue(text: string, { symbols, limits }: ParseOptions): Expression | undefined {
  const scope = scopeOf(symbols);
  let result: Expression | undefined;
  for (const statement of parseSyntax(text, limits)) {
    if (result !== undefined) throw misplaced(statement, "The formula has ended; only one can stand in a text", text);
    result = execute(statement, scope, text, limits);
  }
  return result;
}

/** Signs such as `+` and `<` are always allowed. */
function onlyWith(functions: readonly string[] | undefined, e: Expression): Expression {
  const other = functions && functionsUsed(e).find((name) => /^\p{L}/u.test(name) && !functions.includes(name));
  if (other === undefined) return e;
  throw new UnsupportedError(
    `"${other}" is not among the functions that are allowed here`,
    `Allowed are ${functions!.join(", ")}.`,
  );
}

/** An expression as it is; text is parsed, a number becomes a constant: exact if it is an integer. */
export function toExpression(e: ExpressionLike, options: ParseOptions = {}): Expression {
  if (typeof e === "string") return parse(e, options);
  if (typeof e !== "number") return e;
  return constant(Number.isSafeInteger(e) ? rational(e) : e);
}

/** A scope in which the given symbols are declared. */
export function scopeOf(symbols: Symbols = {}): Scope {
  const scope = new Scope();
  if (typeof symbols === "string") declareAll(symbols, scope);
  else {
    for (const [name, meaning] of Object.entries(symbols)) {
      if (typeof meaning === "string") declareAll(`${name} : ${meaning}`, scope);
      else scope.symbols.set(name, meaning);
    }
  }
  return scope;
}

function declareAll(text: string, scope: Scope): void {
  if (text.trim() === "") return;
  for (const statement of parseSyntax(text)) {
    if (statement.kind !== "declaration")
      throw misplaced(statement, "Here only declarations such as x : vector(n) can stand", text);
    declare(statement, scope, text);
  }
}

/** What is allowed grows with the text: a long one may apply many definitions. */
const budgetFor = (text: string, { operations }: Limits = {}): number => operations ?? OPERATIONS + 1000 * text.length;

/** Carries a statement out in a scope; the expression, if it is one. */
export function execute(
  statement: Statement,
  scope: Scope,
  source: string,
  limits: Limits = {},
): Expression | undefined {
  return within(budgetFor(source, limits), () => carryOut(statement, scope, source));
}

function carryOut(statement: Statement, scope: Scope, source: string): Expression | undefined {
  switch (statement.kind) {
    case "declaration":
      declare(statement, scope, source);
      return undefined;
    case "assignment":
      define(statement, scope, source);
      return undefined;
    case "expression":
      return meaning(statement.value, scope, source);
    case "model":
      throw misplaced(statement, "Models cannot be worked with yet", source);
    default:
      throw misplaced(statement, "A rule has no value", source);
  }
}

/** The expression of a tree, in which the ends of ranges and slices that nothing was said of are sizes. */
function meaning(tree: Syntax, scope: Scope, source: string): Expression {
  if (!/\.\.|:/.test(source)) return resolve(tree, scope, source);
  const inner = new Scope(scope);
  for (const name of namesOfSizes(tree)) if (scope.find(name) === undefined) inner.symbols.set(name, sizeSymbol(name));
  return resolve(tree, inner, source);
}

/** `a = …` names a value, `f(x, y) = …` a function. */
function define({ target, value }: AssignmentStatement, scope: Scope, source: string): void {
  const place = { source, start: target.start, end: target.end };
  if (target.kind === "name") {
    if (target.name === "e" || target.name === "pi" || target.name === "π")
      throw new ParseError(`${target.name} is a constant`, place);
    scope.symbols.set(target.name, meaning(value, scope, source));
  } else if (target.kind === "call" && target.primes === 0) {
    scope.functions.set(target.name, definitionOf(target.arguments, value, scope, source));
  } else {
    throw new ParseError("Only a name or a function can stand before =", {
      ...place,
      hint: "a = 2, or f(x) = x^2. To compare, write ==.",
    });
  }
}

function definitionOf(parameters: readonly Syntax[], body: Syntax, scope: Scope, source: string): Definition {
  const inner = new Scope(scope);
  const symbols = parameters.map((parameter) => {
    if (parameter.kind === "name") return scalarSymbol(parameter.name);
    throw new ParseError("A parameter is a name", { source, start: parameter.start, end: parameter.end });
  });
  for (const symbol of symbols) inner.symbols.set(symbol.name, symbol);
  return { parameters: symbols, body: meaning(body, inner, source) };
}

const misplaced = ({ start, end }: Statement, reason: string, source: string): ParseError =>
  new ParseError(reason, { source, start, end });
