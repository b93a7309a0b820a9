/** The convergence tests on the best point, before and after an iteration. */
import type { Ray } from "./ray.ts";
import type { Options, Status } from "./report.ts";
import { largestDifference } from "./vector.ts";

/**
 * As in MINPACK (Moré, Garbow & Hillstrom, User Guide for MINPACK-1, 1980, Section 2.3), a small change counts only if
 * the method's model promised no more: a step that a line search cut short, at a kink or at a wall of non-finite values,
 * is small without the point being a minimum. And one small step may be an accident of a badly scaled model, so two
 * in a row are asked for.
 */
export class Stopping {
  /** The largest change of a parameter in the last iteration. */
  step = 0;
  private readonly options: Options;
  private readonly largestGradient: number;
  private expectedStep = 0;
  private promise = 0;
  private settledValues = 0;
  private settledSteps = 0;

  constructor(options: Options, startGradientNorm: number) {
    this.options = options;
    this.largestGradient = Math.max(options.gtol, options.gtolRelative * startGradientNorm);
  }

  /** The test that holds at the start, if any. */
  atStart(ray: Ray): Status | undefined {
    return ray.gradientNorm <= this.largestGradient ? "gradient" : undefined;
  }

  /** Notes where the method's model expects the minimum along the direction, and the slope at its start. */
  propose(step: number, slope: number): void {
    this.expectedStep = step;
    // A quadratic decreases by half of what its slope does on the way to its minimum.
    this.promise = -0.5 * step * slope;
  }

  /** The test that holds after the step from the origin to the best point, if any. */
  afterStep(ray: Ray): Status | undefined {
    this.step = largestDifference(ray.x, ray.origin);
    this.settledValues = this.isValueSettled(ray) ? this.settledValues + 1 : 0;
    this.settledSteps = this.isStepSettled(ray) ? this.settledSteps + 1 : 0;
    if (ray.gradientNorm <= this.largestGradient) return "gradient";
    if (this.settledValues >= 2) return "value";
    return this.settledSteps >= 2 ? "step" : undefined;
  }

  /**
   * Whether the promised decrease, the change at the first trial and the decrease found are all within `ftol`. If the
   * search found no decrease at all, it has then met the rounding of the value.
   */
  isValueSettled(ray: Ray): boolean {
    if (ray.obstacle !== undefined) return false;
    const tolerance = this.options.ftol * Math.abs(ray.bestValue) + this.options.ftolAbsolute;
    const changed = Math.max(Math.abs(ray.firstValue - ray.originValue), ray.originValue - ray.bestValue);
    return Math.max(changed, this.promise) <= tolerance;
  }

  /** Parameters may differ in scale by many orders of magnitude, so each is held against itself. */
  private isStepSettled({ x, origin, direction, obstacle }: Ray): boolean {
    const { xtol, xtolAbsolute } = this.options;
    if (obstacle !== undefined) return false;
    for (let i = 0; i < x.length; i++) {
      const change = Math.max(Math.abs(x[i]! - origin[i]!), Math.abs(this.expectedStep * direction[i]!));
      if (!(change <= xtol * Math.abs(x[i]!) + xtolAbsolute)) return false;
    }
    return true;
  }
}
