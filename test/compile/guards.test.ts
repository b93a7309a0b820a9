/** Conditionals over arrays: what a condition does not choose is not looked at, and the shape stays. */
import { describe, expect, test } from "vitest";
import { compile, evaluate, hessian, parse, simplify, toText } from "../../src/index.ts";

const symbols = "x, y: vector(n); z: vector(m); A, B: matrix(n, m); a: real; p: positive";
const read = (text: string) => parse(text, { symbols });
const entries = (value: unknown): number[] =>
  typeof value === "number"
    ? [value]
    : [...(ArrayBuffer.isView(value) ? (value as Float64Array) : (value as { data: Float64Array }).data)];

describe("what is not chosen may have no value", () => {
  const ones = [
    [1, 1],
    [1, 1],
  ];
  test.each([
    [
      "[where(x[i] > 0 and A[i,j] > 0, sqrt(x[i]*A[i,j]), 0) for i=1..n, j=1..m]",
      { x: [-1, 1], A: ones },
      [0, 0, 1, 1],
    ],
    ["[sum(where(x[i] > z[j], sqrt(x[i]-1)*B[i,j], 0), j=1..m) for i=1..n]", { x: [0, 2], z: [1, 1], B: ones }, [0, 2]],
    ["[where(x[i]+z[j] > 0, log(x[i])*z[j], 0) for i=1..n, j=1..m]", { x: [-1, 1], z: [0, 0.5] }, [0, 0, 0, 0]],
    ["[where(i == j, log(x[i]), 0) for i=1..n, j=1..n]", { x: [1, 1] }, [0, 0, 0, 0]],
    ["[where(i >= 2, x[i-1], 0) for i=1..n]", { x: [5, 7] }, [0, 5]],
  ])("%s", (text, point, expected) => {
    for (const backend of ["javascript", "interpreter"] as const) {
      const f = compile<Float64Array>(read(text), { backend });
      expect(entries(f(point as never))).toEqual(expected);
    }
    expect(entries(evaluate(simplify(read(text)), point as never))).toEqual(expected);
  });
});

describe("a conditional of arrays that is decided is still an array", () => {
  test.each([
    ["sum(where(x > 0, 1, 1))", "n"],
    ["sum(where(p > -1, 1, x))", "n"],
    ["where(a > a, x, 0)", "zeros(n)"],
    ["x'*where(p < 0, y, 0)", "0"],
    ["cumsum(where(a < a, x, 1))", "cumsum(ones(n))"],
  ])("%s is %s", (text, expected) => expect(toText(simplify(read(text)))).toBe(expected));

  test("also when a number is put in", () => {
    expect(evaluate("sum(where(a > 0, x, 1))", { a: "-1", x: [1, 2, 3] }, { symbols })).toBe(3);
    expect(evaluate("sum(where(a > 0, x, 1))", { a: "1", x: [1, 2, 3] }, { symbols })).toBe(6);
  });
});

describe("a sum over an empty range is 0, though no slice has fewer than no entries", () => {
  test.each([
    ["[sum(A[i, j]*z[j], j=1..m-2) for i=1..n]", { A: { data: [1, 1], shape: [2, 1] }, z: [1] }, [0, 0]],
    ["sum((A[i, :] - A[i+1, :])'*z, i=1..n-1)", { A: { data: [1, 2], shape: [1, 2] }, z: [1, 1] }, [0]],
    ["sum((A[i, :] - A[i+1, :])'*z, i=1..n-1)", { A: { data: [], shape: [0, 2] }, z: [1, 1] }, [0]],
  ])("%s", (text, point, expected) =>
    expect(entries(compile<Float64Array>(read(text))(point as never))).toEqual(expected),
  );
});

test("conditionals as first factors read back", () => {
  for (const text of ["a*(where(x > 0, x, 0)*y')", "a*(where(A > B, A, 0)*z)"])
    expect(read(toText(read(text)))).toBe(read(text));
  const h = hessian(read("max(x)^2"), "x");
  expect(read(toText(h))).toBe(h);
});
