/** The convergence tests on the best point, before and after an iteration. */
import type { Ray } from "./ray.ts";
import type { Options, Status } from "./report.ts";
import { maximumNorm } from "./vector.ts";

/**
 * One small change may be an accident of one step, so the tests of value and step need two in a row. An iteration whose
 * steps were cut short by non-finite values counts for neither: there it is the wall that makes the change small.
 */
export class Stopping {
  /** The largest change of a parameter in the last iteration. */
  step = 0;
  private readonly options: Options;
  private readonly largestGradient: number;
  private smallDecreases = 0;
  private smallSteps = 0;

  constructor(options: Options, startGradientNorm: number) {
    this.options = options;
    this.largestGradient = Math.max(options.gtol, options.gtolRelative * startGradientNorm);
  }

  /** The test that holds at the start, if any. */
  atStart(ray: Ray): Status | undefined {
    return ray.gradientNorm <= this.largestGradient ? "gradient" : undefined;
  }

  /** The test that holds after the step from the origin to the best point, if any. */
  afterStep(ray: Ray): Status | undefined {
    this.step = largestDifference(ray.x, ray.origin);
    const { xtol, xtolAbsolute } = this.options;
    const free = ray.obstacle === undefined;
    const decrease = ray.originValue - ray.bestValue;
    this.smallDecreases = free && this.isNegligible(decrease, ray.bestValue) ? this.smallDecreases + 1 : 0;
    const small = this.step <= xtol * maximumNorm(ray.x) + xtolAbsolute;
    this.smallSteps = free && small ? this.smallSteps + 1 : 0;
    if (ray.gradientNorm <= this.largestGradient) return "gradient";
    if (this.smallDecreases >= 2) return "value";
    return this.smallSteps >= 2 ? "step" : undefined;
  }

  /** Whether a decrease of the value, made or predicted, is within `ftol`. */
  isNegligible(decrease: number, value: number): boolean {
    return decrease <= this.options.ftol * Math.abs(value) + this.options.ftolAbsolute;
  }
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
