/**
 * The token types. An operator's type is its canonical spelling and a class of tokens has a name in capitals, the
 * same as in the grammar; the number is the token's column in the parser's tables.
 */

/** Type name → number, in the order of the table columns. */
export const Token = {
  NUM: 0,
  NAME: 1,
  /** `²`, `⁻¹` */
  SUP: 2,
  /** `"ij,jk->ik"` */
  STRING: 3,
  /** A prefix `-` or `+`. */
  SIGN: 4,
  /** The product of juxtaposed factors; no width. */
  IMPLICIT: 5,
  /** The `/` of `1/2x`. */
  RATIO: 6,
  /** `d/dx`, `d^2/dx^2`, `∂²/∂x∂y` */
  D: 7,
  /** The `'` or `''` of `f'(x)`. */
  PRIMES: 8,
  ABS_OPEN: 9,
  ABS_CLOSE: 10,
  NORM_OPEN: 11,
  NORM_CLOSE: 12,
  /** The end of a statement: a newline or `;`. */
  END: 13,
  EOF: 14,
  "+": 15,
  "-": 16,
  "*": 17,
  "/": 18,
  "^": 19,
  ".*": 20,
  "./": 21,
  ".^": 22,
  mod: 23,
  "==": 24,
  "!=": 25,
  "<": 26,
  "<=": 27,
  ">": 28,
  ">=": 29,
  in: 30,
  and: 31,
  or: 32,
  not: 33,
  "?": 34,
  ":": 35,
  "=": 36,
  "..": 37,
  ",": 38,
  ";": 39,
  "(": 40,
  ")": 41,
  "[": 42,
  "]": 43,
  "{": 44,
  "}": 45,
  "'": 46,
  "!": 47,
  "~": 48,
  "->": 49,
  if: 50,
  otherwise: 51,
  for: 52,
  end: 53,
  /** Where the lexer gave up; no rule accepts it. */
  BAD: 54,
} as const;

export type TokenName = keyof typeof Token;

/** Number → type name. */
export const TOKEN_NAMES = Object.keys(Token) as readonly TokenName[];

/**
 * What everything context-dependent follows from: may a token of this type be the last of an operand? After one, a
 * minus is infix, a bar may close, a newline ends the statement, and an operand makes a product.
 */
export const ENDS_OPERAND = flags("NUM", "NAME", "SUP", "ABS_CLOSE", "NORM_CLOSE", ")", "]", "}", "'", "!", "end");

function flags(...names: readonly TokenName[]): Uint8Array {
  const set = new Uint8Array(TOKEN_NAMES.length);
  for (const name of names) set[Token[name]] = 1;
  return set;
}
