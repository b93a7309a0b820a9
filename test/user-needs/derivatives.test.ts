/** What users of other engines trip over, with the right answer: derivatives (U27-U39, U47, U48, U50, U55). */
import { describe, expect, test } from "vitest";
import { reverseSweep } from "../../src/calculus/reverse.ts";
import type { Expression } from "../../src/core/expression.ts";
import { derivative, gradient, parse, postorder, symbol, toText, UnsupportedError } from "../../src/index.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { ONE } from "../../src/operators/number.ts";

const by = (text: string, variable = "x", symbols = ""): string => toText(derivative(text, variable, 1, { symbols }));
const at = (e: Expression, values: Record<string, number>): number =>
  evaluateReference(e, new Map(Object.entries(values).map(([name, value]) => [symbol(name), value])));

test.each([
  ["x < 0 ? -x : x", "where(x < 0, -1, 1)"],
  ["x > 0 ? x^2 : 0", "where(x > 0, 2*x, 0)"],
])("U27: conditionals, %s gives %s", (text, expected) => expect(by(text)).toBe(expected));

test.each([
  ["max(x, 1)", "x", "where(x > 1, 1, 0)"],
  ["sign(x)", "x", "0"],
  ["floor(x)", "x", "0"],
  ["atan2(y, x)", "y", "x/(x^2 + y^2)"],
  ["atan2(y, x)", "x", "-y/(x^2 + y^2)"],
  ["hypot(x, 1)", "x", "x/hypot(x, 1)"],
  ["mod(x, 3)", "x", "1"],
  ["x!", "x", "digamma(x + 1)*gamma(x + 1)"],
])("U28: %s by %s gives %s", (text, variable, expected) => expect(by(text, variable)).toBe(expected));

test("U29: abs' is sign, and 0 at 0", () => {
  expect(by("abs(x)")).toBe("sign(x)");
  expect(at(derivative("abs(x)", "x"), { x: 0 })).toBe(0);
});

describe("U30: at a kink the derivatives are", () => {
  test.each<[string, Record<string, number>, number, number]>([
    ["max(x, y)", { x: 1, y: 1 }, 0.5, 0.5],
    ["min(x, y)", { x: 1, y: 1 }, 0.5, 0.5],
    ["max(x, y, z)", { x: 2, y: 2, z: 2 }, 1 / 3, 1 / 3],
    ["max(x, 1) + 0*y", { x: 1, y: 1 }, 0, 0],
    ["relu(x) + y", { x: 0, y: 0 }, 0, 1],
  ])("of %s at %o: %d and %d", (text, values, byX, byY) => {
    const { x, y } = gradient(text, ["x", "y"]);
    expect([at(x!, values), at(y!, values)]).toEqual([byX, byY]);
  });
});

test("U31: log(abs(x)) gives 1/x", () => expect(by("log(abs(x))")).toBe("1/x"));

test.each([
  ["erf(x)", "2*exp(-x^2)/sqrt(pi)"],
  ["erfc(x)", "-2*exp(-x^2)/sqrt(pi)"],
  ["lgamma(x)", "digamma(x)"],
  ["digamma(x)", "trigamma(x)"],
  ["log1p(x)", "1/(x + 1)"],
  ["expm1(x)", "exp(x)"],
  ["logit(x)", "1/(x*(1 - x))"],
  ["softplus(x)", "sigmoid(x)"],
  ["normal_cdf(x)", "exp(-x^2/2)/sqrt(2*pi)"],
])("U32: %s gives %s", (text, expected) => expect(by(text)).toBe(expected));

test("U32: the derivative of the logarithm of the normal distribution is right far in the tail", () =>
  // The ratio of density and distribution at -40, from its asymptotic series 40 + 1/40 - 2/40^3 + 10/40^5.
  expect(at(derivative("log_normal_cdf(x)", "x"), { x: -40 })).toBeCloseTo(
    40 + 1 / 40 - 2 / 40 ** 3 + 10 / 40 ** 5,
    6,
  ));

test.each([
  ["pow(x, 2)", "x^2"],
  ["cbrt(x)", "nthRoot(x, 3)"],
  ["sqrt(x)", "x^(1/2)"],
  ["arcsin(x)", "asin(x)"],
  ["ln(x)", "log(x)"],
])("U33: %s and %s are one function with one derivative", (one, other) => {
  expect(parse(one)).toBe(parse(other));
  expect(derivative(one, "x")).toBe(derivative(other, "x"));
});

test("U34: a derivative inside of a derivative", () => expect(by("x*derivative(exp(x), x)")).toBe("exp(x)*(x + 1)"));

test.each([
  ["f(x) = x*log(x); f(x)", "1 + log(x)", ""],
  ["f(x) = x*log(x); f'(x)", "1/x", ""],
  ["h(x) = x^2 + 3x + 7; h(2x)", "8*x + 6", ""],
  ["f(x^2)", "2*x*f'(x^2)", "f : function"],
  ["f'(x)", "f''(x)", "f : function"],
])("U35: functions of the user, %s gives %s", (text, expected, symbols) =>
  expect(by(text, "x", symbols)).toBe(expected),
);

test.each(["x_1", "theta_0", "$p", "p$x", "θ", "α_1", "x₁"])("U36: %s is a variable like any other", (name) =>
  expect(by(`${name}^2`, name)).toBe(`2*${name}`),
);

describe("U37: an expression that was differentiated is as before", () => {
  test.each(["min(x, y)*exp(x)", "polygamma(x, 2) + min(x, y)"])("%s", (text) => {
    const e = parse(text);
    const before = postorder(e).map((node) => toText(node));
    try {
      derivative(e, "x");
    } catch (error) {
      expect(error).toBeInstanceOf(UnsupportedError);
    }
    expect(postorder(e).map((node) => toText(node))).toEqual(before);
    expect(parse(text)).toBe(e);
  });
});

test.each([
  ["e^x", "exp(x)"],
  ["pi*x", "pi"],
  ["e*x", "e"],
])("U38: constants, %s gives %s", (text, expected) => expect(by(text)).toBe(expected));

test.each(["e", "pi", "π"])("U38: %s is no variable to differentiate by, unless it is declared", (name) => {
  expect(() => derivative(`${name}^x`, name)).toThrow(`${name} is a constant`);
  expect(toText(derivative(`${name}^2`, name, 1, { symbols: `${name} : real` }))).toBe(`2*${name}`);
});

test.each([
  ["polygamma(x, 2) + 1", /derivative of polygamma by its argument n: polygamma\(x, 2\)/],
  ["sum(i, i=1..x)", /sum\(i, i=1\.\.x\) cannot be differentiated by x, an end of its range/],
])("U39: %s has an error that names the operator", (text, message) => {
  expect(() => derivative(text, "x", 1, { symbols: "x : real" })).toThrow(UnsupportedError);
  expect(() => derivative(text, "x", 1, { symbols: "x : real" })).toThrow(message);
});

describe("U47, U48: shared work is done once", () => {
  const nodesWithGradient = (e: Expression, variables: readonly Expression[]) =>
    postorder(e, ...reverseSweep(new Map([[e, ONE]]), variables)).length;

  test("U47: a product of 100 factors and all its derivatives", () => {
    const factors = Array.from({ length: 100 }, (_, k) => symbol(`x${k}`));
    const product = multiply(...factors);
    expect(nodesWithGradient(product, factors)).toBeLessThanOrEqual(5 * postorder(product).length);
  });

  test("U48: e -> e*e + e, 40 times", () => {
    let e: Expression = symbol("x");
    for (let k = 0; k < 40; k++) e = add(multiply(e, e), e);
    expect(nodesWithGradient(e, [symbol("x")])).toBeLessThanOrEqual(6 * postorder(e).length);
  });
});

test("U50: the gradient by some of the variables keeps the others as they are", () => {
  const all = gradient("a*x^2 + b*sin(x*y)", ["a", "b", "x", "y"]);
  const some = gradient("a*x^2 + b*sin(x*y)", ["a", "b"]);
  expect(Object.keys(some)).toEqual(["a", "b"]);
  expect(some.a).toBe(all.a);
  expect(some.b).toBe(all.b);
});

describe("U55: powers at base 0", () => {
  // By a at b = 0 and by b, 0 meets an infinity: b*a^(b - 1) and a^b*log(a) have no value at a = 0 as they stand.
  test.each([
    [2, 0],
    [1, 1],
    [0.5, Infinity],
    [-1, -Infinity],
  ])("the derivative of a^b by a at a = 0, b = %d is %d", (b, expected) => {
    expect(at(derivative("a^b", "a"), { a: 0, b }) + 0).toBe(expected);
  });
});
