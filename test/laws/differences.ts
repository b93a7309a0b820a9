/** Slopes by differences, as an oracle for derivatives. */

export interface Slope {
  readonly value: number;
  /** How far the two best extrapolations lie apart. */
  readonly error: number;
}

const STEPS = 10;
const SHRINK = 1.4;
/** Two starts: over a pole or a jump between the steps of one, the other does not agree. */
const FIRST_STEPS = [0.04, 0.0045];

/** The derivative of f at x by differences from two first steps; the error is also how far these lie apart. */
export function slope(f: (x: number) => number, x: number): Slope {
  const [a, b] = FIRST_STEPS.map((step) => extrapolated(f, x, step * Math.max(1, Math.abs(x)))) as [Slope, Slope];
  const better = a.error <= b.error ? a : b;
  return { value: better.value, error: Math.max(better.error, Math.abs(a.value - b.value)) };
}

/**
 * Whether a derivative agrees with a slope: within ten times the slope's own error, and the rounding of the values of
 * f, some ulps of a value over the smallest step. `undefined` where the differences say nothing.
 */
export function agrees(derivative: number, { value, error }: Slope, size: number): boolean | undefined {
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
