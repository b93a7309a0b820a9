/** Kronecker products: with four axes as derivatives have them, and as matrices. */
import { describe, expect, test } from "vitest";
import { compile, evaluate, gradient, hessian, jacobian, parse, ShapeError, toLatex, toText } from "../../src/index.ts";

const symbols = `A: matrix(m, n); B: matrix(p, q); C: matrix(q, r); X: matrix(n, q); W: matrix(n, p); S: matrix(m*p, n*q)
G: matrix(2, 3); H: matrix(3, 2); x: vector(n)`;
interface Matrix {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}
const read = (text: string) => parse(text, { symbols });

test.each([
  ["kron(A, B)", "kron(A, B)", "A \\otimes B"],
  ["kron(2*A, B)", "2*kron(A, B)", "2 A \\otimes B"],
  ["reshape(kron(A, B), m, p, n, q)", "reshape(kron(A, B), m, p, n, q)", "A \\otimes B"],
  ["kronecker(A, B)", "reshape(kron(A, B), m, p, n, q)", "A \\otimes B"],
  ["kron(A + A, eye(p))", "2*kron(A, eye(p))", "2 A \\otimes I_{p}"],
  ["kron(ones(2, 3), ones(4, 5))", "ones(8, 15)", "\\mathbf{1}_{8, 15}"],
])("%s is %s", (text, expected, latex) => {
  expect(toText(read(text))).toBe(expected);
  expect(read(expected)).toBe(read(text));
  expect(toLatex(read(text))).toBe(latex);
});

const point = { G: [[1, 2, 3], [4, 5, 6]], H: [[1, -1], [0, 2], [3, 1]] }; // biome-ignore format: matrices

test("the blocks are the second matrix times the entries of the first", () => {
  expect(evaluate("kron([1, 2; 3, 4], [0, 1; 0, 0])")).toEqual({
    data: Float64Array.of(0, 1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0),
    shape: [4, 4],
  });
  const product = evaluate(read("kron(G, H)"), point) as Matrix;
  expect(product.shape).toEqual([6, 6]);
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++)
      expect(product.data[6 * i + j]).toBe(point.G[Math.floor(i / 3)]![Math.floor(j / 2)]! * point.H[i % 3]![j % 2]!);
});

test("code gives the same", () => {
  const f = compile<Matrix>(read("kron(G, H) + 1"));
  expect(f(point)).toEqual(evaluate(read("kron(G, H) + 1"), point));
});

describe("derivatives", () => {
  test.each([
    ["A*X*B'", "X", "reshape(kron(A, B), m, p, n, q)"],
    ["2*X + X*C", "X", undefined],
    ["A*X", "X", "reshape(kron(A, eye(q)), m, q, n, q)"],
    ["X*B'", "X", "reshape(kron(eye(n), B), n, p, n, q)"],
    ["A*X*B' + 3*A*X*B'", "X", "4*reshape(kron(A, B), m, p, n, q)"],
  ])("%s by %s", (text, by, expected) => {
    if (expected === undefined) expect(() => read(text)).toThrow(ShapeError);
    else expect(toText(jacobian(read(text), by))).toBe(expected);
  });

  test("Hessians by a matrix", () => {
    expect(toText(hessian(read("1/2*norm(A*X)^2 + norm(X)^2"), "X"))).toBe(
      "reshape(kron(2*eye(n) + A'*A, eye(q)), n, q, n, q)",
    );
  });

  test("gradients agree with differences", () => {
    const e = parse("sum(sin(kron(G, H)))", { symbols });
    for (const name of ["G", "H"] as const) {
      const ours = compile<Matrix>(gradient(e, name))(point).data;
      const f = compile<number>(e);
      for (const [k, slope] of ours.entries()) {
        const moved = (h: number) => {
          const rows = point[name].map((row) => [...row]);
          rows[Math.floor(k / rows[0]!.length)]![k % rows[0]!.length]! += h;
          return f({ ...point, [name]: rows });
        };
        expect(slope).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 6);
      }
    }
  });
});

test("an error names what is no matrix", () => {
  expect(() => read("kron(A, x)")).toThrow("A Kronecker product is of two matrices, but x is vector(n)");
});
