/**
 * Where the entries of parts of arrays stand in the arrays they are parts of, and the other way round. Nothing is
 * copied: a slice is another position. A subscript outside of its array is an error at run time, found before a loop
 * where it does not change in it.
 */
import { ShapeError } from "../core/error.ts";
import { type Call, call, type Expression } from "../core/expression.ts";
import { add, multiply, subtract } from "../operators/arithmetic.ts";
import { offsetsOf } from "../operators/concatenation.ts";
import { requireInside } from "../operators/evaluate-array.ts";
import { isRange } from "../operators/integer-range.ts";
import { equal, lessOrEqual } from "../operators/logic.ts";
import { integerOf, MINUS_ONE, ONE, ZERO } from "../operators/number.ts";
import { isKnownNonnegative } from "../operators/range.ts";
import { record } from "../operators/record.ts";
import type { Named } from "../operators/ring.ts";
import { sizesOf, subscriptsOf } from "../operators/subscript.ts";
import { isInside, isInsideAxis } from "../operators/subscript-shape.ts";
import type { Position, Positions } from "./position.ts";
import type { Value, Values } from "./program.ts";

/** An index, if it is one of an axis of this size; what is NaN is looked at only where a branch does not need it. */
const index = record("index(index, size)", {
  evaluate: (at, size) => (Number.isNaN(at) ? at : requireInside(at, size)),
});
const slice = record("slice(before, first, last, count, size)", { evaluate: requireSlice });

const INDEX = call(index.operator, [ZERO, ZERO]);
const SLICE = call(slice.operator, [ZERO, ZERO, ZERO, ZERO, ZERO]);
const EQUAL = call(equal.operator, [ZERO, ONE]);
const LESS_OR_EQUAL = call(lessOrEqual.operator, [ZERO, ONE]);

/** An entry of an array. */
export type Task = readonly [node: Expression, position: Position];

export class Subscripts {
  private readonly values: Values;
  private readonly positions: Positions;
  private readonly scalar: (e: Expression) => Value;

  constructor(values: Values, positions: Positions, scalar: (e: Expression) => Value) {
    this.values = values;
    this.positions = positions;
    this.scalar = scalar;
  }

  /** The entry that stands at a position of a slice; first the entries of its subscripts, which say where that is. */
  read({ args: [array, ...subscripts] }: Call, position: Position): readonly Task[] {
    const open = this.vectorsAt(subscripts, position).filter(([subscript, at]) => !at.known.has(subscript));
    return open.length > 0 ? open : [[array!, this.source(array!, subscripts, position)]];
  }

  /** What stands there; all that `read` asked for is known. */
  entry({ args: [array, ...subscripts] }: Call, position: Position): Value {
    return this.source(array!, subscripts, position).known.get(array!)!;
  }

  /** An entry of a range of integers. */
  integer(range: Named<"range">, at: Value): Value {
    return this.stepped(range, this.before(range, undefined), at);
  }

  /** The entry of the value of a scatter that may stand at a position. */
  scattered({ args: [value, ...rest] }: Call, position: Position): readonly Task[] {
    return value!.shape.length === 0 ? [] : [[value!, this.origin(rest, position)]];
  }

  /** It, or 0 where none stands. */
  scatteredEntry({ args: [value, ...rest] }: Call, position: Position): Value {
    const scalar = value!.shape.length === 0;
    const entry = scalar ? this.scalar(value!) : this.origin(rest, position).known.get(value!)!;
    const conditions = subscriptsOf(rest).flatMap((subscript, axis) =>
      this.meets(subscript, sizesOf(rest)[axis]!, position.indices[axis]!),
    );
    const zero = this.values.constant(0);
    return conditions.reduceRight((inner, condition) => this.values.choice(condition, [inner, zero], 0), entry);
  }

  /** The entries of the parts of a concatenation that may stand at a position. */
  joined({ args: [axis, ...parts] }: Call, position: Position): readonly Task[] {
    const along = integerOf(axis!)! - 1;
    return offsetsOf(parts, along).map((offset, k) => [parts[k]!, this.shifted(position, along, offset)]);
  }

  /** The one that does. */
  joinedEntry(node: Call, position: Position): Value {
    const [axis, ...parts] = node.args as [Expression, ...Expression[]];
    const along = integerOf(axis)! - 1;
    const entries = this.joined(node, position).map(([each, at]) => at.known.get(each)!);
    const ends = offsetsOf(parts, along).slice(1).map(this.scalar);
    return entries
      .slice(0, -1)
      .reduceRight(
        (rest, entry, k) =>
          this.values.choice(this.values.call(LESS_OR_EQUAL, [position.indices[along]!, ends[k]!]), [entry, rest], 0),
        entries[entries.length - 1]!,
      );
  }

  private shifted({ indices }: Position, axis: number, offset: Expression): Position {
    if (offset === ZERO) return this.positions.at(...indices);
    return this.positions.at(
      ...indices.with(axis, this.values.operation("subtract", indices[axis]!, this.scalar(offset))),
    );
  }

  private vectorsAt(subscripts: readonly Expression[], { indices }: Position): readonly Task[] {
    return subscripts
      .filter(({ shape }) => shape.length > 0)
      .map((subscript, k) => [subscript, this.positions.at(indices[k]!)] as const)
      .filter(([subscript]) => !isRange(subscript));
  }

  private source(array: Expression, subscripts: readonly Expression[], { indices }: Position): Position {
    let next = 0;
    const places = subscripts.map((subscript, axis) => {
      const size = array.shape[axis]!;
      if (isRange(subscript)) return this.stepped(subscript, this.before(subscript, size), indices[next++]!);
      if (subscript.shape.length === 0) return this.inside(subscript, this.scalar(subscript), size);
      const at = this.positions.at(indices[next++]!);
      return this.inside(subscript, at.known.get(subscript)!, size);
    });
    return this.positions.at(...places);
  }

  /** Which entry of the value of a scatter stands at a position, if one does. */
  private origin(rest: readonly Expression[], { indices }: Position): Position {
    const places = subscriptsOf(rest).flatMap((subscript, axis) =>
      isRange(subscript) ? this.entryOf(subscript, sizesOf(rest)[axis]!, indices[axis]!) : [],
    );
    return this.positions.at(...places);
  }

  /** By which of its entries a range meets a place. */
  private entryOf(range: Named<"range">, size: Expression, place: Value): Value {
    const before = this.before(range, size);
    if (range.args[1] === MINUS_ONE) return this.values.operation("subtract", before, place);
    return isZero(before) ? place : this.values.operation("subtract", place, before);
  }

  /** The conditions under which a subscript meets a place. */
  private meets(subscript: Expression, size: Expression, place: Value): Value[] {
    if (!isRange(subscript))
      return [this.values.call(EQUAL, [place, this.inside(subscript, this.scalar(subscript), size)])];
    const entry = this.entryOf(subscript, size, place);
    const count = subscript.shape[0]!;
    const [from, step, to] = subscript.args as [Expression, Expression, Expression];
    const [beginsAtEdge, endsAtEdge] = step === ONE ? [from === ONE, to === size] : [from === size, to === ONE];
    return [
      ...(beginsAtEdge ? [] : [this.values.call(LESS_OR_EQUAL, [this.values.constant(1), entry])]),
      ...(endsAtEdge ? [] : [this.values.call(LESS_OR_EQUAL, [entry, this.scalar(count)])]),
    ];
  }

  private stepped(range: Named<"range">, before: Value, at: Value): Value {
    const step = integerOf(range.args[1]!)!;
    if (step === -1) return this.values.operation("subtract", before, at);
    const times = step === 1 ? at : this.values.operation("multiply", this.values.constant(step), at);
    return isZero(before) ? times : this.values.operation("add", times, before);
  }

  /** What stands a step before a range; in an axis of a size it is an error if the range is not inside. */
  private before(range: Named<"range">, size: Expression | undefined): Value {
    const [first, step, to] = range.args as [Expression, Expression, Expression];
    const count = range.shape[0]!;
    const before = this.scalar(subtract(first, step));
    if (isKnownNonnegative(count) && (size === undefined || isInside(range, size))) return before;
    const last = step === ONE ? to : add(first, multiply(step, subtract(count, ONE)));
    const limits = [first, last, count].map(this.scalar);
    return this.values.call(SLICE, [
      before,
      ...limits,
      size === undefined ? this.values.constant(Infinity) : this.scalar(size),
    ]);
  }

  private inside(subscript: Expression, value: Value, size: Expression): Value {
    return isInsideAxis(subscript, size) ? value : this.values.call(INDEX, [value, this.scalar(size)]);
  }
}

const isZero = ({ opcode, number }: Value): boolean => opcode === "constant" && number === 0;

function requireSlice(before: number, first: number, last: number, count: number, size: number): number {
  if (count >= 0 && (count === 0 || (Math.min(first, last) >= 1 && Math.max(first, last) <= size))) return before;
  if (!(count >= 0)) throw new ShapeError(`A range from ${first} to ${last} has ${count} entries`);
  throw new ShapeError(
    `The slice ${first}:${last} is outside of an axis of size ${size}`,
    "Indices are integers from 1.",
  );
}
