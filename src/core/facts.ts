/** What a declaration says of a symbol: where its values lie, and structural words such as `symmetric`. */
import { type Interval, interval, NEGATIVE, NONNEGATIVE, POSITIVE, REAL } from "./interval.ts";

export interface Facts {
  /** The canonical text of all facts, and so their identity: `positive, integer`. */
  readonly text: string;
  /** Where the value, or every entry, lies. */
  readonly interval: Interval;
  /** Words about the whole, sorted: `diagonal`, `positive definite`, `symmetric`, … */
  readonly words: readonly string[];
}

/** Words about the whole of a matrix or vector. */
export const STRUCTURES: readonly string[] = [
  "diagonal",
  "lower triangular",
  "orthogonal",
  "positive definite",
  "simplex",
  "symmetric",
  "upper triangular",
];

const NAMED: Readonly<Record<string, Interval>> = Object.freeze({
  positive: POSITIVE,
  nonnegative: NONNEGATIVE,
  negative: NEGATIVE,
});

/** The word for what lies on the probability simplex: no entry is negative, and those of each row add up to 1. */
export const SIMPLEX = "simplex";
const UNIT = interval(0, 1);

/** Facts from an interval and structural words; equal facts have the same text. */
export function facts(range: Interval = REAL, words: readonly string[] = []): Facts {
  const sorted = [...new Set(words)].sort();
  const onSimplex = sorted.includes(SIMPLEX);
  const known = onSimplex ? intersect(range, UNIT) : range;
  const said = onSimplex && sameEnds(known, UNIT) ? { ...REAL, integer: known.integer } : known;
  const text = [...intervalWords(said), ...sorted].join(", ");
  return Object.freeze({ text, interval: Object.freeze({ ...known }), words: Object.freeze(sorted) });
}

export const NO_FACTS = facts();
/** A named size: a nonnegative integer. */
export const SIZE = facts(interval(0, Infinity, "closed", true), ["size"]);
/** The index of a binder. */
export const INDEX = facts(interval(-Infinity, Infinity, "closed", true), ["index"]);

/** Narrows an interval by a word of a declaration; `undefined` if the word does not speak of intervals. */
export function narrow(range: Interval, word: string): Interval | undefined {
  if (word === "integer") return { ...range, integer: true };
  const named = Object.hasOwn(NAMED, word) ? NAMED[word] : undefined;
  return named && intersect(range, named);
}

/** What lies in both. */
export function intersect(a: Interval, b: Interval): Interval {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return {
    low,
    high,
    lowOpen: (a.low === low && a.lowOpen) || (b.low === low && b.lowOpen),
    highOpen: (a.high === high && a.highOpen) || (b.high === high && b.highOpen),
    integer: a.integer || b.integer,
  };
}

/** The words that a declaration would use: `positive`, or `[0, 1)` for an interval without a name. */
function intervalWords(range: Interval): string[] {
  const words: string[] = range.integer ? ["integer"] : [];
  const named = Object.keys(NAMED).find((word) => sameEnds(NAMED[word]!, range));
  if (named !== undefined) words.unshift(named);
  else if (!sameEnds(REAL, range)) words.unshift(intervalText(range));
  return words;
}

function sameEnds(a: Interval, b: Interval): boolean {
  return a.low === b.low && a.high === b.high && a.lowOpen === b.lowOpen && a.highOpen === b.highOpen;
}

/** `interval(0, 1)` with its ends, `open(0, 1)` without; a half-open one is the two together. */
function intervalText({ low, high, lowOpen, highOpen }: Interval): string {
  const ends = (from: number, to: number) => `(${endText(from)}, ${endText(to)})`;
  if ((lowOpen || low === -Infinity) && (highOpen || high === Infinity)) return `open${ends(low, high)}`;
  if (!lowOpen && !highOpen) return `interval${ends(low, high)}`;
  const open = lowOpen ? ends(low, Infinity) : ends(-Infinity, high);
  return `open${open}, interval${lowOpen ? ends(-Infinity, high) : ends(low, Infinity)}`;
}

function endText(end: number): string {
  return Number.isFinite(end) ? String(end) : end > 0 ? "∞" : "-∞";
}
