/**
 * Which arrays share memory: two of the same length whose lives do not meet. A life goes from the step that makes an
 * array to the last one that may read it; arrays made inside of branches keep a buffer of their own.
 */
import { isBuffer, type Value } from "./program.ts";
import type { Schedule, Step } from "./schedule.ts";
import { blocksOf, operandsOfStep } from "./statement.ts";

/** From the number of a buffer to that of the memory it has. */
export type Slots = (buffer: number) => number;

interface Life {
  readonly buffer: number;
  readonly length: Value;
  readonly from: number;
  readonly to: number;
}

export function bufferSlots({ root }: Schedule): Slots {
  const slots = new Map<number, number>();
  /** By the length of their arrays: the memory there is, and up to which step it is taken. */
  const rooms = new Map<Value, { readonly slot: number; until: number }[]>();
  for (const { buffer, length, from, to } of livesOf(root.steps)) {
    const known = rooms.get(length) ?? [];
    const free = known.find(({ until }) => until < from);
    if (free === undefined) known.push({ slot: buffer, until: to });
    else free.until = to;
    rooms.set(length, known);
    slots.set(buffer, free?.slot ?? buffer);
  }
  return (buffer) => slots.get(buffer) ?? buffer;
}

/** Of the arrays that steps make, in their order. */
function livesOf(steps: readonly Step[]): Life[] {
  if (!steps.some((step) => arraysOf(step).length > 0)) return [];
  const lives: Life[] = [];
  const lastReads = new Map<Value, number>();
  for (let k = steps.length - 1; k >= 0; k--) {
    const step = steps[k]!;
    // What is not an array may be written into the statement that uses it, so it reads as late as that.
    const until = step.kind === "compute" && !isBuffer(step.value) ? Math.max(k, lastReads.get(step.value) ?? k) : k;
    for (const value of readBy(step)) lastReads.set(value, Math.max(until, lastReads.get(value) ?? 0));
    for (const value of arraysOf(step))
      lives.push({ buffer: value.number, length: value.args[0]!, from: k, to: lastReads.get(value) ?? k });
  }
  return lives.reverse();
}

function arraysOf(step: Step): readonly Value[] {
  if (step.kind === "compute") return isBuffer(step.value) ? [step.value] : [];
  return step.kind === "repeat" ? step.totals.filter(({ opcode }) => opcode === "store") : [];
}

/** All that a step and the blocks inside of it read. */
function readBy(step: Step): Value[] {
  const inside = blocksOf(step).flatMap(({ steps }) => steps.flatMap(readBy));
  return [...operandsOfStep(step), ...inside];
}
