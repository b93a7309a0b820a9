/** Problems with known minima, and the shape a problem has in these tests. */
import type { Objective } from "../../src/optimize/objective.ts";

export interface Problem {
  readonly name: string;
  readonly objective: Objective;
  readonly start: readonly number[];
  /** The lowest values of all minima a descent from this start may end in. */
  readonly minima: readonly number[];
  /** Methods that need not converge on this problem, but must say so. */
  readonly slow?: readonly string[];
}

type Gradient = (x: Float64Array, gradient: Float64Array) => number;
type Hessian = (x: Float64Array, out: Float64Array) => void;

/** An objective from one function of value and gradient. The Hessian, if not given, is differences of the gradient. */
export function objective(dimension: number, valueAndGradient: Gradient, hessian?: Hessian): Objective {
  const scratch = new Float64Array(dimension);
  return {
    dimension,
    value: (x) => valueAndGradient(x, scratch),
    valueAndGradient,
    hessian: hessian ?? ((x, out) => differences(valueAndGradient, x, out)),
  };
}

/** Central differences of an exact gradient, made symmetric: right to about ten digits, enough for fast convergence. */
function differences(valueAndGradient: Gradient, x: Float64Array, out: Float64Array): void {
  const [n, moved, above, below] = [x.length, x.slice(), x.slice(), x.slice()];
  for (let i = 0; i < n; i++) {
    const h = 1e-5 * Math.max(Math.abs(x[i]!), 1e-3);
    moved[i] = x[i]! + h;
    valueAndGradient(moved, above);
    moved[i] = x[i]! - h;
    valueAndGradient(moved, below);
    moved[i] = x[i]!;
    for (let k = 0; k < n; k++) out[i * n + k] = (above[k]! - below[k]!) / (2 * h);
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) out[i * n + k] = out[k * n + i] = (out[i * n + k]! + out[k * n + i]!) / 2;
  }
}

/** Σ 100 (x[i+1] − x[i]²)² + (1 − x[i])². */
export function rosenbrock(n: number): Objective {
  return objective(n, (x, g) => {
    let value = 0;
    g.fill(0);
    for (let i = 0; i + 1 < n; i++) {
      const [bend, away] = [x[i + 1]! - x[i]! ** 2, 1 - x[i]!];
      value += 100 * bend * bend + away * away;
      g[i]! += -400 * bend * x[i]! - 2 * away;
      g[i + 1]! += 200 * bend;
    }
    return value;
  });
}

/** ½ Σ a[i] (x[i] − c[i])² + offset. */
export function diagonalQuadratic(a: readonly number[], c: readonly number[], offset = 0): Objective {
  return objective(
    a.length,
    (x, g) => {
      let value = offset;
      for (let i = 0; i < a.length; i++) {
        g[i] = a[i]! * (x[i]! - c[i]!);
        value += 0.5 * g[i]! * (x[i]! - c[i]!);
      }
      return value;
    },
    (_, out) => {
      out.fill(0);
      for (let i = 0; i < a.length; i++) out[i * a.length + i] = a[i]!;
    },
  );
}

/** For x → −∞ its value falls to 0.4520… without a minimum. */
const beale = objective(2, (x, g) => {
  const [p, q] = [x[0]!, x[1]!];
  let value = 0;
  g.fill(0);
  [1.5, 2.25, 2.625].forEach((target, k) => {
    const residual = target - p * (1 - q ** (k + 1));
    value += residual * residual;
    g[0]! -= 2 * residual * (1 - q ** (k + 1));
    g[1]! += 2 * residual * p * (k + 1) * q ** k;
  });
  return value;
});

const himmelblau = objective(2, (x, g) => {
  const [p, q] = [x[0]!, x[1]!];
  const [a, b] = [p * p + q - 11, p + q * q - 7];
  g[0] = 4 * p * a + 2 * b;
  g[1] = 2 * a + 4 * q * b;
  return a * a + b * b;
});

/** Goldstein & Price: four local minima, 3, 30, 84 and 840. */
const goldsteinPrice = objective(2, (point, g) => {
  const [x, y] = [point[0]!, point[1]!];
  const [s, t] = [x + y + 1, 2 * x - 3 * y];
  const p = 19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y;
  const q = 18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y;
  const [a, b] = [1 + s * s * p, 30 + t * t * q];
  const [ax, ay] = [2 * s * p + s * s * (-14 + 6 * x + 6 * y), 2 * s * p + s * s * (-14 + 6 * x + 6 * y)];
  const [bx, by] = [4 * t * q + t * t * (-32 + 24 * x - 36 * y), -6 * t * q + t * t * (48 - 36 * x + 54 * y)];
  g[0] = ax * b + a * bx;
  g[1] = ay * b + a * by;
  return a * b;
});

/** Labels of eight points on a line, not separable: intercept and slope, with a small ridge. */
const LABELS = [-1, -1, 1, -1, 1, -1, 1, 1];
const logistic = objective(2, (w, g) => {
  let value = 0.05 * (w[0]! ** 2 + w[1]! ** 2);
  g[0] = 0.1 * w[0]!;
  g[1] = 0.1 * w[1]!;
  LABELS.forEach((label, i) => {
    const margin = label * (w[0]! + w[1]! * (i - 3.5));
    value += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
    const weight = -label / (1 + Math.exp(margin));
    g[0]! += weight;
    g[1]! += weight * (i - 3.5);
  });
  return value;
});

/** −log(x) + x: a step across 0 meets NaN. The minimum is 1 at 1. */
export const logBarrier = objective(1, (x, g) => {
  g[0] = 1 - 1 / x[0]!;
  return x[0]! - Math.log(x[0]!);
});

/** Condition 1e9. */
const spread = Array.from({ length: 10 }, (_, i) => 10 ** (i - 3));

// biome-ignore format: a table
export const PROBLEMS: readonly Problem[] = [
  { name: "Rosenbrock 2", objective: rosenbrock(2), start: [-1.2, 1], minima: [0] },
  { name: "Rosenbrock 10", objective: rosenbrock(10), start: alternating(10), minima: [0, 3.9865791] },
  { name: "Rosenbrock 100", objective: rosenbrock(100), start: alternating(100), minima: [0, 3.9866239] },
  { name: "quadratic of condition 1e9", objective: diagonalQuadratic(spread, spread.map((_, i) => i - 4)), start: spread.map(() => 0), minima: [0], slow: ["gradientDescent"] },
  { name: "quadratic far above 0", objective: diagonalQuadratic([1, 10, 100], [1, 2, 3], 1e6), start: [0, 0, 0], minima: [1e6] },
  { name: "Beale", objective: beale, start: [1, 1], minima: [0] },
  { name: "Beale, far", objective: beale, start: [1, 4], minima: [0], slow: ["gradientDescent", "lbfgs", "newton"] },
  { name: "Himmelblau", objective: himmelblau, start: [0, 0], minima: [0] },
  { name: "Himmelblau, left", objective: himmelblau, start: [-4, 4], minima: [0] },
  { name: "Goldstein-Price near the saddle", objective: goldsteinPrice, start: [0.2, -0.17], minima: [3, 30, 84, 840] },
  { name: "Goldstein-Price", objective: goldsteinPrice, start: [0.1, -0.9], minima: [3] },
  { name: "logistic regression", objective: logistic, start: [0, 0], minima: [4.242115857391366] },
  { name: "logistic regression, far", objective: logistic, start: [500, -300], minima: [4.242115857391366] },
  { name: "-log(x) + x", objective: logBarrier, start: [5], minima: [1] },
  { name: "-log(x) + x near 0", objective: logBarrier, start: [1e-6], minima: [1] },
];

function alternating(n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1));
}
