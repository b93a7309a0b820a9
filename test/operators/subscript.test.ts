/** Slices, columns, rows and look-ups: what they are called, what they are parts of, and what is outside. */
import { describe, expect, test } from "vitest";
import {
  compile,
  evaluate,
  gradient,
  hessian,
  parse,
  ShapeError,
  toLatex,
  toText,
  UnsupportedError,
  valueAndGradient,
} from "../../src/index.ts";

const symbols =
  "x, y: vector(n); z: vector(5); X: matrix(n, d); Z: matrix(3, 4); E: matrix(m, d); rows: vector(k), integer; w: vector(d)";
const read = (text: string) => parse(text, { symbols });

describe("one part has one form, which reads back", () => {
  test.each([
    ["x[2:5]", "x[2:5]", "x_{2:5}"],
    ["x[1:n]", "x", "x"],
    ["x[:]", "x", "x"],
    ["x[2:end]", "x[2:n]", "x_{2:n}"],
    ["x[1:end-1]", "x[1:n - 1]", "x_{1:n - 1}"],
    ["x[end:-1:1]", "x[n:-1:1]", "x_{n:-1:1}"],
    ["x[1:2:end]", "x[1:2:n]", "x_{1:2:n}"],
    ["X[:, 2]", "X[:, 2]", "X_{:, 2}"],
    ["X[2, :]", "X[2, :]", "X_{2, :}"],
    ["X[1:k, :]", "X[1:k, :]", "X_{1:k, :}"],
    ["X'[2, :]", "X[:, 2]", "X_{:, 2}"],
    ["X'[2:3, :]", "X[:, 2:3]'", "X_{:, 2:3}^{\\top}"],
    ["X[:, 2][3]", "X[3, 2]", "X_{3,2}"],
    ["X[2, :][1:3]", "X[2, 1:3]", "X_{2, 1:3}"],
    ["z[2:4][2:3]", "z[3:4]", "z_{3:4}"],
    ["z[end:-1:1][2:3]", "z[4:-1:3]", "z_{4:-1:3}"],
    ["(3*x)[2:4]", "3*x[2:4]", "3 x_{2:4}"],
    ["ones(n)[2:4]", "ones(3)", "\\mathbf{1}_{3}"],
    ["E[rows, :]", "E[rows, :]", "E_{\\mathrm{rows}, :}"],
    ["E[rows, :][:, 2]", "E[rows, 2]", "E_{\\mathrm{rows}, 2}"],
    ["range(1, n)", "range(1, n)", "\\left(1:n\\right)"],
    ["eye(n)[:, 2]", "scatter(1, n, 2)", "\\operatorname{scatter}\\left(1, n, 2\\right)"],
    ["scatter(y[2:end], n, range(2, n))[2:end]", "y[2:n]", "y_{2:n}"],
  ])("%s is %s", (text, expected, latex) => {
    expect(toText(read(text))).toBe(expected);
    expect(read(expected)).toBe(read(text));
    expect(toLatex(read(text))).toBe(latex);
  });
});

describe("gradients go back to where the entries stood", () => {
  test.each([
    ["x[3]^2", "x", "2*x[3]*scatter(1, n, 3)"],
    ["sum(X[:, 2])", "X", "scatter(ones(n), n, d, range(1, n), 2)"],
    ["w'*X[3, :]", "X", "scatter(w, n, d, 3, range(1, d))"],
    ["w'*X[3, :]", "w", "X[3, :]"],
    ["sum(E[rows, :].^2)/2", "E", "scatter(E[rows, :], m, d, rows, range(1, d))"],
    ["sum((x[2:end] - x[1:end-1]).^2)/2", "x", "[0; x[2:n] - x[1:n-1]] + [x[1:n-1] - x[2:n]; 0]"],
  ])("%s by %s", (text, by, expected) => expect(gradient(read(text), by)).toBe(read(expected)));

  test("a Hessian is tridiagonal", () => {
    const h = hessian(read("sum((x[2:end] - x[1:end-1]).^2)/2"), "x");
    const f = compile<{ data: Float64Array; shape: readonly number[] }>(h);
    expect([...f({ n: 3 } as never).data]).toEqual([1, -1, 0, -1, 2, -1, 0, -1, 1]);
  });
});

/** What is known to be outside is an error in the text. */
describe("errors with their place", () => {
  test.each([
    ["z[6]", ShapeError, "z[6] is outside of vector(5)", "z[6]"],
    ["x[n+1]", ShapeError, "x[n + 1] is outside of vector(n)", "x[n+1]"],
    ["2 + x[0]", ShapeError, "x[0] is outside of vector(n)", "x[0]"],
    ["z[2:7]", ShapeError, "z[2:7] is outside of vector(5)", "z[2:7]"],
    ["z[0:3]", ShapeError, "z[0:3] is outside of vector(5)", "z[0:3]"],
    ["z[5:-1:0]", ShapeError, "z[5:-1:0] is outside of vector(5)", "z[5:-1:0]"],
    ["Z[:, 5]", ShapeError, "Z[5] is outside of 3 × 4", "Z[:, 5]"],
    ["z[5:2]", ShapeError, "A range from 5 to 2 ends before it begins", "z[5:2]"],
    ["x[1.5]", ShapeError, "1.5 is not an index", "x[1.5]"],
    ["x[1:n/2]", ShapeError, "n/2 is not known to be an integer", "x[1:n/2]"],
    ["x[1:0:3]", ShapeError, "The step 0 is not an integer other than 0", "x[1:0:3]"],
    ["x[y]", ShapeError, "y is not known to be integers", "x[y]"],
    ["x[X]", ShapeError, "X is n × d, but a subscript is", "x[X]"],
    ["x[y > 0]", UnsupportedError, "y > 0 would select", "x[y > 0]"],
    ["X[1:2]", ShapeError, "X is n × d, but is read with 1 indices", "X[1:2]"],
    ["x[2:3] + z", ShapeError, "x[2:3] is vector(2), but z is vector(5)", "x[2:3] + z"],
    ["x[2:end] + x", ShapeError, "x[2:n] is vector(n - 1), but x is vector(n)", "x[2:end] + x"],
    [
      "scatter(z, n, range(1, 3))",
      ShapeError,
      "z is vector(5), but the place for it vector(3)",
      "scatter(z, n, range(1, 3))",
    ],
  ])("%s", (text, error, message, culprit) => {
    expect(() => read(text)).toThrow(error);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(`${" ".repeat(4 + text.indexOf(culprit))}${"^".repeat(culprit.length)}`);
  });

  test.each([
    ["sum(x[rows])", "rows"],
    ["sum(x[1:q])", "q"],
  ])("%s has no derivative by %s", (text, by) => {
    const e = parse(text, { symbols: `${symbols}; q: integer` });
    expect(() => gradient(e, by)).toThrow(UnsupportedError);
  });
});

describe.each(["javascript", "interpreter", "reference"] as const)("at run time, %s", (way) => {
  const at = (text: string, inputs: Record<string, unknown>): unknown => {
    const e = read(text);
    if (way === "reference") return evaluate(e, inputs as never);
    return compile<never>(e, { backend: way })(inputs as never);
  };

  test.each([
    ["sum(x[2:5])", { x: [1, 2, 3] }, "2:5"],
    ["sum(x[2:end+1])", { x: [1, 2] }, "2:3"],
    ["sum(x[2:end])", { x: [] }, "A range from 2 to 0 has -1 entries"],
    ["sum(x[q:end])", { x: [1, 2], q: 4 }, "A range from 4 to 2 has -1 entries"],
    ["sum(X[:, 3])", { X: [[1, 2]] }, "The index 3 is outside of an axis of size 2"],
    ["sum(E[rows, :])", { E: [[1, 2]], rows: [1, 2] }, "The index 2 is outside of an axis of size 1"],
    ["sum(x[rows])", { x: [1, 2], rows: [1.5] }, "The index 1.5 is outside of an axis of size 2"],
    ["sum(scatter(ones(k), n, rows) .* x)", { x: [1, 2], rows: [0] }, "The index 0 is outside of an axis of size 2"],
  ])("%s outside is an error", (text, inputs, message) => {
    if (way === "reference") return; // the door to it compiles
    expect(() => at(text, inputs)).toThrow(ShapeError);
    expect(() => at(text, inputs)).toThrow(message);
  });

  test.each([
    ["sum(x[3:2])", { x: [1, 2] }, 0],
    ["sum(x[3:n])", { x: [1, 2] }, 0],
    ["sum(x[rows])", { x: [1, 2], rows: [] }, 0],
    ["prod(x[i], i=1..n)", { x: [] }, 1],
    [
      "X[1, 3]",
      {
        X: [
          [1, 2],
          [3, 4],
        ],
      },
      Number.NaN,
    ],
    ["x[7]", { x: [1] }, Number.NaN],
    ["sum(where(i > 1, x[i-1], 0), i=1..n)", { x: [1, 2, 4] }, 3],
  ])("%s is defined", (text, inputs, expected) => expect(at(text, inputs)).toBe(expected));
});

test("a look-up reads rows, and its gradient adds rows up", () => {
  const f = valueAndGradient<never>(read("sum(E[rows, :])"), ["E"]);
  const { value, "d/dE": gradientByE } = f({
    E: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    rows: [3, 1, 3],
  } as never) as Record<string, unknown>;
  expect(value).toBe(25);
  expect(gradientByE).toEqual({ data: Float64Array.of(1, 1, 0, 0, 2, 2), shape: [3, 2] });
});
