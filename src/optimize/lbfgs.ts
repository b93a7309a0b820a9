/** Limited-memory BFGS. */
import { DomainError } from "../core/error.ts";
import { descend, type Method } from "./descent.ts";
import { aimDownhill } from "./gradient-descent.ts";
import { strongWolfe } from "./line-search.ts";
import type { Objective } from "./objective.ts";
import type { Ray } from "./ray.ts";
import type { Options, Report } from "./report.ts";
import { addScaled, dot, euclideanNorm, scaled } from "./vector.ts";

export interface LbfgsOptions extends Options {
  /** How many pairs of step and change of gradient are kept; 10 unless given. */
  readonly memory: number;
}

/**
 * A local minimum by the limited-memory BFGS method (Nocedal & Wright 2006, Algorithms 7.4 and 7.5) with a strong Wolfe
 * line search: the method of choice for smooth objectives of any dimension without a Hessian. Memory: 2 · memory + 7
 * vectors. Throws a ShapeError if `start` has not `objective.dimension` entries, a DomainError for a bad option.
 * @example
 * const parabola = {
 *   dimension: 1,
 *   value: (x) => (x[0] - 3) ** 2,
 *   valueAndGradient: (x, g) => ((g[0] = 2 * (x[0] - 3)), (x[0] - 3) ** 2),
 * };
 * lbfgs(parabola, Float64Array.of(0)).x[0] // 3
 */
export function lbfgs(objective: Objective, start: Float64Array, options: Partial<LbfgsOptions> = {}): Report {
  const memory = options.memory ?? 10;
  if (!(Number.isInteger(memory) && memory > 0)) {
    throw new DomainError(`option memory is ${memory}`, "It must be an integer that is at least 1; 10 is usual.");
  }
  return descend(objective, start, options, new LimitedMemory(objective.dimension, memory));
}

/** The inverse Hessian, implied by the last pairs s = change of x, y = change of gradient, in a ring. */
class LimitedMemory implements Method {
  readonly search = strongWolfe;
  readonly reach = 1;
  private readonly steps: readonly Float64Array[];
  private readonly changes: readonly Float64Array[];
  /** 1 / s·y of each pair. */
  private readonly weights: Float64Array;
  private readonly coefficients: Float64Array;
  /** How many pairs are held, and where in the ring the next one goes. */
  private held = 0;
  private next = 0;
  /** The length of the last step along a gradient that did not change, else 0. */
  private straight = 0;

  constructor(dimension: number, memory: number) {
    const vectors = () => Array.from({ length: memory }, () => new Float64Array(dimension));
    this.steps = vectors();
    this.changes = vectors();
    this.weights = new Float64Array(memory);
    this.coefficients = new Float64Array(memory);
  }

  aim(ray: Ray): number {
    if (this.held === 0) {
      aimDownhill(ray);
      return Math.max(1, this.straight / euclideanNorm(ray.direction));
    }
    scaled(ray.direction, -1, ray.originGradient);
    this.multiply(ray.direction);
    return 1;
  }

  learn(ray: Ray): void {
    const step = this.steps[this.next]!;
    const change = this.changes[this.next]!;
    addScaled(step, ray.x, -1, ray.origin);
    addScaled(change, ray.gradient, -1, ray.originGradient);
    const curvature = dot(step, change);
    const length = euclideanNorm(step);
    // Without positive curvature the update would lose positive definiteness: the pair is skipped.
    const usable = curvature > Number.EPSILON * length * euclideanNorm(change) && Number.isFinite(1 / curvature);
    this.straight = usable ? 0 : length;
    if (usable) this.push(curvature);
  }

  restart(): boolean {
    const known = this.held > 0 || this.straight > 0;
    this.held = 0;
    this.straight = 0;
    return known;
  }

  private push(curvature: number): void {
    this.weights[this.next] = 1 / curvature;
    this.next = (this.next + 1) % this.steps.length;
    this.held = Math.min(this.held + 1, this.steps.length);
  }

  /** q ← H q by the two-loop recursion (Algorithm 7.4), from H₀ = s·y / y·y of the newest pair (eq. 7.20). */
  private multiply(q: Float64Array): void {
    for (let age = 1; age <= this.held; age++) {
      const k = this.slot(age);
      this.coefficients[k] = this.weights[k]! * dot(this.steps[k]!, q);
      addScaled(q, q, -this.coefficients[k]!, this.changes[k]!);
    }
    const newest = this.slot(1);
    const change = this.changes[newest]!;
    scaled(q, 1 / (this.weights[newest]! * dot(change, change)), q);
    for (let age = this.held; age >= 1; age--) {
      const k = this.slot(age);
      const correction = this.coefficients[k]! - this.weights[k]! * dot(this.changes[k]!, q);
      addScaled(q, q, correction, this.steps[k]!);
    }
  }

  /** Where the pair of an age is: 1 is the newest. */
  private slot(age: number): number {
    return (this.next - age + this.steps.length) % this.steps.length;
  }
}
