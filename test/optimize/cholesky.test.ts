/** The Cholesky factorization by its defining equations. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choleskyFactor, choleskyInverse, choleskySolve } from "../../src/optimize/cholesky.ts";

/** M·Mᵀ + I for a random square M: positive definite, condition number moderate. */
const definite = fc
  .integer({ min: 1, max: 7 })
  .chain((n) =>
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n })
      .map((m) => ({ n, matrix: sum(product(m, transposed(m, n), n), identity(n)) })),
  );

test("L is lower triangular with L·Lᵀ = A", () => {
  fc.assert(
    fc.property(definite, ({ n, matrix }) => {
      const factor = new Float64Array(n * n).fill(9);
      expect(choleskyFactor(matrix, n, factor)).toBe(true);
      near(product(factor, transposed(factor, n), n), matrix);
      for (let i = 0; i < n; i++) for (let k = i + 1; k < n; k++) expect(factor[i * n + k]).toBe(0);
    }),
  );
});

test("in place, and with the lower triangle only", () => {
  fc.assert(
    fc.property(definite, ({ n, matrix }) => {
      const factor = new Float64Array(n * n);
      choleskyFactor(matrix, n, factor);
      const half = matrix.map((entry, at) => (at % n > Math.floor(at / n) ? Number.NaN : entry));
      expect(choleskyFactor(half, n, half)).toBe(true);
      expect(half).toEqual(factor);
    }),
  );
});

test("the solution solves, the inverse inverts", () => {
  fc.assert(
    fc.property(definite, ({ n, matrix }) => {
      const factor = new Float64Array(n * n);
      choleskyFactor(matrix, n, factor);
      const inverse = new Float64Array(n * n);
      choleskyInverse(factor, n, inverse);
      near(product(matrix, inverse, n), identity(n));
      const vector = Float64Array.from({ length: n }, (_, i) => i - 1.5);
      const solution = vector.slice();
      choleskySolve(factor, n, solution);
      for (let i = 0; i < n; i++) {
        const row = matrix.subarray(i * n, (i + 1) * n);
        expect(row.reduce((total, entry, k) => total + entry * solution[k]!, 0)).toBeCloseTo(vector[i]!, 11);
      }
    }),
  );
});

test("a shift is added to the diagonal", () => {
  const [plain, shifted] = [new Float64Array(4), new Float64Array(4)];
  choleskyFactor(Float64Array.of(5, 1, 1, 6), 2, plain);
  choleskyFactor(Float64Array.of(2, 1, 1, 3), 2, shifted, 3);
  expect(shifted).toEqual(plain);
});

describe("no factor of a matrix that is", () => {
  test.each([
    ["indefinite", [1, 2, 2, 1]],
    ["negative", [-1, 0, 0, -1]],
    ["zero", [0, 0, 0, 0]],
    ["singular", [1, 1, 1, 1]],
    ["NaN", [Number.NaN, 0, 0, 1]],
    ["NaN off the diagonal", [1, 0, Number.NaN, 1]],
    ["infinite", [Number.POSITIVE_INFINITY, 0, 0, 1]],
  ])("%s", (_, matrix) => {
    expect(choleskyFactor(Float64Array.from(matrix), 2, new Float64Array(4))).toBe(false);
  });
});

test("the empty matrix has a factor", () => {
  expect(choleskyFactor(new Float64Array(0), 0, new Float64Array(0))).toBe(true);
});

type Numbers = Float64Array | readonly number[];

function product(a: Numbers, b: Numbers, n: number): Float64Array {
  const entry = (i: number, k: number) => {
    let total = 0;
    for (let j = 0; j < n; j++) total += a[i * n + j]! * b[j * n + k]!;
    return total;
  };
  return Float64Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n));
}

function transposed(a: Numbers, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => a[(at % n) * n + Math.floor(at / n)]!);
}

function identity(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => Number(at % (n + 1) === 0));
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry + b[i]!);
}

function near(a: Float64Array, b: Float64Array): void {
  a.forEach((entry, i) => {
    expect(entry).toBeCloseTo(b[i]!, 11);
  });
}
