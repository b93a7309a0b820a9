/**
 * Which values are written inside of the one that uses them, and how many bytes of V8's bytecode a step takes. Values
 * that are used once and in their own block need no name, as long as expressions stay short and not deeply nested.
 */
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { isConstantValue, type Value } from "./program.ts";
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
  const inline = new Map<Value, { depth: number; bytes: number }>();
  const blocks = new Map<Block, number>();
  const bytesOfValue = (value: Value): number =>
    argumentsOf(value).reduce((sum, argument) => sum + (inline.get(argument)?.bytes ?? 0), ownBytes(value));

  const consider = (value: Value, block: Block): void => {
    const depth =
      1 + argumentsOf(value).reduce((most, argument) => Math.max(most, inline.get(argument)?.depth ?? 0), 0);
    const bytes = bytesOfValue(value);
    if (uses.get(value.id) !== 1 || usedIn.get(value.id) !== block || repeated.has(value)) return;
    if (depth <= DEEPEST && bytes <= LONGEST) inline.set(value, { depth, bytes });
  };
  const bytesOf = (step: Step): number => {
    if (step.kind === "compute") return inline.has(step.value) ? 0 : bytesOfValue(step.value);
    if (step.kind === "repeat") return BYTES.repeat + step.totals.length * BYTES.join + blocks.get(step.body)!;
    if (step.kind === "decide") return BYTES.decide + blocks.get(step.then)! + blocks.get(step.otherwise)!;
    return BYTES.join + (inline.get(step.value)?.bytes ?? 0);
  };
  const measure = (block: Block): void => {
    for (const step of block.steps) {
      if (step.kind === "compute") consider(step.value, block);
      blocksOf(step).forEach(measure);
    }
    blocks.set(
      block,
      block.steps.reduce((sum, step) => sum + bytesOf(step), 0),
    );
  };
  measure(root);
  const isInline = (value: Value): boolean => inline.has(value);
  return { isInline, bytesOf, bytesOfBlock: (block) => blocks.get(block)!, read: (step) => read(step, isInline) };
}

export const blocksOf = (step: Step): readonly Block[] =>
  step.kind === "repeat" ? [step.body] : step.kind === "decide" ? [step.then, step.otherwise] : [];

/** The values on which a step itself works; those of its blocks apart. */
function operands(step: Step): readonly Value[] {
  if (step.kind === "repeat") return [step.loop.from, step.loop.to];
  if (step.kind === "decide") return [step.branch.condition];
  return step.kind === "compute" ? argumentsOf(step.value) : [step.value];
}

/** The arguments, and the condition of a choice that is made without a branch. */
export const argumentsOf = ({ args, group }: Value): readonly Value[] =>
  group?.kind === "branch" ? [group.condition, ...args] : args;

function read(step: Step, isInline: (value: Value) => boolean): Value[] {
  const out: Value[] = [];
  const todo = [...operands(step)];
  while (todo.length > 0) {
    const value = todo.pop()!;
    if (isInline(value)) todo.push(...argumentsOf(value));
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
