/** Which arrays kernels make, which are worked out entry by entry, and in what order chains of products are done. */
import { type Call, call, type Expression } from "../core/expression.ts";
import { arrayOf } from "../operators/array.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { isConcatenation } from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { largest, smallest } from "../operators/extreme-entry.ts";
import { isFill } from "../operators/fill.ts";
import { isRange } from "../operators/integer-range.ts";
import { diagonal, isMatmul, isOuter, matmul } from "../operators/matrix.ts";
import { isDiagonalMatrix, isEye, isKronecker, isPermute, isTranspose } from "../operators/matrix-kinds.ts";
import { integerOf, ONE } from "../operators/number.ts";
import { logSoftmax, logsumexp, softmax } from "../operators/reduction.ts";
import { isReshape } from "../operators/reshape.ts";
import { exponentOf, isPower, isProduct, isSum, isWhere } from "../operators/ring.ts";
import { isScatter, isSlice, subscriptsOf } from "../operators/subscript.ts";
import { axisSum, isSpread } from "../operators/sums.ts";
import * as kernels from "./array-kernel.ts";

/** Operators along the last axis whose results kernels write. */
export const ROWWISE: ReadonlyMap<Call["operator"], kernels.ArrayKernel> = new Map([
  [softmax.operator, kernels.SOFTMAX],
  [logSoftmax.operator, kernels.LOG_SOFTMAX],
  [logsumexp.operator, kernels.ROW_LOGSUMEXP],
]);

/** Operators along an axis that they name, whose results kernels write. */
export const ALONG_AXIS: ReadonlyMap<Call["operator"], kernels.ArrayKernel> = new Map([
  [largest.operator, kernels.AXIS_LARGEST],
  [smallest.operator, kernels.AXIS_SMALLEST],
  [cumsum.operator, kernels.CUMSUM],
]);

export const isColumnSum = (node: Call): boolean => node.operator === axisSum.operator && node.args[1] === ONE;

/** Whether the array is made as a whole, by a kernel or a nest of loops. */
export function isKernel(node: Call): boolean {
  if (isMatmul(node)) return node.args.length > 2 || !node.args.some(isDiagonalMatrix);
  if (isScatter(node)) return !subscriptsOf(node.args.slice(1)).every(isInvertible);
  if (ALONG_AXIS.has(node.operator) || isComprehension(node) || isReshape(node) || isKronecker(node)) return true;
  if (isSlice(node)) return node.args.slice(1).some(isComputed);
  return ROWWISE.has(node.operator) || isColumnSum(node) || node.operator === arrayOf.operator;
}

/** Subscripts that are worked out: out of a branch they could be looked at where there are none. */
const isComputed = (subscript: Expression): boolean =>
  subscript.shape.length > 0 && subscript.kind === "call" && !isRange(subscript);

/** Whether it can be told of a place by which of its entries a subscript meets it. */
const isInvertible = (subscript: Expression): boolean =>
  subscript.shape.length === 0 || (isRange(subscript) && Math.abs(integerOf(subscript.args[1]!)!) === 1);

/** Operators on whole matrices, whose entries are made of others than those beside them. */
export const isEntrywise = (node: Call): boolean =>
  !(isEye(node) || isOuter(node) || isDiagonalMatrix(node) || isTranspose(node) || isMatmul(node)) &&
  !(isSlice(node) || isScatter(node) || isConcatenation(node) || isPermute(node) || isSpread(node)) &&
  node.operator !== axisSum.operator &&
  node.operator !== diagonal.operator;

/** Whether working out an entry twice costs more than storing it. */
export function isCostly(node: Call): boolean {
  if (isSum(node) || isProduct(node) || isWhere(node) || isFill(node) || isEye(node)) return false;
  if (isPower(node) && integerOf(exponentOf(node)) !== undefined) return false;
  if (node.operator === axisSum.operator) return true;
  return isEntrywise(node) && node.operator.cost(node.args) > 4;
}

/**
 * A chain in which diagonal matrices scale their neighbours and a product of two neighbours that is there already is
 * used. One that ends in a vector is done two at a time, from its side; one of matrices by their sizes.
 */
export function joinedChain(node: Call, isThere: (product: Call) => boolean): Call {
  const factors = node.args;
  if (factors.length === 2) return node;
  const at = firstOf(factors, isThere);
  if (at !== undefined) {
    const joined = [...factors.slice(0, at), productOf(factors.slice(at, at + 2)), ...factors.slice(at + 2)];
    return joinedChain(productOf(joined), isThere);
  }
  const endsInVector = factors[factors.length - 1]!.shape.length === 1;
  return endsInVector ? productOf([factors[0]!, productOf(factors.slice(1))]) : node;
}

/** A chain of matrices as all but the last, and that one. */
export function splitChain({ args }: Call): readonly [Expression, Expression] {
  const last = args[args.length - 1]!;
  return [args.length === 2 ? args[0]! : productOf(args.slice(0, -1)), last];
}

/** Where the two neighbours stand that are to be joined first. */
function firstOf(factors: readonly Expression[], isThere: (product: Call) => boolean): number | undefined {
  const diagonal = factors.findIndex(isDiagonalMatrix);
  if (diagonal >= 0) return Math.min(diagonal, factors.length - 2);
  const known = factors.findIndex((_, k) => k + 1 < factors.length && isThere(productOf(factors.slice(k, k + 2))));
  return known < 0 ? undefined : known;
}

/** A product as it stands: constructors would make one chain of it again. */
function productOf(factors: readonly Expression[]): Call {
  const last = factors[factors.length - 1]!;
  return call(matmul.operator, factors, [factors[0]!.shape[0]!, ...last.shape.slice(1)]);
}
