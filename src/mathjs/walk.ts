/**
 * The value of an expression in any kind of number: a walk that is linear in the shared graph, times the ranges of the
 * indices. What a number is, and what the operators mean, comes from outside.
 */
import { DomainError, UnsupportedError } from "../core/error.ts";
import type { Call, Expression, SymbolNode } from "../core/expression.ts";
import type { Numeric } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { changingWith } from "../core/traverse.ts";
import { OPERATIONS, startOfRange, Work } from "../core/work.ts";
import { add, multiply, power } from "../operators/arithmetic.ts";
import { arrayOf } from "../operators/array.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { exp, log, logaddexp } from "../operators/exponential.ts";
import { productOver, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { integerOf } from "../operators/number.ts";
import { element } from "../operators/subscript.ts";
import { toText } from "../operators/text.ts";
import { isFunctionSymbol } from "../operators/undefined-function.ts";
import { arrayMeanings, type Scalars } from "./arrays.ts";
import { Entries, numberIn, type Value } from "./entries.ts";

export type Meaning<T> = (...values: T[]) => T;

export interface Numbers<T> {
  /** For messages: `complex numbers`. */
  readonly name: string;
  readonly constant: (value: Numeric) => T;
  /** What an operation takes, in additions of doubles. */
  readonly cost: number;
  /** As an integer that counts something, or NaN. */
  readonly count: (value: T) => number;
  /** The numbers of a range: first, first + 1, … up to last. */
  readonly range: (first: T, last: T) => Iterable<T>;
  readonly meanings: ReadonlyMap<Operator, Meaning<T>>;
}

/**
 * The value of a scalar expression.
 *
 * @param limit the most operations, as those of doubles
 * @throws {DomainError} if a symbol has no value; {@link UnsupportedError} if an operator has no meaning;
 *   {@link LimitError} for sums and products of too many terms.
 */
export function valueIn<T>(
  root: Expression,
  values: ReadonlyMap<Expression, Value<T>>,
  numbers: Numbers<T>,
  limit = OPERATIONS,
): T {
  return numberIn(new Walk(numbers, new Map(values), new Work(limit)).value(root));
}

/** Up to so many arguments are handed over at once; more would not fit on the stack. */
const BLOCK = 4096;

class Walk<T> {
  private readonly numbers: Numbers<T>;
  private readonly known: Map<Expression, Value<T>>;
  private readonly work: Work;
  private readonly scalars: Scalars<T>;

  constructor(numbers: Numbers<T>, known: Map<Expression, Value<T>>, work: Work) {
    this.numbers = numbers;
    this.work = work;
    this.known = known;
    this.scalars = scalarsOf(numbers, (operator, ...values) => this.apply(operator, values));
  }

  value(root: Expression): Value<T> {
    const todo = [root];
    while (todo.length > 0) {
      const node = todo[todo.length - 1]!;
      const before = todo.length;
      if (!this.known.has(node)) for (const argument of outer(node)) if (!this.known.has(argument)) todo.push(argument);
      if (todo.length > before) continue;
      todo.pop();
      if (!this.known.has(node)) this.known.set(node, this.compute(node));
    }
    return this.known.get(root)!;
  }

  private compute(node: Expression): Value<T> {
    if (node.kind === "constant") return this.numbers.constant(node.value);
    if (node.kind === "symbol") throw withoutValue(node);
    if (node.operator === element.operator) return this.entry(node);
    const args = node.args.map((argument) => this.known.get(argument)!);
    if (node.operator === arrayOf.operator) return this.array(node, args.slice(1));
    const ofArrays = arrayMeanings.get(node.operator);
    if (ofArrays !== undefined) return ofArrays(args, this.scalars);
    if (isComprehension(node)) return this.collected(node);
    const joined = JOINED.get(node.operator);
    return joined === undefined
      ? entrywise(args, (values) => this.apply(node.operator, values))
      : this.overRange(node, joined);
  }

  private apply(operator: Operator, values: readonly T[]): T {
    const meaning = this.numbers.meanings.get(operator);
    if (meaning === undefined) throw new UnsupportedError(`${operator.name} has no value in ${this.numbers.name}`);
    if (values.length <= BLOCK) return meaning(...values);
    let total = meaning(...values.slice(0, BLOCK));
    for (let k = BLOCK; k < values.length; k += BLOCK) total = meaning(total, ...values.slice(k, k + BLOCK));
    return total;
  }

  private overRange(node: Call, { operator, start }: Joined): T {
    let total = this.numbers.constant(start);
    this.forEachIndex(node, (value) => {
      total = this.apply(operator, [total, numberIn(value)]);
    });
    return total;
  }

  private collected(node: Call): Entries<T> {
    const data: T[] = [];
    this.forEachIndex(node, (value) => {
      if (value instanceof Entries) data.push(...value.data);
      else data.push(value);
    });
    return new Entries(
      data,
      node.shape.map((size) => this.numbers.count(numberIn(this.value(size)))),
    );
  }

  /** What depends on the index is computed anew for each of its values. */
  private forEachIndex(node: Call, visit: (value: Value<T>) => void): void {
    const [index, body, from, to] = node.args as [Expression, Expression, Expression, Expression];
    const changing = changingWith(body, index);
    const [first, last] = [numberIn(this.known.get(from)!), numberIn(this.known.get(to)!)];
    const count = Math.floor(this.numbers.count(last) - startOfRange(this.numbers.count(first))) + 1;
    this.work.terms(count, this.numbers.cost * changing.length);
    for (const i of this.numbers.range(first, last)) {
      for (const stale of changing) this.known.delete(stale);
      this.known.set(index, i);
      visit(this.value(body));
    }
    for (const stale of changing) this.known.delete(stale);
    this.known.delete(index);
  }

  private array({ args }: Call, entries: readonly Value<T>[]): Entries<T> {
    const columns = integerOf(args[0]!)!;
    const shape = columns === 0 ? [entries.length] : [entries.length / columns, columns];
    return new Entries(entries.map(numberIn), shape);
  }

  /** Indices count from 1; outside of the array is NaN, which a condition may leave unused. */
  private entry({ args }: Call): T {
    const [array, ...indices] = args.map((argument) => this.known.get(argument)!);
    if (!(array instanceof Entries)) throw new DomainError(`${toText(args[0]!)} must be an array`);
    const counts = indices.map((index) => this.numbers.count(numberIn(index)));
    const inside = counts.every((count, axis) => count >= 1 && count <= array.shape[axis]!);
    if (!inside) return this.numbers.constant(Number.NaN);
    return array.data[counts.reduce((offset, count, axis) => offset * array.shape[axis]! + count - 1, 0)]!;
  }
}

/** The arithmetic that operators on arrays are made of. */
const scalarsOf = <T>(
  { constant, count }: Numbers<T>,
  apply: (operator: Operator, ...values: T[]) => T,
): Scalars<T> => ({
  number: constant,
  count,
  add: (a, b) => apply(add.operator, a, b),
  subtract: (a, b) => apply(add.operator, a, apply(multiply.operator, constant(-1), b)),
  multiply: (a, b) => apply(multiply.operator, a, b),
  sqrt: (x) => apply(power.operator, x, constant(0.5)),
  exp: (x) => apply(exp.operator, x),
  log: (x) => apply(log.operator, x),
});

interface Joined {
  /** Joins the values of the body over the range of the index. */
  readonly operator: Operator;
  readonly start: number;
}

const JOINED: ReadonlyMap<Operator, Joined> = new Map([
  [sumOver.operator, { operator: add.operator, start: 0 }],
  [productOver.operator, { operator: multiply.operator, start: 1 }],
  [logSumExpOver.operator, { operator: logaddexp.operator, start: -Infinity }],
]);

/** The arguments that have a value before the node: the body of a binder has one only inside of it. */
const outer = (node: Expression): readonly Expression[] =>
  node.kind !== "call" ? [] : node.operator.binder !== undefined ? node.args.slice(2) : node.args;

/** An operator on scalars acts on every entry; scalars go with all of them. */
function entrywise<T>(args: readonly Value<T>[], apply: (values: readonly T[]) => T): Value<T> {
  const array = args.find((argument) => argument instanceof Entries);
  if (array === undefined) return apply(args as readonly T[]);
  const at = (k: number): T[] =>
    args.map((argument) => (argument instanceof Entries ? (argument.data[k] as T) : argument));
  return new Entries(
    array.data.map((_, k) => apply(at(k))),
    array.shape,
  );
}

function withoutValue(symbol: SymbolNode): Error {
  const { name } = symbol;
  return isFunctionSymbol(symbol)
    ? new UnsupportedError(`The function ${name} is only declared`, `Define it: ${name}(x) = ….`)
    : new DomainError(`${toText(symbol)} has no value`, `Give one: { ${name}: … }.`);
}
