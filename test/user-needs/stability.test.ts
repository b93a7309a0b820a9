/** What users of other engines trip over, with the right answer: values and gradients at the ends (U53-U60, U104). */
import { describe, expect, test } from "vitest";
import {
  compile,
  derivative,
  evaluate,
  gradient,
  type PointValue,
  parse,
  toText,
  valueAndGradient,
} from "../../src/index.ts";

const BACKENDS = ["javascript", "interpreter"] as const;

/** The value by every way there is to compute it. */
function values(text: string, at: Readonly<Record<string, number | readonly number[]>>, symbols = ""): number[] {
  const compiled = BACKENDS.map((backend) => compile(text, { backend, symbols })(at));
  return [...compiled, evaluate(text, at as Record<string, PointValue>, { symbols }).valueOf() as number];
}

/** The derivative by x at a number. */
const slope = (text: string, x: number): number => valueAndGradient(text, ["x"])({ x })["d/dx"]!;

describe("U53: the gradient of half a squared distance is 0 where the distance is", () => {
  const symbols = "x, y : vector(n)";
  test("of vectors", () => expect(gradient("norm(x - y)^2/2", "x", { symbols })).toBe(parse("x - y", { symbols })));
  test("of numbers", () =>
    expect(valueAndGradient("sqrt((x - a)^2 + (y - b)^2)^2/2", ["x", "y"])({ x: 1, y: 2, a: 1, b: 2 })).toEqual({
      value: 0,
      "d/dx": 0,
      "d/dy": 0,
    }));
});

describe("U54: powers at 0", () => {
  test.each([
    [1, 0],
    [2, -2],
    [3, 0],
    [4, 12],
  ])("derivative %d of exp(-(x^2)) at 0 is %d", (order, expected) =>
    expect(compile(derivative("exp(-(x^2))", "x", order))({ x: 0 }) + 0).toBe(expected),
  );
  test.each([
    ["pow(x, 2)", 0, 0],
    ["x^1", 0, 1],
    ["x^3/x", 0, 0],
  ])("the derivative of %s at %d is %d", (text, x, expected) => expect(slope(text, x)).toBe(expected));
});

describe("U55: powers with a variable exponent at base 0", () => {
  test.each([
    [2, 0],
    [1, 1],
    [0.5, Infinity],
    [0, 0],
    [-1, -Infinity],
  ])("d/da a^b at a = 0, b = %d is %d", (b, expected) => {
    const byHand = values("b*a^(b - 1)", { a: 0, b });
    const swept = BACKENDS.map((backend) => valueAndGradient("a^b", ["a"], { backend })({ a: 0, b })["d/da"]!);
    const written = BACKENDS.map((backend) => compile(derivative("a^b", "a"), { backend })({ a: 0, b }));
    for (const value of [...byHand, ...swept, ...written]) expect(value + 0).toBe(expected);
  });
  test("the second derivatives of a^b by a and by b at a = 0", () => {
    const by = (variable: string, b: number) => compile(derivative("a^b", variable, 2))({ a: 0, b }) + 0;
    expect([0, 1, 2, 3].map((b) => by("a", b))).toEqual([0, 0, 2, 0]);
    expect([0.5, 1, 2].map((b) => by("b", b))).toEqual([0, 0, 0]);
  });
  test("a negative base and NaN are as before", () => {
    const slope = compile(derivative("a^b", "a"));
    expect(slope({ a: -2, b: 3 })).toBe(12);
    expect(slope({ a: -2, b: 0.5 })).toBeNaN();
    expect(slope({ a: Number.NaN, b: 2 })).toBeNaN();
  });
  test.each([2, 1, 0.5])("d/db a^b at a = 0, b = %d is 0", (b) => {
    expect(compile(derivative("a^b", "b"))({ a: 0, b }) + 0).toBe(0);
    expect(valueAndGradient("a^b", ["b"])({ a: 0, b })["d/db"]! + 0).toBe(0);
  });
});

describe("U56: softplus and sigmoid, however they are written", () => {
  test.each(["log(1 + exp(x))", "log(exp(x) + 1)", "log1p(exp(x))", "softplus(x)", "log(exp(0) + exp(x))"])(
    "%s",
    (text) => {
      for (const [x, expected] of [
        [20, 20.000000002061153],
        [1000, 1000],
        [-500, 7.124576406741286e-218],
        [-Infinity, 0],
        [Infinity, Infinity],
      ] as const)
        expect(values(text, { x })).toEqual([expected, expected, expected]);
      expect([slope(text, 800), slope(text, -800)]).toEqual([1, 0]);
    },
  );

  test.each(["1/(1 + exp(-x))", "exp(x)/(1 + exp(x))", "sigmoid(x)", "1 - 1/(1 + exp(x))"])("%s", (text) => {
    for (const [x, expected] of [
      [1000, 1],
      [-1000, 0],
      [-500, 7.124576406741286e-218],
      [0, 0.5],
    ] as const)
      expect(values(text, { x })).toEqual([expected, expected, expected]);
    expect([slope(text, 800), slope(text, -800), slope(text, 0)]).toEqual([0, 0, 0.25]);
  });
});

describe("U57: the logarithm of the sigmoid in both tails", () => {
  test.each(["log(1/(1 + exp(-x)))", "log(sigmoid(x))", "-log(1 + exp(-x))", "logsigmoid(x)", "x - log(1 + exp(x))"])(
    "%s",
    (text) => {
      for (const x of [-300, -745, -1e4]) {
        expect(values(text, { x })).toEqual([x, x, x]);
        expect(slope(text, x)).toBe(1);
      }
      for (const x of [300, 745, 1e4]) {
        const [value, slopeThere] = [values(text, { x })[0]!, slope(text, x)];
        expect(value).toBeCloseTo(-Math.exp(-x), 300);
        expect(slopeThere).toBeCloseTo(Math.exp(-x), 300);
      }
    },
  );

  test.each(["log(1/(1 + exp(-x)))", "log(sigmoid(x))", "-log(1 + exp(-x))", "logsigmoid(x)"])("%s at ±∞", (text) => {
    expect(values(text, { x: -Infinity })).toEqual([-Infinity, -Infinity, -Infinity]);
    expect(values(text, { x: Infinity }).map((value) => value + 0)).toEqual([0, 0, 0]);
  });
});

describe("U58: logsumexp by every way", () => {
  const expected = -799.9932846515109;
  test.each(["log(exp(a) + exp(b))", "logaddexp(a, b)", "a + log(1 + exp(b - a))"])("%s", (text) =>
    expect(values(text, { a: -800, b: -805 })).toEqual([expected, expected, expected]),
  );
  test.each(["logsumexp(v)", "log(sum(exp(v)))"])("%s", (text) =>
    expect(values(text, { v: [-800, -805] }, "v : vector(n)")).toEqual([expected, expected, expected]),
  );
  test.each([
    ["logsumexp(v[i], i=1..n)", 0],
    ["log(sum(exp(v[i]), i=1..n))", 0],
    ["log(3*sum(exp(v[i]), i=1..n)/3)", 0],
    ["log(sum(exp(v[i] + log(i)), i=1..n))", Math.log((1 + 2 * Math.exp(-5)) / (1 + Math.exp(-5)))],
    ["log(sum((1 + w[i]^2)*exp(v[i]), i=1..n))", Math.log((1 + 2 * Math.exp(-5)) / (1 + Math.exp(-5)))],
  ])("%s", (text, more) => {
    for (const value of values(
      text,
      { v: [-800, -805], ...(text.includes("w") ? { w: [0, 1] } : {}) },
      "v, w : vector(n)",
    ))
      expect(value).toBeCloseTo(expected + more, 12);
  });
  test("over an index it is to the last bit that of the vector", () => {
    for (const text of ["logsumexp(v[i], i=1..n)", "log(sum(exp(v[i]), i=1..n))"])
      expect(values(text, { v: [-800, -805] }, "v : vector(n)")).toEqual([expected, expected, expected]);
    // A sum near 1 keeps its digits: log(1 + 1e-20).
    expect(values("log(sum(exp(v[i]), i=1..n))", { v: [-46.051701859880914, 0] }, "v : vector(n)")[0]).toBeCloseTo(
      1e-20,
      34,
    );
  });
  test.each([
    ["log(sum(exp(x*v[i]), i=1..n))", -800.0334642546056],
    ["log(1 + sum(exp(-x*v[i]), i=1..n))", 804.96653574536],
    ["exp(x*v[1])/sum(exp(x*v[i]), i=1..n)", 0.0332402833383],
  ])("the derivative of %s, swept or as a formula", (text, expected) => {
    const options = { symbols: "v : vector(n)" };
    const at = { x: 1, v: [-800, -805] };
    const swept = valueAndGradient(text, ["x"], options)(at)["d/dx"]!;
    const written = compile(derivative(text, "x", 1, options))(at);
    expect(swept / expected).toBeCloseTo(1, 9);
    expect(written / expected).toBeCloseTo(1, 9);
  });
  test("of nothing, and of nothing but -∞, it is -∞", () => {
    const all = [-Infinity, -Infinity, -Infinity];
    expect(values("logsumexp(v)", { v: [] }, "v : vector(n)")).toEqual(all);
    expect(values("logsumexp(v)", { v: [-Infinity, -Infinity] }, "v : vector(n)")).toEqual(all);
    expect(values("log(exp(a) + exp(b))", { a: -Infinity, b: -Infinity })).toEqual(all);
    const symbols = "v : vector(n)";
    for (const v of [[], [-Infinity, -Infinity]])
      expect(values("log(sum(exp(v[i]), i=1..n))", { v }, symbols)).toEqual(all);
    for (const v of [
      [Infinity, Infinity],
      [1, Infinity, -Infinity],
    ])
      expect(values("log(sum(exp(v[i]), i=1..n))", { v }, symbols)).toEqual(all.map((value) => -value));
    expect(values("log(sum(exp(v[i]), i=1..n))", { v: [1, Number.NaN, 2] }, symbols)).toEqual(
      Array(3).fill(Number.NaN),
    );
  });
});

describe("U59: stable before and after differentiation", () => {
  test.each(["log1mexp(x)", "log(1 - exp(x))", "log(-expm1(x))"])("%s", (text) => {
    expect(values(text, { x: -1e-20 })).toEqual(Array(3).fill(-46.051701859880914));
    expect(values(text, { x: -50 })).toEqual(Array(3).fill(-1.9287498479639178e-22));
    // The slope is -1/expm1(-x): -1e20 and -exp(-50) up to its square.
    expect(slope(text, -1e-20) / -1e20).toBeCloseTo(1, 15);
    expect(slope(text, -50) / -1.928749847963918e-22).toBeCloseTo(1, 15);
  });
});

describe("U59: nothing overflows that is not large itself, swept or as a formula", () => {
  // Values of the function and of its derivative, from 40 digits. An exponent near 800 is known to 1.1e-13.
  const near = (expected: number) => 1.2e-13 * Math.abs(expected);
  test.each([
    ["log(cosh(x))", 800, 799.3068528194401, 1],
    ["log(cosh(x))", -1e5, 99999.30685281944, -1],
    ["log(cosh(x))", 1e-9, 5e-19, 1e-9],
    ["log(2*cosh(x))", 800, 800, 1],
    ["log(sinh(x))", 800, 799.3068528194401, 1],
    ["log(sinh(x))", 1e-9, -20.72326583694641, 1e9],
    ["log(exp(x) - 1)", 800, 800, 1],
    ["exp(x)/(exp(x) - 1)", 800, 1, 0],
    ["exp(x)/(exp(x) + exp(-x))", 800, 1, 0],
    ["exp(x)/(2 + 3*exp(x))", 800, 1 / 3, 0],
    ["exp(x)/(exp(x) + exp(2*x) + 1)", 800, 0, 0],
    ["sinh(x)/cosh(x)", 800, 1, 0],
    ["1/cosh(x)", 800, 0, 0],
    ["log(exp(x) + exp(-x))", 1e-9, Math.LN2, 1e-9],
  ])("%s at %d", (text, x, value, derivativeThere) => {
    for (const found of values(text, { x })) expect(Math.abs(found - value)).toBeLessThanOrEqual(near(value));
    const written = compile(derivative(text, "x"))({ x });
    for (const found of [slope(text, x), written])
      expect(Math.abs(found - derivativeThere)).toBeLessThanOrEqual(near(derivativeThere));
  });
  test.each([
    ["log(cosh(x))", "tanh(x)"],
    ["log(sinh(x))", "coth(x)"],
  ])("the derivative of %s reads %s", (text, expected) => expect(toText(derivative(text, "x"))).toBe(expected));
  test("a logarithm of a product over data, and of a mean of exponentials", () => {
    const v = [-800, -805];
    expect(values("log(prod(exp(v[i]), i=1..n))", { v }, "v : vector(n)")).toEqual([-1605, -1605, -1605]);
    for (const text of ["log(mean(exp(v)))", "log(sum(exp(v[i]), i=1..n)/n)"])
      for (const value of values(text, { v }, "v : vector(n)")) expect(value).toBeCloseTo(-800.6864318320708, 12);
  });
});

describe("U60: nothing is lost by rearranging", () => {
  test.each(["(1e20*x + x) - 1e20*x", "(10^20*x + x) - 10^20*x", "(x + 1e20*x) - 1e20*x"])(
    "the derivative of %s is 1",
    (text) => {
      expect(slope(text, 3)).toBe(1);
      expect(values(text, { x: 3 })).toEqual([3, 3, 3]);
    },
  );
});

describe("U104: tails of the error function and of the normal distribution", () => {
  // Values from 40 digits.
  test.each([
    ["erfc(x)", 10, 2.088487583762545e-45],
    ["erfc(x)", 6, 2.1519736712498913e-17],
    ["normal_cdf(x)", -9, 1.1285884059538408e-19],
    ["normal_cdf(x)", -6, 9.865876450376983e-10],
    ["log_normal_cdf(x)", -38, -726.5572160188201],
  ])("%s at %d is %d", (text, x, expected) => {
    for (const value of values(text, { x })) expect(Math.abs(value / expected - 1)).toBeLessThan(1e-13);
  });
});
