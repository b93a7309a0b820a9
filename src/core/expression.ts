/**
 * The three kinds of expression. Equal expressions are the same object, so `===` decides equality and a `WeakMap`
 * keyed by a node is a memo for everything equal to it. Nodes are made here and nowhere else; they are frozen.
 *
 * A binder such as a sum over an index has the arguments `[index, body, from, to]`. Its index is a symbol numbered by
 * the height of the body (how deeply binders nest in it), so two sums that differ only in the name of the index are
 * one node. See `binder.ts` for how binders are made.
 */
import { DomainError, LimitError } from "./error.ts";
import type { Facts } from "./facts.ts";
import { intern } from "./intern.ts";
import { equalNumbers, isExact, type Numeric, type Rational, rational } from "./number.ts";
import type { Operator } from "./operator.ts";

/** A dimension is a constant integer, a named size, or a polynomial of these: an expression. */
export type Dimension = Expression;
/** `[]` is a scalar, `[n]` a vector, `[n, d]` a matrix. */
export type Shape = readonly Dimension[];

interface Node {
  /** The how manyth node of the process it is; only for sets of nodes, never for an order that could be seen. */
  readonly serial: number;
  readonly hash: number;
  readonly shape: Shape;
  /** Longest way down to a leaf. */
  readonly depth: number;
  /** How deeply binders nest inside. */
  readonly height: number;
  /** Bit k is set if the numbered index k occurs outside of a binder of its own. */
  readonly loose: number;
  /** Which operators occur inside: a Bloom filter of 32 bits, see `bitOf`. A missing bit means that one does not. */
  readonly operators: number;
}

export interface Constant extends Node {
  readonly kind: "constant";
  readonly value: Numeric;
}

export interface SymbolNode extends Node {
  readonly kind: "symbol";
  readonly name: string;
  readonly facts: Facts;
  /** 0 for a name of the user; k > 0 for the numbered index of a binder; below 0 for an index opened by a pass. */
  readonly index: number;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly operator: Operator;
  readonly args: readonly Expression[];
}

export type Expression = Constant | SymbolNode | Call;

export const SCALAR: Shape = Object.freeze([]);
/** Deepest nesting of any expression. */
export const MAX_DEPTH = 1_000_000;
/** Deepest nesting of binders: one bit of `loose` each. */
export const MAX_HEIGHT = 30;

let made = 0;

/**
 * @throws DomainError for NaN and infinities: formulas write ∞, and a number that overflows must not pass for one.
 */
export function constant(value: Numeric | bigint): Constant {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new DomainError(`${value} is not a number that a formula can hold`, "The largest double is about 1.8e308.");
  }
  const number = typeof value === "bigint" ? rational(value) : value === 0 ? 0 : value; // -0 and 0 are one node
  const hash = isExact(number) ? hashRatio(number) : hashDouble(number);
  return intern(
    hash,
    (e): e is Constant => e.kind === "constant" && equalNumbers(e.value, number),
    () => ({
      kind: "constant",
      value: number,
      serial: made++,
      hash,
      shape: SCALAR,
      depth: 0,
      height: 0,
      loose: 0,
      operators: 0,
    }),
  );
}

/** A symbol with its shape and facts, which are part of its identity. */
export function makeSymbol(name: string, shape: Shape, facts: Facts, index = 0): SymbolNode {
  let hash = mix(mix(hashText(name), hashText(facts.text)), index);
  for (const dimension of shape) hash = mix(hash, dimension.hash);
  return intern(
    hash,
    (e): e is SymbolNode =>
      e.kind === "symbol" &&
      e.name === name &&
      e.index === index &&
      e.facts.text === facts.text &&
      sameItems(e.shape, shape),
    () => {
      const loose = index > 0 ? 1 << index : 0;
      return {
        kind: "symbol",
        name,
        facts,
        index,
        serial: made++,
        hash,
        shape: Object.freeze([...shape]),
        depth: 0,
        height: 0,
        loose,
        operators: 0,
      };
    },
  );
}

/** A call as it stands, with no folding: `operator.build` is the constructor to use. */
export function call(operator: Operator, args: readonly Expression[], shape: Shape = SCALAR): Call {
  let hash = hashText(operator.name);
  for (let k = 0; k < args.length; k++) hash = mix(hash, args[k]!.hash);
  return intern(
    hash,
    (e): e is Call => e.kind === "call" && e.operator === operator && sameItems(e.args, args),
    () => {
      let depth = 0;
      let height = 0;
      let loose = 0;
      let operators = bitOf(operator);
      for (const argument of args) {
        if (argument.depth > depth) depth = argument.depth;
        if (argument.height > height) height = argument.height;
        loose |= argument.loose;
        operators |= argument.operators;
      }
      if (depth >= MAX_DEPTH) throw new LimitError(`The expression is nested more than ${MAX_DEPTH} deep`);
      if (operator.binder !== undefined) {
        const { index } = args[0] as SymbolNode;
        if (index > 0) loose &= ~(1 << index);
        height = Math.max(height, index);
      }
      return {
        kind: "call",
        operator,
        args: Object.freeze([...args]),
        serial: made++,
        hash,
        shape: Object.freeze(shape),
        depth: depth + 1,
        height,
        loose,
        operators,
      };
    },
  );
}

/** The bit of an operator in the filter of the nodes that contain it. */
export const bitOf = (operator: Operator): number => 1 << operator.bit;

export const isConstant = (e: Expression): e is Constant => e.kind === "constant";
export const isSymbol = (e: Expression): e is SymbolNode => e.kind === "symbol";
export const isCall = (e: Expression): e is Call => e.kind === "call";
export const isScalar = (e: Expression): boolean => e.shape.length === 0;

export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

const mix = (a: number, b: number): number => {
  const product = Math.imul(a ^ (b + 0x7f4a7c15 + (a << 6) + (a >>> 2)), 0x9e3779b1);
  return product ^ (product >>> 15);
};

const texts = new Map<string, number>();
const TEXTS = 4096;

/** FNV-1a, remembered for the names in use. */
function hashText(text: string): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  if (texts.size >= TEXTS) texts.clear();
  texts.set(text, hash);
  return hash;
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

function hashDouble(value: number): number {
  double[0] = value;
  return mix(words[0]!, words[1]!);
}

/** Small integers hash to themselves: they are most of the numbers in formulas. */
function hashRatio({ s, n, d }: Rational): number {
  if (d === 1n && n < 0x40000000n) return mix(3, s < 0n ? -Number(n) : Number(n));
  // In a base that is a power of 2 the digits of a long number are found in linear time.
  return mix(hashText(n.toString(32)), hashText(d.toString(32))) ^ (s < 0n ? 1 : 0);
}
