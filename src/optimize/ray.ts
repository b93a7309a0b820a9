/** The objective on the half line from an origin along a direction; it counts evaluations and keeps the best point seen. */
import { ShapeError } from "../core/error.ts";
import { type Line, ROUNDING } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import { addScaled, dot, maximumNorm } from "./vector.ts";

/**
 * The origin of every search is the best point so far, so the iterate of a method *is* the best point, and what is
 * returned needs no second thought. All vectors are allocated here, once.
 */
export class Ray implements Line {
  readonly objective: Objective;
  /** The best point: finite value, finite gradient. */
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  bestValue = Number.POSITIVE_INFINITY;
  gradientNorm = Number.NaN;
  /** Whether the best point was found after the last `depart`. */
  advanced = false;

  readonly origin: Float64Array;
  readonly originGradient: Float64Array;
  originValue = Number.NaN;
  /** Written by the method before a search. */
  readonly direction: Float64Array;

  /** The last trial point. */
  readonly trial: Float64Array;
  readonly trialGradient: Float64Array;
  value = Number.NaN;
  slope = Number.NaN;

  /** The value at the first trial after the last `depart`; NaN before it. */
  firstValue = Number.NaN;

  evaluations = 0;
  /** The first non-finite trial since the last `clearObstacle`, in words, or undefined. */
  obstacle: string | undefined;

  /** The lowest value seen: the bound of equality up to rounding, so that it cannot drift upward. */
  private lowest = Number.POSITIVE_INFINITY;
  private readonly maxEvaluations: number;

  constructor(objective: Objective, start: Float64Array, maxEvaluations: number) {
    const { dimension } = objective;
    if (start.length !== dimension) {
      throw new ShapeError(`the start has ${start.length} entries, the objective has ${dimension} parameters`);
    }
    this.objective = objective;
    this.maxEvaluations = maxEvaluations;
    this.x = start.slice();
    this.origin = start.slice();
    this.gradient = new Float64Array(dimension);
    this.originGradient = new Float64Array(dimension);
    this.direction = new Float64Array(dimension);
    this.trial = new Float64Array(dimension);
    this.trialGradient = new Float64Array(dimension);
  }

  /** Whether no evaluation is left. */
  get spent(): boolean {
    return this.evaluations >= this.maxEvaluations;
  }

  /** Makes the best point the origin of the next search. */
  depart(): void {
    this.origin.set(this.x);
    this.originGradient.set(this.gradient);
    this.originValue = this.bestValue;
    this.advanced = false;
    this.firstValue = Number.NaN;
  }

  clearObstacle(): void {
    this.obstacle = undefined;
  }

  /** Evaluates origin + step · direction into `value` and `slope`; false where value or gradient is not finite. */
  at(step: number): boolean {
    this.evaluations++;
    addScaled(this.trial, this.origin, step, this.direction);
    this.value = this.objective.valueAndGradient(this.trial, this.trialGradient);
    this.slope = dot(this.trialGradient, this.direction);
    if (Number.isNaN(this.firstValue)) this.firstValue = this.value;
    const norm = maximumNorm(this.trialGradient);
    if (!Number.isFinite(this.value) || !Number.isFinite(norm)) {
      this.obstacle ??= describe(this.value, this.trialGradient);
      return false;
    }
    if (this.isBetter(norm)) this.keep(norm);
    return Number.isFinite(this.slope);
  }

  private isBetter(norm: number): boolean {
    if (this.value < this.lowest - ROUNDING * Math.abs(this.lowest)) return true;
    return this.value <= this.lowest + ROUNDING * Math.abs(this.lowest) && !(norm >= this.gradientNorm);
  }

  private keep(norm: number): void {
    this.x.set(this.trial);
    this.gradient.set(this.trialGradient);
    this.bestValue = this.value;
    this.gradientNorm = norm;
    this.lowest = Math.min(this.lowest, this.value);
    this.advanced = true;
  }
}

function describe(value: number, gradient: Float64Array): string {
  if (!Number.isFinite(value)) return `the value is ${value}`;
  const index = gradient.findIndex((entry) => !Number.isFinite(entry));
  return `gradient[${index}] is ${gradient[index]}`;
}
