/**
 * Timing of variants of the same work: batches of at least 50 ms of CPU time, interleaved so that a slow spell of the
 * machine hits all variants, and ratios to the first variant taken within a round.
 */

const BATCH_MICROSECONDS = 50_000;

/**
 * @typedef {object} Measurement
 * @property {string} variant
 * @property {number} microseconds Median CPU time of one call.
 * @property {number} ratio Median time over the first variant's median time.
 * @property {[number, number]} spread Lowest and highest ratio within one round.
 *
 * @param {Record<string, Work>} variants
 * @param {number} rounds
 * @returns {Promise<Measurement[]>}
 *
 * @typedef {(() => unknown) | ElsewhereWork} Work
 * @typedef {{ batch: (calls: number) => Promise<number> }} ElsewhereWork Runs in a process of its own, and says how many
 *     microseconds of CPU time that took.
 */
export async function measure(variants, rounds) {
  const names = Object.keys(variants);
  const calls = [];
  for (const name of names) calls.push(await callsPerBatch(variants[name]));
  const times = names.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const i = (turn + round) % names.length; // another one begins each round
      times[i].push((await batch(variants[names[i]], calls[i])) / calls[i]);
    }
  }
  return names.map((variant, i) => summary(variant, times[i], times[0]));
}

function summary(variant, times, reference) {
  const ratios = times.map((time, round) => time / reference[round]);
  return {
    variant,
    microseconds: median(times),
    ratio: median(times) / median(reference),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** Doubles until two batches in a row are long enough; on the way the code gets warm. */
async function callsPerBatch(work) {
  let calls = 1;
  while (Math.min(await batch(work, calls), await batch(work, calls)) < BATCH_MICROSECONDS) calls *= 2;
  return calls;
}

/** Results are kept where the optimizer cannot prove them unused. */
export const sink = { last: undefined };

/**
 * The loop below serves every variant. Having called many functions before, it inlines none of them; otherwise the
 * variant that comes first would be inlined and look faster than an equal one that comes later.
 */
for (let i = 0; i < 8; i++) batchHere(new Function(`return ${i}`), 10_000);

const batch = (work, calls) => (typeof work === "function" ? batchHere(work, calls) : work.batch(calls));

/** CPU time in microseconds, of the whole process: garbage collection counts. */
export function batchHere(work, calls) {
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i++) sink.last = work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
