/** Arrays beside and below each other: forms, gradients, and what does not fit. */
import katex from "katex";
import { describe, expect, test } from "vitest";
import { gradient, hessian, ParseError, parse, ShapeError, simplify, toLatex, toText } from "../../src/index.ts";

const symbols = "x, y: vector(n); u: vector(d); A, B: matrix(n, n); X: matrix(n, d); a: real";
const read = (text: string) => parse(text, { symbols });

describe("one form, which reads back", () => {
  test.each([
    ["[x; u]", "[x; u]", "d + n", "\\begin{bmatrix}x \\\\ u\\end{bmatrix}"],
    ["[1; x; a]", "[1; x; a]", "n + 2", "\\begin{bmatrix}1 \\\\ x \\\\ a\\end{bmatrix}"],
    ["[x; [y; u]]", "[x; y; u]", "d + 2*n", undefined],
    ["[x, y]", "[x, y]", "n × 2", undefined],
    ["[A, X; B, X]", "[[A, X]; [B, X]]", "2*n × d + n", "\\begin{bmatrix}A & X \\\\ B & X\\end{bmatrix}"],
    ["[X; u']", "[X; u']", "n + 1 × d", undefined],
    ["[x', y']*[x; y]", "[x; y]'*[x; y]", "scalar", undefined],
    ["[x[2:1]; y]", "y", "n", "y"],
    ["[x[1:1]; y]", "[x[1:1]; y]", "n + 1", undefined],
    ["[1, 2]", "[1, 2]", "2", "\\begin{bmatrix}1 \\\\ 2\\end{bmatrix}"],
    ["[a; x[1:0]; 2]", "[a, 2]", "2", undefined],
  ])("%s is %s", (text, expected, shape, latex) => {
    const e = read(text);
    expect(toText(e)).toBe(expected);
    expect(read(expected)).toBe(e);
    expect(e.shape.map(toText).join(" × ") || "scalar").toBe(shape);
    katex.renderToString(toLatex(e), { throwOnError: true, strict: "error" });
    if (latex !== undefined) expect(toLatex(e)).toBe(latex);
  });
});

describe("lists in lists are rows", () => {
  test.each([
    ["[[1, 2], [3, a]]", "[1, 2; 3, a]"],
    ["[[1, 2, 3]]", "[[1, 2, 3]]"],
    ["[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", "reshape([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2)"],
    ["[x, y]", "[x, y]"],
  ])("%s is %s", (text, expected) => {
    expect(toText(read(text))).toBe(expected);
    expect(read(expected)).toBe(read(text));
  });

  test("of one length", () => {
    expect(() => read("[[1, 2], [3]]")).toThrow("The lists in a list are of one shape");
  });
});

describe("gradients are the parts", () => {
  test.each([
    ["[x; u]'*[y; 2*u]", "x", "y"],
    ["[x; u; y]'*[y; 2*u; x]", "u", "4*u"],
    ["sum([A, B]*[x; y])", "y", "sum([A, B], 1)[n+1:2*n]"],
  ])("%s by %s", (text, by, expected) => expect(gradient(read(text), by)).toBe(read(expected)));

  test("and the Hessian of one part", () => {
    expect(toText(hessian(read("[x; u]'*[x; 3*u]"), "x"))).toBe("2*eye(n)");
    expect(toText(hessian(read("norm([x; 2*x]).^2"), "x"))).toBe("10*eye(n)");
  });

  test.each([
    ["[x; u; a][n+1:n+d]", "u"],
    ["[x; u; a][end]", "a"],
    ["[x; u][n+1:2:n+d]", "u[1:2:d]"],
    ["[A, X][:, 1:n]", "A"],
    ["[A, X][1:end, n+d:-1:n+1]", "X[:, d:-1:1]"],
    ["[x; u][2:n+1]", "[x; u][2:n + 1]"],
  ])("the part %s is %s", (text, expected) => expect(toText(simplify(read(text)))).toBe(expected));
});

describe("errors with their place", () => {
  test.each([
    ["[A; X]", ShapeError, "A is n × n, but X is n × d"],
    ["[A, u]", ShapeError, "A is n × n, but u*ones(1)' is d × 1"],
    ["[x, u]", ShapeError, "x*ones(1)' is n × 1, but u*ones(1)' is d × 1"],
    ["[1, x]", ParseError, "1 stands beside a column"],
    ["[x; A]", ShapeError, "x*ones(1)' is n × 1, but A is n × n"],
    ["[1, 2; 3]", ParseError, "The rows of a matrix have the same length"],
    ["[]", ParseError, "An array needs at least one entry"],
  ])("%s", (text, error, message) => {
    expect(() => read(text)).toThrow(error);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow("^");
  });
});
