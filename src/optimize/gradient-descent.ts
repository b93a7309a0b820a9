/** Gradient descent with Barzilai–Borwein steps and backtracking. */
import { descend, type Method } from "./descent.ts";
import { backtracking } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import type { Ray } from "./ray.ts";
import type { Options, Report } from "./report.ts";
import { euclideanNorm, scaled } from "./vector.ts";

/**
 * A local minimum by steps against the gradient. The first step tried is that of Barzilai & Borwein (Two-point step
 * size gradient methods, IMA J. Numer. Anal. 8, 1988, eq. 5), shortened until the value decreases (Armijo), so the value
 * never rises. Memory: seven vectors. It is slow on ill-conditioned problems: prefer `lbfgs`; 10,000 iterations at most
 * unless `maxIterations` says otherwise. Throws a ShapeError if `start` has not `objective.dimension` entries.
 * @example
 * const parabola = { dimension: 1, value: (x) => (x[0] - 3) ** 2, valueAndGradient: (x, g) => { g[0] = 2 * (x[0] - 3); return (x[0] - 3) ** 2; } };
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

class SteepestDescent implements Method {
  readonly search = backtracking;
  /** The multiple of the gradient to try next; undefined before the first step and after a restart. */
  private step: number | undefined;

  aim(ray: Ray): number {
    const factor = aimDownhill(ray);
    return this.step === undefined ? 1 : this.step / factor;
  }

  learn(ray: Ray): void {
    let [moved, bent] = [0, 0];
    for (let i = 0; i < ray.x.length; i++) {
      const move = ray.x[i]! - ray.origin[i]!;
      moved += move * move;
      bent += move * (ray.gradient[i]! - ray.originGradient[i]!);
    }
    const step = bent > 0 ? moved / bent : (GROWTH * Math.sqrt(moved)) / euclideanNorm(ray.originGradient);
    this.step = step > 0 && Number.isFinite(step) ? step : undefined;
  }

  restart(): boolean {
    const known = this.step !== undefined;
    this.step = undefined;
    return known;
  }
}
