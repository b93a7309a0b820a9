import fc from "fast-check";
import type { BigNumber } from "mathjs";
import { describe, expect, it } from "vitest";
import {
  hypot,
  log1mexp,
  logaddexp,
  logit,
  logSigmoid,
  sigmoid,
  silu,
  softplus,
  xlogy,
} from "../../../src/operators/numeric/stable.ts";
import { exact, ulp, ulpError } from "./high-precision.ts";
import { around, spread, spreadLog } from "./points.ts";

const MAX = Number.MAX_VALUE;
const TINY = Number.MIN_VALUE;

/** log(1 + u) in sixty digits that are relative to u: by its series where u is small. */
function bigLog1p(u: BigNumber): BigNumber {
  if (u.abs().gt(1e-6)) return u.plus(1).ln();
  let sum = u.times(0);
  for (let k = 10; k >= 1; k--) sum = exact(1).div(k).minus(sum).times(u);
  return sum;
}

const bigSigmoid = (x: BigNumber) => exact(1).div(x.neg().exp().plus(1));
const bigSoftplus = (x: BigNumber) => bigLog1p(x.exp());

describe("against sixty digits", () => {
  const wide = [...spread(-700, -30, 40), ...spread(-30, 40, 100), ...spread(40, 700, 20)];

  it.each([
    ["softplus", softplus, bigSoftplus, wide],
    ["sigmoid", sigmoid, bigSigmoid, wide],
    ["logSigmoid", logSigmoid, (x: BigNumber) => bigSoftplus(x.neg()).neg(), wide],
    ["silu", silu, (x: BigNumber) => x.times(bigSigmoid(x)), [...wide, ...spread(-714, -699, 30)]],
    ["log1mexp", log1mexp, (x: BigNumber) => bigLog1p(x.exp().neg()), [...spread(-700, -3, 40), ...spread(-3, 0, 100)]],
    [
      "log1mexp near 0",
      log1mexp,
      (x: BigNumber) => x.exp().neg().plus(1).ln(),
      spreadLog(1e-30, 1e-3, 40).map((x) => -x),
    ],
    [
      "logit",
      logit,
      (p: BigNumber) => p.div(p.neg().plus(1)).ln(),
      [...spreadLog(1e-40, 0.1, 30), ...spread(0, 1, 100)],
    ],
    ["logit near 1/2", logit, (p: BigNumber) => p.div(p.neg().plus(1)).ln(), around(0.5, 0.1, 80)],
    ["logit near 1", logit, (p: BigNumber) => p.div(p.neg().plus(1)).ln(), spreadLog(1e-15, 0.1, 40).map((d) => 1 - d)],
  ] as const)("%s", (_name, f, oracle, points) => {
    for (const x of points) expect(ulpError(f(x), oracle(exact(x))), `at ${x}`).toBeLessThan(2.5);
  });

  it("logaddexp, relative to the larger of the result and the largest argument", () => {
    for (const a of spread(-40, 40, 20)) {
      for (const b of spread(-40, 40, 17)) {
        const expected = exact(a).exp().plus(exact(b).exp()).ln();
        const unit = Math.max(ulp(Math.max(a, b)), ulp(expected.toNumber()));
        expect(exact(logaddexp(a, b)).minus(expected).abs().toNumber(), `at ${a}, ${b}`).toBeLessThan(1.5 * unit);
      }
    }
  });

  it("hypot over all sizes of numbers", () => {
    for (const x of [TINY, ...spreadLog(1e-320, 1e307, 60), 1.2e308]) {
      for (const ratio of [0, 1e-9, 0.25, 0.7, 1]) {
        const y = x * ratio;
        const expected = exact(x).pow(2).plus(exact(y).pow(2)).sqrt();
        expect(ulpError(hypot(x, -y), expected), `at ${x}, ${-y}`).toBeLessThan(1.2);
      }
    }
  });
});

describe("tails that collapse when written out", () => {
  // biome-ignore format: a table
  it.each([
    [softplus(20), 20.000000002061153], [softplus(1000), 1000], [softplus(-500), 7.124576406741286e-218],
    [sigmoid(-800), 0], [sigmoid(800), 1], [sigmoid(-745), 5e-324],
    [logSigmoid(-300), -300], [logSigmoid(-745), -745], [logSigmoid(-1e4), -1e4], [logSigmoid(745), -5e-324], [logSigmoid(1e4), -0],
    [log1mexp(-1e-20), -46.051701859880914], [log1mexp(-50), -1.9287498479639178e-22],
    [logaddexp(-800, -805), -799.9932846515109], [logaddexp(1000, 1000), 1000.6931471805599],
    [hypot(1e200, 1e200), 1.414213562373095e200], [hypot(1e-200, 1e-200), 1.414213562373095e-200], [hypot(3, 4), 5],
  ] as const)("%f = %f", (actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe("special arguments", () => {
  // biome-ignore format: a table
  it.each([
    [log1mexp, NaN, NaN], [log1mexp, 0, -Infinity], [log1mexp, -0, -Infinity], [log1mexp, 1, NaN], [log1mexp, Infinity, NaN], [log1mexp, -Infinity, -0], [log1mexp, -TINY, Math.log(TINY)],
    [softplus, NaN, NaN], [softplus, Infinity, Infinity], [softplus, -Infinity, 0], [softplus, 0, Math.LN2], [softplus, -0, Math.LN2], [softplus, TINY, Math.LN2], [softplus, MAX, MAX],
    [sigmoid, NaN, NaN], [sigmoid, Infinity, 1], [sigmoid, -Infinity, 0], [sigmoid, 0, 0.5], [sigmoid, -0, 0.5], [sigmoid, -TINY, 0.5],
    [logSigmoid, NaN, NaN], [logSigmoid, Infinity, -0], [logSigmoid, -Infinity, -Infinity], [logSigmoid, 0, -Math.LN2],
    [logit, NaN, NaN], [logit, 0, -Infinity], [logit, -0, -Infinity], [logit, 1, Infinity], [logit, -TINY, NaN], [logit, 1 + 2 ** -52, NaN], [logit, Infinity, NaN], [logit, -Infinity, NaN], [logit, TINY, Math.log(TINY)], [logit, 0.5, 0],
    [silu, NaN, NaN], [silu, Infinity, Infinity], [silu, -Infinity, -0], [silu, 0, 0], [silu, -0, -0], [silu, -MAX, -0], [silu, MAX, MAX],
  ] as const)("%o(%f) is %f", (f, x, value) => {
    expect(f(x)).toBe(value);
  });

  // biome-ignore format: a table
  it.each([
    [logaddexp, -Infinity, -Infinity, -Infinity], [logaddexp, Infinity, Infinity, Infinity], [logaddexp, Infinity, -Infinity, Infinity], [logaddexp, -Infinity, Infinity, Infinity],
    [logaddexp, -Infinity, 3, 3], [logaddexp, 3, -Infinity, 3], [logaddexp, NaN, 3, NaN], [logaddexp, Infinity, NaN, NaN], [logaddexp, MAX, -MAX, MAX], [logaddexp, 0, -0, Math.LN2],
    [xlogy, 0, 0, 0], [xlogy, -0, 0, 0], [xlogy, 0, NaN, NaN], [xlogy, 0, Infinity, 0], [xlogy, 0, -1, 0], [xlogy, NaN, 1, NaN], [xlogy, 2, 0, -Infinity], [xlogy, 2, -1, NaN], [xlogy, 3, Math.E, 3],
    [hypot, NaN, 1, NaN], [hypot, 1, NaN, NaN], [hypot, NaN, Infinity, Infinity], [hypot, -Infinity, NaN, Infinity], [hypot, 0, -0, 0], [hypot, -0, -0, 0], [hypot, -3, 0, 3],
    [hypot, MAX, 0, MAX], [hypot, MAX, MAX, Infinity], [hypot, TINY, 0, TINY], [hypot, 3 * TINY, 4 * TINY, 5 * TINY], [hypot, 0, MAX, MAX], [hypot, NaN, 1e200, NaN],
  ] as const)("%o(%f, %f) is %f", (f, x, y, value) => {
    expect(f(x, y)).toBe(value);
  });
});

describe("identities", () => {
  const real = fc.double({ min: -800, max: 800, noNaN: true });

  it("softplus(x) - softplus(-x) = x", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(Math.abs(softplus(x) - softplus(-x) - x)).toBeLessThanOrEqual(2 ** -51 * Math.max(1, Math.abs(x)));
      }),
    );
  });

  it("sigmoid(x) + sigmoid(-x) = 1 and logit inverts sigmoid for negative x", () => {
    fc.assert(
      fc.property(real, (x) => {
        expect(Math.abs(sigmoid(x) + sigmoid(-x) - 1)).toBeLessThanOrEqual(2 ** -52);
        // Subnormal probabilities hold fewer digits, so only those above them can be inverted.
        if (x < 0 && x > -700) expect(Math.abs(logit(sigmoid(x)) - x)).toBeLessThan(1e-15 * Math.max(1, -x));
      }),
    );
  });

  it("log1mexp(log p) = log(1 - p), p = sigmoid(x)", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        const expected = logSigmoid(-x);
        expect(Math.abs(log1mexp(logSigmoid(x)) - expected)).toBeLessThan(2e-15 * Math.max(1, Math.abs(expected)));
      }),
    );
  });

  it("logaddexp and hypot are symmetric, bit by bit", () => {
    fc.assert(fc.property(fc.double(), fc.double(), (a, b) => Object.is(logaddexp(a, b), logaddexp(b, a))));
    fc.assert(fc.property(fc.double(), fc.double(), (a, b) => Object.is(hypot(a, b), hypot(-b, a))));
  });
});
