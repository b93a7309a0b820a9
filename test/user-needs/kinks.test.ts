/** What users of other engines trip over, with the right answer: derivatives that compile, at kinks too (U27-U33). */
import { describe, expect, test } from "vitest";
import {
  compile,
  derivative,
  type Expression,
  functionsUsed,
  gradient,
  operators,
  parse,
  toLatex,
  toText,
  UnsupportedError,
  valueAndGradient,
  valueGradientAndHessian,
} from "../../src/index.ts";

const BACKENDS = ["javascript", "interpreter"] as const;

/** Formula, point, and the derivative by x there: the rules of the user guide at kinks, elsewhere the plain ones. */
const SLOPES: readonly (readonly [string, number, number])[] = [
  ["x < 0 ? -x : x", -2, -1],
  ["x < 0 ? -x : x", 0, 1],
  ["x > 0 ? x^2 : 0", 3, 6],
  ["abs(x)", -2, -1],
  ["abs(x)", 0, 0],
  ["log(abs(x))", -4, -0.25],
  ["relu(x)", 0, 0],
  ["relu(x)", 1e-300, 1],
  ["max(x, 1)", 1, 0],
  ["max(x, 1)", 1.5, 1],
  ["min(x, 1)", 1, 0],
  ["min(x, 1)", 0.5, 1],
  ["max(x, x^2)", 1, 1.5],
  ["clip(x, 0, 1)", 0, 0],
  ["clip(x, 0, 1)", 0.5, 1],
  ["sign(x)", 0, 0],
  ["floor(x)", 2, 0],
  ["ceil(x)", 2.5, 0],
  ["round(x)", 0.5, 0],
  ["mod(x, 3)", 4, 1],
  ["mod(7, x)", 2, -3],
  ["hypot(x, 1)", 0, 0],
  ["atan2(x, 1)", 0, 1],
  ["atan2(1, x)", 0, -1],
  ["cbrt(x)", -8, 1 / 12],
];

describe("U27-U31: the slope, symbolic, in code, interpreted and beside the Hessian", () => {
  test.each(SLOPES)("of %s at %d is %d", (text, x, expected) => {
    const slope = derivative(text, "x");
    for (const backend of BACKENDS) {
      expect(compile(slope, { backend, inputs: ["x"] })(x)).toBeCloseTo(expected, 15);
      expect(valueAndGradient(text, ["x"], { backend })({ x })["d/dx"]).toBeCloseTo(expected, 15);
      expect(valueGradientAndHessian(text, ["x"], { backend })({ x })["d/dx"]).toBeCloseTo(expected, 15);
    }
  });

  test("has no impulses and nothing left open", () => {
    for (const [text] of SLOPES) {
      for (const order of [1, 2, 3]) {
        const e = derivative(text, "x", order);
        expect(functionsUsed(e)).not.toContain("derivative");
        expect(toText(e)).not.toMatch(/delta|dirac|heaviside|_1\b/i);
      }
    }
  });
});

test("U30: a tie of max shares equally in the gradient and in the Hessian", () => {
  // f = max(x, y)^2: f' is 2*max times the share, f'' is 2 times the product of the shares.
  expect(valueGradientAndHessian("max(x, y)^2", ["x", "y"])({ x: 2, y: 2 })).toEqual({
    value: 4,
    "d/dx": 2,
    "d/dy": 2,
    "d2/dxdx": 0.5,
    "d2/dxdy": 0.5,
    "d2/dydx": 0.5,
    "d2/dydy": 0.5,
  });
});

describe("U32: derivatives of special functions", () => {
  // Values from 40 digits.
  test.each([
    ["erf(x)", 1, 0.4151074974205947],
    ["erfc(x)", 5, -1.5670866531017336e-11],
    ["gamma(x)", 4, 7.536706010590803],
    ["lgamma(x)", 1, -0.5772156649015329],
    ["digamma(x)", 1, Math.PI ** 2 / 6],
    ["log1p(x)", 1e-20, 1],
    ["expm1(x)", 1e-20, 1],
    ["logit(x)", 0.25, 16 / 3],
    ["softplus(x)", -800, 0],
    ["softplus(x)", 800, 1],
    ["sigmoid(x)", 0, 0.25],
    ["normal_cdf(x)", 0, 0.3989422804014327],
    ["log_normal_cdf(x)", -5, 5.186503967125842],
    ["log_normal_cdf(x)", -38, 38.02627946657587],
    ["log_normal_cdf(x)", 3, 0.004437839042125664],
  ])("%s at %d is %d", (text, x, expected) => {
    const value = compile(derivative(text, "x"), { inputs: ["x"] })(x);
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(2e-13 * Math.abs(expected));
  });

  test("logsumexp has the gradient softmax", () => {
    const symbols = "v : vector(n)";
    expect(gradient("logsumexp(v)", "v", { symbols })).toBe(parse("softmax(v)", { symbols }));
  });
});

describe("U33: every function has a value, a derivative or a reason, a LaTeX, and code", () => {
  const elementwise = operators.filter(
    ({ name, parameters, binder, variadic }) =>
      /^\p{L}/u.test(name) && parameters.length > 0 && binder === undefined && !variadic && !isStructural(name),
  );

  test("there are many", () => expect(elementwise.length).toBeGreaterThan(50));

  test.each(elementwise.map((operator) => [operator.name, operator] as const))("%s", (name, operator) => {
    const names = operator.parameters.map((_, k) => `a_${k}`);
    const e = operator.build(names.map((symbol) => parse(symbol)));
    expect(toLatex(e)).not.toBe("");
    expect(parse(toText(e))).toBe(e);
    const [code, interpreted] = BACKENDS.map((backend) => compile(e, { backend, inputs: names }));
    const values = POINTS.map((x) => code!(...names.map(() => x)));
    expect(values.some(Number.isFinite), `${values}`).toBe(true);
    expect(POINTS.map((x) => interpreted!(...names.map(() => x)))).toEqual(values);
    for (const symbol of names) expect(differentiates(e, symbol, name)).toBe(true);
  });
});

/** One of them is in the domain of any of the functions. */
const POINTS = [-0.5, 0.4, 1.5, 3];

/** Operators that are notation, not functions of numbers. */
function isStructural(name: string): boolean {
  return ["group", "array", "derivative", "apply"].includes(name);
}

/** Whether there is a derivative that compiles, or an error that names the operator. */
function differentiates(e: Expression, symbol: string, name: string): boolean {
  try {
    compile(derivative(e, symbol));
    return true;
  } catch (error) {
    return error instanceof UnsupportedError && error.message.includes(name);
  }
}
