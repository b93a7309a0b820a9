/** Ranges worked out from the bottom up, each node once: a question about a new node does not walk down all below it. */
import type { Expression } from "../core/expression.ts";
import type { Interval } from "../core/interval.ts";
import { rangeOf } from "../operators/range.ts";

const learned = new WeakSet<Expression>();

/** The expression itself, of all parts of which the range is now known. */
export function learnRanges(e: Expression): Expression {
  if (learned.has(e)) return e;
  const todo = [e];
  while (todo.length > 0) {
    const node = todo[todo.length - 1]!;
    const before = todo.length;
    if (node.kind === "call") for (const argument of node.args) if (!learned.has(argument)) todo.push(argument);
    if (todo.length > before) continue;
    todo.pop();
    rangeOf(node);
    learned.add(node);
  }
  return e;
}

/** The range of an expression that a rule has just made. */
export const rangeOfNew = (e: Expression): Interval => rangeOf(learnRanges(e));
