/** Expressions to machine values, several at once so that they share all work. */
import { bind, freshIndex, freshSymbol } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { type Call, call, type Expression, isScalar, SCALAR, type SymbolNode } from "../core/expression.ts";
import { toNumber } from "../core/number.ts";
import type { Binder } from "../core/operator.ts";
import { postorder } from "../core/traverse.ts";
import { comprehension } from "../operators/comprehension.ts";
import { filled, isFill } from "../operators/fill.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { record } from "../operators/record.ts";
import { isSize } from "../operators/symbol.ts";
import { formOf, lowerCall, operandsOf } from "./form.ts";
import { ArrayLowering } from "./lower-array.ts";
import { branchOf } from "./necessity.ts";
import { type Loop, levelAt, type Program, type Value, Values } from "./program.ts";

/**
 * The program of some expressions, with slots for their inputs in the given order, then as they are met.
 *
 * @throws UnsupportedError for an operator without machine form.
 */
export function lower(outputs: ReadonlyMap<string, Expression>, order: readonly SymbolNode[] = []): Program {
  const lowering = new Lowering(branchOf([...outputs.values()]));
  for (const symbol of order) if (isScalar(symbol) && !isSize(symbol)) slot(lowering.scalars, symbol);
  lowering.prepare([...outputs.values()]);
  let end = lowering.values.constant(0);
  const lowered = [...outputs].map(([name, e]) => {
    const offset = end;
    end = lowering.values.operation("add", end, lowering.count(e));
    return { name, value: lowering.output(e), offset, end };
  });
  const [scalars, arrays, sizes] = [lowering.scalars, lowering.arrays, lowering.sizes].map((slots) => [
    ...slots.keys(),
  ]);
  return { scalars: scalars!, arrays: arrays!, sizes: sizes!, outputs: lowered, size: lowering.values.size };
}

/** An index where it is one of an axis of this size, else NaN. */
const insideOf = record("inside(index, size)", {
  evaluate: (index, size) => (Number.isInteger(index) && index >= 1 && index <= size ? index : Number.NaN),
  cost: 0,
});
const INSIDE = call(insideOf.operator, [ZERO, ZERO]);

/** What the numbered indices mean at a place: the loops that stand for the binders around it. */
interface Scope {
  readonly outer: Scope | undefined;
  /** The number of the index that is bound here. */
  readonly number: number;
  readonly loop: Loop | undefined;
  /** What depends on this index and perhaps on outer ones. */
  readonly known: Map<Expression, Value>;
  /** The levels that loops here turned out to need. */
  readonly levels: Map<Call, number>;
  readonly inner: Map<string, Scope>;
}

/** A node on the way down, with what of it is still to be looked at. */
class Frame {
  readonly node: Expression;
  private readonly operands: readonly Expression[];
  private position = 0;

  constructor(node: Expression) {
    this.node = node;
    this.operands = operands(node);
  }

  next(): Expression | undefined {
    return this.operands[this.position++];
  }
}

/** Symbols in the order of their slots. */
type Slots = Map<SymbolNode, number>;

class Lowering {
  readonly scalars: Slots = new Map();
  readonly arrays: Slots = new Map();
  readonly sizes: Slots = new Map();
  readonly values = new Values();
  private readonly root: Scope = scope(undefined, 0, undefined);
  private readonly branchOf: (node: Call) => number;
  private readonly whole: ArrayLowering;

  constructor(branches: (node: Call) => number) {
    this.branchOf = branches;
    this.whole = new ArrayLowering({
      values: this.values,
      branchOf: branches,
      scalar: (e) => this.lower(e, this.root),
      input: (symbol) => this.values.array(slot(this.arrays, symbol)),
      collected: (node) => this.collected(node),
    });
  }

  /** Lowers what whole arrays are needed for, arguments first: so that no call of ours is nested in as many others. */
  prepare(outputs: readonly Expression[]): void {
    const nodes = postorder(...outputs);
    this.whole.look(nodes);
    for (const node of nodes) {
      if (node.loose !== 0 || node.kind !== "call") continue;
      if (isScalar(node)) {
        if (formOf(node) === "whole") this.lower(node, this.root);
      } else if (this.whole.isStored(node)) this.whole.array(node);
    }
  }

  /** How many numbers an output is. */
  count = (e: Expression): Value => this.whole.length(e);

  output(e: Expression): Value {
    return isScalar(e) ? this.lower(e, this.root) : this.whole.array(e);
  }

  private lower(root: Expression, at: Scope): Value {
    const frames = [new Frame(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const operand = frame.next();
      if (operand === undefined) {
        frames.pop();
        const { known } = home(frame.node, at);
        if (!known.has(frame.node)) known.set(frame.node, this.valueOfNode(frame.node, at));
      } else if (!home(operand, at).known.has(operand)) {
        frames.push(new Frame(operand));
      }
    }
    return home(root, at).known.get(root)!;
  }

  private valueOfNode(node: Expression, at: Scope): Value {
    const known = (e: Expression): Value => home(e, at).known.get(e)!;
    if (node.kind === "constant") return this.values.constant(toNumber(node.value));
    if (node.kind === "symbol") return this.symbol(node, at);
    switch (formOf(node)) {
      case "binder":
        return this.binder(node, home(node, at));
      case "entry":
        return this.element(node, known);
      case "whole":
        return this.whole.reduction(node);
      default:
        return lowerCall(node, { values: this.values, operand: known, isStored: nothing, branchOf: this.branchOf });
    }
  }

  private symbol(node: SymbolNode, at: Scope): Value {
    if (node.index > 0) return this.values.index(home(node, at).loop!);
    if (node.index < 0) throw new UnsupportedError("An index stands outside of its sum");
    if (isSize(node)) return this.values.input("size", slot(this.sizes, node));
    if (node.facts.words.includes("function")) {
      throw new UnsupportedError(`The function ${node.name} is only declared`, `Define it: ${node.name}(x) = ….`);
    }
    return this.values.input("scalar", slot(this.scalars, node));
  }

  /** Row-major, from 0: (i - 1)*d + (j - 1). */
  private element({ args: [array, ...indices] }: Call, known: (e: Expression) => Value): Value {
    const { values } = this;
    const sizes = array!.shape.map((size, axis) => (axis === 0 && indices.length === 1 ? undefined : known(size)));
    const offset = indices
      .map((index, axis) => values.operation("subtract", this.inside(known(index), sizes[axis]), values.constant(1)))
      .reduce((row, column, axis) => values.operation("add", values.operation("multiply", row, sizes[axis]!), column));
    return values.load(this.whole.array(array!), offset);
  }

  /** The array of a nest of comprehensions: each entry is stored in the innermost loop. */
  private collected(node: Call): Value {
    const { values } = this;
    const [count, place] = [this.count(node), this.branchOf(node)];
    const nest = (array: Expression, at: Scope, row: Value): Value => {
      if (isScalar(array)) return this.lower(array, at);
      const e = isFill(array) ? writtenOut(array) : (array as Call);
      const [index, body, first] = e.args as [SymbolNode, Expression, Expression, Expression];
      const size = this.lower(e.shape[0]!, this.root);
      let offset = row;
      const inside = (here: Scope, i: Value): readonly Value[] => {
        const step = values.operation("subtract", i, this.lower(first, at));
        offset = values.operation("add", values.operation("multiply", row, size), step);
        return [nest(body, here, offset), offset, count];
      };
      return this.loop(e, at, index, place, inside, (loop, [value]) => {
        const to = isScalar(body) ? offset : undefined;
        return at === this.root ? values.store(loop, count, value!, to) : values.put(loop, value!, to);
      });
    };
    return nest(node, this.root, values.constant(0));
  }

  private binder(node: Call, at: Scope): Value {
    const binder = node.operator.binder!;
    if (binder.inTwo === undefined) binder.javascript("total", "value"); // throws if there is no machine form
    const [index, body] = node.args as [SymbolNode, Expression];
    return this.loop(
      node,
      at,
      index,
      this.branchOf(node),
      (here) => [this.lower(body, here)],
      (loop, [value]) => this.joined(binder, loop, value!),
    );
  }

  /** An index among several that is outside of its axis would meet another row: it becomes NaN, and so does the entry. */
  private inside(index: Value, size: Value | undefined): Value {
    const { loop, opcode } = index;
    if (size === undefined) return index;
    if (opcode === "index" && loop!.to === size && loop!.from.opcode === "constant" && loop!.from.number >= 1)
      return index;
    return this.values.call(INSIDE, [index, size]);
  }

  /**
   * The loop of a binder depends on what its body needs, which is known only once the body is lowered with the index of
   * a loop; a guess that was too low is made good by doing it once more.
   */
  private loop(
    node: Call,
    at: Scope,
    index: SymbolNode,
    place: number,
    body: (_here: Scope, _i: Value) => readonly Value[],
    close: (_loop: Loop, _values: readonly Value[]) => Value,
  ): Value {
    const [from, to] = node.args.slice(2).map((end) => this.lower(end, at)) as [Value, Value];
    const depth = at.loop?.depth ?? 0;
    for (let level = at.levels.get(node) ?? levelAt(depth, [from, to]); ; ) {
      const loop = this.values.loop(from, to, at.loop, level, place);
      const values = body(inside(at, index.index, loop), this.values.index(loop));
      const needed = levelAt(depth, [...values, from, to]);
      if (needed <= level) return close(loop, values);
      level = needed;
      at.levels.set(node, level);
    }
  }

  /** The total, or what is made of two that run beside each other. */
  private joined(binder: Binder, loop: Loop, value: Value): Value {
    const { inTwo } = binder;
    if (inTwo === undefined) return this.values.total(binder, loop, value);
    const first = this.values.total(inTwo.first, loop, value);
    const second = this.values.total(inTwo.second, loop, value, first);
    const [a, b] = [first, second].map((total) => {
      const symbol = freshSymbol(SCALAR);
      this.root.known.set(symbol, total);
      return symbol;
    });
    return this.lower(inTwo.result(a!, b!), this.root);
  }
}

/** A filled array as a comprehension, which constructors would fill again. */
function writtenOut({ args: [value, ...sizes] }: Call): Call {
  const rest = sizes.length > 1 ? filled(value!, sizes.slice(1)) : value!;
  return bind(comprehension.operator, { index: freshIndex(), body: rest, from: ONE, to: sizes[0]! }, sizes);
}

const scope = (outer: Scope | undefined, number: number, loop: Loop | undefined): Scope => ({
  outer,
  number,
  loop,
  known: new Map(),
  levels: new Map(),
  inner: new Map(),
});

/** The scope in which an index is that of a loop; binders that share the loop share what is known in it. */
function inside(outer: Scope, number: number, loop: Loop): Scope {
  const key = `${number} ${loop.id}`;
  const made = outer.inner.get(key) ?? scope(outer, number, loop);
  outer.inner.set(key, made);
  return made;
}

/** The outermost scope in which a node means the same. */
function home(node: Expression, at: Scope): Scope {
  while (at.outer !== undefined && !(node.loose & (1 << at.number))) at = at.outer;
  return at;
}

/** Scalars are not stored. */
const nothing = (): boolean => false;

/** What must be lowered before a node; arrays have no value, and the body of a binder waits for its loop. */
function operands(node: Expression): readonly Expression[] {
  if (node.kind !== "call") return [];
  switch (formOf(node)) {
    case "binder":
      return node.args.slice(2);
    case "entry":
      return [...node.args.slice(1), ...(node.args.length > 2 ? node.args[0]!.shape : [])];
    case "whole":
      return node.args.filter(isScalar);
    default:
      return operandsOf(node, nothing);
  }
}

function slot(slots: Slots, node: SymbolNode): number {
  const known = slots.get(node) ?? slots.size;
  slots.set(node, known);
  return known;
}
