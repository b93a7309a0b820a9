/**
 * Functions of whole arrays that change with an index, done for all its values at once: the norms of the rows `X[i, :]`
 * are a function of X along its last axis.
 */
import { freshIndex, openBinder } from "../core/binder.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { entryOf } from "../operators/comprehension.ts";
import { concatenate } from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { largest, smallest } from "../operators/extreme-entry.ts";
import { wholeAxis } from "../operators/integer-range.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { integer, integerOf, ONE } from "../operators/number.ts";
import { isKnownNonnegative } from "../operators/range.ts";
import { logSoftmax, logsumexp, softmax } from "../operators/reduction.ts";
import { reshape } from "../operators/reshape.ts";
import { element, scatter, sizesOf, subscriptsOf } from "../operators/subscript.ts";
import { type Axes, among, joined, type Raise, type Raised } from "./axes.ts";

/** A number made of an array: its entries are a function along the last axes of that array for all indices. */
export function batchedNumber(entry: Call, axes: Axes, raise: Raise): Raised {
  const { operator, args, shape } = entry;
  if (operator === logSumExpOver.operator) return batchedLogSumExp(entry, axes, raise);
  if (shape.length > 0 || operator.evaluateArray === undefined) return undefined;
  const written = operator.entry?.(args, [], entryOf);
  if (written !== undefined) return raise(written, axes);
  const [array] = args as [Expression];
  const all = batched(array, axes, raise);
  if (all === undefined) return undefined;
  if (operator === logsumexp.operator) return array.shape.length === 1 ? logsumexp(all) : undefined;
  if (operator !== largest.operator && operator !== smallest.operator) return undefined;
  return array.shape.reduce((e) => operator.build([e, integer(e.shape.length)]), all);
}

function batchedLogSumExp(entry: Call, axes: Axes, raise: Raise): Raised {
  const { index, body, from, to } = openBinder(entry);
  if (from !== ONE || among(to, axes).length > 0 || !isKnownNonnegative(to)) return undefined;
  const all = raise(body, [...axes, { index, size: to }]);
  return all && logsumexp(all);
}

/** An entry of an array made of one that changes with indices, over them. */
export function batchedElement(entry: Call, axes: Axes, raise: Raise): Raised {
  const read = elementOfAll(entry, axes, raise);
  return read && raise(read, axes);
}

/** It as an entry of the array for all values of the indices. */
export function elementOfAll({ args: [array, ...at] }: Call, axes: Axes, raise: Raise): Raised {
  const own = among(array!, axes);
  if (array!.kind !== "call" || own.length === 0) return undefined;
  const all = batchedArray(array!, own, raise);
  return all && element(all, ...own.map(({ index }) => index), ...at);
}

/** An array made of one that changes with indices, for all their values. */
function batchedArray({ operator, args: [first, ...rest] }: Call, own: Axes, raise: Raise): Raised {
  const sizes = own.map(({ size }) => size);
  const later = (axis: Expression): Expression => integer(integerOf(axis)! + own.length);
  if (operator === concatenate.operator)
    return joined(
      rest.map((part) => batched(part, own, raise)),
      (parts) => concatenate(later(first!), ...parts),
    );
  const build = BUILDERS.get(operator);
  if (build === undefined || rest.some((argument) => among(argument, own).length > 0)) return undefined;
  const all = batched(first!, own, raise);
  return all && build(all, rest, sizes, later);
}

/** The call on an array whose first axes have these sizes; what it says of an axis is said of a later one. */
type Builder = (
  all: Expression,
  rest: readonly Expression[],
  sizes: readonly Expression[],
  later: (axis: Expression) => Expression,
) => Expression;

const alongLast =
  (operator: Operator): Builder =>
  (all) =>
    operator.build([all]);

const alongAxis =
  (operator: Operator): Builder =>
  (all, [axis], _sizes, later) =>
    operator.build([all, later(axis!)]);

const BUILDERS: ReadonlyMap<Operator, Builder> = new Map<Operator, Builder>([
  ...[softmax, logSoftmax, logsumexp].map(({ operator }) => [operator, alongLast(operator)] as const),
  ...[cumsum, largest, smallest].map(({ operator }) => [operator, alongAxis(operator)] as const),
  [reshape.operator, (all, rest, sizes) => reshape(all, ...sizes, ...rest)],
  [
    scatter.operator,
    (all, rest, sizes) => scatter(all, ...sizes, ...sizesOf(rest), ...sizes.map(wholeAxis), ...subscriptsOf(rest)),
  ],
]);

/** An array for all values of the indices, whose axes come first. */
function batched(array: Expression, axes: Axes, raise: Raise): Raised {
  const inner = array.shape.map((size) => ({ index: freshIndex(), size }));
  const entry = entryOf(
    array,
    inner.map(({ index }) => index),
  );
  return raise(entry, [...axes, ...inner]);
}
