/**
 * The machine form of expressions: values made by additions, products, calls, loads and loops. Equal values are one
 * object, so common subexpressions of everything compiled together are computed once.
 *
 * Sums over the same range that do not need each other are totals of one loop, and conditionals with the same
 * condition are choices of one branch; `levels` sees to it that no loop or branch can come to wait for itself.
 */
import type { Call, SymbolNode } from "../core/expression.ts";
import type { Fold } from "../core/operator.ts";
import { startOfRange } from "../core/work.ts";
import type { ArrayKernel } from "./array-kernel.ts";
import { ValueTable } from "./value-table.ts";

export type Opcode =
  | "constant" // number
  | "scalar" // the scalar input in slot `number`
  | "size" // the size in slot `number`
  | "index" // the index of `loop`, whose id is `number`
  | "load" // the entry of the array args[1], or of that in slot `number`, at the offset args[0], from 0; NaN outside
  | "array" // the array input in slot `number`
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "negate"
  | "sqrt"
  | "power" // args[0] to the constant power `number`
  | "call" // `node.operator` of the args
  | "total" // the args[0] of each step of the loop `group`, joined by `fold`, which may see the total `beside`
  | "store" // the array in buffer `number`, of args[0] entries; one is args[1] at offset args[2] in each step of `group`, or args[1] puts them
  | "put" // writes args[0] at offset args[1] of buffer `number`, in each step of the loop `group`; without an offset, args[0] puts
  | "kernel" // what `kernel` makes of the args; if it writes, the array in buffer `number`, whose entries args[0] counts
  | "choice"; // args[0] where the condition of the branch `group` holds, else args[1]

export interface Value {
  readonly id: number;
  readonly opcode: Opcode;
  readonly args: readonly Value[];
  readonly number: number;
  /** The call that this stands for, where an operator's record has to be asked. */
  readonly node: Call | undefined;
  readonly kernel: ArrayKernel | undefined;
  readonly fold: Fold | undefined;
  /** Another total of the same loop and body, which a step of this one sees as it was before the step. */
  readonly beside: Value | undefined;
  /** True or false; in JavaScript a boolean. */
  readonly logical: boolean;
  /** The innermost loop on whose index this depends. */
  readonly loop: Loop | undefined;
  readonly group: Loop | Branch | undefined;
  readonly levels: Levels;
}

/**
 * How many groups must be done one after the other before a value: entry d counts the groups inside of d loops. A group
 * needs only groups of its own depth with a lower level, so groups never wait for each other in a circle.
 */
export type Levels = readonly number[];

/** A loop over an index from `from` to `to`, by 1. */
export interface Loop {
  readonly kind: "loop";
  readonly id: number;
  readonly from: Value;
  readonly to: Value;
  /** The innermost loop that this one has to be inside of. */
  readonly parent: Loop | undefined;
  /** How many loops this one is in, itself included. */
  readonly depth: number;
  readonly level: number;
}

/** A decision between two ways to compute. */
export interface Branch {
  readonly kind: "branch";
  readonly id: number;
  readonly condition: Value;
  readonly parent: Loop | undefined;
  readonly level: number;
}

export interface Program {
  /** The inputs by slot. */
  readonly scalars: readonly SymbolNode[];
  readonly arrays: readonly SymbolNode[];
  readonly sizes: readonly SymbolNode[];
  readonly outputs: readonly Output[];
  /** All ids of values, loops and branches are below this. */
  readonly size: number;
}

export interface Output {
  readonly name: string;
  /** A scalar, or an array. */
  readonly value: Value;
  /** Where the output begins, and how many numbers there are up to its end. */
  readonly offset: Value;
  readonly end: Value;
}

interface Parts {
  readonly number?: number;
  readonly node?: Call;
  readonly kernel?: ArrayKernel;
  readonly fold?: Fold;
  readonly beside?: Value | undefined;
  readonly loop?: Loop | undefined;
  readonly group?: Loop | Branch;
  readonly levels?: Levels;
}

const NO_LEVELS: Levels = [];

/** Makes values, loops and branches; the same one for the same parts. */
export class Values {
  private readonly table = new ValueTable();
  private readonly groups = new Map<string, Loop | Branch>();
  private count = 0;
  private buffers = 0;

  /** How many ids are given. */
  get size(): number {
    return this.count;
  }

  constant(number: number): Value {
    return this.make("constant", [], { number: number === 0 ? 0 : number });
  }

  input(opcode: "scalar" | "size", slot: number): Value {
    return this.make(opcode, [], { number: slot });
  }

  array(slot: number): Value {
    return this.make("array", [], { number: slot });
  }

  load(array: Value, offset: Value): Value {
    return array.opcode === "array"
      ? this.make("load", [offset], { number: array.number })
      : this.make("load", [offset, array]);
  }

  /** An operation; of constants it is done now. */
  operation(opcode: keyof typeof ARITHMETIC, ...args: Value[]): Value {
    if (!args.every(isConstantValue)) return this.make(opcode, args);
    return this.constant(ARITHMETIC[opcode](args[0]!.number, args[1]?.number ?? Number.NaN));
  }

  power(base: Value, exponent: number): Value {
    return isConstantValue(base)
      ? this.constant(base.number ** exponent)
      : this.make("power", [base], { number: exponent });
  }

  call(node: Call, args: readonly Value[]): Value {
    if (!args.every(isConstantValue)) return this.make("call", args, { node });
    return this.constant(node.operator.evaluate(...args.map(({ number }) => number)));
  }

  total(fold: Fold, loop: Loop, body: Value, beside?: Value): Value {
    return this.member("total", loop, [body], { fold, beside });
  }

  /** An array of so many entries, of which one is written in each step of the loop; without an offset by `value`, which puts them. */
  store(loop: Loop, length: Value, value: Value, offset?: Value): Value {
    const args = offset === undefined ? [length, value] : [length, value, offset];
    const number = offset === undefined ? value.number : this.buffer();
    return this.member("store", loop, args, { number });
  }

  /** What an inner loop stores in each step of this one: `value` at the offset, or without one what `value` puts. */
  put(loop: Loop, value: Value, offset?: Value): Value {
    return offset === undefined
      ? this.member("put", loop, [value], { number: value.number })
      : this.member("put", loop, [value, offset], { number: this.buffer() });
  }

  kernel(kernel: ArrayKernel, args: readonly Value[]): Value {
    return this.make("kernel", args, { kernel, number: kernel.writes ? this.buffer() : Number.NaN });
  }

  /** `args[0]` where the condition holds, else `args[1]`; `place` keeps apart what is needed in different branches. */
  choice(condition: Value, args: readonly [Value, Value], place: number): Value {
    const all = [condition, ...args];
    const parent = deepestLoop(all);
    const depth = parent?.depth ?? 0;
    const levels = joinedLevels(all);
    const level = levels[depth] ?? 0;
    const key = `branch ${condition.id} ${parent?.id} ${level} ${place}`;
    const branch = this.once(key, (id): Branch => ({ kind: "branch", id, condition, parent, level }));
    return this.make("choice", args, { group: branch, loop: parent, levels: raised(levels, depth, level + 1) });
  }

  /** The loop over this range at this level; `place` as for a choice. */
  loop(from: Value, to: Value, parent: Loop | undefined, level: number, place: number): Loop {
    if (isConstantValue(from)) startOfRange(from.number);
    const depth = (parent?.depth ?? 0) + 1;
    const key = `loop ${from.id} ${to.id} ${parent?.id} ${level} ${place}`;
    return this.once(key, (id): Loop => ({ kind: "loop", id, from, to, parent, depth, level }));
  }

  index(loop: Loop): Value {
    return this.make("index", [], { number: loop.id, loop, levels: joinedLevels([loop.from, loop.to]) });
  }

  /** What a loop has made at its end. */
  private member(opcode: "total" | "store" | "put", loop: Loop, args: readonly Value[], parts: Parts): Value {
    const { parent, level, depth, from, to } = loop;
    const levels = raised(joinedLevels([...args, from, to]), depth - 1, level + 1);
    return this.make(opcode, args, { ...parts, group: loop, loop: parent, levels });
  }

  private buffer(): number {
    return this.buffers++;
  }

  private make(opcode: Opcode, args: readonly Value[], parts: Parts = {}): Value {
    const { number = Number.NaN, node, group, kernel, fold, beside } = parts;
    return this.table.find({ opcode, args, number, operator: node?.operator, kernel, fold, group }, () => ({
      id: this.count++,
      opcode,
      args,
      number,
      node,
      kernel,
      fold,
      beside,
      logical: opcode === "call" && node!.operator.logical,
      loop: "loop" in parts ? parts.loop : deepestLoop(args),
      group,
      levels: parts.levels ?? joinedLevels(args),
    }));
  }

  private once<T extends Loop | Branch>(key: string, make: (id: number) => T): T {
    const known = this.groups.get(key) ?? make(this.count++);
    this.groups.set(key, known);
    return known as T;
  }
}

/** Whether a value is an array made by the program, in a buffer of its own. */
export const isBuffer = ({ opcode, kernel }: Value): boolean =>
  opcode === "store" || opcode === "put" || (opcode === "kernel" && kernel!.writes);

export const isConstantValue = (value: Value): boolean => value.opcode === "constant";

/** The lowest level that holds all groups these values need inside of so many loops. */
export const levelAt = (depth: number, values: readonly Value[]): number =>
  values.reduce((level, value) => Math.max(level, value.levels[depth] ?? 0), 0);

const ARITHMETIC = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  negate: (a: number) => -a,
  sqrt: (a: number) => Math.sqrt(a),
} as const;

/** Loops whose indices meet in one value are inside of each other, so the deepest is in all of them. */
function deepestLoop(args: readonly Value[]): Loop | undefined {
  let deepest: Loop | undefined;
  for (const { loop } of args) if (loop !== undefined && loop.depth > (deepest?.depth ?? 0)) deepest = loop;
  return deepest;
}

function joinedLevels(values: readonly Value[]): Levels {
  let joined = NO_LEVELS;
  for (const { levels } of values)
    if (!covers(joined, levels)) joined = covers(levels, joined) ? levels : maxima(joined, levels);
  return joined;
}

const covers = (a: Levels, b: Levels): boolean =>
  a === b || b.length === 0 || b.every((level, depth) => level <= (a[depth] ?? 0));
const maxima = (a: Levels, b: Levels): Levels =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, depth) => Math.max(a[depth] ?? 0, b[depth] ?? 0));

/** What is deeper than the depth stays behind in the loop. */
const raised = (levels: Levels, depth: number, level: number): Levels =>
  Array.from({ length: depth + 1 }, (_, d) => (d === depth ? level : (levels[d] ?? 0)));
