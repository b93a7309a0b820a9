/** Laws on random convex quadratics ½ (x − c)ᵀ A (x − c) + offset. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Objective } from "../../src/optimize/objective.ts";
import { honestReport, METHOD_NAMES } from "./honest.ts";
import { objective } from "./problems.ts";

interface Quadratic {
  readonly n: number;
  readonly matrix: readonly number[];
  readonly center: readonly number[];
  readonly offset: number;
}

/** On a grid: subnormal numbers would make rounding depend on the scale. */
const entry = fc.integer({ min: -1000, max: 1000 }).map((k) => k / 1000);
const vector = (n: number) =>
  fc.array(
    entry.map((x) => 10 * x),
    { minLength: n, maxLength: n },
  );

/** A = M·Mᵀ + I/2: the condition number stays below about 100. */
const quadratic: fc.Arbitrary<Quadratic> = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    matrix: fc.array(entry, { minLength: n * n, maxLength: n * n }).map((m) => gram(m, n)),
    center: vector(n),
    offset: fc.constantFrom(0, -3, 100),
  }),
);
const withStart = quadratic.chain((problem) => fc.record({ problem: fc.constant(problem), start: vector(problem.n) }));

describe.each(METHOD_NAMES)("%s", (method) => {
  test("reaches the solution", () => {
    fc.assert(
      fc.property(withStart, ({ problem, start }) => {
        const report = honestReport(method, asObjective(problem), start);
        // Beside an offset, rounding may hide the last decreases from steps that know no curvature: said, not glossed over.
        const hidden = method === "gradientDescent" && problem.offset !== 0 && report.status === "line-search";
        expect(report.converged || hidden, report.message).toBe(true);
        expect(report.value).toBeCloseTo(problem.offset, 10);
        // Where the value test ends the work, the offset hides changes of x below the root of its rounding.
        const digits = report.status === "gradient" ? 7 : 5;
        report.x.forEach((x, i) => {
          expect(x).toBeCloseTo(problem.center[i]!, digits);
        });
      }),
      { numRuns: 60 },
    );
  });
});

test("Newton's method takes one step", () => {
  fc.assert(
    fc.property(withStart, ({ problem, start }) => {
      const report = honestReport("newton", asObjective(problem), start, { gtol: 1e-9 });
      expect(report.iterations).toBeLessThanOrEqual(1);
      expect(report.evaluations).toBeLessThanOrEqual(2);
      expect(report.status).toBe("gradient");
    }),
  );
});

test("scaling the value by a power of two changes no iterate of Newton's method", () => {
  fc.assert(
    fc.property(withStart, ({ problem, start }) => {
      const scaled = { ...problem, matrix: problem.matrix.map((a) => 1024 * a), offset: 1024 * problem.offset };
      const options = { maxIterations: 1, gtol: 0 };
      const [a, b] = [problem, scaled].map((one) => honestReport("newton", asObjective(one), start, options));
      expect(b!.x).toEqual(a!.x);
    }),
  );
});

function gram(m: readonly number[], n: number): number[] {
  return Array.from({ length: n * n }, (_, at) => {
    const [i, k] = [Math.floor(at / n), at % n];
    let total = i === k ? 0.5 : 0;
    for (let j = 0; j < n; j++) total += m[i * n + j]! * m[k * n + j]!;
    return total;
  });
}

function asObjective({ n, matrix, center, offset }: Quadratic): Objective {
  return objective(
    n,
    (x, g) => {
      let value = 0;
      for (let i = 0; i < n; i++) {
        g[i] = 0;
        for (let k = 0; k < n; k++) g[i]! += matrix[i * n + k]! * (x[k]! - center[k]!);
        value += 0.5 * g[i]! * (x[i]! - center[i]!);
      }
      return value + offset;
    },
    (_, out) => out.set(matrix),
  );
}
