/** The lexer: finds the words of a text, by hand, one character code at a time. What they mean in context: token-stream.ts. */
import {
  BEGINNINGS,
  Begin,
  isDigit,
  isSuperscriptDigit,
  isSuperscriptSign,
  isUnicodeSpace,
  nameStartWidth,
  OPERATORS,
  SYMBOLS,
} from "./character.ts";
import { Token } from "./token.ts";
import { TokenStream, type Tokens } from "./token-stream.ts";
import { derivativeVariables, endOfDerivative, endOfName, endOfNormOrder, endOfNumber } from "./word.ts";

/**
 * Splits a text into tokens. Never throws: what cannot be read becomes a BAD token, the last one.
 * @param deepest how many brackets and bars may be open at once
 */
export function tokenize(source: string, deepest: number): Tokens {
  const stream = new TokenStream(deepest);
  while (stream.at < source.length && stream.last !== Token.BAD) {
    const code = source.charCodeAt(stream.at);
    if (code < 128) scanAscii(source, stream, code);
    else scanUnicode(source, stream, code);
  }
  if (stream.last !== Token.BAD) stream.push(Token.EOF, source.length);
  return stream;
}

function scanAscii(source: string, stream: TokenStream, code: number): void {
  switch (BEGINNINGS[code]) {
    case Begin.space:
      stream.at++;
      break;
    case Begin.name:
      scanName(source, stream, code, stream.at + 1);
      break;
    case Begin.operator:
      scanOperator(source, stream, OPERATORS[code]!);
      break;
    case Begin.number:
      scanNumber(source, stream, code);
      break;
    case Begin.opening:
      stream.bracket(OPERATORS[code]!);
      break;
    case Begin.closing:
      stream.close(OPERATORS[code]!, stream.at + 1);
      break;
    case Begin.dot:
      scanDot(source, stream);
      break;
    case Begin.bar:
      scanBar(source, stream, 1, source[stream.at + 1] === "|" ? 2 : 0);
      break;
    case Begin.semicolon:
      stream.semicolon();
      break;
    case Begin.newline:
      stream.newline();
      break;
    case Begin.comment:
      stream.at = endOfLine(source, stream.at);
      break;
    case Begin.string:
      scanString(source, stream);
      break;
    default:
      stream.fail(stream.at + 1);
  }
}

function scanUnicode(source: string, stream: TokenStream, code: number): void {
  const { at } = stream;
  const symbol = SYMBOLS.get(code);
  const width = nameStartWidth(source, at);
  if (symbol !== undefined) stream.operator(symbol, at + 1);
  else if (width > 0) scanName(source, stream, code, at + width);
  else if (isSuperscriptDigit(code) || isSuperscriptSign(code)) scanSuperscript(source, stream, code);
  else if (source[at] === "‖") scanBar(source, stream, 0, 1);
  else if (source[at] === "∂" && endOfDerivative(source, at) > 0) {
    scanDerivative(source, stream, endOfDerivative(source, at));
  } else if (isUnicodeSpace(code)) stream.at++;
  else stream.fail(at + (source.codePointAt(at)! > 0xffff ? 2 : 1));
}

/** A name, a word of the language, or `d/dx`. The name goes on at `from`. */
function scanName(source: string, stream: TokenStream, code: number, from: number): void {
  const derivativeEnd = code === LETTER_D ? endOfDerivative(source, stream.at) : -1;
  if (derivativeEnd > 0) scanDerivative(source, stream, derivativeEnd);
  else scanWord(source, stream, code, endOfName(source, from));
}

function scanWord(source: string, stream: TokenStream, code: number, end: number): void {
  const { at } = stream;
  const type = wordType(source, stream, code, end);
  if (type !== Token.NAME && type !== Token.end) stream.push(type, end);
  else if ((code === DOLLAR || code === UNDERSCORE) && !/^[$_]+\p{L}/u.test(source.slice(at, end))) stream.fail(at + 1);
  else {
    stream.operand(type, end);
    if (source.charCodeAt(end) === APOSTROPHE && stream.last === Token.NAME) scanPrimes(source, stream);
  }
}

/** NAME, unless it is a word of the language. */
function wordType(source: string, stream: TokenStream, code: number, end: number): number {
  for (const word of WORDS[code - LETTER_A] ?? NO_WORDS) {
    if (word.length !== end - stream.at || !source.startsWith(word, stream.at)) continue;
    if (word === "end" && stream.openIndices === 0) break;
    // `mod(a, b)` is a call like any other.
    if (word === "mod" && !stream.ended && source[end] === "(") break;
    return Token[word];
  }
  return Token.NAME;
}

/** `f'(x)` without spaces calls a derivative; any other apostrophe is a transpose. */
function scanPrimes(source: string, stream: TokenStream): void {
  let end = stream.at;
  while (source.charCodeAt(end) === APOSTROPHE) end++;
  if (source[end] === "(") stream.push(Token.PRIMES, end);
}

function scanDerivative(source: string, stream: TokenStream, end: number): void {
  const text = source.slice(stream.at, end);
  if (derivativeVariables(text) !== undefined) stream.derivative(end);
  else stream.fail(end, { reason: `The orders in ${text} differ`, hint: "Write d^2/dx^2 for the second derivative." });
}

function scanNumber(source: string, stream: TokenStream, code: number): void {
  const { at } = stream;
  if (code === DIGIT_0 && /^0[xob][\da-f]/i.test(source.slice(at, at + 3))) {
    stream.fail(endOfName(source, at), { reason: "Numbers are decimal", hint: "For a product, write 0*x." });
  } else stream.operand(Token.NUM, endOfNumber(source, at));
}

function scanSuperscript(source: string, stream: TokenStream, code: number): void {
  let end = stream.at + (isSuperscriptSign(code) ? 1 : 0);
  while (isSuperscriptDigit(source.charCodeAt(end))) end++;
  if (isSuperscriptDigit(source.charCodeAt(end - 1))) stream.push(Token.SUP, end);
  else stream.fail(end);
}

/** An operator that is one character, or that and the next. */
function scanOperator(source: string, stream: TokenStream, type: number): void {
  const { at } = stream;
  const next = source.charCodeAt(at + 1);
  if (next === EQUALS && WITH_EQUALS[type] !== Token.BAD) stream.push(WITH_EQUALS[type]!, at + 2);
  else if (next === GREATER && type === Token["-"]) stream.push(Token["->"], at + 2);
  else stream.operator(type, at + 1);
}

/** `..`, `.*`, `./`, `.^` or a number such as `.5`. */
function scanDot(source: string, stream: TokenStream): void {
  const { at } = stream;
  const next = source.charCodeAt(at + 1);
  if (isDigit(next)) scanNumber(source, stream, next);
  else if (next === DOT && source[at + 2] !== ".") stream.push(Token[".."], at + 2);
  else if (next === STAR) stream.push(Token[".*"], at + 2);
  else if (next === SLASH) stream.push(Token["./"], at + 2);
  else if (next === CARET) stream.push(Token[".^"], at + 2);
  else stream.fail(next === DOT ? at + 3 : at + 1);
}

/**
 * A bar closes the innermost bracket if that is a bar and an operand precedes, otherwise it opens.
 * @param single the width of what is here as a single bar; 0 if it cannot be one
 * @param double as a double bar
 */
function scanBar(source: string, stream: TokenStream, single: number, double: number): void {
  const { at } = stream;
  const closable = stream.closableBar();
  if (closable === Token.ABS_OPEN && single > 0) stream.close(Token.ABS_CLOSE, at + single);
  else if (closable === Token.NORM_OPEN && double > 0) closeNorm(source, stream, at + double);
  else if (double > 0) stream.openBar(Token.NORM_OPEN, at + double);
  else stream.openBar(Token.ABS_OPEN, at + single);
}

/** The closing bar carries the order of the norm: `||x||_1`. */
function closeNorm(source: string, stream: TokenStream, end: number): void {
  const orderEnd = endOfNormOrder(source, end);
  if (orderEnd > 0) stream.close(Token.NORM_CLOSE, orderEnd);
  else {
    stream.fail(endOfName(source, end), {
      reason: "Unknown norm",
      hint: "Norms are ||x||, ||x||_1, ||x||_inf and ||A||_F.",
    });
  }
}

function scanString(source: string, stream: TokenStream): void {
  const end = source.indexOf('"', stream.at + 1);
  if (end > 0 && end < endOfLine(source, stream.at)) stream.push(Token.STRING, end + 1);
  else stream.fail(stream.at + 1, { reason: "This quotation mark is never closed", hint: "A text ends on its line." });
}

function endOfLine(source: string, at: number): number {
  const newline = source.indexOf("\n", at);
  return newline < 0 ? source.length : newline;
}

const DIGIT_0 = 48;
const LETTER_A = 97;
const LETTER_D = 100;
const APOSTROPHE = 39;
const CARET = 94;
const DOLLAR = 36;
const DOT = 46;
const EQUALS = 61;
const GREATER = 62;
const SLASH = 47;
const STAR = 42;
const UNDERSCORE = 95;

/** Type of an operator → type of it with `=` after it, or BAD. */
const WITH_EQUALS = Uint8Array.from({ length: Token.BAD + 1 }, () => Token.BAD);
WITH_EQUALS[Token["="]] = Token["=="];
WITH_EQUALS[Token["!"]] = Token["!="];
WITH_EQUALS[Token["<"]] = Token["<="];
WITH_EQUALS[Token[">"]] = Token[">="];

/** The words of the language, by their first letter. */
const WORDS = Array.from({ length: 26 }, (_, letter) =>
  (["and", "end", "for", "if", "in", "mod", "not", "or", "otherwise"] as const).filter(
    (word) => word.charCodeAt(0) === LETTER_A + letter,
  ),
);
const NO_WORDS: (typeof WORDS)[number] = [];
