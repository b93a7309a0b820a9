/**
 * The raw tree of an expression, lowered to the syntax tree: chains become lists, powers associate to the right, token
 * numbers become offsets. One walk with stacks of its own, so depth costs no call stack.
 */
import type { Span } from "../core/error.ts";
import { plainDigits } from "./character.ts";
import type {
  ComparisonOperator,
  ConditionalSyntax,
  DerivativeVariable,
  ProductOperator,
  Syntax,
  TupleSyntax,
} from "./syntax.ts";
import { firstToken, Kind, LAST_CHAIN, lastToken, NONE, type Raw, type RawNode } from "./syntax-build.ts";
import { TOKEN_NAMES, Token } from "./token.ts";
import type { Tokens } from "./token-stream.ts";
import { canonicalName, derivativeVariables, normOrder } from "./word.ts";

/** Lowers the expressions of one text, one after the other. */
export class ExpressionLowering {
  private readonly source: string;
  private readonly types: readonly number[];
  private readonly starts: readonly number[];
  private readonly ends: readonly number[];
  /** Parts to be lowered, and beside each the number of its children, which by then are in `done`; -1 before that. */
  private readonly work: Raw[] = [];
  private readonly counts: number[] = [];
  private pending = 0;
  /** Lowered parts that wait for their parent. */
  private readonly done: Syntax[] = [];
  private ready = 0;

  constructor(source: string, tokens: Tokens) {
    this.source = source;
    this.types = tokens.types;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
  }

  lower(raw: Raw): Syntax {
    this.request(raw);
    while (this.pending > 0) {
      const part = this.work[--this.pending]!;
      const count = this.counts[this.pending]!;
      if (typeof part === "number") this.finish(this.leaf(part));
      else if (count < 0) this.open(part);
      else this.finish(this.close(part, this.take(count)));
    }
    return this.done[--this.ready]!;
  }

  span(raw: Raw): Span {
    return { start: this.starts[firstToken(raw)]!, end: this.ends[lastToken(raw)]! };
  }

  name(token: number): string {
    return canonicalName(this.text(token));
  }

  private text(token: number): string {
    return this.source.slice(this.starts[token], this.ends[token]);
  }

  private request(raw: Raw): void {
    this.work[this.pending] = raw;
    this.counts[this.pending++] = -1;
  }

  /** Asks for the children of a part, then for the part itself: first in, last out. */
  private open(part: RawNode): void {
    const place = this.pending++;
    this.work[place] = part;
    let node = part;
    let count = this.openChild(node.right);
    for (; part.kind <= LAST_CHAIN && continues(node); node = node.left as RawNode) {
      count += this.openChild((node.left as RawNode).right);
    }
    this.counts[place] = count + this.openChild(node.left);
  }

  /** Asks for a child, or for all items if it is a list; returns how many there are. */
  private openChild(child: Raw): number {
    if (child === NONE) return 0;
    let count = 1;
    let node = child;
    if (typeof child !== "number" && (child.kind === Kind.list || child.kind === Kind.tower)) {
      for (; typeof node !== "number" && node.kind === child.kind; node = node.left, count++) this.request(node.right);
      if (node === NONE) return count - 1;
    }
    this.request(node);
    return count;
  }

  private finish(syntax: Syntax): void {
    this.done[this.ready++] = syntax;
  }

  /** The last parts lowered, in the order of the source. */
  private take(count: number): Syntax[] {
    const { done } = this;
    this.ready -= count;
    const from = this.ready;
    if (count === 1) return [done[from]!];
    if (count === 2) return [done[from]!, done[from + 1]!];
    return done.slice(from, from + count);
  }

  private leaf(token: number): Syntax {
    const start = this.starts[token]!;
    const end = this.ends[token]!;
    switch (this.types[token]) {
      case Token.NUM:
        return { kind: "number", text: this.source.slice(start, end), start, end };
      case Token.STRING:
        return { kind: "string", value: this.source.slice(start + 1, end - 1), start, end };
      case Token.end:
        return { kind: "end", start, end };
      default:
        return { kind: "name", name: this.name(token), start, end };
    }
  }

  private close(raw: RawNode, parts: Syntax[]): Syntax {
    const start = this.starts[raw.first]!;
    const end = this.ends[raw.last]!;
    switch (raw.kind) {
      case Kind.sum:
        return { kind: "sum", terms: parts, minus: this.minusSigns(raw, parts.length), start, end };
      case Kind.product:
      case Kind.ratio:
        return { kind: "product", factors: parts, operators: this.operators(raw, parts.length), start, end };
      case Kind.juxtaposition:
        return { kind: "juxtaposition", factors: parts, start, end };
      case Kind.comparison:
        return { kind: "comparison", operands: parts, operators: this.operators(raw, parts.length), start, end };
      case Kind.and:
      case Kind.or:
        return { kind: "logic", operator: raw.kind === Kind.and ? "and" : "or", operands: parts, start, end };
      case Kind.power:
        return this.power(raw, parts);
      case Kind.prefix:
        return this.prefix(raw.first, firstToken(raw.right), parts[0]!);
      case Kind.postfix:
        return this.postfix(raw, parts[0]!);
      case Kind.derivative:
        return { kind: "derivative", variables: this.variables(raw), argument: parts[0]!, start, end };
      default:
        return this.closePrimary(raw, parts, start, end);
    }
  }

  private closePrimary(raw: RawNode, parts: Syntax[], start: number, end: number): Syntax {
    switch (raw.kind) {
      case Kind.group:
        return { kind: "group", argument: parts[0]!.kind === "group" ? parts[0]!.argument : parts[0]!, start, end };
      case Kind.call:
        return this.call(raw, parts);
      case Kind.index:
        return { kind: "index", target: parts[0]!, indices: parts.slice(1), start, end };
      case Kind.tuple:
      case Kind.row:
        return { kind: "tuple", items: parts, start, end };
      case Kind.matrix:
        return { kind: "matrix", rows: parts.map((row) => (row as TupleSyntax).items), start, end };
      case Kind.comprehension:
        return { kind: "comprehension", body: parts[0]!, indices: parts.slice(1), start, end };
      case Kind.absolute:
        return { kind: "absolute", argument: parts[0]!, start, end };
      case Kind.norm:
        return { kind: "norm", argument: parts[0]!, order: normOrder(this.text(raw.last)), start, end };
      case Kind.conditional:
        return { kind: "conditional", ...pairs(parts, 0), start, end };
      case Kind.piecewise:
        return { kind: "conditional", ...pairs(parts, 1), start, end };
      case Kind.range:
        return { kind: "range", from: parts[0]!, to: parts[1]!, start, end };
      case Kind.binding:
        return { kind: "binding", name: parts[0]!, value: parts[1]!, start, end };
      case Kind.stride:
        return { kind: "slice", from: parts[0]!, step: parts[1]!, to: parts[2]!, start, end };
      default:
        return this.slice(raw, parts, start, end);
    }
  }

  /** The operators of a chain; each is the token before the part on its right. */
  private operators<Operator extends ProductOperator | ComparisonOperator>(chain: RawNode, parts: number): Operator[] {
    const operators = new Array<Operator>(parts - 1);
    let node: Raw = chain;
    for (let i = parts - 2; i >= 0; i--, node = (node as RawNode).left) {
      operators[i] = this.operatorBefore((node as RawNode).right) as Operator;
    }
    return operators;
  }

  private operatorBefore(raw: Raw): string {
    const type = this.types[firstToken(raw) - 1]!;
    return type === Token.RATIO ? "/" : TOKEN_NAMES[type]!;
  }

  private minusSigns(sum: RawNode, terms: number): boolean[] {
    const minus = new Array<boolean>(terms).fill(false);
    let node: Raw = sum;
    for (let i = terms - 1; i > 0; i--, node = (node as RawNode).left) {
      minus[i] = this.types[firstToken((node as RawNode).right) - 1] === Token["-"];
    }
    return minus;
  }

  /** Signs, or `not`, from token `from` up to token `to`, around an argument. */
  private prefix(from: number, to: number, argument: Syntax): Syntax {
    let result = argument;
    for (let token = to - 1; token >= from; token--) {
      const start = this.starts[token]!;
      const plus = this.source.charCodeAt(start) === PLUS;
      const operator = this.types[token] === Token.not ? "not" : plus ? "+" : "-";
      result = { kind: "prefix", operator, argument: result, start, end: argument.end };
    }
    return result;
  }

  /** Folds the bases of a tower onto the exponent, the last first. */
  private power(raw: RawNode, parts: readonly Syntax[]): Syntax {
    let tower = raw.left as RawNode;
    let result = this.prefix(tower.last + 1, firstToken(raw.right), parts[parts.length - 1]!);
    for (let i = parts.length - 2; ; i--) {
      const base = parts[i]!;
      const operator = this.types[tower.last] === Token["^"] ? "^" : ".^";
      const power: Syntax = { kind: "power", operator, base, exponent: result, start: base.start, end: result.end };
      if (i === 0) return power;
      const below = tower.left as RawNode;
      result = this.prefix(below.last + 1, firstToken(tower.right), power);
      tower = below;
    }
  }

  private postfix(raw: RawNode, argument: Syntax): Syntax {
    const start = argument.start;
    const end = this.ends[raw.last]!;
    const type = this.types[raw.last];
    if (type !== Token.SUP) return { kind: "postfix", operator: type === Token["!"] ? "!" : "'", argument, start, end };
    return { kind: "power", operator: "^", base: argument, exponent: this.superscript(raw.last), start, end };
  }

  private superscript(token: number): Syntax {
    const { start, end } = this.span(token);
    const text = plainDigits(this.text(token));
    if (text[0] !== "+" && text[0] !== "-") return { kind: "number", text, start, end };
    const argument: Syntax = { kind: "number", text: text.slice(1), start: start + 1, end };
    return { kind: "prefix", operator: text[0], argument, start, end };
  }

  private variables(derivative: RawNode): DerivativeVariable[] {
    const variables: DerivativeVariable[] = [];
    for (let token = derivative.first; token < firstToken(derivative.right); token++) {
      variables.push(...derivativeVariables(this.text(token))!);
    }
    return variables;
  }

  private call(raw: RawNode, parts: readonly Syntax[]): Syntax {
    const { start, end } = this.span(raw);
    const primed = this.types[raw.first + 1] === Token.PRIMES ? raw.first + 1 : NONE;
    const primes = primed === NONE ? 0 : this.ends[primed]! - this.starts[primed]!;
    const nameEnd = this.ends[raw.first]!;
    return { kind: "call", name: this.name(raw.first), primes, arguments: parts, nameEnd, start, end };
  }

  private slice(raw: RawNode, parts: readonly Syntax[], start: number, end: number): Syntax {
    const from = raw.left === NONE ? undefined : parts[0]!;
    const to = raw.right === NONE ? undefined : parts[parts.length - 1]!;
    return { kind: "slice", ...(from && { from }), ...(to && { to }), start, end };
  }
}

const PLUS = 43;

/** Is the left child the earlier part of the same chain? */
function continues(node: RawNode): boolean {
  return typeof node.left !== "number" && node.left.kind === node.kind;
}

/** Conditions and values in turn, the condition at 0 or at 1 of each pair; one without a partner is the last resort. */
function pairs(parts: readonly Syntax[], condition: 0 | 1): Pick<ConditionalSyntax, "cases" | "otherwise"> {
  const cases: { condition: Syntax; value: Syntax }[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    cases.push({ condition: parts[i + condition]!, value: parts[i + 1 - condition]! });
  }
  return { cases, otherwise: parts.length % 2 === 1 ? parts[parts.length - 1] : undefined };
}
