/** Memory for questions about nodes: a node that many share is looked at once, and an answer lives as long as its node. */
import type { Expression } from "./expression.ts";

/** The function, asked once for each node. */
export function remembered<T extends {}>(answer: (e: Expression) => T): (e: Expression) => T {
  const known = new WeakMap<Expression, T>();
  return (e) => {
    let found = known.get(e);
    if (found === undefined) {
      found = answer(e);
      known.set(e, found);
    }
    return found;
  };
}
