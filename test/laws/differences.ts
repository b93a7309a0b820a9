/** Slopes by differences, as an oracle for derivatives. */

interface Slope {
  readonly value: number;
  /** How far the two best extrapolations lie apart. */
  readonly error: number;
}

const STEPS = 10;
const SHRINK = 1.4;
/** Several starts: over a pole, a jump or noise between the steps of one, the others do not agree. */
const FIRST_STEPS = [0.04, 0.0045];
/** Where the first ones contradict a derivative, these must do so too: noise may agree with itself twice. */
const MORE_STEPS = [0.1, 0.04, 0.017, 0.0045, 0.0021];

/** The derivative of f at x by differences from several first steps; the error is also how far these lie apart. */
function slope(f: (x: number) => number, x: number, firstSteps: readonly number[]): Slope {
  const slopes = firstSteps.map((step) => extrapolated(f, x, step * Math.max(1, Math.abs(x))));
  const best = slopes.reduce((a, b) => (a.error <= b.error ? a : b));
  const values = slopes.map(({ value }) => value);
  return { value: best.value, error: Math.max(best.error, Math.max(...values) - Math.min(...values)) };
}

/**
 * Whether a derivative of f at x agrees with differences: within ten times their own error, and the rounding of the
 * values of f, some ulps of their size over the smallest step. `undefined` where the differences say nothing.
 */
export function agrees(derivative: number, f: (x: number) => number, x: number, size: number): boolean | undefined {
  const first = compare(derivative, slope(f, x, FIRST_STEPS), size);
  return first === false ? compare(derivative, slope(f, x, MORE_STEPS), size) : first;
}

function compare(derivative: number, { value, error }: Slope, size: number): boolean | undefined {
  const rounding = 1e-12 * size;
  if (!(error <= 1e-6 * (Math.abs(value) + size) + rounding)) return undefined;
  return Math.abs(derivative - value) <= 10 * error + 1e-9 * Math.abs(value) + rounding;
}

/**
 * Central differences with shrinking steps, extrapolated to step 0.
 *
 * Ridders (1982), Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering Software 4, 75-76.
 */
function extrapolated(f: (x: number) => number, x: number, firstStep: number): Slope {
  let step = firstStep;
  let before = [difference(f, x, step)];
  let best: Slope = { value: before[0]!, error: Infinity };
  for (let k = 1; k < STEPS; k++) {
    step /= SHRINK;
    const row = [difference(f, x, step)];
    for (let j = 1; j <= k; j++) {
      const factor = SHRINK ** (2 * j);
      const value = (row[j - 1]! * factor - before[j - 1]!) / (factor - 1);
      row.push(value);
      const error = Math.max(Math.abs(value - row[j - 1]!), Math.abs(value - before[j - 1]!));
      if (error <= best.error) best = { value, error };
    }
    before = row;
  }
  return best;
}

const difference = (f: (x: number) => number, x: number, step: number): number =>
  (f(x + step) - f(x - step)) / (2 * step);
