/**
 * Decides where each value is computed: before all loops, in the body of a loop, or in a branch that alone needs it.
 *
 * A value goes as far out of loops as what it depends on allows and, of the places at that depth, into the innermost
 * branch that holds all its uses (global code motion after C. Click, "Global code motion, global value numbering",
 * PLDI 1995). Every value that is used is placed once.
 */
import type { Branch, Loop, Opcode, Program, Value } from "./program.ts";

/** Straight-line steps, some of which have blocks of their own. */
export interface Block {
  readonly parent: Block | undefined;
  readonly depth: number;
  /** In how many loops this is. */
  readonly loops: number;
  readonly steps: Step[];
}

export type Step = Compute | Repeat | Decide | Join | Deliver;

/** Computes one value. */
export interface Compute {
  readonly kind: "compute";
  readonly value: Value;
}

/** Runs a loop for the totals that are used. */
export interface Repeat {
  readonly kind: "repeat";
  readonly loop: Loop;
  readonly totals: Value[];
  readonly body: Block;
}

/** Takes one of two branches, for the choices that are used. */
export interface Decide {
  readonly kind: "decide";
  readonly branch: Branch;
  readonly choices: Value[];
  readonly then: Block;
  readonly otherwise: Block;
}

/** At the end of a body or branch: adds a value to a total, stores it in an array, or makes it the one chosen. */
export interface Join {
  readonly kind: "join";
  readonly into: Value;
  readonly value: Value;
}

/** Hands out the output of this number. */
export interface Deliver {
  readonly kind: "deliver";
  readonly output: number;
  readonly value: Value;
  readonly offset: Value;
  readonly end: Value;
}

export interface Schedule {
  readonly root: Block;
  /** How often a value is used; by its id. */
  readonly uses: Int32Array;
  /** The block in which a value is used for the last time that was looked at: the only one if it is used once. */
  readonly usedIn: readonly (Block | undefined)[];
  /** The values in order, what they need before them. */
  readonly values: readonly Value[];
}

/** Branches inside of so many others are not entered one by one: both sides are computed, then one is taken. */
const NESTING = 100;

export function schedule(program: Program): Schedule {
  const order = ordered(program);
  const placing = new Placing(program.size);
  program.outputs.forEach(({ value, offset, end }, output) => {
    for (const used of [value, offset, end]) placing.use(used, placing.root);
    placing.deliveries.push({ kind: "deliver", output, value, offset, end });
  });
  for (const item of order.toReversed()) placing.place(item);
  for (const item of order) placing.enter(item);
  for (const delivery of placing.deliveries) placing.root.steps.push(delivery);
  placing.join();
  const values = order.filter((item): item is Value => "opcode" in item);
  return { root: placing.root, uses: placing.uses, usedIn: placing.usedIn, values };
}

/** A group with those of its totals or choices that are used. */
interface Group {
  readonly id: number;
  readonly of: Loop | Branch;
  readonly members: Value[];
}

type Item = Value | Group;

/** Everything that is needed, each after what it needs; all members of a group come before any use of one. */
function ordered(program: Program): Item[] {
  const groups = usedGroups(program);
  const needs = (item: Item): readonly Item[] => {
    if ("members" in item) return neededByGroup(item);
    return item.group === undefined ? item.args : [groups.get(item.group)!];
  };
  const out: Item[] = [];
  const done = new Uint8Array(program.size);
  const todo: Item[] = outputValues(program).reverse();
  while (todo.length > 0) {
    const item = todo[todo.length - 1]!;
    const before = todo.length;
    if (done[item.id] === 0) {
      const needed = needs(item);
      for (let k = needed.length; k--; ) if (done[needed[k]!.id] === 0) todo.push(needed[k]!);
    }
    if (todo.length > before) continue;
    todo.pop();
    if (done[item.id] === 0) out.push(item);
    done[item.id] = 1;
  }
  return out;
}

const neededByGroup = ({ of, members }: Group): readonly Value[] => [
  ...(of.kind === "loop" ? [of.from, of.to] : [of.condition]),
  ...members.flatMap(({ args }) => args),
];

const outputValues = ({ outputs }: Program): Value[] =>
  outputs.flatMap(({ value, offset, end }) => [value, offset, end]);

function usedGroups(program: Program): Map<Loop | Branch, Group> {
  const groups = new Map<Loop | Branch, Group>();
  const seen = new Uint8Array(program.size);
  const todo: Value[] = [];
  const see = (value: Value): void => {
    if (seen[value.id] === 0) todo.push(value);
    seen[value.id] = 1;
  };
  for (const value of outputValues(program)) see(value);
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    value.args.forEach(see);
    const { group, beside } = value;
    if (beside !== undefined) see(beside);
    if (group === undefined) continue;
    if (!groups.has(group)) groups.set(group, { id: group.id, of: group, members: [] });
    groups.get(group)!.members.push(value);
    if (group.kind === "branch") see(group.condition);
    else [group.from, group.to].forEach(see);
  }
  for (const { members } of groups.values()) members.sort((a, b) => a.id - b.id);
  return groups;
}

class Placing {
  readonly root: Block = block(undefined, 0);
  readonly uses: Int32Array;
  readonly usedIn: (Block | undefined)[];
  readonly deliveries: Deliver[] = [];
  /** The innermost block around all uses seen so far; in the end, where the item is placed. */
  private readonly places: (Block | undefined)[];
  private readonly steps = new Map<Group, Step>();

  constructor(size: number) {
    this.uses = new Int32Array(size);
    this.usedIn = new Array(size).fill(undefined);
    this.places = new Array(size).fill(undefined);
  }

  use(value: Value, where: Block): void {
    this.uses[value.id]!++;
    this.usedIn[value.id] = where;
    this.need(value, where);
    if (value.group !== undefined) this.need(value.group, where);
  }

  /** Settles the place of an item whose uses are all placed, and with it the uses of what it needs. */
  place(item: Item): void {
    if ("members" in item) {
      if (item.of.kind === "loop") this.placeLoop(item, item.of);
      else this.placeBranch(item, item.of);
    } else if (item.group === undefined) {
      const where = this.settle(item, item.loop);
      for (const argument of item.args) this.use(argument, where);
    }
  }

  /** Puts an item at the end of its block. */
  enter(item: Item): void {
    if ("members" in item) {
      const step = this.steps.get(item);
      if (step !== undefined) this.places[item.id]!.steps.push(step);
    } else if (isComputed(item) || (item.opcode === "choice" && isEager(this.places[item.group!.id]!))) {
      this.places[(item.group ?? item).id]!.steps.push({ kind: "compute", value: item });
    }
  }

  /** Ends the bodies and branches. */
  join(): void {
    for (const step of this.steps.values()) {
      if (step.kind === "repeat")
        for (const total of besideFirst(step.totals)) join(total, insideOf(total)[0]!, step.body);
      if (step.kind !== "decide") continue;
      for (const choice of step.choices) {
        join(choice, choice.args[0]!, step.then);
        join(choice, choice.args[1]!, step.otherwise);
      }
    }
  }

  private placeLoop(group: Group, loop: Loop): void {
    const where = this.settle(loop, loop.parent);
    const body = block(where, 1);
    this.steps.set(group, { kind: "repeat", loop, totals: group.members, body });
    for (const member of group.members) {
      for (const used of insideOf(member)) this.use(used, body);
      if (member.opcode === "store") this.use(member.args[0]!, where);
    }
    // Twice, as the end is looked at in every step.
    for (const end of [loop.from, loop.to, loop.to]) this.use(end, where);
  }

  private placeBranch(group: Group, branch: Branch): void {
    const where = this.settle(branch, branch.parent);
    const eager = isEager(where);
    const [then, otherwise] = eager ? [where, where] : [block(where, 0), block(where, 0)];
    if (!eager) this.steps.set(group, { kind: "decide", branch, choices: group.members, then, otherwise });
    for (const { args } of group.members) {
      this.use(args[0]!, then);
      this.use(args[1]!, otherwise);
      if (eager) this.use(branch.condition, where);
    }
    if (!eager) this.use(branch.condition, where);
  }

  private settle(item: Value | Loop | Branch, needed: Loop | undefined): Block {
    let where = this.places[item.id]!;
    while (where.loops > (needed?.depth ?? 0)) where = where.parent!;
    this.places[item.id] = where;
    return where;
  }

  private need(item: Value | Loop | Branch, where: Block): void {
    const known = this.places[item.id];
    this.places[item.id] = known === undefined ? where : common(known, where);
  }
}

const block = (parent: Block | undefined, loops: 0 | 1): Block => ({
  parent,
  depth: parent === undefined ? 0 : parent.depth + 1,
  loops: (parent?.loops ?? 0) + loops,
  steps: [],
});

const join = (into: Value, value: Value, { steps }: Block): void => {
  steps.push({ kind: "join", into, value });
};

/** A total that sees another one sees it as it was before the step. */
const besideFirst = (totals: readonly Value[]): readonly Value[] => [
  ...totals.filter(({ beside }) => beside !== undefined),
  ...totals.filter(({ beside }) => beside === undefined),
];

/** What a member of a loop uses in every step. */
const insideOf = ({ opcode, args }: Value): readonly Value[] => (opcode === "store" ? args.slice(1) : args);

const isEager = ({ depth }: Block): boolean => depth >= NESTING;

const GIVEN: ReadonlySet<Opcode> = new Set<Opcode>([
  ...(["constant", "scalar", "size", "index", "array"] as const),
  ...(["total", "store", "put", "choice"] as const),
]);

/** Whether a value takes a step of its own. */
const isComputed = (value: Value): boolean => !GIVEN.has(value.opcode);

function common(a: Block, b: Block): Block {
  while (a !== b) {
    if (a.depth >= b.depth) a = a.parent!;
    else b = b.parent!;
  }
  return a;
}
