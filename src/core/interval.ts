/** Intervals of the real line: what is known of a value, `x > 0` or `-1 <= x <= 1`, and whether it is an integer. */

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Whether the end itself is excluded. */
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
  readonly integer: boolean;
}

export const REAL: Interval = interval(-Infinity, Infinity);
export const POSITIVE: Interval = interval(0, Infinity, "open");
export const NONNEGATIVE: Interval = interval(0, Infinity);
export const NEGATIVE: Interval = interval(-Infinity, 0, "open");

/** `[low, high]`, or `(low, high)` if `"open"`; infinite ends are always open. */
export function interval(low: number, high: number, ends: "open" | "closed" = "closed", integer = false): Interval {
  const open = ends === "open";
  return Object.freeze({ low, high, lowOpen: open || low === -Infinity, highOpen: open || high === Infinity, integer });
}

export const point = (value: number): Interval => interval(value, value, "closed", Number.isInteger(value));

export const isPositive = (i: Interval): boolean => i.low > 0 || (i.low === 0 && i.lowOpen);
export const isNonnegative = (i: Interval): boolean => i.low >= 0;
export const isNegative = (i: Interval): boolean => i.high < 0 || (i.high === 0 && i.highOpen);
export const isNonpositive = (i: Interval): boolean => i.high <= 0;
export const isNonzero = (i: Interval): boolean => isPositive(i) || isNegative(i);

/** The smallest interval known to hold the sum; ends stay open if either is. */
export function addIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low + b.low,
    high: a.high + b.high,
    lowOpen: a.lowOpen || b.lowOpen,
    highOpen: a.highOpen || b.highOpen,
    integer: a.integer && b.integer,
  };
}

export function multiplyIntervals(a: Interval, b: Interval): Interval {
  const ends = [corner(a, "low", b, "low"), corner(a, "low", b, "high"), corner(a, "high", b, "low")];
  ends.push(corner(a, "high", b, "high"));
  const low = ends.reduce((best, end) =>
    end.value < best.value || (end.value === best.value && !end.open) ? end : best,
  );
  const high = ends.reduce((best, end) =>
    end.value > best.value || (end.value === best.value && !end.open) ? end : best,
  );
  const integer = a.integer && b.integer;
  return { low: low.value, high: high.value, lowOpen: low.open, highOpen: high.open, integer };
}

/** The image under a function that grows; a jump of rounding is bridged outward by nothing, so use exact limits. */
export const increasing =
  (f: (x: number) => number) =>
  (a: Interval): Interval => ({
    ...ends(f(a.low), f(a.high)),
    lowOpen: a.lowOpen,
    highOpen: a.highOpen,
    integer: false,
  });

export const negateInterval = (a: Interval): Interval => ({
  low: -a.high,
  high: -a.low,
  lowOpen: a.highOpen,
  highOpen: a.lowOpen,
  integer: a.integer,
});

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  return {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    lowOpen: a.low === b.low ? a.lowOpen && b.lowOpen : a.low < b.low ? a.lowOpen : b.lowOpen,
    highOpen: a.high === b.high ? a.highOpen && b.highOpen : a.high > b.high ? a.highOpen : b.highOpen,
    integer: a.integer && b.integer,
  };
}

const ends = (low: number, high: number) => ({
  low: Number.isNaN(low) ? -Infinity : low,
  high: Number.isNaN(high) ? Infinity : high,
});

/** A corner of the product: 0 times an infinite end is 0, and a closed zero closes the corner. */
function corner(a: Interval, s: "low" | "high", b: Interval, t: "low" | "high"): { value: number; open: boolean } {
  const [x, y] = [a[s], b[t]];
  const [xOpen, yOpen] = [a[`${s}Open`], b[`${t}Open`]];
  if (x === 0 || y === 0) return { value: 0, open: (x === 0 ? xOpen : true) && (y === 0 ? yOpen : true) };
  return { value: x * y, open: xOpen || yOpen };
}
