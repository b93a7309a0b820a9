/** Says what is wrong with a text where the parser stops: what was seen, what was expected, and a hint for common slips. */
import { LimitError, type NablaError, ParseError, position } from "../core/error.ts";
import { closerOf, innermostOpener, type Mistake, mistakeHint, openBracket, slipHint } from "./syntax-hint.ts";
import { Token, type TokenName } from "./token.ts";
import type { Problem, Tokens } from "./token-stream.ts";

/**
 * The error for the first token that cannot stand where it does.
 * @param place of that token in the list
 * @param expected the types of the tokens that could
 */
export function syntaxError(source: string, tokens: Tokens, place: number, expected: readonly TokenName[]): NablaError {
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
  // `&&` is one slip, not two.
  const end = source.startsWith("&&", start) ? start + 2 : tokens.ends[place]!;
  const text = source.slice(start, end);
  const invisible = /[\p{C}\p{Z}]/u.test(text);
  const seen = invisible ? `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}` : quote(text);
  return new ParseError(`Unexpected character ${seen}`, { source, start, end, hint: slipHint(text) });
}

function unexpectedToken(mistake: Mistake): ParseError {
  const { source, tokens, place, expected, opener } = mistake;
  const closer = opener < 0 ? undefined : closerOf(tokens.types[opener]!);
  if (closer !== undefined && tokens.types[place] === Token.EOF && expected.includes(closer)) {
    return missingCloser(mistake, WORDS[closer] ?? quote(closer));
  }
  const end = tokens.ends[place]!;
  // Two operators that make one in other languages, such as `**`, are pointed at together.
  const joined = place > 0 && slipHint(source.slice(tokens.starts[place - 1], end)) !== undefined;
  const start = tokens.starts[joined ? place - 1 : place]!;
  const words = describe(expected);
  const reason = `Unexpected ${seenWords(tokens.types[place]!, source.slice(start, end))}; expected ${enumerate(words)}`;
  return new ParseError(reason, { source, start, end, expected: words, hint: mistakeHint(mistake) });
}

function missingCloser(mistake: Mistake, closer: string): ParseError {
  const { source, tokens, place, opener } = mistake;
  const { line, column } = position(source, tokens.starts[opener]!);
  const open = quote(source.slice(tokens.starts[opener], tokens.ends[opener]));
  const reason = `Missing ${closer} to close the ${open} at line ${line}, column ${column}`;
  const [start, end] = [tokens.starts[place]!, tokens.ends[place]!];
  return new ParseError(reason, { source, start, end, expected: [closer], hint: mistakeHint(mistake) });
}

function seenWords(type: number, text: string): string {
  if (type === Token.EOF) return "end of input";
  if (type === Token.END && text === "\n") return "end of line";
  return type === Token.STRING ? `text ${quote(text.slice(1, -1))}` : quote(text);
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
