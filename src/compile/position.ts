/** Where in an array an entry is: by the index of a loop over all entries in their order, or by those of loops over its axes. */
import type { Expression } from "../core/expression.ts";
import type { Loop, Value, Values } from "./program.ts";

export interface Position {
  /** From 1: one index over all entries, or one for each axis. */
  readonly indices: readonly Value[];
  readonly known: Map<Expression, Value>;
}

/** Makes positions; the same one for the same indices. */
export class Positions {
  private readonly values: Values;
  private readonly made = new Map<string, Position>();

  constructor(values: Values) {
    this.values = values;
  }

  at(...indices: readonly Value[]): Position {
    const key = indices.map(({ id }) => id).join(" ");
    const position = this.made.get(key) ?? { indices, known: new Map() };
    this.made.set(key, position);
    return position;
  }

  row = ({ indices }: Position): Position => this.at(indices[0]!);
  column = ({ indices }: Position): Position => this.at(indices[1]!);
  transposed = ({ indices }: Position): Position => this.at(...indices.toReversed());
  diagonal = ({ indices: [i] }: Position): Position => this.at(i!, i!);

  /** Row-major, from 0, in an array of these sizes. */
  offset({ indices }: Position, sizeOf: (axis: number) => Value): Value {
    const { values } = this;
    const before = (index: Value): Value => values.operation("subtract", index, values.constant(1));
    const [first, ...others] = indices as [Value, ...Value[]];
    return others.reduce(
      (offset, index, k) => values.operation("add", values.operation("multiply", offset, sizeOf(k + 1)), before(index)),
      before(first),
    );
  }
}

/** The loop of the outermost index; none if no index changes in a loop. */
export const outermost = ({ indices }: Position): Loop | undefined =>
  indices
    .flatMap(({ loop }) => loop ?? [])
    .reduce<Loop | undefined>((a, b) => (a === undefined || b.depth < a.depth ? b : a), undefined);

/** The innermost loop in which one of the indices changes. */
export const innermost = (indices: readonly Value[]): Loop | undefined =>
  indices
    .flatMap(({ loop }) => loop ?? [])
    .reduce<Loop | undefined>((a, b) => (a === undefined || b.depth > a.depth ? b : a), undefined);

/** Whether an index is that of the outermost loop, so that what depends on it alone is done once for all columns. */
export const isOutermost = (position: Position, index: number): boolean =>
  position.indices[index]!.loop === outermost(position);
