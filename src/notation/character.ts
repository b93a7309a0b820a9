/** What a character can be part of. ASCII is looked up; the rest is listed here or asked of Unicode. */
import { Token, type TokenName } from "./token.ts";

/** What a character of the ASCII range can begin. */
export const Begin = {
  nothing: 0,
  space: 1,
  newline: 2,
  comment: 3,
  name: 4,
  number: 5,
  dot: 6,
  string: 7,
  bar: 8,
  opening: 9,
  closing: 10,
  semicolon: 11,
  operator: 12,
} as const;

/** ASCII code → what it can begin. */
export const BEGINNINGS: Uint8Array = beginnings();

/** ASCII code → type of the operator that is this one character. */
export const OPERATORS: Uint8Array = operators("+-*/^<>?:=,()[]{}'!~");

/** Other spellings of operators: code → type. */
export const SYMBOLS: ReadonlyMap<number, number> = symbols({
  "−": "-",
  "·⋅×∗": "*",
  "÷": "/",
  "⊙∘": ".*",
  "≠": "!=",
  "≤": "<=",
  "≥": ">=",
  "∈": "in",
  "∧": "and",
  "∨": "or",
  "¬": "not",
  "→": "->",
  "∼": "~",
  "′ᵀ": "'",
});

/** Is there a digit, 0 to 9? */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Is there a superscript digit? */
export function isSuperscriptDigit(code: number): boolean {
  return code > 127 && "⁰¹²³⁴⁵⁶⁷⁸⁹".includes(String.fromCharCode(code));
}

/** Is there a superscript plus or minus? */
export function isSuperscriptSign(code: number): boolean {
  return code === 0x207a || code === 0x207b;
}

/** `⁻¹²` → `-12`; what is not a superscript stays. */
export function plainDigits(superscript: string): string {
  return superscript.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]/g, (character) => "0123456789+-"["⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻".indexOf(character)]!);
}

/** Is there a blank beyond ASCII? A byte order mark counts. */
export function isUnicodeSpace(code: number): boolean {
  return code === 0xfeff || /\p{Zs}/u.test(String.fromCharCode(code));
}

/** How many code units the character that begins a name takes; 0 if there is none. */
export function nameStartWidth(source: string, at: number): number {
  const code = source.codePointAt(at) ?? 0;
  if (code < 128) return BEGINNINGS[code] === Begin.name ? 1 : 0;
  if (isGreek(code) || code === 0x221e || code === 0x2207) return 1; // ∞ ∇
  return !isExponentLetter(code) && /\p{L}/u.test(String.fromCodePoint(code)) ? width(code) : 0;
}

/** How many code units the character that goes on with a name takes; 0 if there is none. */
export function namePartWidth(source: string, at: number): number {
  const code = source.charCodeAt(at);
  return code < 128 ? NAME_PARTS[code]! : unicodePartWidth(source.codePointAt(at) ?? 0);
}

/** Letters, combining marks, digits of any script, and subscript digits. */
function unicodePartWidth(code: number): number {
  if (isGreek(code) || (code >= 0x2080 && code <= 0x2089)) return 1;
  return !isExponentLetter(code) && /[\p{L}\p{M}\p{Nd}]/u.test(String.fromCodePoint(code)) ? width(code) : 0;
}

/** `α` to `ω`: nearly all that is not ASCII in formulas. */
function isGreek(code: number): boolean {
  return code >= 0x3b1 && code <= 0x3c9;
}

/** `ᵀ`, `ⁿ`, `ⁱ`: letters to Unicode, exponents to a reader. */
function isExponentLetter(code: number): boolean {
  return code === 0x1d40 || code === 0x207f || code === 0x2071;
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** ASCII code → 1 if a name can go on with it. */
const NAME_PARTS = Uint8Array.from({ length: 128 }, (_, code) => Number(/[\w$]/.test(String.fromCharCode(code))));

function beginnings(): Uint8Array {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const table = new Uint8Array(128);
  const characters: Readonly<Record<Exclude<keyof typeof Begin, "nothing">, string>> = {
    space: " \t\r\v\f",
    newline: "\n",
    comment: "#",
    name: `${letters}${letters.toUpperCase()}$_`,
    number: "0123456789",
    dot: ".",
    string: '"',
    bar: "|",
    opening: "([{",
    closing: ")]}",
    semicolon: ";",
    operator: "+-*/^<>?:=,'!~",
  };
  for (const [name, all] of Object.entries(characters)) {
    for (const character of all) table[character.charCodeAt(0)] = Begin[name as keyof typeof Begin];
  }
  return table;
}

function operators(characters: string): Uint8Array {
  const table = new Uint8Array(128).fill(Token.BAD);
  for (const character of characters) table[character.charCodeAt(0)] = Token[character as TokenName];
  return table;
}

function symbols(spellings: Readonly<Record<string, TokenName>>): ReadonlyMap<number, number> {
  const table = new Map<number, number>();
  for (const [all, name] of Object.entries(spellings)) {
    for (const character of all) table.set(character.charCodeAt(0), Token[name]);
  }
  return table;
}
