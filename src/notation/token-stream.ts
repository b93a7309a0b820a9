/**
 * The tokens of a text as the lexer finds them, and all that depends on context: prefix or infix minus, the product
 * hidden in `2x`, opening or closing bars, calls and indices, where a statement ends. Nearly all of it follows from one
 * bit: could the last token end an operand? It keeps the grammar at one token of lookahead.
 */
import { ENDS_OPERAND, Token } from "./token.ts";

/** Tokens as parallel lists; the last is EOF, or BAD where the lexer gave up. */
export interface Tokens {
  /** Numbers of `Token`. */
  readonly types: readonly number[];
  /** Offsets into the source. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Why the last token is BAD; nothing more to say of a character that belongs nowhere. */
  readonly problem: Problem | undefined;
}

/** What the lexer could not read. It is worth reporting only if the parser gets that far. */
export interface Problem {
  readonly reason: string;
  /** Left out, it is the place of the bracket that is open there. */
  readonly hint?: string;
  /** No mistake in the text, but more than the configured limit. */
  readonly limit?: boolean;
}

/** On the stack of open brackets, a `[` that indexes. */
const INDEX = -1;

export class TokenStream implements Tokens {
  readonly types: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  problem: Problem | undefined = undefined;

  /** Where the next token starts. */
  at = 0;
  last: number = Token.END;
  /** Could the last token end an operand? */
  ended = false;
  /** How many index brackets are open. */
  openIndices = 0;

  private readonly deepest: number;
  /** Types of the brackets and bars not yet closed, or INDEX. */
  private readonly open: number[] = [];
  /** Was there a newline since the last token, inside brackets? */
  private broken = false;

  /** @param deepest how many brackets and bars may be open at once */
  constructor(deepest: number) {
    this.deepest = deepest;
  }

  /** Takes the text up to `end` as a token. */
  push(type: number, end: number): void {
    this.types.push(type);
    this.starts.push(this.at);
    this.ends.push(end);
    this.at = end;
    this.last = type;
    this.ended = ENDS_OPERAND[type] === 1;
    this.broken = false;
  }

  /** Takes the text up to `end` as what cannot be read; lexing stops. */
  fail(end: number, problem?: Problem): void {
    this.problem = problem;
    this.push(Token.BAD, end);
  }

  /** `+` and `-` are signs where no operand precedes. */
  operator(type: number, end: number): void {
    const sign = !this.ended && (type === Token["-"] || type === Token["+"]);
    this.push(sign ? Token.SIGN : type, end);
  }

  /** A number, a name or `end`. */
  operand(type: number, end: number): void {
    if (this.juxtapose(type)) this.push(type, end);
  }

  /** A derivative takes all of the implicit product after it, so the product before it is an ordinary one. */
  derivative(end: number): void {
    if (this.ended) this.push(Token["*"], this.at);
    this.push(Token.D, end);
  }

  /** `(`, `[` or `{`. After a name, `(` calls it; after any operand but a number, `[` indexes it. */
  bracket(type: number): void {
    const calls = type === Token["("] && (this.last === Token.NAME || this.last === Token.PRIMES);
    const indexes = type === Token["["] && this.ended && this.last !== Token.NUM;
    if (calls || indexes ? this.crossesLine() : !this.juxtapose(type)) return;
    if (indexes) this.openIndices++;
    this.enter(type, indexes ? INDEX : type, this.at + 1);
  }

  /** Any closing bracket or bar. The parser finds out if it is the wrong one: the grammar has them in pairs. */
  close(type: number, end: number): void {
    if (this.open.pop() === INDEX) this.openIndices--;
    this.push(type, end);
  }

  openBar(type: number, end: number): void {
    if (this.juxtapose(type)) this.enter(type, type, end);
  }

  /** The type of the bar that a bar here would close, which takes an operand before it; undefined if it opens. */
  closableBar(): number | undefined {
    const top = this.ended ? this.open[this.open.length - 1] : undefined;
    return top === Token.ABS_OPEN || top === Token.NORM_OPEN ? top : undefined;
  }

  /** A newline ends a statement only where an operand has ended and no bracket is open. */
  newline(): void {
    if (this.open.length === 0 && this.ended) this.push(Token.END, this.at + 1);
    else {
      this.broken = this.open.length > 0;
      this.at++;
    }
  }

  /** `;` separates rows inside brackets and statements outside, where a second one in a row ends nothing. */
  semicolon(): void {
    if (this.open.length > 0) this.push(Token[";"], this.at + 1);
    else if (this.last !== Token.END) this.push(Token.END, this.at + 1);
    else this.at++;
  }

  private enter(type: number, entry: number, end: number): void {
    if (this.open.length < this.deepest) {
      this.open.push(entry);
      this.push(type, end);
    } else this.fail(end, { reason: `Brackets are nested more than ${this.deepest} deep`, limit: true });
  }

  /** Makes the product of the last operand and the one that comes visible; false if there is no reading it. */
  private juxtapose(type: number): boolean {
    // `2 3` and `x² 3` are mistakes, not products: the parser will stumble over the second number.
    if (!this.ended || (type === Token.NUM && (this.last === Token.NUM || this.last === Token.SUP))) return true;
    if (this.crossesLine()) return false;
    if (type !== Token.NUM && this.last === Token.NUM) this.bindRatio();
    this.push(Token.IMPLICIT, this.at);
    return true;
  }

  /** In `[x, y` newline `z, w]`, the product `y z` would be an accident. */
  private crossesLine(): boolean {
    if (!this.broken) return false;
    const reason = "Expected an operator, a comma or a closing bracket at the end of the line before";
    this.fail(this.at + 1, { reason });
    return true;
  }

  /** `NUM / NUM` before an implicit product binds first, unless a power already claims the first number. */
  private bindRatio(): void {
    const { types } = this;
    const slash = types.length - 2;
    if (types[slash] !== Token["/"] || types[slash - 1] !== Token.NUM) return;
    let before = slash - 2;
    while (types[before] === Token.SIGN) before--;
    if (types[before] !== Token["^"] && types[before] !== Token[".^"]) types[slash] = Token.RATIO;
  }
}
