/**
 * The entries of arrays at a position: loaded from a buffer, or worked out from those of the arguments. Nothing of an
 * array is made but what is asked for: an outer product is a product, a transpose another position.
 */
import { UnsupportedError } from "../core/error.ts";
import { type Call, call, type Expression, isScalar, type SymbolNode } from "../core/expression.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { isConcatenation } from "../operators/concatenation.ts";
import { isFill } from "../operators/fill.ts";
import { isRange } from "../operators/integer-range.ts";
import { equal } from "../operators/logic.ts";
import { diagonal, isMatmul, isOuter } from "../operators/matrix.ts";
import { isDiagonalMatrix, isEye, isPermute, isTranspose } from "../operators/matrix-kinds.ts";
import { integerOf } from "../operators/number.ts";
import { inverse, orderOf } from "../operators/permute.ts";
import { isReshape } from "../operators/reshape.ts";
import { isScatter, isSlice } from "../operators/subscript.ts";
import { axisSum, isSpread } from "../operators/sums.ts";
import { symbol } from "../operators/symbol.ts";
import { toText } from "../operators/text.ts";
import type { Loops } from "./array-loop.ts";
import { Subscripts, type Task } from "./array-subscript.ts";
import { lowerCall, operandsOf } from "./form.ts";
import { innermost, isOutermost, outermost, type Position, type Positions } from "./position.ts";
import type { Loop, Value, Values } from "./program.ts";

/** What the lowering of scalars does for that of arrays. */
export interface Surroundings {
  readonly values: Values;
  readonly branchOf: (node: Call) => number;
  readonly scalar: (e: Expression) => Value;
  readonly input: (symbol: SymbolNode) => Value;
  /** The array of a comprehension. */
  readonly collected: (node: Call) => Value;
}

/** What is known of arrays as a whole. */
export interface Stores {
  /** Whether an array is in a buffer when its entries are read. */
  readonly isStored: (node: Expression) => boolean;
  readonly array: (node: Expression) => Value;
  /** The ranges over which all entries are met: one, or those of rows and columns. */
  readonly ranges: (node: Expression) => readonly Expression[];
}

/** A comparison of two indices: only its operator is looked at. */
const SAME = call(equal.operator, [symbol("row"), symbol("column")]);

export class Entries {
  private readonly around: Surroundings;
  private readonly values: Values;
  private readonly loops: Loops;
  private readonly positions: Positions;
  private readonly stores: Stores;
  private readonly subscripts: Subscripts;

  constructor(around: Surroundings, loops: Loops, stores: Stores) {
    this.around = around;
    this.values = around.values;
    this.loops = loops;
    this.positions = loops.positions;
    this.stores = stores;
    this.subscripts = new Subscripts(around.values, loops.positions, around.scalar);
  }

  /** The value of an array at a position. */
  entry(root: Expression, at: Position): Value {
    const stack: Task[] = [[root, at]];
    for (let task = stack.at(-1); task !== undefined; task = stack.at(-1)) {
      const [node, position] = task;
      const waiting = position.known.has(node) ? [] : this.reads(node, position).filter(isUnknown);
      stack.push(...waiting);
      if (waiting.length > 0) continue;
      stack.pop();
      if (!position.known.has(node)) position.known.set(node, this.entryOf(node, position));
    }
    return at.known.get(root)!;
  }

  /** The same for an array that is being stored. */
  body(node: Call, position: Position): Value {
    for (let open = this.open(node, position); open.length > 0; open = this.open(node, position))
      for (const [operand, at] of open) this.entry(operand, at);
    return this.combined(node, position);
  }

  /** The entries that are still to be made before that of a node. */
  private open = (node: Expression, position: Position): readonly Task[] =>
    this.parts(node, position).filter(isUnknown);

  private reads(node: Expression, position: Position): readonly Task[] {
    return node.kind === "symbol" || this.isLoaded(node, position) ? [] : this.parts(node, position);
  }

  /** The entries of which an entry is made. */
  private parts(node: Expression, position: Position): readonly Task[] {
    if (node.kind !== "call" || isFill(node) || isEye(node) || isRange(node)) return [];
    const { positions } = this;
    const [a, b] = node.args as [Expression, Expression];
    if (isTranspose(node)) return [[a, positions.transposed(position)]];
    if (isSlice(node)) return this.subscripts.read(node, position);
    if (isScatter(node)) return this.subscripts.scattered(node, position);
    if (isConcatenation(node)) return this.subscripts.joined(node, position);
    if (isPermute(node)) return [[a, positions.at(...orderBack(node).map((axis) => position.indices[axis]!))]];
    if (isSpread(node)) return [[this.stored(a), withoutAxis(node, position, positions)]];
    if (isOuter(node)) return [...this.along(a, position, 0), ...this.along(b, position, 1)];
    if (isDiagonalMatrix(node)) return this.along(a, position, 0);
    if (node.operator === diagonal.operator) return [[a, positions.diagonal(position)]];
    if (isMatmul(node)) return this.scaled(node, position);
    if (node.operator === axisSum.operator) return [];
    return operandsOf(node, this.isStored)
      .filter((e) => !isScalar(e))
      .map((e) => [e, position] as const);
  }

  private scaled(node: Call, position: Position): readonly Task[] {
    const [p, q] = node.args as [Expression, Expression];
    if (isDiagonalMatrix(p)) return [...this.along(p.args[0]!, position, 0), [q, position]];
    if (isDiagonalMatrix(q)) return [[p, position], ...this.along(q.args[0]!, position, 1)];
    return [];
  }

  /** A vector along an axis. What changes in the inner loop would be worked out for every row, so it is stored. */
  private along(vector: Expression, position: Position, axis: 0 | 1): readonly Task[] {
    const at = this.positions.at(position.indices[axis]!);
    if (!isOutermost(position, axis) && vector.kind === "call" && !isFill(vector)) this.stores.array(vector);
    return [[vector, at]];
  }

  /** Whether an entry is read from a buffer rather than worked out: not in the loop that stores it. */
  private isLoaded(node: Expression, position: Position): boolean {
    if (!this.stores.isStored(node)) return false;
    const array = this.stores.array(node);
    if (array.opcode !== "store" || node.kind !== "call" || isComprehension(node) || isReshape(node)) return true;
    const stored = array.group as Loop;
    const here = outermost(position);
    if (here === undefined) return true;
    const sameOrder = this.stores.ranges(node).length === position.indices.length && isOutermost(position, 0);
    const sameRange = stored.from === here.from && stored.to === here.to && here.parent === undefined;
    return !(sameOrder && sameRange && here.level <= stored.level);
  }

  private entryOf(node: Expression, position: Position): Value {
    if (node.kind === "symbol" || this.isLoaded(node, position))
      return this.values.load(this.stores.array(node), this.offset(node, position));
    if (node.kind !== "call") throw new UnsupportedError(`${toText(node)} is no array`);
    return this.combined(node, position);
  }

  private combined(node: Call, position: Position): Value {
    const { values, positions } = this;
    const [a, b] = node.args as [Expression, Expression];
    const vector = (e: Expression, axis: 0 | 1): Value => positions.at(position.indices[axis]!).known.get(e)!;
    if (isFill(node)) return this.around.scalar(a);
    if (isEye(node)) return this.onDiagonal(values.constant(1), position);
    if (isDiagonalMatrix(node)) return this.onDiagonal(vector(a, 0), position);
    if (isTranspose(node)) return positions.transposed(position).known.get(a)!;
    if (isSlice(node)) return this.subscripts.entry(node, position);
    if (isScatter(node)) return this.subscripts.scatteredEntry(node, position);
    if (isConcatenation(node)) return this.subscripts.joinedEntry(node, position);
    if (isRange(node)) return this.subscripts.integer(node, position.indices[0]!);
    if (node.operator === diagonal.operator) return positions.diagonal(position).known.get(a)!;
    if (isPermute(node) || isSpread(node)) {
      const [[array, at]] = this.parts(node, position) as readonly [Task];
      return at.known.get(array)!;
    }
    if (isOuter(node)) return values.operation("multiply", vector(a, 0), vector(b, 1));
    if (isMatmul(node))
      return isDiagonalMatrix(a)
        ? values.operation("multiply", vector(a.args[0]!, 0), position.known.get(b)!)
        : values.operation("multiply", position.known.get(a)!, vector((b as Call).args[0]!, 1));
    if (node.operator === axisSum.operator) return this.lineSum(node, position);
    const operand = (e: Expression): Value => (isScalar(e) ? this.around.scalar(e) : position.known.get(e)!);
    return lowerCall(node, { values, operand, isStored: this.isStored, branchOf: this.around.branchOf });
  }

  private onDiagonal(value: Value, { indices: [i, j] }: Position): Value {
    const { values } = this;
    if (i === j) return value;
    return values.choice(values.call(SAME, [i!, j!]), [value, values.constant(0)], 0);
  }

  /** The sum along an axis, over the line that a position of the others means. */
  private lineSum(node: Call, { indices }: Position): Value {
    const array = node.args[0]!;
    const along = integerOf(node.args[1]!)! - 1;
    const entryAt = (k: Value): Value => this.entry(array, this.positions.at(...indices.toSpliced(along, 0, k)));
    return this.loops.over(array.shape[along]!, innermost(indices), 0, (k) => [entryAt(k)], this.loops.total);
  }

  /** What stands again and again along an axis would be worked out every time, so it is stored. */
  private stored(array: Expression): Expression {
    if (array.kind === "call" && !isFill(array)) this.stores.array(array);
    return array;
  }

  private readonly isStored = (e: Expression): boolean => this.stores.isStored(e);

  offset = (node: Expression, position: Position): Value =>
    this.positions.offset(position, (axis) => this.around.scalar(node.shape[axis]!));
}

const orderBack = ({ args: [, ...axes] }: Call): number[] => inverse(orderOf(axes));

const withoutAxis = ({ args: [, axis] }: Call, { indices }: Position, positions: Positions): Position =>
  positions.at(...indices.toSpliced(integerOf(axis!)! - 1, 1));

const isUnknown = ([node, { known }]: Task): boolean => !known.has(node);
