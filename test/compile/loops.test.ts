/** Sums over data are loops: fused where they can be, with nothing in them that could stand outside. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { valueGradientAndHessian } from "../../src/compile/value-and-gradient.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply, subtract } from "../../src/operators/arithmetic.ts";
import { productOver, sumOver } from "../../src/operators/indexed.ts";
import { integer, ONE } from "../../src/operators/number.ts";
import { element } from "../../src/operators/subscript.ts";
import { sin } from "../../src/operators/trigonometric.ts";
import { probe } from "./probe.ts";
import { compileAllAsIs, compileAsIs, occurrences } from "./programs.ts";

const symbols = "x, y : vector(n); w : vector(m); A : matrix(n, m); n, m : size";
const [x, y, w, A, n, m, a, b] = ["x", "y", "w", "A", "n", "m", "a", "b"].map((name) => parse(name, { symbols })) as [
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
  Expression,
];
const [i, j] = [parse("i"), parse("j")];
const over = (size: Expression, body: (i: Expression) => Expression, index = i) =>
  sumOver(index, body(index), ONE, size);
const loops = (f: { readonly source: string }) => occurrences(f.source, "for (");

const data = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(-1, 0.5, 2), w: Float64Array.of(0.5, 4) };
const matrix = [
  [1, 2],
  [3, 4],
  [5, 6],
];

describe("fusion", () => {
  test("sums over the same range are one loop, whatever their indices are called", () => {
    const f = compileAllAsIs({ u: over(n, (k) => sin(element(x, k))), v: over(n, (k) => element(y, k), j) });
    expect(loops(f)).toBe(1);
    expect(f({ x: data.x, y: data.y }).v).toBe(1.5);
  });

  test("sums and products over the same range are one loop", () => {
    const f = compileAllAsIs({ sum: over(n, (k) => element(x, k)), product: productOver(i, element(x, i), ONE, n) });
    expect(loops(f)).toBe(1);
    expect(f(data.x)).toEqual({ sum: 6, product: 6 });
  });

  test("the logarithm of a sum of exponentials is one pass beside other sums, with one exponential written for each case", () => {
    const f = compile({ l: "log(sum(exp(x[k]), k=1..n))", s: "sum(x[k], k=1..n)" }, { symbols });
    expect(loops(f)).toBe(1);
    expect(occurrences(f.source, "Math.exp(")).toBe(2);
    expect(f(data.x).l).toBeCloseTo(Math.log(Math.E + Math.E ** 2 + Math.E ** 3), 14);
  });

  test("a sum that needs another one comes after it", () => {
    const mean = multiply(
      over(n, (k) => element(x, k)),
      parse("1/n", { symbols }),
    );
    const f = compileAsIs(over(n, (k) => multiply(subtract(element(x, k), mean), subtract(element(x, k), mean))));
    expect(loops(f)).toBe(2);
    expect(f(data.x)).toBe(2);
  });

  test("sums that need each other crosswise do not wait in a circle", () => {
    const [a1, a2] = [
      over(n, (k) => element(x, k)),
      (s: Expression) => over(n, (k) => multiply(s, sin(add(s, element(x, k))))),
    ];
    const [b1, b2] = [(s: Expression) => over(m, (k) => sin(add(s, element(w, k)))), over(m, (k) => element(w, k))];
    const f = compileAllAsIs({ left: b1(a1), right: a2(b2) });
    const g = compileAllAsIs({ left: b1(a1), right: a2(b2) }, "interpreter");
    const total = 4.5;
    const right = [1, 2, 3].reduce((sum, v) => sum + total * Math.sin(total + v), 0);
    const values = f({ x: data.x, w: data.w });
    expect(values.left).toBeCloseTo(Math.sin(6.5) + Math.sin(10), 14);
    expect(values.right).toBeCloseTo(right, 13);
    expect(g({ x: data.x, w: data.w })).toEqual(values);
    expect(loops(f)).toBeLessThanOrEqual(4);
  });

  test("inner sums of fused outer ones are fused too, though the outer indices are not the same", () => {
    const row = (r: Expression, k: Expression) => over(m, (c) => multiply(element(A, r, c), element(w, c)), k);
    const k = parse("k");
    const f = compileAllAsIs({
      squares: over(n, (r) => multiply(row(r, j), row(r, j))),
      nested: over(n, (r) =>
        multiply(
          element(y, r),
          row(r, k),
          over(n, (c) => multiply(element(x, c), element(y, r)), j),
        ),
      ),
    });
    expect(loops(f)).toBe(2); // one in the other
    const rows = [8.5, 17.5, 26.5];
    const values = f({ A: matrix, w: data.w, x: data.x, y: data.y });
    expect(values.squares).toBe(rows.reduce((sum, v) => sum + v * v, 0));
    expect(values.nested).toBeCloseTo(
      rows.reduce((sum, v, r) => sum + v * 6 * data.y[r]! ** 2, 0),
      12,
    );
  });

  test("value, gradient and Hessian of a likelihood read the data once", () => {
    const f = valueGradientAndHessian("sum(log(1 + exp(-y[i]*(a + b*x[i]))), i=1..n)", ["a", "b"], { symbols });
    expect(loops(f)).toBe(1);
    expect([occurrences(f.source, "a0["), occurrences(f.source, "a1[")]).toEqual([1, 1]);
  });
});

describe.each(["javascript", "interpreter"] as const)("work of %s", (backend) => {
  const p = probe();

  test("what does not depend on the index is computed once", () => {
    const f = compileAsIs(
      over(n, (k) => sin(multiply(element(x, k), p(multiply(a, b))))),
      backend,
    );
    f({ x: data.x, a: 1, b: 2 });
    expect(p.count()).toBe(1);
  });

  test("what depends on the outer index alone is computed in the outer loop", () => {
    const f = compileAsIs(
      over(n, (r) => over(m, (c) => sin(multiply(p(element(x, r)), element(w, c))), j)),
      backend,
    );
    f({ x: data.x, w: data.w });
    expect(p.count()).toBe(3);
  });

  test("a sum free of the outer index is computed once", () => {
    const f = compileAsIs(
      over(n, (r) =>
        sin(
          multiply(
            element(x, r),
            over(m, (c) => p(element(w, c)), j),
          ),
        ),
      ),
      backend,
    );
    f({ x: data.x, w: data.w });
    expect(p.count()).toBe(2);
  });

  test("ranges of any ends: empty, single, beyond the data", () => {
    const total = (from: number, to: number) =>
      compileAsIs(sumOver(i, multiply(i, a), integer(from), integer(to)), backend)(2);
    expect([total(1, 0), total(3, 2), total(2, 2), total(-2, 3)]).toEqual([0, 0, 4, 6]);
    const f = compileAsIs(
      over(parse("m", { symbols }), (k) => element(x, k)),
      backend,
    );
    expect(f({ x: data.x, m: 3 })).toBe(6);
    expect(f({ x: data.x, m: 4 })).toBeNaN();
    expect(f({ x: data.x, m: 0 })).toBe(0);
  });

  test("arrays of sizes 0 and 1", () => {
    const f = compileAllAsIs({ s: over(n, (k) => element(x, k)), q: productOver(i, element(x, i), ONE, n) }, backend);
    expect(f(new Float64Array(0))).toEqual({ s: 0, q: 1 });
    expect(f(Float64Array.of(7))).toEqual({ s: 7, q: 7 });
  });

  test("triangular sums: the range of the inner one hangs on the outer index", () => {
    const f = compileAsIs(
      over(n, (r) => sumOver(j, multiply(element(x, r), element(y, j)), ONE, r)),
      backend,
    );
    const expected = [0, 1, 2].reduce(
      (sum, r) => sum + data.x[r]! * data.y.slice(0, r + 1).reduce((s, v) => s + v, 0),
      0,
    );
    expect(f({ x: data.x, y: data.y })).toBe(expected);
  });

  test("a product whose own factor is left out", () => {
    const f = compile("sum(prod(where(j == i, 1, x[j]), j=1..n), i=1..n)", { symbols, backend });
    expect(f(data.x)).toBe(11);
  });
});

test("entries outside of an array are NaN, also as the whole result", () => {
  for (const backend of ["javascript", "interpreter"] as const) {
    const f = compileAsIs(element(x, parse("k")), backend);
    expect([f({ x: data.x, k: 0 }), f({ x: data.x, k: 4 }), f({ x: data.x, k: 1.5 }), f({ x: data.x, k: 2 })]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      2,
    ]);
  }
});
