/** How compiled functions are called: by name or in order, numbers and arrays of all kinds, bound inputs, columns. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { DomainError, ShapeError, UnsupportedError } from "../../src/core/error.ts";

const backends = ["javascript", "interpreter"] as const;
const symbols = "x, y : vector(n); A : matrix(n, m); B : matrix(m, n - 1); w : vector(2*n); v : vector(3); n, m : size";
const anything = (f: unknown) => f as (...inputs: unknown[]) => unknown;

describe.each(backends)("%s", (backend) => {
  const options = { backend, symbols };

  test("inputs are sorted by name, or in the order asked for", () => {
    expect(compile("b/a", options).inputs).toEqual(["a", "b"]);
    expect(compile("b/a", options)(2, 6)).toBe(3);
    expect(compile("b/a", { ...options, inputs: ["b", "unused", "a"] })(6, 0, 2)).toBe(3);
    expect(compile("b/a", { ...options, inputs: ["b", "unused", "a"] })({ a: 2, b: 6, unused: 1 })).toBe(3);
    expect(compile("1/3 + 1/6", options)()).toBe(0.5);
    expect(compile("1/3 + 1/6", options)({})).toBe(0.5);
  });

  test("several outputs come by name, and in order into an array", () => {
    const f = compile({ sum: "a + b", product: "a*b" }, options);
    expect(f(2, 3)).toEqual({ sum: 5, product: 6 });
    expect(f.outputs).toEqual(["sum", "product"]);
    const out = new Float64Array(3);
    expect(f.into(out, { a: 2, b: 3 })).toBe(out);
    expect([...out]).toEqual([5, 6, 0]);
    expect([...f.into(out, 4, 5)]).toEqual([9, 20, 0]);
  });

  const sum = compile("sum(x[i]*y[i], i=1..n)", options);
  test.each([
    ["Float64Array", Float64Array.of(1, 2, 3)],
    ["number[]", [1, 2, 3]],
    ["Int32Array", Int32Array.of(1, 2, 3)],
    ["{ data, shape }", { data: [1, 2, 3], shape: [3] }],
  ])("a vector as %s", (_name, x) => {
    expect(anything(sum)(x, Float64Array.of(1, 10, 100))).toBe(321);
    expect(anything(sum)({ x, y: [1, 10, 100] })).toBe(321);
  });

  const trace = compile("sum(A[i, 1]*x[i], i=1..n) + 100*sum(A[1, j], j=1..m)", options);
  test.each([
    [
      "number[][]",
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    ["rows", [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)]],
    ["{ data, shape }", { data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] }],
    ["flat, where another input fixes the rows", Float64Array.of(1, 2, 3, 4, 5, 6)],
  ])("a matrix as %s", (_name, A) => {
    expect(anything(trace)({ A, x: [1, 10] })).toBe(641);
    expect(anything(trace.bind({ A } as never))({ x: Float64Array.of(1, 10) })).toBe(641);
    expect(anything(trace.bind({ x: [1, 10] }))(A)).toBe(641);
  });

  test("an only input that is an array may come alone", () => {
    const f = compile("sum(x[i], i=1..n)", options);
    expect(anything(f)({ data: [1, 2], shape: [2] })).toBe(3);
    expect(f({ x: [1, 2] })).toBe(3);
  });

  test("sizes: read off, given along, needed where nothing fixes them, solved for", () => {
    expect(sum.inputs).toEqual(["x", "y"]);
    expect(sum({ x: [1], y: [2], n: 1 })).toBe(2);
    const free = compile("sum(i^2, i=1..n)", options);
    expect([free.inputs, free(3), free({ n: 4 })]).toEqual([["n"], 14, 30]);
    const twice = compile("n*w[1]", options);
    expect([twice.inputs, twice([5, 0, 0, 0])]).toEqual([["w"], 10]);
    const square = compile("n + s[1]", { symbols: "s: vector(n^2 - 1)" });
    expect([square.inputs, square([0, ...Array(7).fill(1)])]).toEqual([["s"], 3]);
    const twoWays = compile("sum(s)*n", { symbols: "s: vector((n-3)^2)" });
    expect(() => twoWays([1, 2, 3, 4])).toThrow(/\(n - 3\)\^2 cannot be 4/);
    expect(compile("n + x[1]", { ...options, inputs: ["n", "x"] })(2, Float64Array.of(7, 8))).toBe(9);
  });

  test.each<[string, () => unknown, typeof ShapeError | typeof DomainError, RegExp]>([
    ["a missing name", () => compile("a + b", options)({ a: 1 }), DomainError, /b has no value/],
    ["a missing position", () => anything(compile("a + b", options))(1), DomainError, /b has no value/],
    ["an unknown name", () => compile("a", options)({ a: 1, c: 2 }), DomainError, /c is not an input.*\n.*a/],
    ["a name where there are no inputs", () => compile("1", options)({ c: 2 }), DomainError, /inputs are none/],
    ["too many positions", () => compile("a", options)(1, 2), DomainError, /1 inputs are needed, but 2 given/],
    ["a text", () => anything(compile("a", options))("1"), DomainError, /a is no number/],
    ["null", () => anything(compile("a", options))(null), DomainError, /a is no number|a has no value/],
    ["an object for a number", () => anything(compile("a", options))({ a: { a: 1 } }), ShapeError, /a is a scalar/],
    ["an array for a number", () => compile("a", options)([1]), ShapeError, /a is a scalar, but was given an array/],
    ["a number for an array", () => anything(sum)(1, [2]), ShapeError, /x is a number, but an array/],
    ["an array of texts", () => anything(sum)(["1"], [2]), DomainError, /Entry 1 of x is no number/],
    ["no array at all", () => anything(sum)({ x: new Map(), y: [1] }), DomainError, /x is no array of numbers/],
    ["other lengths", () => sum([1, 2], [1, 2, 3]), ShapeError, /y has a size 3, but n is 2 by x/],
    [
      "other lengths, in the fast way",
      () => sum(Float64Array.of(1), Float64Array.of(1, 2)),
      ShapeError,
      /y.*2.*n is 1 by x/,
    ],
    [
      "a size that is not that of the data",
      () => sum({ x: [1], y: [1], n: 2 }),
      ShapeError,
      /x has a size 1, but n is 2/,
    ],
    [
      "a constant size",
      () => compile("v[1]", options)([1, 2]),
      ShapeError,
      /v has a size 2, but 3 is 3|v has a size 2/,
    ],
    [
      "an odd length for 2*n",
      () => compile("w[1]*n", options)([1, 2, 3]),
      ShapeError,
      /w has a size 3, but 2\*n cannot be 3/,
    ],
    [
      "a length that is no square",
      () => compile("s[1]*n", { symbols: "s: vector(n^2)" })([1, 2, 3]),
      ShapeError,
      /s has a size 3, but n\^2 cannot be 3/,
    ],
    [
      "n - 1 beside n",
      () => compile("A[1,1]*B[1,1]", options)({ A: [[1], [2]], B: [[1, 2]] }),
      ShapeError,
      /B has a size 2, but n - 1 is 1 by A/,
    ],
    ["rows of different lengths", () => trace({ A: [[1, 2], [3]], x: [1, 2] }), ShapeError, /rows of A have different/],
    [
      "a vector for a matrix",
      () => trace({ A: { data: [1, 2], shape: [2] }, x: [1, 2] }),
      ShapeError,
      /A has the shape 2, but 2 axes/,
    ],
    [
      "a shape that is not that of the data",
      () => trace({ A: { data: [1, 2, 3], shape: [2, 1] }, x: [1, 2] }),
      ShapeError,
      /A has 3 entries/,
    ],
    ["a flat matrix that fixes nothing", () => compile("A[1,1]", options)([1, 2]), ShapeError, /shape of A is unknown/],
    ["a size that is no integer", () => compile("sum(i, i=1..n)", options)(2.5), DomainError, /size n is 2.5/],
    [
      "a short output",
      () => compile({ a: "a", b: "2a" }, options).into(new Float64Array(1), 1),
      ShapeError,
      /at least 2/,
    ],
    ["binding a name that is none", () => sum.bind({ z: 1 }), DomainError, /z is not an input/],
    ["an order that leaves one out", () => compile("a*b", { ...options, inputs: ["a"] }), DomainError, /b is missing/],
    [
      "an order with one twice",
      () => compile("a", { ...options, inputs: ["a", "a"] }),
      DomainError,
      /a is an input twice/,
    ],
    [
      "columns of different lengths",
      () => compile("a*b", options).map({ a: [1], b: [1, 2] }),
      ShapeError,
      /a has 1 points, but b has 2/,
    ],
    ["a column too few", () => compile("a*b", options).map({ a: [1] }), DomainError, /b has no value/],
  ])("%s is an error", (_name, run, type, message) => {
    expect(run).toThrow(type);
    expect(run).toThrow(message);
  });

  test.each<[string, () => unknown]>([
    ["an array that changes with an index", () => compile("sum(norm(i*x), i=1..n)", options)],
    ["a function that is only declared", () => compile("f(a)", { backend, symbols: "f : function" })],
    ["nothing", () => compile({}, options)],
    ["mapping a function of arrays", () => sum.map({ x: [1], y: [2] })],
  ])("%s is unsupported", (_name, run) => expect(run).toThrow(UnsupportedError));

  test("bind leaves a function of the other inputs", () => {
    const f = compile("sum((y[i] - a - b*x[i])^2, i=1..n)", options);
    const bound = f.bind({ x: [1, 2, 3], y: Float64Array.of(2, 4, 6) });
    expect(bound.inputs).toEqual(["a", "b"]);
    expect([bound(0, 2), bound({ a: 1, b: 2 }), bound.bind({ a: 1 })(2)]).toEqual([0, 3, 3]);
    expect(bound.into(new Float64Array(1), 1, 2)[0]).toBe(3);
    expect(f.bind({ a: 1, b: 2 })([1], [4])).toBe(1);
    expect(() => f.bind({ x: [1, 2] })({ a: 1, b: 2, y: [1] })).toThrow(ShapeError);
    expect(f.bind({ x: [1, 2], y: [2, 4], a: 0, b: 2 })()).toBe(0);
  });

  test("bound arrays are kept, not copied", () => {
    const x = Float64Array.of(1, 2);
    const f = compile("sum(x[i], i=1..n)", options).bind({ x });
    x[0] = 10;
    expect(f()).toBe(12);
  });

  test("map computes a function of scalars at every point", () => {
    const f = compile({ u: "a + b", v: "a*b" }, options);
    expect([...f.map({ a: [1, 2, 3], b: Float64Array.of(4, 5, 6) })]).toEqual([5, 7, 9, 4, 10, 18]);
    expect([...f.map({ a: [1, 2, 3], b: 2 })]).toEqual([3, 4, 5, 2, 4, 6]);
    const out = new Float64Array(4);
    expect(compile("a^2", options).map({ a: [3, 4] }, out)).toBe(out);
    expect([...out]).toEqual([9, 16, 0, 0]);
    expect([...f.map({ a: [], b: [] })]).toEqual([]);
    expect([
      ...compile("sum(a*x[i], i=1..n)", options)
        .bind({ x: [1, 2] })
        .map({ a: [1, 2] }),
    ]).toEqual([3, 6]);
  });

  test("more scalars than are passed one by one", () => {
    const names = Array.from({ length: 100 }, (_, k) => `x${k}`);
    const f = compile(names.map((name, k) => `${k}*${name}^2`).join(" + "), { ...options, inputs: names });
    const values = names.map((_, k) => k / 10);
    const expected = values.reduce((sum, x, k) => sum + k * x * x, 0);
    expect(f(...values)).toBeCloseTo(expected, 8);
    expect(f(Object.fromEntries(names.map((name, k) => [name, values[k]!])))).toBe(f(...values));
    expect(f.into(new Float64Array(1), ...values)[0]).toBe(f(...values));
  });
});

test("two symbols of one name are an error", () => {
  expect(() => compile({ a: "x^2", b: "x[1]" }, { symbols: "y : vector(n)" })).toThrow();
});
