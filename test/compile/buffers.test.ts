/** Arrays on the way share memory where their lives do not meet, and the results stay what they are. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { valueAndGradient } from "../../src/compile/value-and-gradient.ts";

const symbols = "X: matrix(n, d); A: matrix(d, d); w: vector(d)";
const buffers = (source: string): number => source.match(/^let b\d+/gm)?.length ?? 0;

interface Matrix {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}

/** tanh(tanh(X*A)*A)…, so many layers deep. */
const network = (layers: number): string => (layers === 0 ? "X" : `tanh(${network(layers - 1)}*A)`);

const X = { data: Float64Array.from({ length: 15 }, (_, k) => Math.sin(k)), shape: [5, 3] };
const A = { data: Float64Array.from({ length: 9 }, (_, k) => Math.cos(2 * k)), shape: [3, 3] };

/** The same without nabla. */
function deep(layers: number): number {
  let h = [...X.data];
  for (let layer = 0; layer < layers; layer++)
    h = h.map((_, at) => {
      const [i, j] = [Math.floor(at / 3), at % 3];
      return Math.tanh([0, 1, 2].reduce((sum, k) => sum + h[3 * i + k]! * A.data[3 * k + j]!, 0));
    });
  return h.reduce((sum, each) => sum + each, 0);
}

describe("a network forward", () => {
  test.each([1, 2, 5, 20])("of %i layers needs as much memory as one of two", (layers) => {
    const f = compile<number>(`sum(${network(layers)})`, { symbols });
    expect(buffers(f.source)).toBeLessThanOrEqual(2);
    expect(f({ X, A })).toBeCloseTo(deep(layers), 12);
    const slow = compile<number>(`sum(${network(layers)})`, { symbols, backend: "interpreter" });
    expect(slow({ X, A })).toBe(f({ X, A }));
  });
});

test("with its gradient every layer is kept", () => {
  const sizes = [2, 4].map((layers) => buffers(valueAndGradient(`sum(${network(layers)})`, ["A"], { symbols }).source));
  expect(sizes[1]).toBeGreaterThan(sizes[0]!);
});

test("arrays of other lengths, and those that are handed out, are not overwritten", () => {
  const f = compile<string, Matrix | Float64Array>(
    { first: "tanh(X*A)", second: "tanh(tanh(X*A)*A)", third: "(X*A)'*tanh(X*A)", fourth: "exp(X*A*w)" },
    { symbols },
  );
  const w = [1, -1, 2];
  const all = f({ X, A, w } as never);
  for (const name of ["first", "second", "third"]) {
    const text = { first: "tanh(X*A)", second: "tanh(tanh(X*A)*A)", third: "(X*A)'*tanh(X*A)" }[name]!;
    const alone = compile<Matrix>(text, { symbols })({ X, A } as never);
    expect([...(all[name] as Matrix).data]).toEqual([...alone.data]);
  }
});
