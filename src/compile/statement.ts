/**
 * Which values are written inside of the one that uses them, and how many bytes of V8's bytecode a step takes. Values
 * that are used once and in their own block need no name, as long as expressions stay short and not deeply nested.
 */
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { isBuffer, isConstantValue, type Value } from "./program.ts";
import type { Block, Schedule, Step } from "./schedule.ts";

/** Nesting and bytes of one expression: parsers of engines recurse, and a statement cannot be split. */
const DEEPEST = 12;
const LONGEST = 600;

/** Estimated bytes of bytecode, measured on functions of a thousand statements (Node 20). */
const BYTES = { operation: 12, load: 16, call: 36, argument: 4, repeat: 60, decide: 20, join: 12 };

export interface Statements {
  readonly isInline: (value: Value) => boolean;
  readonly bytesOf: (step: Step) => number;
  readonly bytesOfBlock: (block: Block) => number;
  /** The named values, inputs and constants that a step reads. */
  readonly read: (step: Step) => readonly Value[];
}

export function statements({ root, uses, usedIn, values }: Schedule): Statements {
  const repeated = repeatedArguments(values);
  /** Bytes and nesting of the values written inside of others, by id; 0 for all else. */
  const bytes = new Int32Array(uses.length);
  const depths = new Uint8Array(uses.length);
  const blocks = new Map<Block, number>();

  const bytesOfValue = (value: Value): number =>
    argumentsOf(value).reduce((sum, { id }) => sum + bytes[id]!, ownBytes(value));
  const consider = (value: Value, block: Block): void => {
    if (value.opcode === "kernel" || uses[value.id] !== 1 || usedIn[value.id] !== block || repeated.has(value)) return;
    const depth = argumentsOf(value).reduce((most, { id }) => Math.max(most, depths[id]!), 0) + 1;
    const size = bytesOfValue(value);
    if (depth > DEEPEST || size > LONGEST) return;
    bytes[value.id] = size;
    depths[value.id] = depth;
  };
  const isInline = ({ id }: Value): boolean => depths[id]! > 0;
  const bytesOf = (step: Step): number => {
    if (step.kind === "compute") return isInline(step.value) ? 0 : bytesOfValue(step.value);
    if (step.kind === "repeat") return BYTES.repeat + step.totals.length * BYTES.join + blocks.get(step.body)!;
    if (step.kind === "decide") return BYTES.decide + blocks.get(step.then)! + blocks.get(step.otherwise)!;
    return BYTES.join + bytes[step.value.id]!;
  };
  const measure = (block: Block): void => {
    let sum = 0;
    for (const step of block.steps) {
      if (step.kind === "compute") consider(step.value, block);
      blocksOf(step).forEach(measure);
      sum += bytesOf(step);
    }
    blocks.set(block, sum);
  };
  measure(root);
  return { isInline, bytesOf, bytesOfBlock: (block) => blocks.get(block)!, read: (step) => read(step, isInline) };
}

export const blocksOf = (step: Step): readonly Block[] =>
  step.kind === "repeat" ? [step.body] : step.kind === "decide" ? [step.then, step.otherwise] : [];

/** The values on which a step itself works; those of its blocks apart. */
export function operandsOfStep(step: Step): readonly Value[] {
  if (step.kind === "repeat") return [step.loop.from, step.loop.to, ...step.totals.flatMap(lengthOf)];
  if (step.kind === "decide") return [step.branch.condition];
  if (step.kind === "deliver") return [step.value, step.offset, step.end];
  if (step.kind === "compute") return argumentsOf(step.value);
  return [step.value, ...offsetOf(step.into), ...(step.into.beside === undefined ? [] : [step.into.beside])];
}

const lengthOf = ({ opcode, args }: Value): readonly Value[] => (opcode === "store" ? [args[0]!] : []);

/** Where in its buffer a store or put writes. */
export const offsetOf = (into: Value): readonly Value[] =>
  isBuffer(into) ? into.args.slice(into.opcode === "store" ? 2 : 1) : [];

/** The arguments, and the condition of a choice that is made without a branch. */
export const argumentsOf = ({ args, group }: Value): readonly Value[] =>
  group?.kind === "branch" ? [group.condition, ...args] : args;

function read(step: Step, isInline: (value: Value) => boolean): Value[] {
  const out: Value[] = [];
  const todo = [...operandsOfStep(step)];
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    if (isInline(value)) for (const argument of argumentsOf(value)) todo.push(argument);
    else if (!isConstantValue(value)) out.push(value);
  }
  return out;
}

function ownBytes({ opcode, args }: Value): number {
  if (opcode === "load") return BYTES.load;
  if (opcode === "call" || opcode === "sqrt" || opcode === "power") return BYTES.call + BYTES.argument * args.length;
  return BYTES.operation;
}

/** The arguments of calls whose code shows an argument twice or not at all; they are named, so as not to be repeated. */
function repeatedArguments(values: readonly Value[]): Set<Value> {
  const verdicts = new Map<Operator, boolean>();
  const repeats = ({ operator, args }: Call): boolean => {
    if (!verdicts.has(operator)) verdicts.set(operator, !showsArgumentsOnce(operator, args));
    return verdicts.get(operator)!;
  };
  return new Set(values.filter(({ node, opcode }) => opcode === "call" && repeats(node!)).flatMap(({ args }) => args));
}

function showsArgumentsOnce({ javascript }: Operator, args: readonly Expression[]): boolean {
  if (javascript === undefined) return true;
  const marks = args.map((_, k) => `\u0001${k};`);
  const code = javascript(marks, args);
  return marks.every((mark) => code.split(mark).length === 2);
}
