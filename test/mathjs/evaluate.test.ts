/** Evaluation to many digits: constants of the literature, the table of published values, inputs, and what fails. */
import { readFileSync } from "node:fs";
import { type BigNumber, bignumber, fraction, matrix } from "mathjs";
import { describe, expect, it, test } from "vitest";
import { DomainError, LimitError, ShapeError, UnsupportedError } from "../../src/core/error.ts";
import { rational } from "../../src/core/number.ts";
import { evaluate, type PreciseValues } from "../../src/mathjs/evaluate.ts";

const close = (actual: BigNumber, expected: string, digits: number): boolean =>
  actual
    .minus(expected)
    .abs()
    .lte(bignumber(expected).abs().times(`1e-${digits}`));

// Fifty digits, computed with mpmath 1.3 in 120.
// biome-ignore format: a table
const FIFTY_DIGITS: readonly (readonly [string, string])[] = [
  ["pi", "3.1415926535897932384626433832795028841971693993751"],
  ["e", "2.7182818284590452353602874713526624977572470937000"],
  ["exp(pi)", "23.140692632779269005729086367948547380266106242600"],
  ["sqrt(2)", "1.4142135623730950488016887242096980785696718753769"],
  ["2^(1/3)", "1.2599210498948731647672106072782283505702514647015"],
  ["log(2)", "0.69314718055994530941723212145817656807550013436026"],
  ["log2(10)", "3.3219280948873623478703194294893901758648313930246"],
  ["log10(2)", "0.30102999566398119521373889472449302676818988146211"],
  ["-digamma(1)", "0.57721566490153286060651209008240243104215933593992"],
  ["(1 + sqrt(5))/2", "1.6180339887498948482045868343656381177203091798058"],
  ["gamma(1/3)", "2.6789385347077476336556929409746776441286893779573"],
  ["gamma(1/4)", "3.6256099082219083119306851558676720029951676828801"],
  ["gamma(-3/2)", "2.3632718012073547030642233111215269103967326081632"],
  ["lgamma(100)", "359.13420536957539877604401046028690961262171808563"],
  ["lgamma(1 + 1/10^30)", "-5.7721566490153286060651209008157996400873522272169e-31"],
  ["digamma(1/4)", "-4.2274535333762654080895301460966835773672444387082"],
  ["trigamma(1)", "1.6449340668482264364724151666460251892189499012068"],
  ["trigamma(-1/3)", "12.063875409358717409987317233275685153232695090373"],
  ["-polygamma(2, 1)/2", "1.2020569031595942853997381615114499907649862923405"],
  ["polygamma(3, 1/2)", "97.409091034002437236440332688705111249727585672685"],
  ["polygamma(5, -7/3)", "88874.975648371006902246523305152247951836460529537"],
  ["erf(1)", "0.84270079294971486934122063508260925929606699796630"],
  ["erfc(1)", "0.15729920705028513065877936491739074070393300203370"],
  ["erfc(5)", "0.0000000000015374597944280348501883434853833788901180503147234"],
  ["erfc(50)", "2.0709207788416560484484478751657887929322509209954e-1088"],
  ["erf(1/10^40)", "1.1283791670955125738961589031215451716881012586580e-40"],
  ["normal_cdf(-40)", "3.6558935409150297037489858026882836650539446199774e-350"],
  ["log_normal_cdf(-3)", "-6.6077262215103495432760770832515144387807670241633"],
  ["sin(1)", "0.84147098480789650665250232163029899962256306079837"],
  ["cos(10^20)", "0.76397040444172830040014680273788112283447344174700"],
  ["tan(11/7)", "-1581.6660411069837079729290816982181588307067207641"],
  ["asin(1/3)", "0.33983690945412193709639251339176406638824469033246"],
  ["acos(1 - 1/10^20)", "0.00000000014142135623730950488028672355116756577770092676309"],
  ["atan2(-1, -2)", "-2.6779450445889871222483871518182884821686323450890"],
  ["sinh(1/10^20)", "1.0000000000000000000000000000000000000000166666667e-20"],
  ["asinh(-10^30)", "-69.770699970381315829956975761989102796108544793223"],
  ["acosh(1 + 1/10^30)", "0.0000000000000014142135623730950488016887242095802274394741174562"],
  ["atanh(1 - 1/10^30)", "34.885349985190657914978487880994301398054272396612"],
  ["log1p(1/10^40)", "9.9999999999999999999999999999999999999995000000000e-41"],
  ["expm1(-1/10^40)", "-9.9999999999999999999999999999999999999995000000000e-41"],
  ["log1mexp(-1/10^40)", "-92.103403719761827360719658187374568304044109545151"],
  ["softplus(-200)", "1.3838965267367375306486814569790846854030475823395e-87"],
  ["sigmoid(-1/3)", "0.41742979353768532313360538603877044094715348955074"],
  ["logit(1/2 + 1/10^40)", "4.0000000000000000000000000000000000000000000000000e-40"],
  ["gelu(-30)", "-1.4720141781444561178601427769740571415990954824178e-196"],
  ["silu(3)", "2.8577223804672996573634555446847433958414617027382"],
  ["logaddexp(1000, 999)", "1000.3132616875182228340489954949678556419152800857"],
  ["exp(pi*sqrt(163)) - 262537412640768744", "-0.00000000000074992740280181431112064614366266300913729246258962"],
];

test.each(FIFTY_DIGITS)("%s to 50 digits", (text, expected) => {
  expect(evaluate(text).eq(expected), `${evaluate(text)}`).toBe(true);
});

test.each(["gamma(1/3)", "erf(2)", "digamma(-1/3)", "polygamma(4, 1/7)", "log_normal_cdf(-9)", "sinh(1/1000)"])(
  "%s: fewer digits are the rounding of more",
  (text) => {
    const most = evaluate(text, {}, { precision: 200 });
    for (const precision of [1, 7, 16, 34, 100])
      expect(evaluate(text, {}, { precision }).eq(most.toSignificantDigits(precision))).toBe(true);
  },
);

test("four hundred digits satisfy the reflection formula", () => {
  const [product, expected] = ["gamma(1/3)*gamma(2/3)", "2*pi/sqrt(3)"].map((text) =>
    evaluate(text, {}, { precision: 400 }),
  );
  expect(product!.minus(expected!).abs().lt("1e-398")).toBe(true);
});

interface Case {
  readonly fn: string;
  readonly args: readonly number[];
  readonly digits: string;
}

describe("published values", () => {
  const { cases } = JSON.parse(readFileSync("test/data/special_functions.json", "utf8")) as { cases: readonly Case[] };
  // biome-ignore format: a table
  const formulas = new Map(Object.entries({
    gammaln: "lgamma(x)", gamma: "gamma(x)", digamma: "digamma(x)", trigamma: "trigamma(x)", polygamma2: "polygamma(2, x)",
    erf: "erf(x)", erfc: "erfc(x)", erfcx: "exp(x^2)*erfc(x)", log1p: "log1p(x)", expm1: "expm1(x)", sigmoid: "sigmoid(x)",
    softplus: "softplus(x)", log1mexp: "log1mexp(x)", logit: "logit(x)", normcdf: "normal_cdf(x)",
    lognormcdf: "log_normal_cdf(x)", lbeta: "lbeta(x, y)", hypot: "hypot(x, y)", atan2: "atan2(x, y)", asinh: "asinh(x)",
    acosh: "acosh(x)", atanh: "atanh(x)", cbrt: "cbrt(x)", sinc_unnormalised: "sin(x)/x",
  }));
  const covered = cases.filter(({ fn }) => formulas.has(fn));

  it("covers the functions it should", () => {
    expect(new Set(covered.map(({ fn }) => fn))).toEqual(new Set(formulas.keys()));
  });

  // The table has forty digits; its arguments are doubles with all their bits.
  for (const { fn, args, digits } of covered) {
    const [x, y] = args as [number, number?];
    test(`${fn}(${args.join(", ")})`, () => {
      const value = evaluate(formulas.get(fn)!, { x, ...(y === undefined ? {} : { y }) });
      expect(close(value, digits, 39), `${value}`).toBe(true);
    });
  }
});

describe("what cancels", () => {
  // biome-ignore format: a table
  test.each<[string, PreciseValues, string]>([
    ["(x + 1)^2 - 1 - 2*x", { x: "1e-60" }, "1e-120"],
    ["sin(pi*x)", { x: 1000001 }, "0"],
    ["1e10*sin(pi)/1e300", {}, "0"],
    ["log(1 + x) - x", { x: "1e-30" }, "-4.9999999999999999999999999999966666666666666666667e-61"],
    ["(exp(x) - 1 - x)/x^2", { x: "1e-25" }, "0.50000000000000000000000001666666666666666666666667"],
    ["tan(x)", { x: Math.PI / 2 }, "16331239353195369.75596773704152891653086406810491"],
    ["1/10 + 2/10 - 3/10", {}, "0"],
    ["erf(x) - 1", { x: 20 }, "-5.3958656116079009289349991679053456040882726709236e-176"],
  ])("%s at %j is %s", (text, values, expected) => {
    expect(evaluate(text, values).eq(expected), `${evaluate(text, values)}`).toBe(true);
  });
});

test.each(["1/sin(pi)", "tan(pi/2)", "gamma(-1)", "log(x)", "(-8)^(1/3)", "asin(2)", "mod(1, x + 1)"])(
  "%s has no value",
  (text) => {
    expect(evaluate(text, { x: -1 }).isNaN()).toBe(true);
  },
);

describe("inputs", () => {
  test.each<[string, PreciseValues[string], string]>([
    ["a double counts with all its bits", 0.1, "0.1000000000000000055511151231257827021181583404541"],
    ["the smallest double too", 5e-324, "4.9406564584124654417656879286822137236505980261432e-324"],
    ["a large double too", 1e23, "9.9999999999999991611392e+22"],
    ["text is decimal", "0.1", "0.1"],
    ["integers of any size", 12345678901234567890123n, "1.2345678901234567890123e+22"],
    ["exact ratios", rational(1, 8), "0.125"],
    ["ratios of mathjs", fraction(1, 8) as unknown as PreciseValues[string], "0.125"],
    ["big numbers of another instance", bignumber("0.1"), "0.1"],
  ])("%s", (_, x, expected) => {
    expect(evaluate("x", { x }).toString()).toBe(expected);
  });

  test.each<[string, PreciseValues[string]]>([
    [
      "nested",
      [
        [1, 2],
        [3, "0.5"],
      ],
    ],
    ["flat with a shape", { data: new Float64Array([1, 2, 3, 0.5]), shape: [2, 2] }],
    [
      "a matrix of mathjs",
      matrix([
        [1, 2],
        [3, 0.5],
      ]),
    ],
  ])("arrays: %s", (_, A) => {
    const trace = evaluate("sum(A[i, i], i=1..n) + n", { A }, { symbols: "A : matrix(n, n)" });
    expect(trace.toString()).toBe("3.5");
  });

  test("sizes follow from the arrays, entries are read by index", () => {
    const symbols = "x, y : vector(n); idx : vector(m)";
    const values = { x: [1, 2, 3], y: new Float32Array([4, 5, 6]), idx: [2, 2] };
    expect(evaluate("sum(x[i]*y[i], i=1..n)", values, { symbols }).toNumber()).toBe(32);
    expect(evaluate("prod(x[idx[j]], j=1..m)", values, { symbols }).toNumber()).toBe(4);
    expect(evaluate("sum(where(i > 1, x[i - 1], 0), i=1..n)", values, { symbols }).toNumber()).toBe(3);
    expect(evaluate("sum(sum(i*j, j=1..i), i=1..4) + prod(k, k=3..2)").toNumber()).toBe(66);
    expect(evaluate("[1, x, 3][2] + (2*u + u)[1]", { x: 7, u: [5] }, { symbols: "u : vector(1)" }).toNumber()).toBe(22);
  });

  test("the result is a big number of the precision asked for", () => {
    const value = evaluate("1/3", {}, { precision: 12 });
    expect(value.toString()).toBe("0.333333333333");
    expect(value.plus(1).div(7).toString()).toBe("0.190476190476");
    expect(bignumber(value).eq(value)).toBe(true);
  });

  test("a derivative in the formula is worked out", () => {
    expect(evaluate("d/dx x^3", { x: "0.1" }).toString()).toBe("0.03");
  });
});

describe("errors", () => {
  // biome-ignore format: a table
  test.each<[string, PreciseValues, string, new (...args: never[]) => Error, string]>([
    ["x + y", { x: 1 }, "", DomainError, "y has no value"],
    ["x", { x: "one" }, "", DomainError, '"one" is not a number'],
    ["constructor", {}, "", DomainError, "constructor has no value"],
    ["f(2)", {}, "f : function", UnsupportedError, "f is only declared"],
    ["u", { u: [1] }, "u : vector(n)", UnsupportedError, "u is an array"],
    ["u[1]", { u: 1 }, "u : vector(n)", ShapeError, "u is a vector(n), its value has 0 dimensions"],
    ["u[1]", { u: [1, 2] }, "u : vector(3)", ShapeError, "2 entries, not 3"],
    ["u[1]*v[1]", { u: [1, 2], v: [1] }, "u, v : vector(n)", ShapeError, "entries, not"],
    ["A[1, 1]", { A: [[1, 2], [3]] }, "A : matrix(n, m)", ShapeError, "same length"],
    ["sin(x)", { x: "1e3000" }, "", LimitError, "too large"],
    ["polygamma(n, 1)", { n: 1e6 }, "", LimitError, "beyond 10000"],
  ])("%s at %j (%s)", (text, values, symbols, Class, message) => {
    const attempt = () => evaluate(text, values, { symbols });
    expect(attempt).toThrow(Class);
    expect(attempt).toThrow(message);
  });

  test.each([0, -1, 1.5, 401, Number.NaN])("a precision of %s", (precision) => {
    expect(() => evaluate("pi", {}, { precision })).toThrow(LimitError);
  });

  test("after an argument that is too large everything goes on as before", () => {
    expect(() => evaluate("sin(x)", { x: "1e3000" })).toThrow(LimitError);
    expect(evaluate("sin(1)").eq("0.84147098480789650665250232163029899962256306079837")).toBe(true);
  });
});

describe("size", () => {
  test("shared work is done once, depth does not matter", () => {
    let text = "";
    for (let k = 0; k < 60; k++) text += `x = sqrt(x*x + x); `;
    text += "x";
    expect(evaluate(text, { x: 1 }, { precision: 10 }).isFinite()).toBe(true);
    const deep = `${"sin(".repeat(2000)}x${")".repeat(2000)}`;
    expect(evaluate(deep, { x: 0 }, { precision: 5 }).toNumber()).toBe(0);
  });
});
