/**
 * Programs as JavaScript source: a function `core` of the slots, and the functions into which it was cut. Names of the
 * user never occur in it.
 */
import type { Operator } from "../core/operator.ts";
import { startOfRange } from "../core/work.ts";
import type { ArrayKernel } from "./array-kernel.ts";
import { bufferSlots, type Slots } from "./buffers.ts";
import {
  asNumber,
  asOperand,
  atom,
  bareCondition,
  type Code,
  choiceCode,
  numberCode,
  numberText,
  operationCode,
} from "./code.ts";
import { requireRoom, roomFor } from "./outputs.ts";
import { isBuffer, isConstantValue, type Program, type Value } from "./program.ts";
import type { Block, Decide, Deliver, Repeat, Schedule, Step } from "./schedule.ts";
import { blocksOf, offsetOf, type Statements, statements } from "./statement.ts";
import { definedBy, type Entry, isWithin, type Unit, type Units, units } from "./units.ts";

export interface Source {
  /** Body of a function of `f`, the array of the functions below, that returns `core`. */
  readonly text: string;
  /** Those of operators without code of their own, and kernels. */
  readonly functions: readonly Called[];
}

/** A function that generated code calls. */
export type Called = Operator["evaluate"] | ArrayKernel["run"];

/** How the slots of a program are passed: scalars one by one, or all in one array if they are many. */
export type Passing = "separate" | "packed";

/**
 * Source of the program. `core` takes scalars, arrays and sizes by slot and returns the only output; with several it
 * takes the array for them in front.
 */
export function javascript(program: Program, scheduled: Schedule, passing: Passing): Source {
  return new Emitter(program, scheduled, passing).source();
}

class Emitter {
  private readonly program: Program;
  private readonly schedule: Schedule;
  private readonly statements: Statements;
  private readonly units: Units;
  private readonly passing: Passing;
  private readonly single: boolean;
  private readonly names = new Map<number, string>();
  private readonly functions = new Map<Called, string>();
  /** Buffers in use, and the unit in which each has a name of its own. */
  private readonly buffers = new Map<number, string>();
  private readonly reserved = new Map<number, Unit>();
  private readonly slots: Slots;
  private readonly lines: string[] = [];
  /** Where in the array between units a value is kept. */
  private readonly kept = new Map<Value, number>();
  /** The values that a unit reads more than once from there, loaded at its start. */
  private readonly loaded = new Map<Unit, Set<Value>>();
  private readonly unitOfValue = new Map<Value, Unit>();
  private unit!: Unit;

  constructor(program: Program, scheduled: Schedule, passing: Passing) {
    this.program = program;
    this.schedule = scheduled;
    this.passing = passing;
    this.single = isSingle(program);
    this.slots = bufferSlots(scheduled);
    this.statements = statements(scheduled);
    this.units = units(scheduled.root, this.statements, this.single);
  }

  source(): Source {
    this.keep();
    const [whole, ...called] = this.units.all as [Unit, ...Unit[]];
    for (const unit of called) this.function(unit, `function p${unit.id}`, unit.steps);
    this.function(whole, "return function core", this.units.entries(this.schedule.root), this.asIntegers());
    const head = [`"use strict";`, ...[...this.functions.values()].map((name, k) => `const ${name} = f[${k}];`)];
    if (this.kept.size > 0) head.push(`const s = new Float64Array(${this.kept.size});`);
    for (const name of this.buffers.values()) head.push(`let b${name} = new Float64Array(0);`);
    return { text: [...head, ...this.lines, ""].join("\n"), functions: [...this.functions.keys()] };
  }

  /** Finds out what has to be kept between units. */
  private keep(): void {
    if (this.units.all.length === 1) return;
    const all = stepsIn(this.schedule.root);
    for (const step of all) for (const value of definedBy(step)) this.unitOfValue.set(value, this.units.unitOf(step));
    const shared = new Set<Value>();
    const counts = new Map<Unit, Map<Value, number>>();
    for (const step of all) {
      if (step.kind === "compute" && this.statements.isInline(step.value)) continue;
      const unit = this.units.unitOf(step);
      if (step.kind === "join" && !isBuffer(step.into) && this.unitOfValue.get(step.into) !== unit)
        shared.add(step.into);
      for (const value of this.statements.read(step)) {
        const home = this.unitOfValue.get(value);
        if (home === undefined || home === unit || isBuffer(value)) continue;
        shared.add(value);
        if (!isWithin(home, unit)) count(counts, unit, value);
      }
    }
    for (const step of all)
      for (const value of definedBy(step)) if (shared.has(value)) this.kept.set(value, this.kept.size);
    for (const [unit, read] of counts) {
      this.loaded.set(
        unit,
        new Set([...read.keys()].filter((value) => read.get(value)! > 1 && value.group === undefined)),
      );
    }
  }

  /**
   * A size that was worked out may come as a double, and offsets made of it would all be doubles: loops over arrays
   * take twice the time then.
   */
  private asIntegers(): readonly string[] {
    return this.program.sizes.map((_, k) => `if (n${k} === (n${k} | 0)) n${k} |= 0;`);
  }

  private function(unit: Unit, head: string, entries: readonly Entry[], first: readonly string[] = []): void {
    this.unit = unit;
    this.line(`${head}(${this.parameters(unit).join(", ")}) {`);
    for (const line of first) this.line(line);
    for (const value of this.loaded.get(unit) ?? [])
      this.line(`const ${this.name("t", value.id)} = s[${this.kept.get(value)}];`);
    for (const entry of entries) this.entry(entry);
    this.line("}");
  }

  private parameters(unit: Unit): string[] {
    const { scalars, arrays, sizes } = this.program;
    return [
      ...(this.single ? [] : ["y"]),
      ...(this.passing === "packed" ? ["q"] : scalars.map((_, k) => `x${k}`)),
      ...arrays.map((_, k) => `a${k}`),
      ...sizes.map((_, k) => `n${k}`),
      ...unit.loops.map(({ id }) => this.name("i", id)),
    ];
  }

  private entry(entry: Entry): void {
    if (entry.kind === "unit") this.line(`p${entry.id}(${this.parameters(entry).join(", ")});`);
    else if (entry.kind === "repeat") this.repeat(entry);
    else if (entry.kind === "decide") this.decide(entry);
    else if (entry.kind === "join") this.join(entry.into, entry.value);
    else if (entry.kind === "deliver") this.deliver(entry);
    else if (!this.statements.isInline(entry.value)) this.compute(entry.value);
  }

  private deliver({ value, offset, end }: Deliver): void {
    const code = this.code(value);
    if (!isConstantValue(end)) this.line(`${this.functionName(requireRoom)}(y, ${asNumber(this.code(end))});`);
    const at = asNumber(this.code(offset));
    if (isArray(value)) this.line(`y.set(${code.text}, ${at});`);
    else this.line(`${this.single ? "return" : `y[${at}] =`} ${asNumber(code)};`);
  }

  private compute(value: Value): void {
    if (value.opcode === "kernel") {
      this.runKernel(value);
      return;
    }
    const { text } = this.operation(value);
    const slot = this.kept.get(value);
    this.line(`const ${this.name("t", value.id)} = ${slot === undefined ? "" : `s[${slot}] = `}${text};`);
  }

  /** Arrays are written to a buffer that the program keeps, and makes anew only when the size changes. */
  private runKernel(value: Value): void {
    const { run, writes } = value.kernel!;
    if (writes) this.reserve(value);
    const target = writes ? [this.buffer(value.number)] : [];
    const args = value.args.slice(writes ? 1 : 0).map((argument) => asNumber(this.code(argument)));
    const call = `${this.functionName(run)}(${[...target, ...args].join(", ")});`;
    const slot = this.kept.get(value);
    const name = writes ? "" : `const ${this.name("t", value.id)} = ${slot === undefined ? "" : `s[${slot}] = `}`;
    this.line(name + call);
  }

  /** Of arrays that share memory, the first one in a unit makes it. */
  private reserve({ number, args }: Value): void {
    const slot = this.slots(number);
    if (this.reserved.get(slot) === this.unit) return;
    const name = this.buffers.get(slot) ?? String(this.buffers.size);
    this.buffers.set(slot, name);
    this.reserved.set(slot, this.unit);
    const length = asOperand(this.code(args[0]!));
    this.line(
      `const w${name} = b${name} = b${name}.length === ${length} ? b${name} : ${this.functionName(roomFor)}(${length});`,
    );
  }

  private buffer(number: number): string {
    const slot = this.slots(number);
    const name = this.buffers.get(slot) ?? String(this.buffers.size);
    this.buffers.set(slot, name);
    return this.reserved.get(slot) === this.unit ? `w${name}` : `b${name}`;
  }

  private repeat({ loop, totals, body }: Repeat): void {
    for (const total of totals) {
      if (total.opcode === "store") this.reserve(total);
      if (total.opcode === "total") this.variable(total, ` = ${numberText(total.fold!.identity)}`);
    }
    const index = this.name("i", loop.id);
    const [first, to] = [loop.from, loop.to].map((end) => asNumber(this.code(end)));
    const from = isConstantValue(loop.from) ? first : `${this.functionName(startOfRange)}(${first})`;
    this.line(`for (let ${index} = ${from}; ${index} <= ${to}; ${index}++) {`);
    this.block(body);
    this.line("}");
  }

  private decide(step: Decide): void {
    if (this.asExpression(step)) return;
    for (const choice of step.choices) this.variable(choice, "");
    this.line(`if (${bareCondition(this.code(step.branch.condition))}) {`);
    this.block(step.then);
    this.line("} else {");
    this.block(step.otherwise);
    this.line("}");
  }

  /** `const r = c ? a : b;` where neither branch needs more than an expression. */
  private asExpression({ branch, choices, then, otherwise }: Decide): boolean {
    const [choice, second] = choices;
    const short = ({ steps }: Block): boolean =>
      steps.every((step) => step.kind === "join" || (step.kind === "compute" && this.statements.isInline(step.value)));
    if (second !== undefined || this.kept.has(choice!) || !short(then) || !short(otherwise)) return false;
    const [a, b] = choice!.args as [Value, Value];
    const { text } = choiceCode(this.code(branch.condition), this.code(a), this.code(b));
    this.line(`const ${this.name("r", choice!.id)} = ${text};`);
    return true;
  }

  private join(into: Value, value: Value): void {
    if (isBuffer(into)) {
      const [offset] = offsetOf(into);
      if (offset === undefined) return;
      this.line(`${this.buffer(into.number)}[${asNumber(this.code(offset))}] = ${asNumber(this.code(value))};`);
      return;
    }
    const target = this.code(into).text;
    const code = this.code(value);
    const { fold, beside = into } = into;
    const joined = fold?.javascript(target, asOperand(code), this.code(beside).text);
    this.line(`${target} = ${joined ?? asNumber(code)};`);
  }

  private block(block: Block): void {
    for (const entry of this.units.entries(block)) this.entry(entry);
  }

  /** A total or choice, which is written more than once. */
  private variable(value: Value, initial: string): void {
    if (!this.kept.has(value)) this.line(`let ${this.name("r", value.id)}${initial};`);
    else if (initial !== "") this.line(`s[${this.kept.get(value)}]${initial};`);
  }

  /** How a value is read: by its name, from the array between units, or as the operation that makes it. */
  private code(value: Value): Code {
    switch (value.opcode) {
      case "constant":
        return numberCode(value.number);
      case "scalar":
        return atom(this.passing === "packed" ? `q[${value.number}]` : `x${value.number}`);
      case "size":
        return atom(`n${value.number}`);
      case "array":
        return atom(`a${value.number}`);
      case "index":
        return atom(this.name("i", value.number));
    }
    if (isBuffer(value)) return atom(this.buffer(value.number));
    if (this.statements.isInline(value)) return this.operation(value);
    const grouped = value.group !== undefined;
    const here = this.units.all.length === 1 || this.unitOfValue.get(value) === this.unit;
    if (this.kept.has(value) && (grouped || !here)) {
      return atom(this.loaded.get(this.unit)?.has(value) ? this.name("t", value.id) : `s[${this.kept.get(value)}]`);
    }
    return atom(this.name(grouped ? "r" : "t", value.id), value.logical);
  }

  private operation(value: Value): Code {
    return operationCode(
      value,
      (argument) => this.code(argument),
      ({ evaluate }) => this.functionName(evaluate),
    );
  }

  private functionName(called: Called): string {
    const name = this.functions.get(called) ?? `f${this.functions.size}`;
    this.functions.set(called, name);
    return name;
  }

  /** Values, indices and results are numbered as they come. */
  private name(letter: string, id: number): string {
    const name = this.names.get(id) ?? `${letter}${this.names.size}`;
    this.names.set(id, name);
    return name;
  }

  private line(text: string): void {
    this.lines.push(text);
  }
}

/** Whether the only output is a number, which is returned. */
export const isSingle = ({ outputs }: Program): boolean => outputs.length === 1 && !isArray(outputs[0]!.value);

export const countScalars = ({ outputs }: Program): number => outputs.filter(({ value }) => !isArray(value)).length;

const isArray = (value: Value): boolean => value.opcode === "array" || isBuffer(value);

function stepsIn(root: Block): Step[] {
  const out: Step[] = [];
  const todo = [root];
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    for (const step of block.steps) {
      out.push(step);
      todo.push(...blocksOf(step));
    }
  }
  return out;
}

function count(counts: Map<Unit, Map<Value, number>>, unit: Unit, value: Value): void {
  if (!counts.has(unit)) counts.set(unit, new Map());
  const read = counts.get(unit)!;
  read.set(value, (read.get(value) ?? 0) + 1);
}
