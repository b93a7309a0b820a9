/**
 * Cuts a long program into functions: V8 does not optimize a function of more than 61,440 bytes of bytecode. A unit is
 * one function; what one unit computes and another reads goes through an array.
 */
import type { Loop, Value } from "./program.ts";
import type { Block, Step } from "./schedule.ts";
import { blocksOf, type Statements } from "./statement.ts";

/** Estimated bytes of bytecode in one function; values that go from unit to unit can more than double it. */
const LARGEST_UNIT = 14_000;

export interface Unit {
  readonly kind: "unit";
  readonly id: number;
  readonly parent: Unit | undefined;
  /** The loops around its call, whose indices it is given. */
  readonly loops: readonly Loop[];
  readonly steps: Entry[];
  bytes: number;
}

/** A step, or a call of a unit. */
export type Entry = Step | Unit;

export interface Units {
  /** The whole program, and the units it calls. */
  readonly all: readonly Unit[];
  /** What stands in a block: its steps, or calls of units in their place. */
  readonly entries: (block: Block) => readonly Entry[];
  /** The unit of a step. */
  readonly unitOf: (step: Step) => Unit;
}

/** @param returned Whether the program ends with returning its only output, which only the whole can do. */
export function units(root: Block, statements: Statements, returned: boolean): Units {
  const cutting = new Cutting(statements, returned);
  cutting.distribute(root, cutting.unit(undefined, []), []);
  return {
    all: cutting.all,
    entries: (block) => cutting.entries.get(block) ?? block.steps,
    unitOf: (step) => cutting.unitOf.get(step)!,
  };
}

class Cutting {
  readonly all: Unit[] = [];
  readonly entries = new Map<Block, readonly Entry[]>();
  readonly unitOf = new Map<Step, Unit>();
  private readonly statements: Statements;
  private readonly returned: boolean;

  constructor(statements: Statements, returned: boolean) {
    this.statements = statements;
    this.returned = returned;
  }

  unit(parent: Unit | undefined, loops: readonly Loop[]): Unit {
    const made: Unit = { kind: "unit", id: this.all.length, parent, loops, steps: [], bytes: 0 };
    this.all.push(made);
    return made;
  }

  /** Writes a block into a unit if there is room, else into units called from there. */
  distribute(block: Block, unit: Unit, loops: readonly Loop[]): void {
    const bytes = this.statements.bytesOfBlock(block);
    if (unit.bytes + bytes <= LARGEST_UNIT) {
      unit.bytes += bytes;
      for (const step of block.steps) this.own(step, unit);
      return;
    }
    const entries: Entry[] = [];
    let open: Unit | undefined;
    for (const step of block.steps) {
      const size = this.statements.bytesOf(step);
      if (this.staysOutside(step)) {
        entries.push(step);
        this.unitOf.set(step, unit);
        const inside = step.kind === "repeat" ? [...loops, step.loop] : loops;
        for (const inner of blocksOf(step)) this.distribute(inner, unit, inside);
        open = undefined;
        continue;
      }
      if (open === undefined || open.bytes + size > LARGEST_UNIT) {
        open = this.unit(unit, loops);
        entries.push(open);
      }
      open.bytes += size;
      open.steps.push(step);
      this.own(step, open);
    }
    this.entries.set(block, entries);
  }

  private staysOutside(step: Step): boolean {
    if (step.kind === "deliver") return this.returned;
    return blocksOf(step).length > 0 && this.statements.bytesOf(step) > LARGEST_UNIT;
  }

  private own(step: Step, unit: Unit): void {
    this.unitOf.set(step, unit);
    for (const inner of blocksOf(step)) for (const inside of inner.steps) this.own(inside, unit);
  }
}

/** Whether a unit is called from inside of another, or is that one. */
export function isWithin(unit: Unit, outer: Unit): boolean {
  for (let at: Unit | undefined = unit; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

/** The values that a step defines. */
export function definedBy(step: Step): readonly Value[] {
  if (step.kind === "compute") return [step.value];
  return step.kind === "repeat" ? step.totals : step.kind === "decide" ? step.choices : [];
}
