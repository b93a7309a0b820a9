/** Names that occur in a syntax tree. */
import type { Syntax } from "./syntax.ts";

/** Every name used as a value, in no particular order. */
export function namesIn(root: Syntax): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(root)) if (node.kind === "name") names.add(node.name);
  return names;
}

/** Names that stand alone as the end of a range, `n` of `i=1..n`, or in an end of a slice: they can only be sizes. */
export function namesOfSizes(root: Syntax): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(root)) {
    if (node.kind === "range") {
      for (const end of [node.from, node.to]) if (end.kind === "name") names.add(end.name);
    } else if (node.kind === "slice") {
      for (const end of [node.from, node.to]) if (end !== undefined) for (const name of namesIn(end)) names.add(name);
    }
  }
  return names;
}

/** All nodes; a child is any property that holds a node, or a list of them. */
function* nodesOf(root: Syntax): Generator<Syntax> {
  const todo: unknown[] = [root];
  while (todo.length > 0) {
    const next = todo.pop();
    if (Array.isArray(next)) todo.push(...next);
    else if (typeof next === "object" && next !== null) {
      if ("kind" in next) yield next as Syntax;
      todo.push(...Object.values(next).filter((value) => typeof value === "object"));
    }
  }
}
