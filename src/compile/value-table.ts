/** A hash table of values: the same opcode, number, operator, group and arguments are the same value. */
import type { Fold, Operator } from "../core/operator.ts";
import type { ArrayKernel } from "./array-kernel.ts";
import type { Branch, Loop, Opcode, Value } from "./program.ts";

/** What makes a value the one it is. */
export interface Identity {
  readonly opcode: Opcode;
  readonly args: readonly Value[];
  readonly number: number;
  readonly operator: Operator | undefined;
  readonly kernel: ArrayKernel | undefined;
  readonly fold: Fold | undefined;
  readonly group: Loop | Branch | undefined;
}

/** Open addressing with linear probing. */
export class ValueTable {
  private slots: (Value | undefined)[] = new Array(1024).fill(undefined);
  private hashes = new Int32Array(1024);
  private count = 0;

  find(identity: Identity, make: () => Value): Value {
    const hash = hashOf(identity);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let known = this.slots[slot]; known !== undefined; known = this.slots[slot]) {
      if (this.hashes[slot] === hash && isSame(known, identity)) return known;
      slot = (slot + 1) & mask;
    }
    const made = make();
    this.slots[slot] = made;
    this.hashes[slot] = hash;
    if (2 * ++this.count > this.slots.length) this.grow();
    return made;
  }

  private grow(): void {
    const [slots, hashes] = [this.slots, this.hashes];
    const mask = 2 * slots.length - 1;
    this.slots = new Array(mask + 1).fill(undefined);
    this.hashes = new Int32Array(mask + 1);
    for (let k = 0; k < slots.length; k++) {
      if (slots[k] === undefined) continue;
      let slot = hashes[k]! & mask;
      while (this.slots[slot] !== undefined) slot = (slot + 1) & mask;
      this.slots[slot] = slots[k];
      this.hashes[slot] = hashes[k]!;
    }
  }
}

/** The order of two terms or factors makes no difference to the result. */
const isSymmetric = (opcode: Opcode): boolean => opcode === "add" || opcode === "multiply";

function isSame(value: Value, { opcode, args, number, operator, kernel, fold, group }: Identity): boolean {
  if (value.opcode !== opcode || value.group !== group || value.node?.operator !== operator) return false;
  if (value.kernel !== kernel || value.fold !== fold) return false;
  if (value.args.length !== args.length || !Object.is(value.number, number)) return false;
  if (isSymmetric(opcode) && value.args[0] === args[1] && value.args[1] === args[0]) return true;
  for (let k = 0; k < args.length; k++) if (value.args[k] !== args[k]) return false;
  return true;
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

function hashOf({ opcode, args, number, operator, kernel, group }: Identity): number {
  double[0] = number;
  let hash = mix(mix(opcode.length * 31 + opcode.charCodeAt(0), words[0]!), words[1]!);
  if (operator !== undefined) hash = mix(hash, operator.name.length * 31 + operator.name.charCodeAt(0));
  if (kernel !== undefined) hash = mix(hash, kernel.name.length * 31 + kernel.name.charCodeAt(0));
  if (group !== undefined) hash = mix(hash, group.id);
  if (isSymmetric(opcode)) return mix(hash, args[0]!.id * args[1]!.id + args[0]!.id + args[1]!.id);
  for (let k = 0; k < args.length; k++) hash = mix(hash, args[k]!.id);
  return hash;
}

function mix(a: number, b: number): number {
  const product = Math.imul(a ^ (b + 0x7f4a7c15 + (a << 6) + (a >>> 2)), 0x9e3779b1);
  return product ^ (product >>> 15);
}
