/**
 * Runs programs where code cannot be made at run time (a content security policy without `unsafe-eval`). The numbers
 * are the same as those of the JavaScript source, bit for bit: the order of all operations is the schedule's.
 */
import { startOfRange } from "../core/work.ts";
import type { ArrayKernel } from "./array-kernel.ts";
import { bufferSlots, type Slots } from "./buffers.ts";
import { Meter } from "./meter.ts";
import { requireRoom, roomFor } from "./outputs.ts";
import { isBuffer, isConstantValue, type Program, type Value } from "./program.ts";
import type { Block, Decide, Deliver, Repeat, Schedule, Step } from "./schedule.ts";
import { argumentsOf, offsetOf } from "./statement.ts";

/** A program ready to run: takes scalars, arrays and sizes by slot, writes the outputs in order. */
export type Run = (
  out: Float64Array,
  scalars: ArrayLike<number>,
  arrays: readonly Float64Array[],
  sizes: ArrayLike<number>,
) => void;

/** @param limit the most operations of one run; left out, they are not counted */
export function interpret(program: Program, scheduled: Schedule, limit?: number): Run {
  const meter = limit === undefined ? undefined : new Meter(limit, program);
  const arrayInputs = program.arrays.length; // those that the program makes come behind them
  const assembler = new Assembler(scheduled, arrayInputs, meter);
  const { code, functions, registers, inputs } = assembler.assemble(scheduled.root);
  const memory: Float64Array[] = [];
  return (out, scalars, arrays, sizes) => {
    meter?.reset();
    for (let k = 0; k < arrayInputs; k++) memory[k] = arrays[k]!;
    for (const { register, value } of inputs) {
      registers[register] = (value.opcode === "size" ? sizes : scalars)[value.number]!;
    }
    execute(code, registers, functions, memory, out);
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
const DELIVER = 14; // offset, a
const SELECT = 15; // target, condition, a, b
const RESERVE = 16; // array, length
const STORE = 17; // array, offset, a
const KERNEL = 18; // target or -1, kernel, count, arguments …: registers, or -1 - array
const DELIVER_ARRAY = 19; // array, offset
const NEED = 20; // end of the outputs

const ARITHMETIC = { add: ADD, subtract: SUBTRACT, multiply: MULTIPLY, divide: DIVIDE, negate: NEGATE, sqrt: SQRT };

type Evaluate = (...values: number[]) => number;
type Called = Evaluate | ArrayKernel["run"];

interface Assembled {
  readonly code: Int32Array;
  readonly functions: readonly Called[];
  /** One for each value; constants are there already. */
  readonly registers: Float64Array;
  readonly inputs: readonly { readonly register: number; readonly value: Value }[];
}

class Assembler {
  private readonly values: readonly Value[];
  private readonly arrayInputs: number;
  private readonly meter: Meter | undefined;
  private readonly buffers = new Map<number, number>();
  private readonly slots: Slots;
  private readonly code: number[] = [];
  private readonly functions: Called[] = [];
  private readonly functionNumbers = new Map<Called, number>();
  private readonly registers = new Map<number | string, number>();
  private readonly constants: { readonly register: number; readonly number: number }[] = [];

  constructor(scheduled: Schedule, arrayInputs: number, meter: Meter | undefined) {
    this.values = scheduled.values;
    this.slots = bufferSlots(scheduled);
    this.arrayInputs = arrayInputs;
    this.meter = meter;
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
    else this.deliver(step);
  }

  private deliver({ value, offset, end }: Deliver): void {
    const at = this.register(offset);
    if (!isConstantValue(end)) this.code.push(NEED, this.register(end));
    if (value.opcode === "array" || isBuffer(value)) this.code.push(DELIVER_ARRAY, this.array(value), at);
    else this.code.push(DELIVER, at, this.register(value));
  }

  private compute(value: Value): void {
    if (value.opcode === "kernel") {
      this.kernel(value);
      return;
    }
    const target = this.register(value);
    const { opcode } = value;
    const args = opcode === "load" ? [] : argumentsOf(value).map((argument) => this.register(argument));
    if (opcode in ARITHMETIC) this.code.push(ARITHMETIC[opcode as keyof typeof ARITHMETIC], target, ...args);
    else if (opcode === "load")
      this.code.push(LOAD, target, this.array(value.args[1] ?? value), this.register(value.args[0]!));
    else if (opcode === "power") {
      this.code.push(POWER, target, args[0]!, this.constant(`exponent ${value.number}`, value.number));
    } else if (opcode === "choice") this.code.push(SELECT, target, ...args);
    else this.call(target, value.node!.operator.evaluate, args);
  }

  private kernel(value: Value): void {
    const { writes } = value.kernel!;
    const run = this.meter?.kernel(value.kernel!, value.args) ?? value.kernel!.run;
    if (writes) this.reserve(value);
    const operands = writes ? [value, ...value.args.slice(1)] : value.args;
    const target = writes ? -1 : this.register(value);
    const args = operands.map((operand) =>
      operand.opcode === "array" || isBuffer(operand) ? -1 - this.array(operand) : this.register(operand),
    );
    this.code.push(KERNEL, target, this.function(run), args.length, ...args);
  }

  private reserve(value: Value): void {
    const length = value.args[0]!;
    if (this.meter !== undefined) this.call(this.registerOf("room"), this.meter.array(length), [this.register(length)]);
    this.code.push(RESERVE, this.array(value), this.register(length));
  }

  /** Where in memory an array is; what is loaded from an input stands for it. */
  private array(value: Value): number {
    if (!isBuffer(value)) return value.number;
    const slot = this.slots(value.number);
    const at = this.buffers.get(slot) ?? this.arrayInputs + this.buffers.size;
    this.buffers.set(slot, at);
    return at;
  }

  private repeat({ loop, totals, body }: Repeat): void {
    for (const total of totals) {
      if (total.opcode === "store") this.reserve(total);
      if (total.opcode !== "total") continue;
      const { identity } = total.fold!;
      this.code.push(MOVE, this.register(total), this.constant(`identity ${identity}`, identity));
    }
    const index = this.registerOf(loop.id);
    const begin = this.meter?.loop(loop, body) ?? startOfRange;
    this.call(index, begin, [this.register(loop.from), this.register(loop.to)]);
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
    if (isBuffer(into)) {
      const [offset] = offsetOf(into);
      if (offset !== undefined) this.code.push(STORE, this.array(into), this.register(offset), this.register(value));
      return;
    }
    const [target, source] = [this.register(into), this.register(value)];
    if (into.opcode === "choice") this.code.push(MOVE, target, source);
    else
      this.call(target, into.fold!.accumulate, [
        target,
        source,
        ...(into.beside === undefined ? [] : [this.register(into.beside)]),
      ]);
  }

  private call(target: number, f: Evaluate, args: readonly number[]): void {
    this.code.push(CALL, target, this.function(f), args.length, ...args);
  }

  private function(f: Called): number {
    const number = this.functionNumbers.get(f) ?? this.functions.push(f) - 1;
    this.functionNumbers.set(f, number);
    return number;
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

/** The machine. Nothing is allocated, but by kernels and by calls of functions with more than three arguments. */
function execute(
  code: Int32Array,
  r: Float64Array,
  functions: readonly Called[],
  memory: Float64Array[],
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
        r[x] = memory[a]![r[b]!]!; // an entry outside of the array is undefined and becomes NaN
        at += 4;
        break;
      case CALL:
        r[x] = invoke(functions[a] as Evaluate, b, r, code, at + 4);
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
        out[r[x]!] = r[a]!;
        at += 3;
        break;
      case RESERVE:
      case DELIVER_ARRAY:
        if (instruction === RESERVE) reserve(memory, x, r[a]!);
        else out.set(memory[x]!, r[a]!);
        at += 3;
        break;
      case STORE:
        memory[x]![r[a]!] = r[b]!;
        at += 4;
        break;
      case KERNEL:
        runKernel(functions[a]!, code.subarray(at + 4, at + 4 + b), x, r, memory);
        at += 4 + b;
        break;
      case NEED:
        requireRoom(out, r[x]!);
        at += 2;
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

function reserve(memory: Float64Array[], at: number, length: number): void {
  if (memory[at]?.length !== length) memory[at] = roomFor(length);
}

function runKernel(
  run: Called,
  operands: Int32Array,
  target: number,
  r: Float64Array,
  memory: readonly Float64Array[],
): void {
  const args = Array.from(operands, (operand) => (operand < 0 ? memory[-1 - operand]! : r[operand]!));
  const result = (run as (...args: unknown[]) => unknown)(...args);
  if (target >= 0) r[target] = result as number;
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
