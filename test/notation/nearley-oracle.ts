/**
 * nearley's own parser on the same grammar, tokens and postprocessors: slow, and right by construction. It follows every
 * reading of a text at once, so it also tells of ambiguity, which our tables cannot have.
 */
import nearley from "nearley";
import grammar from "../../src/notation/grammar.generated.ts";
import { tokenize } from "../../src/notation/lexer.ts";
import { lowerStatements } from "../../src/notation/statement-lower.ts";
import type { Statement } from "../../src/notation/syntax.ts";
import type { Raw } from "../../src/notation/syntax-build.ts";
import type { Rule } from "../../src/notation/tables.ts";
import { TOKEN_NAMES } from "../../src/notation/token.ts";

/** What nearley hands to postprocessors in place of our token numbers. */
interface OracleToken {
  readonly type: string;
  readonly text: string;
  readonly value: string;
  readonly place: number;
}

export type Verdict =
  | { readonly readings: readonly Raw[] }
  /** The place among the tokens where nearley stops. */
  | { readonly culprit: number };

const rules = nearley.Grammar.fromCompiled({
  ...grammar,
  Lexer: undefined,
  ParserRules: (grammar.ParserRules as readonly Rule[]).map((rule) => ({
    ...rule,
    symbols: [...rule.symbols],
    postprocess: (parts: readonly (Raw | OracleToken)[]) => rule.postprocess!(parts.map(placeOf)),
  })),
} as unknown as nearley.CompiledRules);

/** All readings nearley finds of a text, or where it stops. */
export function nearleyVerdict(source: string): Verdict {
  const { types } = tokenize(source, 10_000);
  const tokens = types.map((type, place): OracleToken => {
    const name = TOKEN_NAMES[type]!;
    return { type: name, text: name, value: name, place };
  });
  const end = tokens.pop()!;
  let next = 0;
  const lexer = { reset() {}, next: () => tokens[next++], save: () => ({}), formatError: () => "", has: () => true };
  const parser = new nearley.Parser(rules, { lexer: lexer as unknown as nearley.Lexer });
  // Its report of an error lists every path through the grammar, which can take seconds.
  Object.assign(parser, { reportError: () => "" });
  try {
    parser.feed("");
  } catch {
    return { culprit: next - 1 };
  }
  return end.type === "BAD" || parser.results.length === 0 ? { culprit: end.place } : { readings: parser.results };
}

/** The statements of a reading. */
export function lowerReading(reading: Raw, source: string): readonly Statement[] {
  return lowerStatements(reading, source, tokenize(source, 10_000));
}

function placeOf(part: Raw | OracleToken): Raw {
  return typeof part === "object" && "place" in part ? part.place : (part as Raw);
}
