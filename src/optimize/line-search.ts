/** Line searches: how far to go along a descent direction. Non-finite values are walls to step back from. */

/** A function of the step length, evaluated together with its slope. */
export interface Line {
  /** Value and slope at the step of the last `at`. */
  readonly value: number;
  readonly slope: number;
  /** No further evaluation is allowed. */
  readonly spent: boolean;
  /** Evaluates at a step; false if value or gradient is not finite there. */
  at(step: number): boolean;
}

export interface LineSearchOptions {
  /** c₁: the decrease asked for, as a fraction of what the slope at 0 promises. */
  readonly sufficientDecrease: number;
  /** c₂: how flat the slope has to be at the accepted step, as a fraction of that at 0; c₁ < c₂ < 1. */
  readonly curvature: number;
  /** Values this close, relative to the value at 0, count as equal: below it differences are rounding. */
  readonly rounding: number;
  readonly maxTrials: number;
}

/** Takes the value and the (negative) slope at step 0 and the first step to try; returns the step, or 0 for none. */
export type LineSearch = (line: Line, value: number, slope: number, first: number) => number;

/** Values that differ by this relative amount are taken as equal: the rounding of a sum of a few terms. */
export const ROUNDING = 16 * Number.EPSILON;

export const WOLFE: LineSearchOptions = {
  sufficientDecrease: 1e-4,
  curvature: 0.9,
  rounding: ROUNDING,
  maxTrials: 30,
};

/**
 * A step with the strong Wolfe conditions f(t) ≤ f(0) + c₁ t f′(0) and |f′(t)| ≤ c₂ |f′(0)|: bracketing and zoom
 * (Nocedal & Wright, Numerical Optimization, 2nd ed. 2006, Algorithms 3.5 and 3.6, in one loop). When trials run out it
 * returns the lowest step found that has at least the first condition; 0 if there is none.
 *
 * Invariant: `low` satisfies the first condition and is the lowest such step; once `high` is known, steps with both
 * conditions lie between `low` and `high`, and the slope at `low` points to `high`.
 * @example
 * const line = {
 *   spent: false,
 *   at(t) {
 *     this.value = (t - 3) ** 2;
 *     this.slope = 2 * (t - 3);
 *     return true;
 *   },
 * };
 * strongWolfe(line, 9, -6, 10) // 3
 */
export function strongWolfe(
  line: Line,
  value: number,
  slope: number,
  first: number,
  options: LineSearchOptions = WOLFE,
): number {
  const { rounding } = options;
  let [low, lowValue, lowSlope] = [0, value, slope];
  let [high, highValue, highSlope] = [Number.POSITIVE_INFINITY, Number.NaN, Number.NaN];
  let [step, width] = [first, Number.POSITIVE_INFINITY];
  for (let trial = 0; trial < options.maxTrials && !line.spent; trial++) {
    const finite = line.at(step);
    const reached = line.value;
    if (!finite) {
      [high, highValue, highSlope] = [step, Number.NaN, Number.NaN];
    } else if (!decreases(line, value, step * slope, options) || reached > lowValue + rounding * Math.abs(lowValue)) {
      [high, highValue, highSlope] = [step, reached, line.slope];
    } else if (Math.abs(line.slope) <= -options.curvature * slope) {
      return step;
    } else {
      if (high === Number.POSITIVE_INFINITY && line.slope < 0) {
        const wish = cubicMinimum(low, lowValue, lowSlope, step, reached, line.slope);
        const next = beyond(low, step, wish);
        [low, lowValue, lowSlope] = [step, reached, line.slope];
        step = next;
        continue;
      }
      if (line.slope * (high - low) >= 0) [high, highValue, highSlope] = [low, lowValue, lowSlope];
      [low, lowValue, lowSlope] = [step, reached, line.slope];
    }
    // Where interpolation leaves one end standing, halving moves it.
    const stalled = Math.abs(high - low) > SHRINKAGE * width;
    width = Math.abs(high - low);
    const wish = cubicMinimum(low, lowValue, lowSlope, high, highValue, highSlope);
    step = between(low, high, stalled && finite ? (low + high) / 2 : wish);
    if (step === low || step === high) break;
  }
  return low;
}

/**
 * A step with f(t) ≤ f(0) + c₁ t f′(0), by shortening the first one (Nocedal & Wright 2006, Algorithm 3.1, with the
 * quadratic interpolation of their Section 3.5); 0 if there is none.
 * @example
 * const line = {
 *   spent: false,
 *   at(t) {
 *     this.value = (t - 3) ** 2;
 *     this.slope = 2 * (t - 3);
 *     return true;
 *   },
 * };
 * backtracking(line, 9, -6, 12) // 3
 */
export function backtracking(
  line: Line,
  value: number,
  slope: number,
  first: number,
  options: LineSearchOptions = WOLFE,
): number {
  let step = first;
  for (let trial = 0; trial < options.maxTrials && !line.spent; trial++) {
    const finite = line.at(step);
    if (finite && decreases(line, value, step * slope, options)) return step;
    const minimum = finite ? (-slope * step * step) / (2 * (line.value - value - slope * step)) : Number.NaN;
    step = Math.min(0.5 * step, Math.max(0.1 * step, Number.isNaN(minimum) ? WALL_FRACTION * step : minimum));
  }
  return 0;
}

/** The first Wolfe condition at the line's last step, up to the rounding of the value at 0. */
function decreases(line: Line, value: number, linear: number, options: LineSearchOptions): boolean {
  return line.value <= value + options.sufficientDecrease * linear + options.rounding * Math.abs(value);
}

/** The part of an interval that the next one may have without being halved (as Moré & Thuente, ACM TOMS 20, 1994). */
const SHRINKAGE = 0.66;

/** How much of the way to a wall of non-finite values is tried next. */
const WALL_FRACTION = 0.25;

/** While no upper end is known: the wished-for step, but two to ten times as far as the last interval reached. */
function beyond(previous: number, low: number, wish: number): number {
  const width = low - previous;
  const farthest = low + 9 * width;
  return wish > low ? Math.min(farthest, Math.max(low + width, wish)) : farthest;
}

/** The wished-for step, kept a tenth of the interval away from both ends, so that the interval shrinks at every trial. */
function between(low: number, high: number, wish: number): number {
  const fraction = (wish - low) / (high - low);
  if (Number.isNaN(fraction)) return low + WALL_FRACTION * (high - low);
  return low + Math.min(0.9, Math.max(0.1, fraction)) * (high - low);
}

/** The minimizer of the cubic through two values and slopes (Nocedal & Wright 2006, eq. 3.59); NaN if there is none. */
function cubicMinimum(a: number, fa: number, ga: number, b: number, fb: number, gb: number): number {
  const d1 = ga + gb - (3 * (fa - fb)) / (a - b);
  const d2 = Math.sign(b - a) * Math.sqrt(d1 * d1 - ga * gb);
  return b - ((b - a) * (gb + d2 - d1)) / (gb - ga + 2 * d2);
}
