/** Layouts: how one operator is written, with holes for its arguments. Printers fill the holes; they never recurse. */
import { LimitError } from "./error.ts";
import type { Expression, SymbolNode } from "./expression.ts";
import { onStack } from "./stack.ts";

/** How tightly a piece of text binds; a hole that asks for more than its content has gets parentheses. */
export const LEVEL = {
  statement: 0,
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  sum: 6,
  product: 7,
  /** A sign in front; binds looser than a power. */
  sign: 8,
  power: 9,
  postfix: 10,
  atom: 11,
} as const;

export interface Hole {
  readonly expression: Expression;
  readonly level: number;
}

export interface Layout {
  readonly level: number;
  /** Text, holes, and pieces that stand as they are. */
  readonly parts: readonly Part[];
  /** The index that this operator binds in its holes, and its name; left out, printers give it one. */
  readonly binds?: { readonly index: SymbolNode; readonly name?: string };
}

export type Part = string | Hole | Layout;

export const hole = (expression: Expression, level: number = LEVEL.statement): Hole => ({ expression, level });
export const layout = (level: number, ...parts: Part[]): Layout => ({ level, parts });

/** Holes with a separator between them. */
export const separated = (args: readonly Expression[], separator: string, level: number = LEVEL.statement): Part[] =>
  args.flatMap((argument, k) => (k === 0 ? [hole(argument, level)] : [separator, hole(argument, level)]));

/** How a printer writes what is not a call. */
export interface Style {
  readonly layoutOf: (e: Expression, names: Names | undefined) => Layout;
  readonly parentheses: readonly [string, string];
  /** Names for bound indices, by how many binders are around. */
  readonly indexName: (nesting: number) => string;
}

/** The names of the indices bound around a place, innermost first. */
export interface Names {
  readonly index: SymbolNode;
  readonly name: string;
  readonly nesting: number;
  readonly outer: Names | undefined;
}

/** The longest text that is written: as long as the longest that is read. Shared parts are written out every time. */
const LONGEST = 10_000_000;

/** From here on it is worth finding out how long a text will be before all of it is written. */
const LONG = 100_000;

/**
 * Writes an expression out. Iterative, so depth does not matter.
 *
 * @throws {LimitError} if the text would be longer than what is read.
 */
export const render = (root: Expression, style: Style): string => onStack(() => written(root, style));

function written(root: Expression, style: Style): string {
  const out: string[] = [];
  let length = 0;
  let isMeasured = false;
  const todo: { readonly part: Part; readonly names: Names | undefined }[] = [{ part: hole(root), names: undefined }];
  while (todo.length > 0) {
    const { part, names } = todo.pop()!;
    if (typeof part === "string") {
      length += part.length;
      if (length > LONG && !isMeasured) {
        isMeasured = true;
        if (leastLength(root, style) > LONGEST) throw tooLong();
      }
      if (length > LONGEST) throw tooLong();
      out.push(part);
      continue;
    }
    const piece = "expression" in part ? style.layoutOf(part.expression, names) : part;
    const inner = piece.binds === undefined ? names : bindName(piece.binds, names, style);
    const wrap = "expression" in part && piece.level < part.level;
    if (wrap) todo.push({ part: style.parentheses[1], names });
    for (let k = piece.parts.length; k--; ) todo.push({ part: piece.parts[k]!, names: inner });
    if (wrap) todo.push({ part: style.parentheses[0], names });
  }
  return out.join("");
}

/** How long the text is at least, with one character for each index; shared parts are measured once. */
function leastLength(root: Expression, style: Style): number {
  const lengths = new Map<Expression, Measured>();
  const todo: Measuring[] = [measuring(root, style)];
  while (todo.length > 0) {
    const top = todo[todo.length - 1]!;
    const { expression, whole, holes } = top;
    const next = holes[top.looked++];
    if (next !== undefined) {
      if (!lengths.has(next.expression)) todo.push(measuring(next.expression, style));
      continue;
    }
    todo.pop();
    const inside = holes.map((part) => {
      const { level, length } = lengths.get(part.expression)!;
      return length + (level < part.level ? style.parentheses[0].length + style.parentheses[1].length : 0);
    });
    const isIndex = expression.kind === "symbol" && expression.index !== 0;
    const length = isIndex ? 1 : inside.reduce((sum, part) => sum + part, lengthOfPieces(whole));
    lengths.set(expression, { level: whole.level, length });
  }
  return lengths.get(root)!.length;
}

interface Measured {
  readonly level: number;
  readonly length: number;
}

interface Measuring {
  readonly expression: Expression;
  readonly whole: Layout;
  readonly holes: readonly Hole[];
  /** How many of the holes have been looked at. */
  looked: number;
}

function measuring(expression: Expression, style: Style): Measuring {
  const whole = style.layoutOf(expression, undefined);
  return { expression, whole, holes: holesOf(whole), looked: 0 };
}

const holesOf = ({ parts }: Layout): Hole[] =>
  parts.flatMap((part) => (typeof part === "string" ? [] : "expression" in part ? [part] : holesOf(part)));

const lengthOfPieces = ({ parts }: Layout): number =>
  parts.reduce(
    (sum, part) => sum + (typeof part === "string" ? part.length : "expression" in part ? 0 : lengthOfPieces(part)),
    0,
  );

const tooLong = (): LimitError =>
  new LimitError(
    `The text would have more than ${LONGEST} characters`,
    "As data it is short, because shared parts stand there once: toJSON(e).",
  );

function bindName({ index, name }: NonNullable<Layout["binds"]>, outer: Names | undefined, style: Style): Names {
  const nesting = outer === undefined ? 0 : outer.nesting + 1;
  return { index, name: name ?? style.indexName(nesting), nesting, outer };
}

/** The name given to an index, if it is bound around here. */
export function nameOf(index: SymbolNode, names: Names | undefined): string | undefined {
  for (let scope = names; scope !== undefined; scope = scope.outer) if (scope.index === index) return scope.name;
  return undefined;
}
