/** Every case of the table of published values that a numeric function here computes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { digamma, polygamma, trigamma } from "../../../src/operators/numeric/digamma.ts";
import { erf, erfc, erfcx } from "../../../src/operators/numeric/erf.ts";
import { gamma, lgamma } from "../../../src/operators/numeric/gamma.ts";
import { normalCdf, normalLogCdf } from "../../../src/operators/numeric/normal.ts";
import { hypot, log1mexp, logit, sigmoid, softplus } from "../../../src/operators/numeric/stable.ts";

interface Case {
  readonly fn: string;
  readonly args: readonly number[];
  readonly value: number;
  readonly partials?: readonly (number | null)[];
}

const { cases } = JSON.parse(readFileSync("test/data/special_functions.json", "utf8")) as { cases: readonly Case[] };

type Numeric = (...args: number[]) => number;
const FUNCTIONS = new Map<string, Numeric>(
  Object.entries({ erf, erfc, erfcx, gamma, digamma, trigamma, hypot, log1mexp, logit, sigmoid, softplus }),
)
  .set("gammaln", lgamma)
  .set("normcdf", normalCdf)
  .set("lognormcdf", normalLogCdf)
  .set("polygamma2", (x: number) => polygamma(2, x!));

/** First derivatives that are themselves functions here. */
const DERIVATIVES = new Map<string, Numeric>()
  .set("gammaln", digamma)
  .set("digamma", trigamma)
  .set("trigamma", (x: number) => polygamma(2, x))
  .set("polygamma2", (x: number) => polygamma(3, x))
  .set("softplus", sigmoid);

/** 1e-15 of the value is 4.5 to 9 ulp. */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-15 * Math.abs(expected));
}

describe("published values", () => {
  const covered = cases.filter(({ fn }) => FUNCTIONS.has(fn));

  it("covers the functions it should", () => {
    expect(new Set(covered.map(({ fn }) => fn)).size).toBe(FUNCTIONS.size);
  });

  for (const { fn, args, value, partials } of covered) {
    it(`${fn}(${args.join(", ")})`, () => {
      expectClose(FUNCTIONS.get(fn)!(...args), value);
      const derivative = DERIVATIVES.get(fn);
      const slope = partials?.[0];
      if (derivative !== undefined && typeof slope === "number") expectClose(derivative(...args), slope);
    });
  }
});
