/**
 * Counts what a run of the interpreter takes, for evaluations with a limit. Loops are counted where they are entered,
 * their terms times the operations of one; what goes over given arrays is not counted, as it is no more than they are.
 */
import { freeSymbols } from "../core/traverse.ts";
import { startOfRange, Work } from "../core/work.ts";
import type { ArrayKernel } from "./array-kernel.ts";
import { weightOf } from "./operations.ts";
import { isConstantValue, type Loop, type Program, type Value } from "./program.ts";
import type { Block, Step } from "./schedule.ts";

export class Meter {
  private readonly limit: number;
  /** The slots of the sizes that given arrays have. */
  private readonly sizesOfArrays: ReadonlySet<number>;
  private work: Work;

  constructor(limit: number, { arrays, sizes }: Program) {
    const given = new Set(freeSymbols(...arrays.flatMap(({ shape }) => shape)));
    this.limit = limit;
    this.sizesOfArrays = new Set(sizes.flatMap((size, slot) => (given.has(size) ? [slot] : [])));
    this.work = new Work(limit);
  }

  /** A run begins. */
  reset(): void {
    this.work = new Work(this.limit);
  }

  /** To be called with the ends of a loop where it is entered. */
  loop({ to }: Loop, body: Block): (first: number, last: number) => number {
    const operations = operationsOf(body);
    const isFree = this.isOfData(to);
    return (first, last) => {
      if (!isFree) this.work.terms(Math.floor(last - first) + 1, operations);
      return startOfRange(first);
    };
  }

  /** To be called with the length of an array before it is made. */
  array(length: Value): (entries: number) => number {
    const isFree = this.isOfData(length);
    return (entries) => {
      if (!isFree) this.work.room(entries);
      return entries;
    };
  }

  /** The kernel, counted if it takes more than there are entries in its arrays. */
  kernel({ run, operations }: ArrayKernel, args: readonly Value[]): ArrayKernel["run"] {
    if (operations === undefined || args.some((size) => this.isOfData(size))) return run;
    return (...operands: never[]) => {
      this.work.step(operations(...(operands as readonly unknown[]).filter((operand) => typeof operand === "number")));
      return run(...operands);
    };
  }

  /** Whether a size follows from the arrays that are given. */
  private isOfData(size: Value): boolean {
    if (size.opcode === "size") return this.sizesOfArrays.has(size.number);
    return SIZES.has(size.opcode) && !size.args.every(isConstantValue) && size.args.every(this.isOfDataOrConstant);
  }

  private readonly isOfDataOrConstant = (size: Value): boolean => isConstantValue(size) || this.isOfData(size);
}

/** How sizes are made of sizes. */
const SIZES: ReadonlySet<string> = new Set(["add", "subtract", "multiply"]);

/** The operations of one step of a loop, without those of loops inside of it, which are counted themselves. */
function operationsOf(body: Block): number {
  let count = 1;
  const todo: Step[] = [...body.steps];
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if (step.kind === "compute") count += weightOf(step.value);
    else if (step.kind === "join") count++;
    else if (step.kind === "decide") todo.push(...step.then.steps, ...step.otherwise.steps);
  }
  return count;
}
