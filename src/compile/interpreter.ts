/**
 * Runs programs where code cannot be made at run time (a content security policy without `unsafe-eval`). The numbers
 * are the same as those of the JavaScript source, bit for bit: the order of all operations is the schedule's.
 */
import type { Value } from "./program.ts";
import type { Block, Decide, Repeat, Schedule, Step } from "./schedule.ts";
import { argumentsOf } from "./statement.ts";

/** A program ready to run: takes scalars, arrays and sizes by slot, writes the outputs in order. */
export type Run = (
  out: Float64Array,
  scalars: ArrayLike<number>,
  arrays: readonly ArrayLike<number>[],
  sizes: ArrayLike<number>,
) => void;

export function interpret(scheduled: Schedule): Run {
  const { code, functions, registers, inputs } = new Assembler(scheduled.values).assemble(scheduled.root);
  return (out, scalars, arrays, sizes) => {
    for (const { register, value } of inputs) {
      registers[register] = (value.opcode === "size" ? sizes : scalars)[value.number]!;
    }
    execute(code, registers, functions, arrays, out);
  };
}

// Instructions: what to do, then the numbers of registers, functions, arrays, outputs, or places in the code.
const ADD = 0; // target, a, b
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const POWER = 4;
const NEGATE = 5; // target, a
const SQRT = 6;
const MOVE = 7;
const LOAD = 8; // target, array, offset
const CALL = 9; // target, function, count, arguments …
const JUMP = 10; // place
const JUMP_IF_ZERO = 11; // a, place
const JUMP_UNLESS_BELOW = 12; // a, b, place: unless a <= b
const INCREMENT = 13; // a
const DELIVER = 14; // output, a
const SELECT = 15; // target, condition, a, b

const ARITHMETIC = { add: ADD, subtract: SUBTRACT, multiply: MULTIPLY, divide: DIVIDE, negate: NEGATE, sqrt: SQRT };

type Evaluate = (...values: number[]) => number;

interface Assembled {
  readonly code: Int32Array;
  readonly functions: readonly Evaluate[];
  /** One for each value; constants are there already. */
  readonly registers: Float64Array;
  readonly inputs: readonly { readonly register: number; readonly value: Value }[];
}

class Assembler {
  private readonly values: readonly Value[];
  private readonly code: number[] = [];
  private readonly functions: Evaluate[] = [];
  private readonly functionNumbers = new Map<Evaluate, number>();
  private readonly registers = new Map<number | string, number>();
  private readonly constants: { readonly register: number; readonly number: number }[] = [];

  constructor(values: readonly Value[]) {
    this.values = values;
  }

  assemble(root: Block): Assembled {
    for (const value of this.values) if (value.opcode === "constant") this.constant(value.id, value.number);
    this.block(root);
    const inputs = this.values
      .filter(({ opcode }) => opcode === "scalar" || opcode === "size")
      .map((value) => ({ register: this.register(value), value }));
    const registers = new Float64Array(this.registers.size);
    for (const { register, number } of this.constants) registers[register] = number;
    return { code: Int32Array.from(this.code), functions: this.functions, registers, inputs };
  }

  private block({ steps }: Block): void {
    for (const step of steps) this.step(step);
  }

  private step(step: Step): void {
    if (step.kind === "compute") this.compute(step.value);
    else if (step.kind === "repeat") this.repeat(step);
    else if (step.kind === "decide") this.decide(step);
    else if (step.kind === "join") this.join(step.into, step.value);
    else this.code.push(DELIVER, step.output, this.register(step.value));
  }

  private compute(value: Value): void {
    const target = this.register(value);
    const args = argumentsOf(value).map((argument) => this.register(argument));
    const { opcode } = value;
    if (opcode in ARITHMETIC) this.code.push(ARITHMETIC[opcode as keyof typeof ARITHMETIC], target, ...args);
    else if (opcode === "load") this.code.push(LOAD, target, value.number, args[0]!);
    else if (opcode === "power") {
      this.code.push(POWER, target, args[0]!, this.constant(`exponent ${value.number}`, value.number));
    } else if (opcode === "choice") this.code.push(SELECT, target, ...args);
    else this.call(target, value.node!.operator.evaluate, args);
  }

  private repeat({ loop, totals, body }: Repeat): void {
    for (const total of totals) {
      const { identity } = total.node!.operator.binder!;
      this.code.push(MOVE, this.register(total), this.constant(`identity ${identity}`, identity));
    }
    const index = this.registerOf(loop.id);
    this.code.push(MOVE, index, this.register(loop.from));
    const test = this.code.push(JUMP_UNLESS_BELOW, index, this.register(loop.to), 0);
    this.block(body);
    this.code.push(INCREMENT, index);
    const end = this.code.push(JUMP, test - 4);
    this.code[test - 1] = end;
  }

  private decide({ branch, then, otherwise }: Decide): void {
    const test = this.code.push(JUMP_IF_ZERO, this.register(branch.condition), 0);
    this.block(then);
    const leave = this.code.push(JUMP, 0);
    this.code[test - 1] = leave;
    this.block(otherwise);
    this.code[leave - 1] = this.code.length;
  }

  private join(into: Value, value: Value): void {
    const [target, source] = [this.register(into), this.register(value)];
    if (into.opcode === "choice") this.code.push(MOVE, target, source);
    else this.call(target, into.node!.operator.binder!.accumulate, [target, source]);
  }

  private call(target: number, f: Evaluate, args: readonly number[]): void {
    const number = this.functionNumbers.get(f) ?? this.functions.push(f) - 1;
    this.functionNumbers.set(f, number);
    this.code.push(CALL, target, number, args.length, ...args);
  }

  private constant(key: number | string, number: number): number {
    const register = this.registerOf(key);
    this.constants.push({ register, number });
    return register;
  }

  /** The index of a loop has the register of the loop. */
  private register(value: Value): number {
    return this.registerOf(value.opcode === "index" ? value.number : value.id);
  }

  private registerOf(key: number | string): number {
    const register = this.registers.get(key) ?? this.registers.size;
    this.registers.set(key, register);
    return register;
  }
}

/** The machine. Nothing is allocated, but by calls of functions with more than three arguments. */
function execute(
  code: Int32Array,
  r: Float64Array,
  functions: readonly Evaluate[],
  arrays: readonly ArrayLike<number>[],
  out: Float64Array,
): void {
  let at = 0;
  while (at < code.length) {
    const instruction = code[at]!;
    const x = code[at + 1]!;
    const a = code[at + 2]!;
    const b = code[at + 3]!;
    switch (instruction) {
      case NEGATE:
      case SQRT:
      case MOVE:
        r[x] = unary(instruction, r[a]!);
        at += 3;
        break;
      case LOAD:
        r[x] = arrays[a]![r[b]!]!; // an entry outside of the array is undefined and becomes NaN
        at += 4;
        break;
      case CALL:
        r[x] = invoke(functions[a]!, b, r, code, at + 4);
        at += 4 + b;
        break;
      case JUMP:
        at = x;
        break;
      case JUMP_IF_ZERO:
        at = r[x] === 0 ? a : at + 3;
        break;
      case JUMP_UNLESS_BELOW:
        at = r[x]! <= r[a]! ? at + 4 : b;
        break;
      case INCREMENT:
        r[x] = r[x]! + 1;
        at += 2;
        break;
      case DELIVER:
        out[x] = r[a]!;
        at += 3;
        break;
      case SELECT:
        r[x] = r[a] !== 0 ? r[b]! : r[code[at + 4]!]!;
        at += 5;
        break;
      default:
        r[x] = binary(instruction, r[a]!, r[b]!);
        at += 4;
    }
  }
}

function binary(instruction: number, a: number, b: number): number {
  switch (instruction) {
    case ADD:
      return a + b;
    case SUBTRACT:
      return a - b;
    case MULTIPLY:
      return a * b;
    case DIVIDE:
      return a / b;
    default:
      return a ** b;
  }
}

const unary = (instruction: number, a: number): number =>
  instruction === NEGATE ? -a : instruction === SQRT ? Math.sqrt(a) : a;

function invoke(f: Evaluate, count: number, r: Float64Array, code: Int32Array, at: number): number {
  const [a, b, c] = [code[at]!, code[at + 1]!, code[at + 2]!];
  if (count === 1) return f(r[a]!);
  if (count === 2) return f(r[a]!, r[b]!);
  if (count === 3) return f(r[a]!, r[b]!, r[c]!);
  return f(...Array.from({ length: count }, (_, k) => r[code[at + k]!]!));
}
