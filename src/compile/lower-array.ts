/**
 * Whole arrays to machine values. An array that acts on entries is not made: its entries are worked out where they are
 * used, in the loop of whoever uses them, so that chains of such operators are one loop, and loops over the same range
 * become one. An array is stored in a buffer only if a kernel reads it, or it is costly and used more than once.
 */
import { UnsupportedError } from "../core/error.ts";
import { type Call, type Expression, isScalar } from "../core/expression.ts";
import { NodeSet } from "../core/node-set.ts";
import { multiply } from "../operators/arithmetic.ts";
import { arrayOf } from "../operators/array.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { largest, smallest } from "../operators/extreme-entry.ts";
import { isFill } from "../operators/fill.ts";
import { dot, isMatmul, trace } from "../operators/matrix.ts";
import { isDiagonalMatrix, isKronecker, isTranspose } from "../operators/matrix-kinds.ts";
import { integerOf, TWO, ZERO } from "../operators/number.ts";
import { logsumexp, norm } from "../operators/reduction.ts";
import { isReshape } from "../operators/reshape.ts";
import { exponentOf, isPower, isProduct } from "../operators/ring.ts";
import { isScatter, sizesOf, subscriptsOf } from "../operators/subscript.ts";
import { isTotal } from "../operators/sums.ts";
import { toText } from "../operators/text.ts";
import { Entries, type Surroundings } from "./array-entry.ts";
import {
  ALONG_AXIS,
  isColumnSum,
  isCostly,
  isEntrywise,
  isKernel,
  joinedChain,
  ROWWISE,
  splitChain,
} from "./array-form.ts";
import * as kernels from "./array-kernel.ts";
import { Loops } from "./array-loop.ts";
import { operandsOf } from "./form.ts";
import { MATRIX_CHAIN } from "./matrix-chain-kernel.ts";
import { MATRIX_MATRIX } from "./matrix-product-kernel.ts";
import { MATRIX_VECTOR, TRANSPOSED_VECTOR } from "./matrix-vector-kernel.ts";
import type { Value, Values } from "./program.ts";

/** A scalar as a vector of one. */
const asVector = (e: Expression): Expression => (isScalar(e) ? arrayOf(ZERO, e) : e);

const changes = (node: Expression): UnsupportedError =>
  new UnsupportedError(
    `${toText(node)} changes with the index of a sum, and code has no loop for that`,
    "Write it by its entries, [… for i=1..n], or as an array of one more axis.",
  );

export class ArrayLowering {
  private readonly around: Surroundings;
  private readonly values: Values;
  private readonly loops: Loops;
  private readonly entries: Entries;
  private readonly arrays = new Map<Expression, Value>();
  private readonly uses = new Map<Expression, number>();

  constructor(around: Surroundings) {
    this.around = around;
    this.values = around.values;
    this.loops = new Loops(around.values, around.scalar);
    this.entries = new Entries(around, this.loops, this);
  }

  /** Counts uses, of which storing depends on. Arguments come first. */
  look(nodes: readonly Expression[]): void {
    for (const node of nodes)
      if (node.kind === "call")
        for (const argument of node.args) this.uses.set(argument, (this.uses.get(argument) ?? 0) + 1);
  }

  /** Whether an array is in a buffer when its entries are read. */
  isStored(node: Expression): boolean {
    if (this.arrays.has(node)) return true;
    if (node.kind !== "call" || isScalar(node)) return false;
    if (isKernel(node)) return true;
    return (this.uses.get(node) ?? 0) > 1 && isCostly(node);
  }

  /** How many entries an array has; 1 of a scalar. */
  length = (e: Expression): Value => this.around.scalar(multiply(...e.shape));

  /** The whole array: an input, or a buffer. */
  array(node: Expression): Value {
    const known = this.arrays.get(node);
    if (known !== undefined) return known;
    if (node.loose !== 0) throw changes(node);
    const made = node.kind === "symbol" ? this.around.input(node) : this.made(node);
    this.arrays.set(node, made);
    return made;
  }

  /** The scalar that a call makes of whole arrays. */
  reduction(node: Call): Value {
    if (node.loose !== 0) throw changes(node);
    const [a, b] = node.args as [Expression, Expression];
    if (isTotal(node)) return this.total(node, a);
    if (node.operator === dot.operator) return this.dot(node, a, b);
    if (node.operator === trace.operator) return this.trace(node, a);
    if (node.operator === norm.operator) return this.kernel(kernels.NORM, this.array(a), this.length(a));
    if (node.operator === largest.operator) return this.kernel(kernels.LARGEST, this.array(a), this.length(a));
    if (node.operator === smallest.operator) return this.kernel(kernels.SMALLEST, this.array(a), this.length(a));
    if (node.operator === logsumexp.operator) return this.kernel(kernels.LOGSUMEXP, this.array(a), this.length(a));
    throw new UnsupportedError(`${node.operator.name} of arrays cannot be compiled: ${toText(node)}`);
  }

  private total(node: Call, a: Expression): Value {
    const [p, q] = isPower(a) && exponentOf(a) === TWO ? [a.args[0]!, a.args[0]!] : isProduct(a) ? a.args : [];
    if (p !== undefined && q !== undefined && (a as Call).args.length === 2 && this.isPlain(p) && this.isPlain(q))
      return this.kernel(kernels.DOT, this.array(p), this.array(q), this.length(a));
    if (this.isPlain(a)) return this.kernel(kernels.SUM, this.array(a), this.length(a));
    return this.loops.sum(this.ranges(a), this.place(node), (position) => this.entries.entry(a, position));
  }

  private dot(node: Call, a: Expression, b: Expression): Value {
    if (this.isPlain(a) && this.isPlain(b))
      return this.kernel(kernels.DOT, this.array(a), this.array(b), this.length(a));
    return this.loops.sum(this.ranges(a), this.place(node), (position) =>
      this.values.operation("multiply", this.entries.entry(a, position), this.entries.entry(b, position)),
    );
  }

  /** The product of two matrices is not made for its trace. */
  private trace(node: Call, a: Expression): Value {
    const size = [a.shape[0]!];
    if (!isMatmul(a))
      return this.loops.sum(size, this.place(node), (i) => this.entries.entry(a, this.loops.positions.diagonal(i)));
    const [p, q] = splitChain(this.joinedChain(a));
    if (isDiagonalMatrix(p) || isDiagonalMatrix(q))
      return this.loops.sum(size, this.place(node), (i) => this.entries.entry(a, this.loops.positions.diagonal(i)));
    return this.loops.sum(p.shape, this.place(node), (position) =>
      this.values.operation(
        "multiply",
        this.entries.entry(p, position),
        this.entries.entry(q, this.loops.positions.transposed(position)),
      ),
    );
  }

  /** Whether an array is an input or stored, with its entries in order. */
  private isPlain = (e: Expression): boolean => e.shape.length > 0 && (e.kind === "symbol" || this.isStored(e));

  private kernel(kernel: kernels.ArrayKernel, ...args: readonly Value[]): Value {
    return this.values.kernel(kernel, args);
  }

  private made(node: Expression): Value {
    if (node.kind !== "call") throw new UnsupportedError(`${toText(node)} is no array`);
    const length = this.length(node);
    const { operator, args } = node;
    const rowwise = ROWWISE.get(operator);
    if (rowwise !== undefined) return this.rowwise(rowwise, args[0]!, length);
    if (isReshape(node)) return this.array(args[0]!);
    if (isKronecker(node)) {
      const sizes = args.flatMap(({ shape }) => shape.map((size) => this.around.scalar(size)));
      return this.kernel(kernels.KRONECKER, length, ...args.map((factor) => this.array(factor)), ...sizes);
    }
    const along = ALONG_AXIS.get(operator);
    if (along !== undefined) return this.alongAxis(along, args[0]!, integerOf(args[1]!)!, length);
    if (isMatmul(node)) return this.product(node, length);
    if (isComprehension(node)) return this.around.collected(node);
    if (operator === arrayOf.operator) {
      const entries = args.slice(1).map((entry) => this.around.scalar(entry));
      return this.kernel(kernels.LITERAL, length, ...entries);
    }
    if (isScatter(node) && isKernel(node)) return this.scatter(node, length);
    if (isColumnSum(node)) {
      const [rows, ...columns] = args[0]!.shape as [Expression, ...Expression[]];
      const sizes = [rows, multiply(...columns)].map((size) => this.around.scalar(size));
      return this.kernel(kernels.COLUMN_SUMS, length, this.array(args[0]!), ...sizes);
    }
    return this.gather(node, length);
  }

  private scatter({ args: [value, ...rest] }: Call, length: Value): Value {
    const sizes = sizesOf(rest).map(this.around.scalar);
    const places = subscriptsOf(rest).map((subscript) => this.array(asVector(subscript)));
    const kernel = [kernels.SCATTER, kernels.SCATTER_ROWS][places.length - 1] ?? kernels.SCATTER_TENSOR;
    return this.kernel(kernel, length, this.array(asVector(value!)), ...places, ...sizes);
  }

  private rowwise(kernel: kernels.ArrayKernel, a: Expression, length: Value): Value {
    const last = this.around.scalar(a.shape.at(-1)!);
    const count = this.around.scalar(multiply(...a.shape.slice(0, -1)));
    return this.kernel(kernel, length, this.array(a), count, last);
  }

  /** The array as three axes, of which the middle one is meant. */
  private alongAxis(kernel: kernels.ArrayKernel, a: Expression, axis: number, length: Value): Value {
    const sizes = [a.shape.slice(0, axis - 1), [a.shape[axis - 1]!], a.shape.slice(axis)];
    return this.kernel(kernel, length, this.array(a), ...sizes.map((part) => this.around.scalar(multiply(...part))));
  }

  /** An operand that is a transpose is read the other way. */
  private product(node: Call, length: Value): Value {
    const joined = this.joinedChain(node);
    if (joined !== node) return this.array(joined);
    const [p, q, third] = node.args as [Expression, Expression, ...Expression[]];
    if (third !== undefined) return this.kernel(MATRIX_CHAIN, length, ...node.args.flatMap(this.factor));
    if (isDiagonalMatrix(p) || isDiagonalMatrix(q)) return this.gather(node, length);
    const [left, right] = [this.operand(p), this.operand(q)];
    const [n, k] = left.sizes;
    if (q.shape.length === 1)
      return left.transposed
        ? this.kernel(TRANSPOSED_VECTOR, length, left.array, right.array, k!, n!)
        : this.kernel(MATRIX_VECTOR, length, left.array, right.array, n!, k!);
    const strides = [...this.strides(left), ...this.strides(right)];
    return this.kernel(MATRIX_MATRIX, length, left.array, right.array, n!, k!, right.sizes[1]!, ...strides);
  }

  private joinedChain = (node: Call): Call => joinedChain(node, (product) => this.arrays.has(product));

  /** As a chain of products takes it. */
  private factor = (e: Expression): readonly Value[] => {
    const operand = this.operand(e);
    return [operand.array, ...operand.sizes, ...this.strides(operand)];
  };

  /** A factor, with its sizes as it stands in the product. */
  private operand(e: Expression): { array: Value; transposed: boolean; sizes: readonly Value[] } {
    const transposed = isTranspose(e);
    const sizes = e.shape.map((size) => this.around.scalar(size));
    return { array: this.array(transposed ? e.args[0]! : e), transposed, sizes };
  }

  /** From row to row and from column to column. */
  private strides({ transposed, sizes }: { transposed: boolean; sizes: readonly Value[] }): readonly Value[] {
    const one = this.values.constant(1);
    return transposed ? [one, sizes[0]!] : [sizes[1]!, one];
  }

  /** Stores the entries of an array, one by one. */
  private gather(node: Call, length: Value): Value {
    const ranges = this.ranges(node);
    const isNested = ranges.length > 1;
    return this.loops.nest(
      ranges,
      this.place(node),
      (position) => [this.entries.body(node, position), this.entries.offset(node, position)],
      (loop, [value, offset]) => this.values.store(loop, length, value!, isNested ? undefined : offset),
      (loop, [value, offset]) => this.values.put(loop, value!, offset),
      [length],
    );
  }

  /** Where a loop is needed, so that it is not joined with one of another branch. */
  private place = (node: Call): number => (this.uses.has(node) ? this.around.branchOf(node) : 0);

  /** The ranges over which all entries are met: one, or one for each axis where they matter. */
  ranges(e: Expression): readonly Expression[] {
    if (e.shape.length > 1 && this.isByAxes(e)) return e.shape;
    return [multiply(...e.shape)];
  }

  /** Whether entries of an array have to be read by an index for each axis. */
  private isByAxes(root: Expression): boolean {
    const todo = [root];
    const seen = new NodeSet();
    for (let e = todo.pop(); e !== undefined; e = todo.pop()) {
      if (!seen.add(e)) continue;
      if (e.kind !== "call" || e.shape.length < 2 || isFill(e)) continue;
      if (e !== root && this.isStored(e)) continue;
      if (!isEntrywise(e)) return true;
      todo.push(...operandsOf(e, (part) => this.isStored(part)));
    }
    return false;
  }
}
