/**
 * Operands are handed over on the stack of JavaScript, which holds about a hundred thousand of them, and there is a
 * longest string and a longest integer. Formulas that do not fit are a limit of ours like others, not a crash.
 */
import { LimitError } from "./error.ts";

/** Does something; what the engine cannot hold becomes a {@link LimitError}. */
export function onStack<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (!isOverflow(error)) throw error;
    throw new LimitError(
      `The formula is too large for this engine of JavaScript: ${error.message}`,
      "Split long sums, products and lists into parts, or write them with an index, as in sum(x[i], i=1..n).",
    );
  }
}

/** A `RangeError`; Firefox has an error of its own for too much recursion. */
const isOverflow = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && error.name === "InternalError");
