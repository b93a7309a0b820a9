/** Functions along the axes of arrays with more than two: values, gradients, one form, errors. */
import { describe, expect, test } from "vitest";
import { compile, gradient, parse, ShapeError, simplify, toText } from "../../src/index.ts";

const symbols = "T: tensor(n, m, k); A: matrix(n, m); B: matrix(m, k); x: vector(n)";
const read = (text: string) => parse(text, { symbols });
const T = { data: Float64Array.from({ length: 24 }, (_, i) => i + 1), shape: [2, 3, 4] };

interface Tensor {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

describe("values", () => {
  test.each([
    ["sum(T, 1)", [3, 4], [14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36]],
    ["sum(T, 2)", [2, 4], [15, 18, 21, 24, 51, 54, 57, 60]],
    ["mean(T, 3)", [2, 3], [2.5, 6.5, 10.5, 14.5, 18.5, 22.5]],
    ["max(T, axis=1)", [3, 4], [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]],
    ["prod(T[:, :, 1], 1)", [3], [13, 85, 189]],
    ["prod(T[1, 1, :])", [], [24]],
    ["permute(T, 3, 1, 2)[1, :, :]", [2, 3], [1, 5, 9, 13, 17, 21]],
    ["spread(T[1, :, 1], 1, 2)", [2, 3], [1, 5, 9, 1, 5, 9]],
    ["spread(T[:, 1, :], 2, 2)[2, 2, :]", [4], [13, 14, 15, 16]],
    ["sum(softmax(T), 3)", [2, 3], [1, 1, 1, 1, 1, 1]],
    ["sum(softmax(T, 2), 2)", [2, 4], [1, 1, 1, 1, 1, 1, 1, 1]],
    ["T[:, :, 1:2]", [2, 3, 2], [1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22]],
  ])("%s", (text, shape, entries) => {
    const value = compile<Tensor | Float64Array | number>(read(text))({ T } as never);
    const data = typeof value === "number" ? [value] : ArrayBuffer.isView(value) ? [...value] : [...value.data];
    expect(typeof value === "number" ? [] : ArrayBuffer.isView(value) ? [value.length] : value.shape).toEqual(shape);
    for (const [i, entry] of entries.entries()) expect(data[i]).toBeCloseTo(entry, 12);
  });
});

describe("gradients", () => {
  test.each([
    ["sum(sum(T, 2).^2)/2", "T", "spread(sum(T, 2), 2, m)"],
    ["sum(T .* spread(A, 3, k))", "A", "sum(T, 3)"],
    ["sum(permute(T, 3, 1, 2).^2)/2", "T", "T"],
    ["sum(logsumexp(T))", "T", "softmax(T)"],
    ["sum(spread(B, 1, n) .* log_softmax(T))", "B", "sum(log_softmax(T), 1)"],
    ["prod(x)", "x", "[prod(where(j == i, 1, x[j]), j=1..n) for i=1..n]"],
  ])("%s by %s", (text, by, expected) => expect(toText(gradient(read(text), by))).toBe(toText(read(expected))));
});

describe("one form", () => {
  test.each([
    ["permute(permute(T, 3, 1, 2), 2, 3, 1)", "T"],
    ["permute(2*exp(T), 3, 1, 2)", "2*exp(permute(T, 3, 1, 2))"],
    ["sum(permute(T, 3, 1, 2), 1)", "sum(T, 3)"],
    ["sum(spread(A, 1, k), 1)", "k*A"],
    ["sum(spread(A, 1, k), 3)", "spread(sum(A, 2), 1, k)"],
    ["permute(spread(A, 1, k), 2, 3, 1)", "spread(A, 3, k)"],
    ["sum(spread(A, 1, k))", "k*sum(A)"],
    ["spread(x, 1, m)", "ones(m)*x'"],
    ['einsum("ijk->ik", T)', "sum(T, 2)"],
    ['einsum("ijk->kij", T)', "permute(T, 3, 1, 2)"],
    ["[A[i, j] for i=1..n, j=1..m, l=1..k]", "spread(A, 3, k)"],
  ])("%s is %s", (text, expected) => expect(toText(simplify(read(text)))).toBe(toText(read(expected))));
});

describe("errors with their place", () => {
  test.each([
    ["sum(T, 4)", "T is n × m × k and has no axis 4"],
    ["spread(A, 4, k)", "A is n × m, and 4 is no place for another axis"],
    ["permute(T, 1, 2)", "The axes of T in another order are 3 different numbers"],
    ["T'", "The transpose is of a matrix, but T is n × m × k"],
    ["T^2", "T is n × m × k and has no powers"],
    ["prod(T, 5)", "T is n × m × k and has no axis 5"],
  ])("%s", (text, message) => {
    expect(() => read(text)).toThrow(ShapeError);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("^");
  });
});
