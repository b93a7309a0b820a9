/** The value with its gradient and the whole Hessian by numbers, vectors and matrices. */
import { expect, test } from "vitest";
import {
  compile,
  type Expression,
  hessian,
  parse,
  valueAndGradient,
  valueGradientAndHessian,
} from "../../src/index.ts";

const symbols = "X: matrix(n, d); W: matrix(d, k); w: vector(d); y: vector(n); s: real";
const matrix = (rows: number, columns: number) => ({
  data: Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(2 * i + rows)),
  shape: [rows, columns],
});
const POINT: Readonly<Record<string, unknown>> = {
  X: matrix(4, 3),
  W: matrix(3, 2),
  w: [1, -1, 2],
  y: [1, 2, 3, 4],
  s: 2,
  d: 3,
  k: 2,
};

const entries = (value: unknown): number[] => {
  if (typeof value === "number") return [value];
  return [...(ArrayBuffer.isView(value) ? (value as Float64Array) : (value as { data: Float64Array }).data)];
};

const at = (e: Expression): number[] => {
  const f = compile<never>(e);
  return entries(f(Object.fromEntries(f.inputs.map((name) => [name, POINT[name] as never]))));
};

test.each([
  ["norm(X*w - y)^2", ["w"]],
  ["s*sum(w.^2)", ["s", "w"]],
  ["sum(log(1 + exp(-y .* (X*w)))) + s*norm(w)^2", ["w", "s"]],
  ["sum(logsumexp(X*W)) + s*norm(W)^2", ["W", "s"]],
  ["norm(X*W)^2*sum(w)", ["w", "W"]],
  ["sum((w[2:end] - w[1:end-1].^2).^2)", ["w"]],
])("%s by %s", (text, variables) => {
  const e = parse(text, { symbols });
  const f = valueGradientAndHessian<never>(e, variables);
  const all: Readonly<Record<string, unknown>> = f(
    Object.fromEntries(f.inputs.map((name) => [name, POINT[name] as never])),
  );
  const blocks = hessian(e, variables);
  for (const row of variables)
    for (const column of variables) {
      const expected = at(blocks[row]![column]!);
      const block = entries(all[`d2/d${row}d${column}`]);
      expect(block.length).toBe(expected.length);
      for (const [k, entry] of expected.entries()) expect(block[k]).toBeCloseTo(entry, 10);
    }
});

test.each(["norm(w)", "norm(w)^2", "norm(w)^3", "norm(w)^4", "(norm(w)^2)^2", "log(1 + norm(w)^4)"])(
  "the gradient of %s at 0 is 0",
  (text) => {
    const f = valueAndGradient<never>(text, ["w"], { symbols });
    const all: Readonly<Record<string, unknown>> = f({ w: [0, 0] } as never);
    expect(entries(all["d/dw"])).toEqual([0, 0]);
  },
);

test("only numbers have gradients", () => {
  for (const make of [valueAndGradient, valueGradientAndHessian])
    expect(() => make("X*w", ["w"], { symbols })).toThrow("X*w is an array");
});
