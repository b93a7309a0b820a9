/**
 * In which branch of which conditional the value of a call is needed. Sums that are needed in different branches must
 * not become totals of one loop: taking one branch would then compute the other.
 */
import { isBinder } from "../core/binder.ts";
import { type Call, type Expression, isScalar, type SymbolNode } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";
import { isWhere } from "../operators/ring.ts";

/** A branch of a conditional, or the body of a binder. */
interface Place {
  readonly id: number;
  readonly parent: Place | undefined;
  readonly depth: number;
  /** The number of the index bound here; 0 in a branch. */
  readonly index: number;
}

const ROOT: Place = { id: 0, parent: undefined, depth: 0, index: 0 };

/** Gives each conditional and each binder the number of the branch in which alone it is needed; 0 if in none. */
export function branchOf(roots: readonly Expression[]): (node: Call) => number {
  const nodes = postorder(...roots);
  if (!nodes.some(isWhere)) return () => 0;
  const places = new Map<Expression, Place>(roots.map((root) => [root, ROOT]));
  const use = (e: Expression, place: Place): void => {
    const known = places.get(e);
    places.set(e, known === undefined ? place : common(known, place));
  };
  let count = 0;
  const inside = (parent: Place, index: number): Place => ({ id: ++count, parent, depth: parent.depth + 1, index });
  for (const node of nodes.reverse()) {
    if (node.kind !== "call") continue;
    const place = places.get(node)!;
    for (const [k, argument] of node.args.entries()) {
      if (isWhere(node) && k > 0 && isScalar(node)) use(argument, inside(place, 0));
      else if (isBinder(node) && k === 1) use(argument, inside(place, (node.args[0] as SymbolNode).index));
      else use(argument, place);
    }
  }
  return (node) => branchAround(places.get(node)!, node.loose);
}

/** The innermost branch around a node when it is moved out of all bodies of whose index it is free. */
function branchAround(place: Place, loose: number): number {
  let moved = place;
  for (let at = place; at.parent !== undefined; at = at.parent) {
    if (at.index === 0) continue;
    if (loose & (1 << at.index)) break;
    moved = at.parent;
  }
  return moved.index === 0 ? moved.id : 0;
}

function common(a: Place, b: Place): Place {
  while (a !== b) {
    if (a.depth >= b.depth) a = a.parent!;
    else b = b.parent!;
  }
  return a;
}
