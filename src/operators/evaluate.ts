/**
 * The reference meaning of expressions: a plain walk with each operator's own `evaluate`. Everything faster is tested
 * against it. Work is linear in the shared graph, times the ranges of the indices.
 */
import { DomainError } from "../core/error.ts";
import type { Call, Expression } from "../core/expression.ts";
import { toNumber } from "../core/number.ts";
import { changingWith, orderOfNeeds } from "../core/traverse.ts";
import type { Value } from "../core/value.ts";
import { OPERATIONS, startOfRange, Work } from "../core/work.ts";
import { mapEntries } from "./evaluate-array.ts";
import { element } from "./subscript.ts";
import { toText } from "./text.ts";

export type { ArrayValue, Value } from "../core/value.ts";

/**
 * The value of a scalar expression in doubles. Conditions are 1 and 0.
 *
 * @throws DomainError if a symbol has no value; LimitError for sums and products of too many terms.
 */
export function evaluateReference(e: Expression, values: ReadonlyMap<Expression, Value>): number {
  return scalar(evaluateValue(e, values));
}

/** The same for any expression: an array comes with its shape. Named sizes must be among the values. */
export const evaluateValue = (e: Expression, values: ReadonlyMap<Expression, Value>): Value =>
  evaluateInto(e, new Map(values), new Work(OPERATIONS));

function evaluateInto(root: Expression, known: Map<Expression, Value>, work: Work): Value {
  for (const node of orderOfNeeds([root], outerArguments, known)) known.set(node, meaning(node, known, work));
  return known.get(root)!;
}

/** Without the body of a binder, which is computed for each index. */
const outerArguments = (node: Expression): readonly Expression[] =>
  node.kind !== "call" ? [] : node.operator.binder !== undefined ? node.args.slice(2) : node.args;

function meaning(node: Expression, known: Map<Expression, Value>, work: Work): Value {
  if (node.kind === "constant") return toNumber(node.value);
  if (node.kind === "symbol") throw new DomainError(`${toText(node)} has no value`, `Give one: { ${node.name}: … }.`);
  if (node.operator.binder !== undefined) return overRange(node, known, work);
  if (node.operator === element.operator) return entry(node, known);
  const args = node.args.map((argument) => known.get(argument)!);
  const { evaluate, evaluateArray } = node.operator;
  return evaluateArray === undefined ? mapEntries(evaluate, args) : evaluateArray(args);
}

/** What a node takes here, in additions of a machine: looking it up and keeping it. */
const OPERATIONS_PER_NODE = 50;

function overRange(node: Call, known: Map<Expression, Value>, work: Work): Value {
  const { identity, accumulate, collects } = node.operator.binder!;
  if (collects) return collected(node, known, work);
  let total = identity;
  forEachIndex(node, known, work, (value) => {
    total = accumulate(total, scalar(value));
  });
  return total;
}

function collected(node: Call, known: Map<Expression, Value>, work: Work): Value {
  const data: number[] = [];
  forEachIndex(node, known, work, (value) => {
    if (typeof value === "number") data.push(value);
    else for (let k = 0; k < value.data.length; k++) data.push(value.data[k]!);
  });
  return { data, shape: node.shape.map((size) => scalar(evaluateInto(size, known, work))) };
}

/** The values of the body over the range; what changes with the index is worked out anew for each. */
function forEachIndex(node: Call, known: Map<Expression, Value>, work: Work, visit: (value: Value) => void): void {
  const [index, body, from, to] = node.args as [Expression, Expression, Expression, Expression];
  const [first, last] = [scalar(known.get(from)!), scalar(known.get(to)!)];
  const changing = changingWith(body, index);
  work.terms(Math.floor(last - first) + 1, OPERATIONS_PER_NODE * changing.length);
  for (let i = startOfRange(first); i <= last; i++) {
    for (const stale of changing) known.delete(stale);
    known.set(index, i);
    visit(evaluateInto(body, known, work));
  }
  for (const stale of changing) known.delete(stale);
  known.delete(index);
}

/** The entry of an array at indices from 1; NaN outside of it. */
function entry(node: Call, known: ReadonlyMap<Expression, Value>): number {
  const [array, ...indices] = node.args.map((argument) => known.get(argument)!);
  if (typeof array !== "object") throw new DomainError(`${toText(node.args[0]!)} must be an array`);
  let at = 0;
  for (const [axis, index] of indices.map(scalar).entries()) {
    const size = array.shape[axis]!;
    if (!(Number.isInteger(index) && index >= 1 && index <= size)) return Number.NaN;
    at = at * size + index - 1;
  }
  return array.data[at]!;
}

function scalar(value: Value): number {
  if (typeof value !== "number") throw new DomainError("An array stands where a number is needed");
  return value;
}
