/** Says what is wrong with a text where the parser stops: what was seen, what was expected, and a hint for common slips. */
import { LimitError, type NablaError, ParseError, position } from "../core/error.ts";
import { closerOf, innermostOpener, type Mistake, mistakeHint, openBracket, slipHint } from "./syntax-hint.ts";
import { Token, type TokenName } from "./token.ts";
import type { Problem, Tokens } from "./token-stream.ts";

/**
 * The error for the first token that cannot stand where it does.
 * @param culprit its place in the list of tokens
 * @param expected the types of the tokens that could
 */
export function syntaxError(
  source: string,
  tokens: Tokens,
  culprit: number,
  expected: readonly TokenName[],
): NablaError {
  // What the lexer inserts has no width; the user sees what comes after it.
  const place =
    tokens.types[culprit]! !== Token.EOF && tokens.starts[culprit] === tokens.ends[culprit] ? culprit + 1 : culprit;
  const mistake: Mistake = { source, tokens, place, expected, opener: innermostOpener(tokens.types, place) };
  if (tokens.types[place] !== Token.BAD) return unexpectedToken(mistake);
  return tokens.problem === undefined ? unexpectedCharacter(mistake) : lexicalError(mistake, tokens.problem);
}

function lexicalError({ source, tokens, place, opener }: Mistake, { reason, hint, limit }: Problem): NablaError {
  const where = { source, start: tokens.starts[place]!, end: tokens.ends[place]! };
  if (limit === true) return new LimitError(reason, "Raise limits.brackets if that is intended.", where);
  return new ParseError(reason, { ...where, hint: hint ?? openBracket(source, tokens, opener) });
}

function unexpectedCharacter({ source, tokens, place }: Mistake): ParseError {
  const start = tokens.starts[place]!;
  const character = source.slice(start, tokens.ends[place]);
  // `&&` is one slip, not two.
  const end =
    start + character.length * (character !== "." && source.startsWith(character, start + character.length) ? 2 : 1);
  const seen = source.slice(start, end);
  return new ParseError(`Unexpected character ${quote(seen)}`, { source, start, end, hint: slipHint(seen) });
}

function unexpectedToken(mistake: Mistake): ParseError {
  const { source, tokens, place, expected, opener } = mistake;
  const end = tokens.ends[place]!;
  const missing = tokens.types[place] === Token.EOF && opener >= 0 ? closerOf(tokens.types[opener]!) : undefined;
  const hint = mistakeHint(mistake);
  if (missing !== undefined && expected.includes(missing)) {
    const { line, column } = position(source, tokens.starts[opener]!);
    const [open, close] = [quote(textOf(tokens, source, opener)), WORDS[missing] ?? quote(missing)];
    const reason = `Missing ${close} to close the ${open} at line ${line}, column ${column}`;
    return new ParseError(reason, { source, start: end, end, expected: [close], hint });
  }
  // Two operators that make one in other languages, such as `**`, are pointed at together.
  const joined = place > 0 && slipHint(source.slice(tokens.starts[place - 1], end)) !== undefined;
  const start = tokens.starts[joined ? place - 1 : place]!;
  const words = describe(expected);
  const reason = `Unexpected ${seen(mistake, start, end)}; expected ${enumerate(words)}`;
  return new ParseError(reason, { source, start, end, expected: words, hint });
}

function seen({ source, tokens, place }: Mistake, start: number, end: number): string {
  const text = source.slice(start, end);
  if (tokens.types[place] === Token.EOF) return "end of input";
  if (text === "\n") return "end of line";
  return tokens.types[place] === Token.STRING ? `text ${text}` : quote(text);
}

function textOf(tokens: Tokens, source: string, place: number): string {
  return source.slice(tokens.starts[place], tokens.ends[place]);
}

function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

/** Token types a user thinks of as one thing; the first stands for all. */
const GROUPS: readonly { readonly words: string; readonly members: readonly TokenName[] }[] = [
  {
    words: "an expression",
    members: ["NUM", "NAME", "STRING", "SIGN", "D", "not", "(", "[", "{", "ABS_OPEN", "NORM_OPEN", "end"],
  },
  {
    words: "an operator",
    members: [
      ...([
        "+",
        "-",
        "*",
        "/",
        "^",
        ".*",
        "./",
        ".^",
        "mod",
        "IMPLICIT",
        "RATIO",
        "!",
        "'",
        "SUP",
        "PRIMES",
        "(",
        "[",
      ] as const),
      ...(["==", "!=", "<", "<=", ">", ">=", "in", "and", "or", "?", "=", "..", "~", "->"] as const),
    ],
  },
  { words: "the end of the line", members: ["END", "EOF"] },
];

const WORDS: Partial<Readonly<Record<TokenName, string>>> = {
  ABS_CLOSE: '"|"',
  NORM_CLOSE: '"||"',
  EOF: "the end of input",
};

/** What could have stood there, in the words of a user. */
function describe(expected: readonly TokenName[]): string[] {
  // After a whole statement, `,` and `:` could only turn it into a declaration, and `for` and `if` add to it.
  let rest = expected.includes("END") ? expected.filter((name) => name !== "," && name !== ":") : expected;
  const words: string[] = [];
  for (const group of GROUPS) {
    if (!rest.includes(group.members[0]!)) continue;
    words.push(group.words);
    rest = rest.filter((name) => !group.members.includes(name));
  }
  return [...words, ...rest.map((name) => WORDS[name] ?? quote(name))];
}

function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
