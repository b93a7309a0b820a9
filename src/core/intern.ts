/**
 * The table in which equal nodes become one object. Nodes are held weakly: a formula that nobody holds leaves with
 * its last holder. A weak reference costs more than the node itself, so the youngest nodes are held strongly until
 * `YOUNG` of them have come together; only what is older pays for one.
 */
import type { Expression } from "./expression.ts";

/** How many of the latest nodes are kept alive by the table: about 60 MB at most. */
const YOUNG = 1 << 18;

/** Open addressing with linear probing; a slot is free if it holds no node and no reference. */
let capacity = 1 << 12;
let hashes = new Int32Array(capacity);
let young: (Expression | undefined)[] = new Array(capacity).fill(undefined);
let old: (WeakRef<Expression> | undefined)[] = new Array(capacity).fill(undefined);
let used = 0;
let youngCount = 0;

/** The node with this hash for which `same` holds, or a new frozen one. */
export function intern<T extends Expression>(hash: number, same: (e: Expression) => e is T, make: () => T): T {
  for (let slot = hash & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
    const node = young[slot];
    if (node !== undefined) {
      if (hashes[slot] === hash && same(node)) return node;
      continue;
    }
    const reference = old[slot];
    if (reference === undefined) break;
    if (hashes[slot] !== hash) continue;
    const known = reference.deref();
    if (known !== undefined && same(known)) return known;
  }
  const made = make();
  Object.freeze(made);
  if (4 * (used + 1) > 3 * capacity) rehash();
  place(hash, made, undefined);
  if (++youngCount >= YOUNG) age();
  return made;
}

function place(hash: number, node: Expression | undefined, reference: WeakRef<Expression> | undefined): void {
  let slot = hash & (capacity - 1);
  while (young[slot] !== undefined || old[slot] !== undefined) slot = (slot + 1) & (capacity - 1);
  hashes[slot] = hash;
  young[slot] = node;
  old[slot] = reference;
  used++;
}

/** The young become old: from now on the table alone does not keep them. */
function age(): void {
  for (let slot = 0; slot < capacity; slot++) {
    const node = young[slot];
    if (node === undefined) continue;
    old[slot] = new WeakRef(node);
    young[slot] = undefined;
  }
  youngCount = 0;
}

/** Drops the references that no longer lead anywhere and makes room for twice what is left. */
function rehash(): void {
  const before = { capacity, hashes, young, old };
  let alive = 0;
  for (let slot = 0; slot < capacity; slot++) {
    if (old[slot] !== undefined && old[slot]!.deref() === undefined) old[slot] = undefined;
    if (young[slot] !== undefined || old[slot] !== undefined) alive++;
  }
  while (capacity > 4096 && 8 * alive < capacity) capacity >>= 1;
  while (capacity < 3 * alive) capacity <<= 1;
  hashes = new Int32Array(capacity);
  young = new Array(capacity).fill(undefined);
  old = new Array(capacity).fill(undefined);
  used = 0;
  for (let slot = 0; slot < before.capacity; slot++) {
    const [node, reference] = [before.young[slot], before.old[slot]];
    if (node !== undefined || reference !== undefined) place(before.hashes[slot]!, node, reference);
  }
}
