/** Gradient descent with Barzilai–Borwein steps and backtracking. */
import { descend, type Method } from "./descent.ts";
import { backtracking } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import type { Ray } from "./ray.ts";
import type { Options, Report } from "./report.ts";
import { euclideanNorm, largestDifference, scaled } from "./vector.ts";

/**
 * A local minimum by steps against the gradient. The steps tried are those of Barzilai & Borwein (Two-point step size
 * gradient methods, IMA J. Numer. Anal. 8, 1988, eqs. 5 and 6), the long and the short one in turn (Dai & Fletcher,
 * Projected Barzilai-Borwein methods, Numer. Math. 100, 2005), cut until the value decreases (Armijo). Memory: seven
 * vectors. It is slow on ill-conditioned problems: prefer `lbfgs`. Stops after 10,000 iterations unless
 * `maxIterations` says otherwise. Throws a ShapeError if `start` has not `objective.dimension` entries.
 * @example
 * const parabola = {
 *   dimension: 1,
 *   value: (x) => (x[0] - 3) ** 2,
 *   valueAndGradient: (x, g) => ((g[0] = 2 * (x[0] - 3)), (x[0] - 3) ** 2),
 * };
 * gradientDescent(parabola, Float64Array.of(0)).x[0] // 3
 */
export function gradientDescent(objective: Objective, start: Float64Array, options: Partial<Options> = {}): Report {
  return descend(objective, start, { maxIterations: 10_000, ...options }, new SteepestDescent());
}

/**
 * Directs the ray against the gradient, but no longer than 1: a step of 1 is cautious where nothing is known of the
 * scale, and the slope does not overflow. Returns the factor between gradient and direction.
 */
export function aimDownhill(ray: Ray): number {
  const factor = 1 / Math.max(1, euclideanNorm(ray.originGradient));
  scaled(ray.direction, -factor, ray.originGradient);
  return factor;
}

/** How much longer the next step is where the gradient did not grow along the last one. */
const GROWTH = 10;

/** How fast the longest step is forgotten. */
const FORGETTING = 0.99;

class SteepestDescent implements Method {
  readonly search = backtracking;
  /** A short step knows only the steepest curvature, so the flattest one met lately says how far the minimum may be. */
  reach = 1;
  /** The multiple of the gradient to try next; undefined before the first step and after a restart. */
  private step: number | undefined;
  private longest = 0;
  private takeLong = false;

  aim(ray: Ray): number {
    const factor = aimDownhill(ray);
    const first = this.step === undefined ? 1 : this.step / factor;
    this.reach = Math.max(1, this.longest / (first * factor));
    return first;
  }

  learn({ x, origin, gradient, originGradient }: Ray): void {
    // In units of the largest entries, so that squares of far steps do not overflow.
    const move = Math.max(largestDifference(x, origin), Number.MIN_VALUE);
    const turn = Math.max(largestDifference(gradient, originGradient), Number.MIN_VALUE);
    let [moved, bent, turned] = [0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const step = (x[i]! - origin[i]!) / move;
      const change = (gradient[i]! - originGradient[i]!) / turn;
      moved += step * step;
      bent += step * change;
      turned += change * change;
    }
    this.remember(
      bent,
      (move * Math.sqrt(moved)) / euclideanNorm(originGradient),
      (move / turn) * (moved / bent),
      (move / turn) * (bent / turned),
    );
  }

  restart(): boolean {
    const known = this.step !== undefined;
    this.step = undefined;
    return known;
  }

  /** The long and the short step, or where the gradient did not grow along the last step, a longer one. */
  private remember(bent: number, last: number, long: number, short: number): void {
    const longer = bent > 0 ? long : Math.min(Number.MAX_VALUE, GROWTH * last);
    this.takeLong = !this.takeLong;
    const step = bent > 0 && !this.takeLong ? short : longer;
    this.step = step > 0 && Number.isFinite(step) ? step : undefined;
    this.longest = Math.max(FORGETTING * this.longest, Number.isFinite(longer) ? longer : 0);
  }
}
