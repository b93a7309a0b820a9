/**
 * What an operator is. One record holds all that any pass needs to know of it, so a pass never asks for a name and a
 * new operator is one definition in one file. The type stands here because expressions refer to it; the records
 * themselves are in `operators/`.
 */
import type { Opened } from "./binder.ts";
import type { Expression, Shape } from "./expression.ts";
import type { Interval } from "./interval.ts";
import type { Layout } from "./layout.ts";
import type { Value } from "./value.ts";

/** An entry of an array by its indices, worked out as far as that costs nothing. */
export type ReadEntry = (array: Expression, indices: readonly Expression[]) => Expression;

/** An entry of a value by its indices, which lie within; `read` gives those of the arguments. */
export type EntryRule = (
  args: readonly Expression[],
  indices: readonly Expression[],
  read: ReadEntry,
) => Expression | undefined;

export interface Operator {
  /** As written in formulas: `log1p`, `+`. */
  readonly name: string;
  /** 0 to 31: its place in the filter that tells which operators occur in an expression. */
  readonly bit: number;
  /** Other spellings that a text may use. */
  readonly aliases: readonly string[];
  /** Names of the arguments; the last one of a variadic operator stands for all that follow. */
  readonly parameters: readonly string[];
  readonly variadic: boolean;
  /** Fewest arguments allowed. */
  readonly arity: number;
  /** Where the value is real and smooth, as a condition in the parameters' names; left out: everywhere. */
  readonly domain: string | undefined;
  /** How a derivative passes through; `undefined` means there is no rule, and asking for it is an error. */
  readonly derivative: DerivativeRule | undefined;
  /** How tangents pass through operators on whole arrays. */
  readonly pushforward: Pushforward | undefined;
  /** Whether it is linear in every argument, as products of matrices are. */
  readonly multilinear: boolean;
  /** The reference meaning, in doubles. Conditions are 1 and 0. */
  readonly evaluate: (...values: number[]) => number;
  /** The reference meaning of an operator on whole arrays; left out: `evaluate` acts on every entry. */
  readonly evaluateArray: ((args: readonly Value[]) => Value) | undefined;
  /** An entry of the value by its indices, which lie within; left out, where there is no `evaluateArray`: that of those beside it. */
  readonly entry: EntryRule | undefined;
  /** The canonical constructor: folds what is certain and nothing else. */
  readonly build: (args: readonly Expression[]) => Expression;
  /** Shape of the value from the arguments; throws `ShapeError`. */
  readonly shape: (args: readonly Expression[]) => Shape;
  /** Where the value lies if the arguments lie in these intervals. */
  readonly range: (args: readonly Interval[]) => Interval;
  /** Whether the value is true or false. */
  readonly logical: boolean;
  /** How text is laid out; left out: `name(argument, …)`. */
  readonly text: ((args: readonly Expression[]) => Layout) | undefined;
  /** How LaTeX is laid out. */
  readonly latex: (args: readonly Expression[]) => Layout;
  /** LaTeX of the function's name where it can carry an exponent: `\sin^{2}\left(x\right)`. */
  readonly latexName: string | undefined;
  /** A JavaScript expression from the code of the arguments, each an identifier or a literal; left out: a call of `evaluate`. */
  readonly javascript: ((codes: readonly string[], args: readonly Expression[]) => string) | undefined;
  /** Weight of one evaluation: add, multiply 1; divide, square root 4; transcendental 10. */
  readonly cost: (args: readonly Expression[]) => number;
  /** Set on operators that bind an index: their arguments are `[index, body, from, to]`. */
  readonly binder: Binder | undefined;
  /** Reference for a formula that is not in every textbook. */
  readonly source: string | undefined;
}

/**
 * One formula per argument, in the parameters' names with `f` for the value; or a function for operators with any
 * number of arguments, which gives the cotangent of each argument from that of the value (`undefined`: none).
 */
export type DerivativeRule = readonly string[] | Pullback;
export type Pullback = (
  args: readonly Expression[],
  value: Expression,
  cotangent: Expression,
  wanted: readonly boolean[],
) => readonly (Expression | undefined)[];

/** The tangent of the value; `undefined` stands for a tangent that is 0. */
export type Pushforward = (
  args: readonly Expression[],
  value: Expression,
  tangents: readonly (Expression | undefined)[],
) => Expression;

/** How the values of a body over the range of an index are joined. */
export interface Binder {
  /** Whether the values become the entries of an array; all else here is then without use but `pullback`. */
  readonly collects?: boolean;
  /** The value over an empty range, and where an accumulation starts. */
  readonly identity: number;
  readonly accumulate: (total: number, value: number) => number;
  /** The same as JavaScript: `t + v`. */
  readonly javascript: (total: string, value: string) => string;
  /** For code, in place of the above: two running numbers that cost less than the one. */
  readonly inTwo?: InTwo;
  /** The cotangent of the body at the index, from that of the value; the engine sums over the index what is free of it. */
  readonly pullback: (parts: Opened, value: Expression, cotangent: Expression) => Expression;
}

/** A running number: where it starts, and what a step makes of it; `beside` is another one as it was before the step. */
export interface Fold {
  readonly identity: number;
  readonly accumulate: (total: number, value: number, beside: number) => number;
  readonly javascript: (total: string, value: string, beside: string) => string;
  /** Weight of one step; left out: 1. */
  readonly cost?: number;
}

/** Two running numbers, of which the second sees the first, and what is made of both at the end. */
export interface InTwo {
  readonly first: Fold;
  readonly second: Fold;
  readonly result: (first: Expression, second: Expression) => Expression;
}
