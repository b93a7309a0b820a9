/**
 * Sums and their like over an index with which rows and other parts of arrays change: `sum(norm(X[i, :])^2, i=1..n)` is
 * `sum(X.^2)`. What has no notation for all values of the index is written by its entries. Class A.
 */
import { freshIndex, openBinder } from "../core/binder.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { dependents, postorder, substitute, transform } from "../core/traverse.ts";
import { add, subtract } from "../operators/arithmetic.ts";
import { arrayOf } from "../operators/array.ts";
import { comprehension, dependsOn, entryOf } from "../operators/comprehension.ts";
import { productOver, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { ONE } from "../operators/number.ts";
import { isKnownNonnegative } from "../operators/range.ts";
import { element, isElement, scatter, slice } from "../operators/subscript.ts";
import { total } from "../operators/sums.ts";
import type { Axis, Raise } from "./axes.ts";
import { elementOfAll } from "./batch.ts";
import { raised } from "./raise.ts";
import type { Procedure } from "./rewrite.ts";
import { writtenEntry } from "./written-entries.ts";

const partsOver = (operator: Operator, part: Operator, inCode: boolean): Procedure => ({
  name: `parts-over-index of ${operator.name} with ${part.name}`,
  operator,
  with: [part],
  apply: (e) => {
    const { index, body, from, to } = openBinder(e);
    const changing = dependents(postorder(body), new Set([index]));
    if (!postorder(body).some((node) => node.shape.length > 0 && changing.has(node))) return undefined;
    const axis: Axis = { index: freshIndex(), size: add(subtract(to, from), ONE) };
    const shifted = substitute(body, new Map([[index, subtract(add(axis.index, from), ONE)]]));
    if (operator === comprehension.operator && from !== ONE)
      return operator.build([axis.index, shifted, ONE, axis.size]);
    // Over an empty range there are no slices, so where there may be less than nothing all is written by entries.
    const raise: Raise = isKnownNonnegative(axis.size) ? raised : () => undefined;
    const terms = operator === sumOver.operator ? raise(shifted, [axis]) : undefined;
    if (terms !== undefined) return total(terms);
    const byEntries = transform(shifted, (node) => (isPartial(node, axis) ? number(node, axis, raise, inCode) : node));
    return byEntries === shifted ? undefined : operator.build([axis.index, byEntries, ONE, axis.size]);
  },
});

const rules = (inCode: boolean): readonly Procedure[] =>
  [sumOver, productOver, logSumExpOver, comprehension].flatMap(({ operator }) =>
    [slice, scatter, ...(inCode ? [arrayOf] : [])].map((part) => partsOver(operator, part.operator, inCode)),
  );

export const PARTS_OVER_INDEX = rules(false);
/** The same, and what has no notation is written by arithmetic on indices, which no reader would want to see. */
export const PARTS_IN_CODE = rules(true);

/** Whether a number is made of an array that changes with the index. */
const isPartial = (node: Expression, { index }: Axis): node is Call =>
  node.kind === "call" &&
  node.shape.length === 0 &&
  node.args.some((part) => part.shape.length > 0 && dependsOn(part, index));

/** The number as an entry of those for all values of the index, or written by entries. */
function number(node: Call, axis: Axis, raise: Raise, inCode: boolean): Expression {
  if (isElement(node)) {
    const read = entryOf(node.args[0]!, node.args.slice(1));
    if (read.kind !== "call" || !isElement(read) || !isPartial(read, axis)) return read;
    const [array, ...at] = read.args as [Call, ...Expression[]];
    return elementOfAll(read, [axis], raise) ?? (inCode ? writtenEntry(array, at) : undefined) ?? read;
  }
  const all = raise(node, [axis]);
  if (all !== undefined) return element(all, axis.index);
  const written = node.operator.entry?.(node.args, [], entryOf) ?? (inCode ? writtenEntry(node, []) : undefined);
  if (written !== undefined || !inCode) return written ?? node;
  const anyway = raised(node, [axis]); // over an empty range an error at run time, but no code would be worse
  return anyway === undefined ? node : element(anyway, axis.index);
}
