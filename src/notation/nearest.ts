/** "Did you mean …?": the known name nearest to a misspelled one. */

/**
 * The nearest candidate within a third of the name's length of insertions, deletions, replacements and swaps.
 *
 * @example
 * nearest("lgo", ["exp", "log", "sin"]) // log
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 2 || name.length > LONGEST) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const steps =
      Math.abs(candidate.length - name.length) >= least ? least : distance(name.toLowerCase(), candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Longer names take long to compare, and a hint would hardly be one. */
const LONGEST = 64;

/** Damerau-Levenshtein distance with adjacent swaps (optimal string alignment). */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    [older, previous] = [previous, row];
  }
  return previous[b.length]!;
}
