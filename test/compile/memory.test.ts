/** Calls of compiled functions allocate nothing: the heap does not grow, by more than a fraction of a number a call. */
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { valueAndGradient } from "../../src/compile/value-and-gradient.ts";

const CALLS = 100_000;
/** A number on the heap takes 12 bytes, an object or an array more. */
const BYTES_PER_CALL = 4;

/** Bytes that the heap grew by in each of some rounds, the least; a collection in a round makes it negative. */
function growth(call: (k: number) => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < 8; round++) {
    const before = process.memoryUsage().heapUsed;
    for (let k = 0; k < CALLS; k++) call(k);
    const grown = process.memoryUsage().heapUsed - before;
    if (round >= 3 && grown >= 0) rounds.push(grown);
  }
  return Math.min(...rounds);
}

const data = { x: Float64Array.of(1, 2, 3), y: Float64Array.of(1, -1, 1) };
const out = new Float64Array(3);
const scalars = compile({ u: "a*exp(b) + 1", v: "a/b", w: "where(a > 0, log(a), 0)" });
const sums = compile(
  { u: "sum(log(1 + exp(-y[i]*(a + b*x[i]))), i=1..n)", v: "sum(x[i]*y[i], i=1..n)" },
  { symbols: "x, y : vector(n)" },
);
const bound = sums.bind(data);
const long = compile(Array.from({ length: 1500 }, (_, k) => `sin(a + ${k}*b)`).join(" + "));
const point = { a: 0, b: 2 };
const logistic = valueAndGradient("sum(log(1+exp(-y .* (X*w)))) + norm(w)^2/2", ["w"], {
  symbols: "X: matrix(n, d); y: vector(n); w: vector(d)",
});
const { y, x } = data;
const entries = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const ofWeights = logistic.bind({ X: { data: entries, shape: [3, 3] }, y });
const flatInputs = { X: entries, y, w: x };
const four = new Float64Array(4);

describe("no allocation", () => {
  test.each<[string, (k: number) => void]>([
    ["scalars one by one", (k) => scalars.into(out, k * 0.1, 2.5)],
    [
      "scalars by name",
      (k) => {
        point.a = k * 0.1;
        scalars.into(out, point);
      },
    ],
    ["arrays one by one", (k) => sums.into(out, k * 0.1, 2.5, data.x, data.y)],
    ["bound arrays", (k) => bound.into(out, k * 0.1, 2.5)],
    ["matrices and gradients", () => ofWeights.into(four, x)],
    ["flat matrices", () => logistic.into(four, flatInputs)],
  ])("%s", (_name, call) => expect(growth(call)).toBeLessThan(CALLS * BYTES_PER_CALL));

  test("a program of several functions", () => {
    let k = 0;
    const call = () => {
      if (k++ % 100 === 0) long.into(out, k * 0.1, 2.5);
    };
    expect(growth(call)).toBeLessThan(CALLS * BYTES_PER_CALL);
  });
});
