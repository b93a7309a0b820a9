/** Counts the operations of compiled expressions, for comparing programs without timing them. */
import type { Expression } from "../core/expression.ts";
import { lower } from "./lower.ts";
import type { Value } from "./program.ts";
import { type Schedule, schedule } from "./schedule.ts";

export interface Operations {
  /** Operations, the body of a loop once. */
  readonly count: number;
  /** The same with weights: add, subtract, multiply, negate, compare, choose 1; divide, square root 4; others by their record. */
  readonly weighted: number;
}

/**
 * The operations that the compiled form of these scalars takes, shared work counted once.
 *
 * @example
 * countOperations(parse("x^2 + sin(x^2)")).weighted // 12
 */
export function countOperations(...expressions: readonly Expression[]): Operations {
  return countScheduled(schedule(lower(new Map(expressions.map((e, k) => [String(k), e])))));
}

export function countScheduled({ values, uses }: Schedule): Operations {
  const offsets = onlyOffsets(values, uses);
  const weights = values.map((value) => (offsets.has(value) ? 0 : weightOf(value))).filter((weight) => weight > 0);
  return { count: weights.length, weighted: weights.reduce((sum, weight) => sum + weight, 0) };
}

/** What only tells where in an array an entry is: free on every machine. */
export function onlyOffsets(values: readonly Value[], uses: Int32Array): Set<Value> {
  const offsets = new Set<Value>();
  const usesByOffsets = new Int32Array(uses.length);
  for (const value of values.toReversed()) {
    if (usesByOffsets[value.id]! > 0 && usesByOffsets[value.id] === uses[value.id]) offsets.add(value);
    for (const { id } of offsets.has(value) ? value.args : placesOf(value)) usesByOffsets[id]!++;
  }
  return offsets;
}

/** Arguments that tell where an entry is, or how many there are. */
function placesOf({ opcode, args }: Value): readonly Value[] {
  switch (opcode) {
    case "load":
      return args.slice(0, 1);
    case "put":
      return args.slice(1);
    case "store":
      return args.filter((_, k) => k !== 1);
    default:
      return [];
  }
}

/** What a value takes, in additions. */
export function weightOf({ opcode, node, fold }: Value): number {
  switch (opcode) {
    case "constant":
    case "scalar":
    case "size":
    case "index":
    case "load":
    case "array":
    case "store":
    case "put":
      return 0;
    case "kernel":
      return 2; // a product and a sum for every entry it reads
    case "divide":
    case "sqrt":
      return 4;
    case "power":
      return 10;
    case "total":
      return fold!.cost ?? 1;
    case "call":
      return node!.operator.cost(node!.args);
    default:
      return 1;
  }
}
