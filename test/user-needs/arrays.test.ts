/** What users of other engines trip over with arrays, with the right answer (U40-U46, U61, U62, U68). */
import { describe, expect, test } from "vitest";
import {
  compile,
  derivative,
  gradient,
  hessian,
  jacobian,
  parse,
  simplify,
  toText,
  UnsupportedError,
  valueAndGradient,
} from "../../src/index.ts";
import { flat, jacobianByDifferences, valueAt } from "../calculus/array-differences.ts";

const SYMBOLS = "x, y, q: vector(n); u: vector(m); A, B: matrix(n, m); M, N: matrix(n, n); a, b, m0: real";
const read = (text: string) => parse(text, { symbols: SYMBOLS });
const same = (actual: ReturnType<typeof parse>, expected: string) =>
  expect(toText(actual)).toBe(toText(read(expected)));

describe("U40: derivatives of vectors", () => {
  test("of one written out", () => {
    const rows = jacobian(["a^2*b", "a*b"], ["a", "b"]).map((row) => row.map(toText));
    expect(rows).toEqual([
      ["2*a*b", "a^2"],
      ["b", "a"],
    ]);
    same(jacobian(read("[a, a^2]"), "a"), "[1, 2*a]");
    same(gradient(read("sum([a, a^2])"), "a"), "2*a + 1");
    same(gradient(read("dot(x, y)"), "x"), "y");
  });
});

test("U41: the Jacobian of softmax", () => {
  same(jacobian(read("softmax(x)"), "x"), "diag(softmax(x)) - softmax(x)*softmax(x)'");
  const f = compile<{ data: Float64Array; shape: readonly number[] }>(jacobian(read("softmax(x)"), "x"));
  const [on, off] = [2 / 9, -1 / 9];
  const { data } = f({ x: [0, 0, 0] });
  for (const [k, value] of [on, off, off, off, on, off, off, off, on].entries()) expect(data[k]).toBeCloseTo(value, 15);
});

describe("U42: no derivative is silently 0", () => {
  test("of sums of logarithms, traces, norms and entries", () => {
    same(gradient(read("sum(q .* log(q))"), "q"), "log(q) + 1");
    same(gradient(read("trace(A'*A) + trace(B'*B)"), "A"), "2*A");
    same(gradient(read("norm(A)^2 + norm(B)^2"), "A"), "2*A");
    same(gradient(read("M[1, 1]"), "M"), "scatter(1, n, n, 1, 1)");
  });

  test("by a function, an error", () => {
    expect(() => derivative(parse("f(a)^2", { symbols: { f: "function" } }), "f")).toThrow(UnsupportedError);
  });
});

describe("U43: signs and transposes, entry by entry against differences", () => {
  test.each([
    ["A'*x", "x"],
    ["x'*M*x", "x"],
    ["trace(M*M*N)", "M"],
    ["trace(A*B')", "A"],
    ["x'*A*u", "A"],
    ["A*u", "A"],
    ["M*N", "M"],
    ["M'*N*M", "M"],
    ["diag(x)*A", "x"],
  ])("%s by %s", (formula, by) => {
    const e = read(formula);
    const exact = flat(valueAt(jacobian(e, by)));
    const numeric = jacobianByDifferences(e, by);
    expect(exact.length).toBe(numeric.length);
    for (const [k, value] of numeric.entries()) expect(Math.abs(exact[k]! - value)).toBeLessThan(1e-8);
  });
});

test("U44: one layout: the indices of the formula come first, a gradient has the shape of its variable", () => {
  expect(jacobian(read("A'*x"), "x").shape).toEqual(read("A'").shape);
  same(jacobian(read("A'*x"), "x"), "A'");
  expect(gradient(read("x'*A*u"), "A").shape).toEqual(read("A").shape);
  expect(hessian(read("norm(A)^2"), "A").shape).toEqual([...read("A").shape, ...read("A").shape]);
});

test("U45: kinds are declared, not guessed from letters; activations and conditionals have matrix forms", () => {
  const e = parse("sum(max(0, K*z))", { symbols: "K: matrix(p, d); z: vector(d)" });
  expect(toText(gradient(e, "z"))).toBe(
    toText(parse("K'*where(K*z > 0, 1, 0)", { symbols: "K: matrix(p, d); z: vector(d)" })),
  );
});

describe("U46: derivatives pass under sums and products over an index", () => {
  test("by a scalar and by an entry", () => {
    expect(toText(derivative("sum((y_1 - m)^2 + i, i=1..3)", "m"))).toBe(toText(simplify("-6*(y_1 - m)")));
    same(gradient(read("sum((y[i] - m0)^2, i=1..n)"), "m0"), "-2*sum(y[i] - m0, i=1..n)");
    same(gradient(read("sum(x[i], i=1..n)"), "x"), "ones(n)");
  });

  test("of a product, where entries are 0", () => {
    const f = compile<Float64Array>(gradient(read("prod(x[i], i=1..n)"), "x"));
    expect([...f({ x: [2, 0, 3] })]).toEqual([0, 6, 0]);
    expect([...f({ x: [2, 5, 3] })]).toEqual([15, 6, 10]);
  });
});

test("U61: doubles throughout: differences of 1e-12 are seen", () => {
  const f = valueAndGradient<number | Float64Array>("norm(x - y)^2", ["x"], { symbols: "x, y: vector(n)" });
  const result = f({ x: [1 + 1e-12], y: [1] });
  expect(result.value as number).toBeGreaterThan(0.9e-24);
  expect((result["d/dx"] as Float64Array)[0]).toBeCloseTo(2e-12, 15);
});

test("U62: results go where the caller wants them, and nothing has to be given back", () => {
  const f = valueAndGradient<number | Float64Array>("norm(x)^2", ["x"], { symbols: "x: vector(n)" });
  const [x, out] = [Float64Array.of(1, 2, 3), new Float64Array(4)];
  for (let k = 0; k < 1000; k++) expect(f.into(out, { x })).toBe(out);
  expect([...out]).toEqual([14, 2, 4, 6]);
});

test("U68: a matrix of 150 by 150 formulas is compiled in seconds and written to one array", () => {
  const f = compile<{ data: Float64Array; shape: readonly number[] }>("[sin(i*a)*j + a^2 for i=1..150, j=1..150]");
  const { data } = f({ a: 0.3 });
  expect(data.length).toBe(22_500);
  expect(data[150 * 6 + 8]).toBeCloseTo(Math.sin(7 * 0.3) * 9 + 0.09, 12);
});
