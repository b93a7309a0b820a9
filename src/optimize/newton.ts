/** Newton's method with the exact Hessian, made positive definite where it is not. */
import { UnsupportedError } from "../core/error.ts";
import { choleskyFactor, choleskySolve } from "./cholesky.ts";
import { descend, type Method } from "./descent.ts";
import { aimDownhill } from "./gradient-descent.ts";
import { strongWolfe } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import type { Ray } from "./ray.ts";
import type { Options, Report } from "./report.ts";
import { maximumNorm, scaled } from "./vector.ts";

/**
 * A local minimum by Newton's method with a strong Wolfe line search. Where the Hessian is not positive definite a
 * multiple of the identity is added (Nocedal & Wright 2006, Algorithm 3.3). Time dimension³ and memory
 * 2 · dimension² per run, both allocated once. Throws an UnsupportedError if the objective has no Hessian, a ShapeError
 * if `start` has not `objective.dimension` entries.
 * @example
 * const parabola = {
 *   dimension: 1,
 *   value: (x) => (x[0] - 3) ** 2,
 *   valueAndGradient: (x, g) => ((g[0] = 2 * (x[0] - 3)), (x[0] - 3) ** 2),
 *   hessian: (_, h) => void (h[0] = 2),
 * };
 * newton(parabola, Float64Array.of(0)).iterations // 1
 */
export function newton(objective: Objective, start: Float64Array, options: Partial<Options> = {}): Report {
  if (objective.hessian === undefined) {
    throw new UnsupportedError("Newton's method needs the Hessian, which this objective has not", "Try lbfgs.");
  }
  return descend(objective, start, options, new RegularizedNewton(objective.dimension));
}

/** The first multiple of the identity tried, relative to the largest entry of the Hessian: β of Algorithm 3.3. */
const SMALLEST_SHIFT = 1e-3;

class RegularizedNewton implements Method {
  readonly search = strongWolfe;
  readonly reach = 1;
  private readonly hessian: Float64Array;
  private readonly factor: Float64Array;
  private readonly dimension: number;
  /** After a failed search the next direction is the plain negative gradient. */
  private distrusted = false;

  constructor(dimension: number) {
    this.dimension = dimension;
    this.hessian = new Float64Array(dimension * dimension);
    this.factor = new Float64Array(dimension * dimension);
  }

  aim(ray: Ray): number {
    if (this.distrusted || !this.factorize(ray)) {
      aimDownhill(ray);
    } else {
      scaled(ray.direction, -1, ray.originGradient);
      choleskySolve(this.factor, this.dimension, ray.direction);
    }
    return 1;
  }

  learn(): void {
    this.distrusted = false;
  }

  restart(): boolean {
    const trusted = !this.distrusted;
    this.distrusted = true;
    return trusted;
  }

  /**
   * Factors the Hessian at the origin, shifted as far as needed (Algorithm 3.3): at the latest by dimension times its
   * largest entry, which makes it diagonally dominant. False if it is not finite.
   */
  private factorize(ray: Ray): boolean {
    ray.objective.hessian!(ray.origin, this.hessian);
    const largest = maximumNorm(this.hessian);
    if (!Number.isFinite(4 * largest * this.dimension)) return false;
    const smallestShift = largest > 0 ? SMALLEST_SHIFT * largest : 1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.dimension; i++) least = Math.min(least, this.hessian[i * this.dimension + i]!);
    let shift = least > 0 ? 0 : smallestShift - least;
    while (!choleskyFactor(this.hessian, this.dimension, this.factor, shift)) {
      shift = Math.max(2 * shift, smallestShift);
    }
    return true;
  }
}
