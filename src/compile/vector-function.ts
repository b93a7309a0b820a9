/**
 * A compiled program as a function of one flat vector of scalars and entries of arrays, which is how minimizers see it.
 * However many variables there are, a call costs the program and no more.
 */
import { DomainError } from "../core/error.ts";
import type { Input, Slots } from "./inputs.ts";
import { evaluated, type Kernel } from "./kernel.ts";
import { lengthOf, type Sizes } from "./outputs.ts";
import type { Program } from "./program.ts";

/** Writes the outputs for the numbers in `x` to `out`, which it returns. */
export type VectorFunction = (out: Float64Array, x: Float64Array) => Float64Array;

/**
 * The function of the named scalars and arrays in their order, everything else being bound. The sizes of the arrays
 * must follow from what is bound.
 *
 * @throws {DomainError} if something is neither bound nor named, or a size is unknown.
 */
export function vectorFunction(
  program: Program,
  kernel: Kernel,
  bound: Slots,
  sizes: Sizes,
  variables: readonly Input[],
): VectorFunction {
  const starts = startsOf(sizes, variables);
  checkKnown(program, bound, starts);
  const places = program.scalars.map(({ name }) => starts.get(name) ?? -1);
  const own = bound.arrays.map((array, slot) => {
    const symbol = program.arrays[slot]!;
    return starts.has(symbol.name) ? new Float64Array(lengthOf([symbol], sizes)) : array!;
  });
  const slots = { ...bound, arrays: own };
  const call = (kernel.core && spread(kernel.core, places, slots, kernel.single)) ?? packed(kernel, slots, places);
  const parts = program.arrays.flatMap(({ name }, slot) =>
    starts.has(name) ? [{ array: own[slot]!, start: starts.get(name)! }] : [],
  );
  if (parts.length === 0) return call;
  return (out, x) => {
    for (let k = 0; k < parts.length; k++) copy(parts[k]!.array, x, parts[k]!.start);
    return call(out, x);
  };
}

function copy(to: Float64Array, from: Float64Array, start: number): void {
  for (let k = 0; k < to.length; k++) to[k] = from[start + k]!;
}

function checkKnown(program: Program, bound: Slots, named: ReadonlyMap<string, number>): void {
  const missing =
    program.scalars.find(({ name }, k) => bound.scalars[k] === undefined && !named.has(name)) ??
    program.arrays.find(({ name }, k) => bound.arrays[k] === undefined && !named.has(name)) ??
    program.sizes.find((_, k) => bound.sizes[k] === undefined);
  if (missing === undefined) return;
  throw new DomainError(`${missing.name} has no value`, "Bind it first, or name it among the variables.");
}

/** Where in the flat vector each variable begins; one that nothing is known of takes one place. */
function startsOf(sizes: Sizes, variables: readonly Input[]): Map<string, number> {
  const starts = new Map<string, number>();
  let start = 0;
  for (const { name, symbol } of variables) {
    starts.set(name, start);
    start += symbol === undefined ? 1 : lengthOf([symbol], sizes);
  }
  return starts;
}

/** Generated code that hands the entries on one by one. */
function spread(
  core: NonNullable<Kernel["core"]>,
  places: readonly number[],
  bound: Slots,
  single: boolean,
): VectorFunction | undefined {
  const scalars = places.map((place, slot) => (place < 0 ? `b.scalars[${slot}]` : `x[${place}]`));
  const rest = [
    ...bound.arrays.map((_, slot) => `b.arrays[${slot}]`),
    ...bound.sizes.map((_, slot) => `b.sizes[${slot}]`),
  ];
  const args = [...scalars, ...rest].join(", ");
  const call = single ? `out[0] = core(${args});` : `core(out, ${args});`;
  return evaluated(`"use strict"; const { core, b } = f; return (out, x) => { ${call} return out; };`, {
    core,
    b: bound,
  });
}

/** The scalars in the order of the program: `x` itself if that is its order, otherwise copied. */
function packed(kernel: Kernel, bound: Slots, places: readonly number[]): VectorFunction {
  const arrays = bound.arrays as readonly Float64Array[];
  const sizes = bound.sizes as readonly number[];
  const direct = places.every((place, slot) => place === slot);
  const scalars = Float64Array.from(bound.scalars, (value) => value ?? 0);
  const { packedCore: core, single } = kernel;
  return (out, x) => {
    if (!direct)
      for (let slot = 0; slot < places.length; slot++) if (places[slot]! >= 0) scalars[slot] = x[places[slot]!]!;
    const given = direct ? x : scalars;
    if (core === undefined || arrays.length + sizes.length > 0) kernel.run(out, given, arrays, sizes);
    else if (single) out[0] = core(given);
    else core(out, given);
    return out;
  };
}
