/** Hints for slips that are common among people who know other languages. */
import { position } from "../core/error.ts";
import { TOKEN_NAMES, Token, type TokenName } from "./token.ts";
import type { Tokens } from "./token-stream.ts";

/** A token that cannot stand where it does. */
export interface Mistake {
  readonly source: string;
  readonly tokens: Tokens;
  /** Of the culprit among the tokens. */
  readonly place: number;
  /** What could have stood there. */
  readonly expected: readonly TokenName[];
  /** The place of the innermost bracket or bar open there; -1 if there is none. */
  readonly opener: number;
}

/** What closes an opening bracket or bar. */
export function closerOf(opener: number): TokenName {
  return CLOSERS.get(opener)!;
}

/** The place of the innermost bracket or bar open before a place; -1 if there is none. */
export function innermostOpener(types: readonly number[], place: number): number {
  const open: number[] = [];
  for (let i = 0; i < place; i++) {
    if (CLOSERS.has(types[i]!)) open.push(i);
    else if (CLOSING.has(types[i]!)) open.pop();
  }
  return open.at(-1) ?? -1;
}

/** The hint for a spelling from elsewhere: `**`, `&&`, `√`. */
export function slipHint(text: string): string | undefined {
  return SPELLINGS.get(text);
}

/** The first hint that fits. */
export function mistakeHint(mistake: Mistake): string | undefined {
  const { source, tokens, place } = mistake;
  const joined = place > 0 ? slipHint(source.slice(tokens.starts[place - 1], tokens.ends[place])) : undefined;
  if (joined !== undefined) return joined;
  for (const hint of HINTS) {
    const found = hint(mistake);
    if (found !== undefined) return found;
  }
  return undefined;
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["**", "For a power, write ^."],
  ["===", "To compare, write ==."],
  ["!==", "To compare, write !=."],
  ["<>", "To compare, write !=."],
  ["~=", "To compare, write !=."],
  ["=<", "To compare, write <=."],
  ["=>", "To compare, write >=; for a rule, write ->."],
  [":=", "To define, write =."],
  ["+=", "Write the sum out: x = x + 1."],
  ["-=", "Write the difference out: x = x - 1."],
  ["*=", "Write the product out: x = x * 2."],
  ["/=", "Write the quotient out: x = x / 2."],
  ["//", "For an integer quotient, write floor(a/b); a comment begins with #."],
  ["/*", "A comment begins with #."],
  ["&", 'For a logical and, write "and".'],
  ["&&", 'For a logical and, write "and".'],
  ["%", 'For a remainder, write "mod".'],
  ["@", "For a matrix product, write *."],
  ["...", "For a range, write 1..n."],
  ["…", "For a range, write 1..n."],
  [".", "There are no members to reach with a dot; the elementwise operators are .* ./ .^"],
  ["_", "A name begins with a letter."],
  ["$", "A name begins with a letter."],
  ["\\", "This is not LaTeX: write alpha, sqrt(x), a/b."],
  ["√", "Write sqrt(x)."],
  ["∑", "Write sum(x[i], i=1..n)."],
  ["∏", "Write prod(x[i], i=1..n)."],
  ["∂", "A derivative is written d/dx or ∂/∂x, before what it applies to."],
  ["ⁿ", "For a power, write ^n."],
  ["ⁱ", "For a power, write ^i."],
  ...Array.from("‘’“”«»`", (mark): [string, string] => [mark, "The quotation mark is \" and the transpose is '."]),
]);

/** In the order of how sure they are. */
const HINTS: readonly ((mistake: Mistake) => string | undefined)[] = [
  logicHint,
  productHint,
  openBracketHint,
  equalsHint,
  negationHint,
  quoteHint,
  rangeHint,
  casesHint,
  derivativeHint,
  separatorHint,
  wordHint,
];

/** `a || b`: the bars were read as those of a norm. */
function logicHint({ tokens: { types }, opener }: Mistake): string | undefined {
  const bar = types[opener] === Token.ABS_OPEN || types[opener] === Token.NORM_OPEN;
  if (bar && types[opener - 1] === Token.IMPLICIT)
    return 'Bars are absolute values and norms; for a logical or, write "or".';
  return undefined;
}

/** The bracket that should have been closed before: at the wrong closer, at the end, or where another statement begins. */
function openBracketHint({ source, tokens, place, expected, opener }: Mistake): string | undefined {
  const type = tokens.types[place]!;
  if (opener < 0) return CLOSING.has(type) ? "No bracket is open here." : undefined;
  const closer = closerOf(tokens.types[opener]!);
  const closes = CLOSING.has(type) && type !== Token[closer];
  // At the end of the input, if only the bracket is missing, the message itself says so.
  if (type === Token.EOF) return expected.includes(closer) ? undefined : openBracket(source, tokens, opener);
  const nextLine =
    STATEMENT_SIGNS.has(type) && source.slice(tokens.starts[opener], tokens.starts[place]).includes("\n");
  return closes || nextLine ? openBracket(source, tokens, opener) : undefined;
}

/** Where the bracket is that is still open. */
export function openBracket(source: string, { starts, ends }: Tokens, opener: number): string {
  const { line, column } = position(source, starts[opener]!);
  return `The "${source.slice(starts[opener], ends[opener])}" at line ${line}, column ${column} is still open.`;
}

/** `2 3`, `x² 3`, `1.2.3`. */
function productHint({ source, tokens: { types, starts, ends }, place }: Mistake): string | undefined {
  const before = types[place - 1];
  if (types[place] !== Token.NUM || (before !== Token.NUM && before !== Token.SUP)) return undefined;
  if (before === Token.NUM && ends[place - 1] === starts[place]) return "A number has one decimal point.";
  const factors = `${source.slice(starts[place - 1], ends[place - 1])}*${source.slice(starts[place], ends[place])}`;
  return before === Token.SUP || factors.length > 40 ? "For a product, write *." : `For a product, write ${factors}.`;
}

function equalsHint({ tokens: { types }, place }: Mistake): string | undefined {
  return types[place] === Token["="]
    ? "To compare, write ==; the = of a definition stands once, after the name."
    : undefined;
}

/** `!x`, `~x`. */
function negationHint({ tokens: { types }, place, expected }: Mistake): string | undefined {
  const sign = types[place] === Token["!"] || types[place] === Token["~"];
  return sign && expected.includes("NUM") ? 'For a negation, write "not".' : undefined;
}

/** `'text'`, or text where none belongs. */
function quoteHint({ tokens: { types }, place, expected }: Mistake): string | undefined {
  const quoted = types[place] === Token.STRING || (types[place] === Token["'"] && expected.includes("NUM"));
  return quoted
    ? 'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).'
    : undefined;
}

function rangeHint({ tokens: { types }, place, expected, opener }: Mistake): string | undefined {
  if (types[place] === Token.for) return "A model over an index is written y[i] ~ Normal(0, 1) for i = 1..n.";
  const index = expected.includes("..") || (expected.includes("=") && !expected.includes("END"));
  if (opener < 0 && index) return "An index runs over a range: for i = 1..n.";
  if (types[place] === Token[".."]) {
    return types[opener] === Token["["] ? "A slice is written x[1:3]." : "A range is an argument: sum(x[i], i=1..n).";
  }
  const colon = types[place] === Token[":"] && types[opener] === Token["("];
  return colon ? "A range is written 1..n; a slice stands in brackets, x[1:3]." : undefined;
}

function casesHint({ tokens: { types }, place, expected, opener }: Mistake): string | undefined {
  const type = types[place];
  const inBraces = types[opener] === Token["{"];
  if (type === Token.otherwise && inBraces) return "The case otherwise is the last of several.";
  if (type === Token.if || type === Token.otherwise) return "Cases stand in braces: {x if x > 0, 0 otherwise}.";
  if (!inBraces || !expected.includes("if")) return undefined;
  return "Braces hold cases, {x if x > 0, 0 otherwise}; a list is written [1, 2].";
}

/** `d/data * 2`, where d is a size and not a differential. */
function derivativeHint({ source, tokens: { types, starts, ends }, place }: Mistake): string | undefined {
  if (types[place - 1] !== Token.D) return undefined;
  const text = source.slice(starts[place - 1], ends[place - 1]);
  if (text.length > 40) return undefined;
  return `${text} is a derivative; for a quotient, write spaces: ${text.replace("/", " / ")}.`;
}

/** `x, y` without brackets, `f(x; y)`, `(1, 2; 3)`. */
function separatorHint({ tokens: { types }, place, expected, opener }: Mistake): string | undefined {
  const type = types[place];
  if ((type === Token.EOF || type === Token.END) && expected.includes(",") && expected.includes(":") && opener < 0) {
    return "A list is written [x, y], a declaration x, y : real.";
  }
  const inParentheses = type === Token[";"] && types[opener] === Token["("];
  return inParentheses ? "Arguments are separated by commas, statements stand outside brackets." : undefined;
}

/** A word of the language used as a name. */
function wordHint({ source, tokens: { types, starts, ends }, place, expected }: Mistake): string | undefined {
  const name = TOKEN_NAMES[types[place]!]!;
  if (!expected.includes("NAME") || !/^[a-z]+$/.test(name)) return undefined;
  return source.slice(starts[place], ends[place]) === name
    ? `"${name}" is a word of the language, not a name.`
    : undefined;
}

/** Opening bracket or bar → what closes it. */
const CLOSERS: ReadonlyMap<number, TokenName> = new Map<number, TokenName>([
  [Token["("], ")"],
  [Token["["], "]"],
  [Token["{"], "}"],
  [Token.ABS_OPEN, "ABS_CLOSE"],
  [Token.NORM_OPEN, "NORM_CLOSE"],
]);
const CLOSING: ReadonlySet<number> = new Set(Array.from(CLOSERS.values(), (closer) => Token[closer]));
const STATEMENT_SIGNS: ReadonlySet<number> = new Set([Token["="], Token[":"], Token["~"], Token["->"]]);
