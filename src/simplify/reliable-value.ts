/**
 * Values with a bound on what rounding has done to them, so that two of them can be told apart or not: each operator
 * is evaluated again with its arguments moved by their errors (Higham 2002, Accuracy and Stability, 3.3).
 */
import { DomainError } from "../core/error.ts";
import { type Call, type Expression, isScalar } from "../core/expression.ts";
import { isExact, type Numeric, toNumber } from "../core/number.ts";
import { changingWith, orderOfNeeds } from "../core/traverse.ts";
import type { Value } from "../operators/evaluate.ts";
import { isProduct, isSum, isWhere } from "../operators/ring.ts";
import { element } from "../operators/subscript.ts";
import { toText } from "../operators/text.ts";

/**
 * `value` differs from the true one by less than `error`, to first order. A value of NaN with error 0 is not real for
 * certain, like `log(-1)`; with an infinite error nothing is known, as after an overflow.
 */
export interface ReliableValue {
  readonly value: number;
  readonly error: number;
}

/**
 * The value at a point. Unlike in the reference evaluation a condition on what is not real is not real itself.
 *
 * @throws DomainError if a symbol has no value.
 */
export function reliableValue(e: Expression, point: ReadonlyMap<Expression, Value>): ReliableValue {
  return evaluate(e, new Map(), point);
}

type Known = Map<Expression, ReliableValue>;

const UNREAL: ReliableValue = { value: Number.NaN, error: 0 };
const UNKNOWN: ReliableValue = { value: Number.NaN, error: Number.POSITIVE_INFINITY };
/** Relative error of one operation; the worst of the special functions. */
const OPERATION = 64 * Number.EPSILON;
/** Beyond this argument an infinite value may be an overflow, below it is a pole. */
const OVERFLOWS = 100;

function evaluate(root: Expression, known: Known, point: ReadonlyMap<Expression, Value>): ReliableValue {
  for (const node of orderOfNeeds([root], outerArguments, known)) known.set(node, ofNode(node, known, point));
  return known.get(root)!;
}

/** Bodies of binders are evaluated with their index, arrays entry by entry. */
function outerArguments(node: Expression): readonly Expression[] {
  if (node.kind !== "call") return [];
  return node.operator.binder !== undefined ? node.args.slice(2) : node.args.filter(isScalar);
}

function ofNode(node: Expression, known: Known, point: ReadonlyMap<Expression, Value>): ReliableValue {
  if (node.kind === "constant") return ofNumber(node.value);
  if (node.kind === "symbol") return exactly(node, point);
  if (node.operator.binder?.collects) return UNKNOWN;
  if (node.operator.binder !== undefined) return overRange(node, known, point);
  if (node.operator === element.operator) return entry(node, known, point);
  const args = node.args.map((argument) => known.get(argument)!);
  if (isWhere(node)) return chosen(args);
  const missing = args.find(({ value }) => Number.isNaN(value));
  if (missing !== undefined) return args.some(({ error }) => error === Number.POSITIVE_INFINITY) ? UNKNOWN : UNREAL;
  if (args.some(isUndecided) && node.operator.logical && !isComparison(node)) return UNKNOWN;
  if (isSum(node)) return total(args);
  return isProduct(node) ? args.reduce(times) : moved(node.operator.evaluate, args);
}

/** Exact numbers that a double holds are exponents too, so they have no error. */
function ofNumber(number: Numeric): ReliableValue {
  const value = toNumber(number);
  const held = !isExact(number) || (Number.isSafeInteger(value * 2 ** 20) && (number.d & (number.d - 1n)) === 0n);
  return { value, error: held ? 0 : Number.EPSILON * Math.abs(value) };
}

const isComparison = (node: Call): boolean => node.args.length === 2 && !node.operator.variadic;

function exactly(symbol: Expression & { kind: "symbol" }, point: ReadonlyMap<Expression, Value>): ReliableValue {
  const value = point.get(symbol);
  if (typeof value === "number") return { value, error: 0 };
  throw new DomainError(`${toText(symbol)} has no value`, `Give one: { ${symbol.name}: … }.`);
}

/** Only the branch that is taken counts; where the condition is within rounding, none is. */
function chosen(args: readonly ReliableValue[]): ReliableValue {
  const [condition, then, otherwise] = args as [ReliableValue, ReliableValue, ReliableValue];
  if (Number.isNaN(condition.value)) return condition;
  if (isUndecided(condition)) return UNKNOWN;
  return condition.value !== 0 ? then : otherwise;
}

/** Whether rounding may have decided if a condition holds. */
const isUndecided = ({ value, error }: ReliableValue): boolean => error > 0 && Math.abs(value) <= 2 * error;

function total(args: readonly ReliableValue[]): ReliableValue {
  let [sum, size, error] = [0, 0, 0];
  for (const term of args) {
    sum += term.value;
    size = Math.max(size, Math.abs(term.value), Math.abs(sum));
    error += term.error;
  }
  return finite(sum, error + args.length * Number.EPSILON * size);
}

const times = (a: ReliableValue, b: ReliableValue): ReliableValue => {
  const value = a.value * b.value;
  const vanished = value === 0 && a.value !== 0 && b.value !== 0 ? Number.MIN_VALUE : 0;
  const error = Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + Number.EPSILON * Math.abs(value);
  return finite(value, error + vanished);
};

const finite = (value: number, error: number): ReliableValue =>
  Number.isFinite(value) && Number.isFinite(error) ? { value, error } : UNKNOWN;

/** The largest change as one argument after the other moves by twice its error, and the rounding of the result. */
function moved(f: (...values: number[]) => number, args: readonly ReliableValue[]): ReliableValue {
  const values = args.map(({ value }) => value);
  const value = f(...values);
  // A value of 0 may be one too small for a double, unless it comes from zeros.
  const vanished = value === 0 && values.some((argument) => argument !== 0) ? Number.MIN_VALUE : 0;
  let error = OPERATION * Math.abs(value) + vanished;
  for (const [k, argument] of args.entries()) {
    if (argument.error === 0) continue;
    for (const step of [-2 * argument.error, 2 * argument.error]) {
      const other = f(...values.with(k, argument.value + step));
      if (Number.isFinite(other) !== Number.isFinite(value)) return UNKNOWN;
      if (Number.isFinite(other)) error = Math.max(error, Math.abs(other - value) + OPERATION * Math.abs(value));
    }
  }
  if (Number.isFinite(value)) return { value, error };
  const overflow = !Number.isNaN(value) && values.some((argument) => Math.abs(argument) > OVERFLOWS);
  return overflow ? UNKNOWN : UNREAL;
}

function overRange(node: Call, known: Known, point: ReadonlyMap<Expression, Value>): ReliableValue {
  const [index, body, from, to] = node.args as [Expression, Expression, Expression, Expression];
  const { identity, accumulate } = node.operator.binder!;
  const [first, last] = [known.get(from)!, known.get(to)!];
  if (Number.isNaN(first.value + last.value)) return UNREAL;
  const changing = changingWith(body, index);
  let result: ReliableValue = { value: identity, error: 0 };
  for (let i = first.value; i <= last.value && !Number.isNaN(result.value); i++) {
    for (const stale of changing) known.delete(stale);
    known.set(index, { value: i, error: 0 });
    const each = evaluate(body, known, point);
    result = Number.isNaN(each.value) ? each : moved((...pair) => accumulate(pair[0]!, pair[1]!), [result, each]);
  }
  for (const stale of changing) known.delete(stale);
  known.delete(index);
  return result;
}

function entry(node: Call, known: Known, point: ReadonlyMap<Expression, Value>): ReliableValue {
  const [array, ...indices] = node.args as [Expression, ...Expression[]];
  const value = point.get(array);
  if (typeof value !== "object") throw new DomainError(`${toText(array)} must be an array`);
  const at = indices.reduce((offset, index, axis) => offset * value.shape[axis]! + known.get(index)!.value - 1, 0);
  const found = value.data[at];
  return found === undefined || Number.isNaN(found) ? UNREAL : { value: found, error: 0 };
}
