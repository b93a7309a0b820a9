/**
 * A bound on what grows without bound: definitions applied to definitions, derivatives of derivatives, long exact
 * numbers. These spend from the budget of the call of ours that is running; where there is none they are free. What is
 * linear in a text or a formula does not spend.
 */
import { LimitError } from "./error.ts";
import { onStack } from "./stack.ts";
import { OPERATIONS } from "./work.ts";

/** What making a node takes, in additions of doubles. */
export const OPERATIONS_PER_NODE = 1000;

let left = Number.POSITIVE_INFINITY;
let limit = left;

/** Does something within a budget of so many operations. Within a budget there is no other: the outermost counts. */
export function within<T>(operations: number = OPERATIONS, task: () => T): T {
  if (left !== Number.POSITIVE_INFINITY) return task();
  left = limit = operations;
  try {
    return onStack(task);
  } finally {
    left = Number.POSITIVE_INFINITY;
  }
}

/**
 * Takes operations from the budget.
 *
 * @throws {LimitError} if there are not as many left; `what` needs them, `instead` is what to try.
 */
export function spend(operations: number, what: string, instead: string): void {
  if (operations <= left) {
    left -= operations;
    return;
  }
  throw new LimitError(`${what} beyond the limit of ${limit} operations`, `${instead}, or raise limits.operations.`);
}
