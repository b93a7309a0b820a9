/**
 * A compiled program as a function of one flat vector of scalars, which is how minimizers see it. However many
 * variables there are, a call costs the program and no more.
 */
import { DomainError } from "../core/error.ts";
import type { Slots } from "./inputs.ts";
import { evaluated, type Kernel } from "./kernel.ts";
import type { Program } from "./program.ts";

/** Writes the outputs for the scalars in `x` to `out`, which it returns. */
export type VectorFunction = (out: Float64Array, x: Float64Array) => Float64Array;

/**
 * The function of the named scalars in their order, everything else being bound.
 *
 * @throws {DomainError} if something is neither bound nor named.
 */
export function vectorFunction(
  program: Program,
  kernel: Kernel,
  bound: Slots,
  names: readonly string[],
): VectorFunction {
  const places = program.scalars.map(({ name }) => names.indexOf(name));
  const isOpen = (known: unknown, place = -1): boolean => known === undefined && place < 0;
  const missing =
    program.scalars.find((_, k) => isOpen(bound.scalars[k], places[k])) ??
    program.arrays.find((_, k) => isOpen(bound.arrays[k])) ??
    program.sizes.find((_, k) => isOpen(bound.sizes[k]));
  if (missing !== undefined)
    throw new DomainError(`${missing.name} has no value`, "Bind it first, or name it among the scalars.");
  return (kernel.core && spread(kernel.core, places, bound, kernel.single)) ?? packed(kernel, bound, places);
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
