/**
 * How much the evaluation of a formula may take. A text of a few characters can ask for a sum of 10^9 terms; whoever
 * evaluates the texts of others wants an error instead, and at once. Compiled functions count nothing.
 */
import { LimitError } from "./error.ts";

/** The most that an evaluation takes unless another limit is given: less than half a second in doubles. */
export const OPERATIONS = 50_000_000;

/** Operations taken so far, against a limit. They are counted before they are done, so what is too much is never begun. */
export class Work {
  private readonly limit: number;
  private taken = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Counts the terms of a sum or product, each of so many operations. */
  terms(count: number, operations: number): void {
    this.take(count * operations, () => `A sum or product of ${count} terms`);
  }

  /** Counts what a single step takes that is no loop of ours. */
  step(operations: number): void {
    this.take(operations, () => `A step of ${Math.ceil(operations)} operations`);
  }

  /** Counts nothing yet, but room for what could not be filled is not made. */
  room(entries: number): void {
    if (entries > this.limit) throw this.exceeded(`An array of ${entries} entries`);
  }

  private take(operations: number, what: () => string): void {
    if (!(operations > 0)) return;
    if (this.taken + operations > this.limit) throw this.exceeded(what());
    this.taken += operations;
  }

  private exceeded(what: string): LimitError {
    const within = this.taken > 0 ? `, after ${Math.ceil(this.taken)} operations,` : "";
    return new LimitError(
      `${what}${within} is beyond the limit of ${this.limit} operations for an evaluation`,
      "Raise limits.operations (--max-operations on the command line), or compile the formula: that has no limit.",
    );
  }
}

/** From here on a double and the next integer are no longer two numbers. */
const UNCOUNTABLE = 2 ** 53;

/**
 * Where a range begins, if it can be counted from there: beyond 2^53 adding 1 changes nothing, and a loop never ends.
 *
 * @throws {LimitError} if it cannot.
 */
export function startOfRange(first: number): number {
  if (!(Math.abs(first) >= UNCOUNTABLE)) return first;
  throw new LimitError(
    `A range cannot be counted from ${first}: an index is a double, and exact only below 2^53`,
    "Let the index begin at a smaller number, as in sum(f(k + a), k=0..n).",
  );
}
