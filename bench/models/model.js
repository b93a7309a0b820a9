/**
 * A model as a case of the benchmarks: the variants give value and gradients one behind the other in one array.
 *
 * @param {string} name
 * @param {Record<string, () => Float64Array>} variants
 */
export function model(name, variants) {
  const [first, ...others] = Object.values(variants);
  const verify = () => {
    const expected = first();
    for (const other of others) agree(other(), expected);
  };
  return { name, variants, verify };
}

/** Throws unless all entries are equal up to `tolerance`, relative to entries above 1. */
export function agree(ours, theirs, tolerance = 1e-9) {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} entries, not ${theirs.length}`);
  for (const [k, value] of theirs.entries())
    if (!(Math.abs(ours[k] - value) <= tolerance * Math.max(1, Math.abs(value))))
      throw new Error(`Entry ${k}: ${ours[k]} is not ${value}`);
}
