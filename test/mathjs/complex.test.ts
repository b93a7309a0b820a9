/** Complex values: known ones, principal values beside those of mathjs, conditions, and what has no complex meaning. */
import * as math from "mathjs";
import { describe, expect, test } from "vitest";
import { DomainError, UnsupportedError } from "../../src/core/error.ts";
import { type ComplexValues, evaluateComplex } from "../../src/mathjs/evaluate-complex.ts";

const far = (a: { re: number; im: number }, b: { re: number; im: number }): number =>
  Math.hypot(a.re - b.re, a.im - b.im) / Math.max(1, Math.hypot(b.re, b.im));

const i = { re: 0, im: 1 };

describe("known values", () => {
  // biome-ignore format: a table
  test.each<[string, ComplexValues, number, number]>([
    ["sqrt(-1)", {}, 0, 1],
    ["sqrt(-2)", {}, 0, Math.SQRT2],
    ["log(-2)", {}, Math.LN2, Math.PI],
    ["log(-1)/sqrt(-1)", {}, Math.PI, 0],
    ["(-8)^(1/3)", {}, 1, Math.sqrt(3)],
    ["cbrt(-8)", {}, -2, 0],
    ["exp(sqrt(-1)*pi) + 1", {}, 0, 0],
    ["z^z", { z: i }, Math.exp(-Math.PI / 2), 0],
    ["z^2 + 1", { z: i }, 0, 0],
    ["(1 + 2*z)^3", { z: i }, -11, -2],
    ["z^(-3)", { z: i }, 0, 1],
    ["z^100", { z: { re: 1, im: 1 } }, -(2 ** 50), 0],
    ["asin(2)", {}, Math.PI / 2, -Math.log(2 + Math.sqrt(3))],
    ["acos(2)", {}, 0, Math.log(2 + Math.sqrt(3))],
    ["acosh(-1)", {}, 0, Math.PI],
    ["atanh(2)", {}, Math.log(3) / 2, -Math.PI / 2],
    ["log2(-8)", {}, 3, Math.PI / Math.LN2],
    ["log10(-10)", {}, 1, Math.PI / Math.LN10],
    ["log1p(-3)", {}, Math.LN2, Math.PI],
    ["log1mexp(log(3))", {}, Math.LN2, Math.PI],
    ["logit(2)", {}, Math.LN2, Math.PI],
    ["asec(1/2)", {}, 0, Math.log(2 + Math.sqrt(3))],
    ["sqrt(-(z^2 + 5))", { z: i }, 0, 2],
    ["abs(3 + 4*z)", { z: i }, 5, 0],
    ["sign(3 + 4*z)", { z: i }, 0.6, 0.8],
    ["sin(z)", { z: i }, 0, Math.sinh(1)],
    ["cosh(z*pi)", { z: i }, -1, 0],
    ["sigmoid(z*pi/2)", { z: i }, 0.5, 0.5],
    ["softplus(z*pi/2)", { z: i }, Math.LN2 / 2, Math.PI / 4],
    ["silu(z*pi/2)", { z: i }, -Math.PI / 4, Math.PI / 4],
    ["xlogy(z, -1)", { z: i }, -Math.PI, 0],
    ["logaddexp(z*pi, 1)", { z: i }, Math.log(Math.E - 1), 0],
    ["gamma(1 + z)*gamma(1 - z)", { z: i }, Math.PI / Math.sinh(Math.PI), 0], // DLMF 5.4.3
    ["sum(z^k, k=0..6)", { z: i }, 0, 1],
    ["prod(z + k, k=1..3)", { z: i }, 0, 10],
    ["where(z == sqrt(-1), z, 0)", { z: i }, 0, 1],
    ["where(z != 1 and not (z == 2), 1, 2)", { z: i }, 1, 0],
    ["erf(1/2) + floor(2.5) + max(1, 2)", {}, 0.5204998778130465 + 4, 0],
    ["d/dz z^3", { z: i }, -3, 0],
    ["x + y", { x: 1, y: math.complex(2, 3) }, 3, 3],
  ])("%s at %j", (text, values, re, im) => {
    expect(far(evaluateComplex(text, values), { re, im })).toBeLessThan(1e-14);
  });
});

test("values of small integers and roots are exact", () => {
  expect(evaluateComplex("sqrt(-4)^2 + (2 + 3*sqrt(-1))^2").toString()).toBe("-9 + 12i");
  expect(math.isComplex(evaluateComplex("1"))).toBe(true);
});

describe("principal values are those of mathjs", () => {
  const points = [
    { re: 0.3, im: 0.4 },
    { re: -1.5, im: -2 },
    { re: 2.5, im: 0.25 },
    { re: -0.75, im: 3 },
    { re: 0.1, im: -5 },
  ];
  const names = [
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "sec",
    "csc",
    "cot",
    "asin",
    "acos",
    "atan",
    "asec",
    "acsc",
    "acot",
  ];
  const hyperbolic = [
    "sinh",
    "cosh",
    "tanh",
    "sech",
    "csch",
    "coth",
    "asinh",
    "acosh",
    "atanh",
    "asech",
    "acsch",
    "acoth",
  ];
  const others = ["expm1", "log1p", "log2", "log10", "sign", "gamma"];
  // sech and its kin are quotients here and formulas of their own there.
  test.each([...names, ...hyperbolic, ...others])("%s", (name) => {
    for (const z of points) {
      const expected = math.evaluate(`${name}(z)`, { z: math.complex(z.re, z.im) }) as math.Complex;
      expect(far(evaluateComplex(`${name}(z)`, { z }), expected), `at ${z.re} + ${z.im}i`).toBeLessThan(1e-13);
    }
  });
});

describe("errors", () => {
  const real = [
    "floor(z)",
    "max(z, 1)",
    "z < 1",
    "erf(z)",
    "digamma(z)",
    "mod(z, 2)",
    "atan2(z, 1)",
    "cbrt(z)",
    "relu(z)",
  ];
  test.each(real)("%s of a complex number", (text) => {
    expect(() => evaluateComplex(text, { z: i })).toThrow(UnsupportedError);
    expect(() => evaluateComplex(text, { z: i })).toThrow("no meaning for the complex number i");
    expect(evaluateComplex(text, { z: 0.5 }).im).toBe(0);
  });

  test("a missing value, an array, a complex range", () => {
    expect(() => evaluateComplex("x + 1")).toThrow(DomainError);
    expect(() => evaluateComplex("u", { u: [1] }, { symbols: "u : vector(n)" })).toThrow("u is an array");
    expect(() => evaluateComplex("sum(k, k=1..z)", { z: i })).toThrow("range of an index is real");
  });
});
