/** How far rounding can move the value of an expression: evaluations in which every operation is off by a few ulps. */
import { isBinder } from "../../src/core/binder.ts";
import type { Call, Expression } from "../../src/core/expression.ts";
import { toNumber } from "../../src/core/number.ts";
import type { ArrayValue, Value } from "../../src/operators/evaluate.ts";
import { isElement } from "../../src/operators/subscript.ts";

/** Relative error of one operation. */
const NOISE = 2e-15;
const TRIALS = 4;

/** The largest distance from the value among some noisy evaluations; NaN if one of them has no value. */
export function spread(e: Expression, point: ReadonlyMap<Expression, Value>, value: number, seed: number): number {
  const random = generator(seed);
  let largest = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const noisy = new Noisy(point, random).value(e);
    const distance = Object.is(noisy, value) ? 0 : Math.abs(noisy - value);
    if (!(distance <= largest)) largest = distance;
  }
  return largest;
}

class Noisy {
  private readonly values: Map<Expression, Value>;
  private readonly random: () => number;
  /** Nodes whose value does not hang on an index; the same node is off by the same amount wherever it stands. */
  private readonly known = new Map<Expression, number>();

  constructor(values: ReadonlyMap<Expression, Value>, random: () => number) {
    this.values = new Map(values);
    this.random = random;
  }

  value(e: Expression): number {
    if (e.kind === "constant") return this.off(toNumber(e.value));
    if (e.kind === "symbol") return this.values.get(e) as number;
    const known = this.known.get(e);
    if (known !== undefined) return known;
    const made = isElement(e) ? this.entry(e) : isBinder(e) ? this.total(e) : this.operation(e);
    if (e.kind === "call" && e.loose === 0) this.known.set(e, made);
    return made;
  }

  private operation({ operator, args }: Call): number {
    const value = operator.evaluate(...args.map((argument) => this.value(argument)));
    return operator.logical ? value : this.off(value);
  }

  private total({ operator, args }: Call): number {
    const [index, body, from, to] = args as [Expression, Expression, Expression, Expression];
    let total = operator.binder!.identity;
    for (let i = this.exact(from); i <= this.exact(to); i++) {
      this.values.set(index, i);
      total = this.off(operator.binder!.accumulate(total, this.value(body)));
    }
    return total;
  }

  private entry({ args: [array, index] }: Call): number {
    return (this.values.get(array!) as ArrayValue).data[this.exact(index!) - 1] ?? Number.NaN;
  }

  /** Ends of ranges and indices: numbers and symbols. */
  private exact(e: Expression): number {
    return e.kind === "constant" ? toNumber(e.value) : (this.values.get(e) as number);
  }

  private off(value: number): number {
    return value * (1 + NOISE * (2 * this.random() - 1));
  }
}

/** Numbers in [0, 1), the same for the same seed (Lehmer's generator). */
function generator(seed: number): () => number {
  let state = (Math.abs(seed) % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
