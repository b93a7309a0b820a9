/** Loops over the entries of arrays. */
import type { Expression } from "../core/expression.ts";
import { sumOver } from "../operators/indexed.ts";
import { type Position, Positions } from "./position.ts";
import { type Loop, levelAt, type Value, type Values } from "./program.ts";

/** How totals of loops are joined. */
const SUM = sumOver.operator.binder!;

/** What a loop gives, from the values in each of its steps. */
type Close = (loop: Loop, values: readonly Value[]) => Value;

export class Loops {
  readonly positions: Positions;
  private readonly values: Values;
  private readonly scalar: (e: Expression) => Value;

  constructor(values: Values, scalar: (e: Expression) => Value) {
    this.positions = new Positions(values);
    this.values = values;
    this.scalar = scalar;
  }

  /** The sum over one range, or over one for each axis. `place` keeps apart what is needed in different branches. */
  sum(ranges: readonly Expression[], place: number, body: (position: Position) => Value): Value {
    return this.nest(ranges, place, (position) => [body(position)], this.total, this.total);
  }

  /** Loops inside of each other; the inner ones end in `closeInner`, the outermost in `close`, which needs `also`. */
  nest(
    ranges: readonly Expression[],
    place: number,
    body: (position: Position) => readonly Value[],
    close: Close,
    closeInner: Close,
    also: readonly Value[] = [],
  ): Value {
    const inside = (indices: readonly Value[]): readonly Value[] => {
      if (indices.length === ranges.length) return body(this.positions.at(...indices));
      return [
        this.over(ranges[indices.length]!, indices.at(-1)!.loop, place, (i) => inside([...indices, i]), closeInner),
      ];
    };
    return this.over(ranges[0]!, undefined, place, (i) => [...inside([i]), ...also], close);
  }

  /**
   * A loop over a range from 1. Which one it is depends on what the body needs, which is known only once the body is
   * made with the index of a loop; a guess that was too low is made good by doing it once more.
   */
  over(
    size: Expression,
    parent: Loop | undefined,
    place: number,
    body: (index: Value) => readonly Value[],
    close: Close,
  ): Value {
    const [from, to] = [this.values.constant(1), this.scalar(size)];
    const depth = parent?.depth ?? 0;
    for (let level = levelAt(depth, [to]); ; ) {
      const loop = this.values.loop(from, to, parent, level, place);
      const inside = body(this.values.index(loop));
      const needed = levelAt(depth, [...inside, to]);
      if (needed <= level) return close(loop, inside);
      level = needed;
    }
  }

  /** Closes a loop with the sum of the first value of all steps. */
  readonly total = (loop: Loop, [value]: readonly Value[]): Value => this.values.total(SUM, loop, value!);
}
