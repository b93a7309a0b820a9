/** Loops over the entries of arrays. */
import type { Expression } from "../core/expression.ts";
import { sumOver } from "../operators/indexed.ts";
import { type Position, Positions } from "./position.ts";
import { type Loop, levelAt, type Value, type Values } from "./program.ts";

/** How totals of loops are joined. */
const SUM = sumOver.operator.binder!;

export class Loops {
  readonly positions: Positions;
  private readonly values: Values;
  private readonly scalar: (e: Expression) => Value;

  constructor(values: Values, scalar: (e: Expression) => Value) {
    this.positions = new Positions(values);
    this.values = values;
    this.scalar = scalar;
  }

  /** The sum over one range, or over rows and columns. `place` keeps apart what is needed in different branches. */
  sum(ranges: readonly Expression[], place: number, body: (position: Position) => Value): Value {
    const [rows, columns] = ranges;
    return this.over(
      rows!,
      undefined,
      place,
      (i) => {
        if (columns === undefined) return [body(this.positions.at(i))];
        return [this.over(columns, i.loop, place, (j) => [body(this.positions.at(i, j))], this.total)];
      },
      this.total,
    );
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
    close: (loop: Loop, values: readonly Value[]) => Value,
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
