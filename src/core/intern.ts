/**
 * The table in which equal nodes become one object. Nodes are held weakly: a formula that nobody holds leaves with
 * its last holder. A weak reference costs more than the node itself, and what it points to stays alive until the
 * running job ends anyway; so young nodes are held strongly, and only when a job has ended that made many of them do
 * they get weak references.
 */
import type { Expression } from "./expression.ts";

/** How many of the latest nodes are kept alive by the table between jobs: about 60 MB at most. */
const YOUNG = 1 << 18;

/** Open addressing with linear probing; a slot is free if it holds no node and no reference. */
let capacity = 1 << 12;
let hashes = new Int32Array(capacity);
let young: (Expression | undefined)[] = new Array(capacity).fill(undefined);
let old: (WeakRef<Expression> | undefined)[] = new Array(capacity).fill(undefined);
let used = 0;
let youngCount = 0;
let oldCount = 0;
/** Beyond so many references it is worth looking which of them still lead somewhere. */
let sweepAt = YOUNG;
let agingIsDue = false;

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
  if (++youngCount >= YOUNG && !agingIsDue) {
    agingIsDue = true;
    queueMicrotask(age);
  }
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
  oldCount += youngCount;
  youngCount = 0;
  agingIsDue = false;
}

/** Makes room for twice what there is, without the references that no longer lead anywhere. */
function rehash(): void {
  if (oldCount > sweepAt) sweep();
  const before = { capacity, hashes, young, old };
  const kept = youngCount + oldCount;
  while (capacity > 4096 && 8 * kept < capacity) capacity >>= 1;
  while (capacity < 3 * kept) capacity <<= 1;
  hashes = new Int32Array(capacity);
  young = new Array(capacity).fill(undefined);
  old = new Array(capacity).fill(undefined);
  used = 0;
  for (let slot = 0; slot < before.capacity; slot++) {
    const [node, reference] = [before.young[slot], before.old[slot]];
    if (node !== undefined || reference !== undefined) place(before.hashes[slot]!, node, reference);
  }
}

/** Asking a reference keeps what it points to for the running job, so it is done only when there are twice as many. */
function sweep(): void {
  oldCount = 0;
  for (let slot = 0; slot < capacity; slot++) {
    const reference = old[slot];
    if (reference === undefined) continue;
    if (reference.deref() === undefined) old[slot] = undefined;
    else oldCount++;
  }
  sweepAt = Math.max(YOUNG, 2 * oldCount);
}
