/**
 * Arrays given by their entries, `[x[i]^2 for i=1..n]`, and the entries of arrays. It is the index form of a tensor
 * formula, in which there is nothing but scalars, indices and sums; where it has a matrix notation, `simplify/raise.ts`
 * finds it.
 */
import { bind, freshIndex } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { bitOf, type Call, call, type Expression, isCall, type Shape, type SymbolNode } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";
import { remembered } from "../core/remember.ts";
import { postorder, substitute } from "../core/traverse.ts";
import { add, subtract } from "./arithmetic.ts";
import { filled } from "./fill.ts";
import { isCount } from "./integer-range.ts";
import { where } from "./logic.ts";
import { ONE } from "./number.ts";
import { record } from "./record.ts";
import type { Named } from "./ring.ts";
import { element, isElement } from "./subscript.ts";

/** The array with the values of the body at the indices of a range; those of an array-valued body along more axes. */
export const comprehension = record("[for](index, body, from, to)", {
  binder: {
    collects: true,
    identity: Number.NaN,
    accumulate: unusable,
    javascript: unusable,
    pullback: ({ index, body }, _value, cotangent) =>
      arrayOver(body.shape, (inner) => entryOf(cotangent, [index, ...inner])),
  },
  evaluate: unusable,
  range: (_index, body) => body,
  shape: ([, body, from, to]) => [countFrom(from!, to!), ...body!.shape],
  text: comprehensionText,
  latex: comprehensionLatex,
  build: (args, made) => buildComprehension(args as [SymbolNode, Expression, Expression, Expression], made),
});

export const isComprehension = (e: Expression): e is Named<"[for]"> =>
  isCall(e) && e.operator === comprehension.operator;

/** The array of a shape whose entries are given by their indices; a scalar for the shape of one. */
export function arrayOver(shape: Shape, entry: (indices: readonly SymbolNode[]) => Expression): Expression {
  const indices = shape.map(() => freshIndex());
  return indices.reduceRight((body, index, axis) => comprehension(index, body, ONE, shape[axis]!), entry(indices));
}

/** The entry at indices that lie within the array, worked out as far as that costs nothing; parts that are shared once. */
export const entryOf = (e: Expression, indices: readonly Expression[]): Expression =>
  e.shape.length === 0 ? e : entryRead(call(element.operator, [e, ...indices]));

const entryRead = remembered((reading) => {
  const [e, ...indices] = (reading as Call).args as [Expression, ...Expression[]];
  if (isComprehension(e)) {
    const [index, body, from] = e.args as [Expression, Expression, Expression];
    const at = subtract(add(indices[0]!, from), ONE);
    return entryOf(substitute(body, new Map([[index, at]])), indices.slice(1));
  }
  if (e.kind !== "call") return element(e, ...indices);
  const { entry, build } = e.operator;
  const known = entry?.(e.args, indices, entryOf);
  if (known !== undefined) return known;
  return actsOnEntries(e.operator) ? build(e.args.map((part) => entryOf(part, indices))) : element(e, ...indices);
});

/** Whether each entry of the value is made of those beside it. */
export const actsOnEntries = ({ evaluateArray, binder }: Operator): boolean =>
  evaluateArray === undefined && binder === undefined;

/** An index that a pass has opened has to be looked for; numbered ones are told by a bit. */
export function dependsOn(e: Expression, index: SymbolNode): boolean {
  if (index.index > 0) return (e.loose & (1 << index.index)) !== 0;
  return postorder(e).includes(index);
}

/** A body in which what its range says of the index is known. */
export function withinRange(body: Expression, index: Expression, from: Expression, to: Expression): Expression {
  if ((body.operators & CONDITIONAL) === 0) return body;
  return substitute(body, new Map([subtract(index, from), subtract(to, index)].map((count) => [isCount(count), ONE])));
}

const CONDITIONAL = bitOf(where.operator);

const countFrom = (from: Expression, to: Expression): Expression => add(subtract(to, from), ONE);

function buildComprehension(
  [index, body, from, to]: readonly [SymbolNode, Expression, Expression, Expression],
  made: Operator,
): Expression {
  const known = withinRange(body, index, from, to);
  const entries = known.shape.length === 0 || isComprehension(known) ? known : writtenByEntries(known);
  const whole = from === ONE ? wholeArray(index, entries, to) : undefined;
  if (whole !== undefined) return whole;
  const count = countFrom(from, to);
  if (entries.shape.length === 0 && !dependsOn(entries, index)) return filled(entries, [count]);
  return bind(made, { index, body: entries, from, to }, [count, ...entries.shape]);
}

/** In a nest of comprehensions there are only scalars. */
const writtenByEntries = (array: Expression): Expression =>
  arrayOver(array.shape, (indices) => entryOf(array, indices));

/** `[A[i, j] for i=1..n, j=1..m]` is A. */
function wholeArray(index: SymbolNode, entries: Expression, to: Expression): Expression | undefined {
  const indices: Expression[] = [index];
  const sizes = [to];
  let core = entries;
  for (; isComprehension(core) && core.args[2] === ONE; core = core.args[1]!) {
    indices.push(core.args[0]!);
    sizes.push(core.args[3]!);
  }
  if (!isElement(core)) return undefined;
  const [array, ...at] = core.args as [Expression, ...Expression[]];
  const isWhole =
    at.length === indices.length &&
    at.every((e, axis) => e === indices[axis] && array.shape[axis] === sizes[axis]) &&
    indices.every((e) => !dependsOn(array, e as SymbolNode));
  return isWhole ? array : undefined;
}

/** Meanings that evaluators give: they need arrays or a range. */
function unusable(): never {
  throw new UnsupportedError("An array has no value as a number", "Read an entry of it: A[1, 2].");
}

function comprehensionText(index: Expression, body: Expression, from: Expression, to: Expression): Layout {
  const range = [hole(index), "=", hole(from, LEVEL.sum), "..", hole(to, LEVEL.sum)];
  return { ...layout(LEVEL.atom, "[", hole(body), " for ", ...range, "]"), binds: { index: index as SymbolNode } };
}

/** `[x_i^2]_{i=1}^{n}`. */
function comprehensionLatex(index: Expression, body: Expression, from: Expression, to: Expression): Layout {
  const range = ["_{", hole(index), "=", hole(from), "}^{", hole(to), "}"];
  const parts = ["\\left[", hole(body), "\\right]", ...range];
  return { ...layout(LEVEL.sign, ...parts), binds: { index: index as SymbolNode } };
}
