/** What a command is asked to do: its words, values and options, with the formulas among them read. */
import type { Expression } from "../core/expression.ts";
import { type ParseOptions, parse, scopeOf } from "../notation/parse.ts";
import { type Limits, parseSyntax } from "../notation/parse-syntax.ts";
import type { Command } from "./command.ts";
import type { OptionName } from "./options.ts";
import { type IsVariable, readingRemarks } from "./reading.ts";
import { UsageError } from "./usage-error.ts";
import { valueIn } from "./variables.ts";

export class Request {
  /** Formulas, variables and counts, without the name of the command. */
  readonly words: readonly string[];
  /** The texts of `name=value`. */
  readonly values: ReadonlyMap<string, string>;
  /** Remarks for people: they are no part of the result. */
  readonly notes: string[] = [];
  private readonly options: ReadonlyMap<OptionName, readonly string[]>;

  constructor(
    words: readonly string[],
    values: ReadonlyMap<string, string>,
    options: ReadonlyMap<OptionName, readonly string[]>,
  ) {
    this.words = words;
    this.values = values;
    this.options = options;
  }

  has(option: OptionName): boolean {
    return this.options.has(option);
  }

  /** The last value of an option. */
  option(name: OptionName): string | undefined {
    return this.options.get(name)?.at(-1);
  }

  all(name: OptionName): readonly string[] {
    return this.options.get(name) ?? [];
  }

  /** A count that an option gives. */
  count(name: OptionName): number | undefined {
    const text = this.option(name);
    return text === undefined ? undefined : countOf(text, `--${name}`);
  }

  /** The limits that options set. */
  get limits(): Limits {
    const operations = this.count("max-operations");
    return operations === undefined ? {} : { operations };
  }

  /** The declarations, as `parse` takes them. */
  get reading(): ParseOptions {
    return { symbols: this.all("declare").join("; ") };
  }

  /** The formula of a text. How it was read is noted where an implicit product could be read in another way. */
  formula(text: string): Expression {
    const expression = parse(text, this.reading);
    const scope = scopeOf(this.reading.symbols);
    const isVariable: IsVariable = (name) => scope.find(name) !== undefined;
    for (const statement of parseSyntax(text)) {
      if (statement.kind === "expression") this.notes.push(...readingRemarks(statement.value, isVariable));
    }
    return expression;
  }
}

/**
 * The request of a command line: words and `name=value` apart.
 *
 * @throws {UsageError} for too few or too many words, or a name with two values.
 */
export function requestOf(
  command: Command,
  given: readonly string[],
  options: ReadonlyMap<OptionName, readonly string[]>,
): Request {
  const words: string[] = [];
  const values = new Map<string, string>();
  for (const [k, word] of given.entries()) {
    const value = command.values && k > 0 ? valueIn(word) : undefined;
    if (value === undefined) words.push(word);
    else if (values.has(value[0])) throw new UsageError(`${value[0]} has two values`);
    else values.set(...value);
  }
  if (words.length >= command.least && words.length <= command.most) return new Request(words, values, options);
  const problem = words.length < command.least ? "Something is missing" : `"${words[command.most]}" is too much`;
  throw new UsageError(problem, `Usage: nabla ${command.name} ${command.parameters}`);
}

/** @throws {UsageError} for what is no integer from 0. */
export function countOf(text: string, what: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`${what} is a count, not "${text}"`);
}
