/** Equal formulas are never told to differ, and different ones never to be equal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { ratio } from "../../src/operators/number.ts";
import { toText } from "../../src/operators/text.ts";
import { equivalent } from "../../src/simplify/equivalent.ts";
import { simplify, stabilize } from "../../src/simplify/simplify.ts";
import { reducible } from "./reducible.ts";

describe("known pairs", () => {
  test.each([
    ["(x + 1)^2", "x^2 + 2x + 1", "yes"],
    ["sin(x)^2", "1 - cos(x)^2", "yes"],
    ["x/x", "1", "yes"],
    ["a/b + c/b", "(a + c)/b", "yes"],
    ["sqrt(x^2)", "abs(x)", "yes"],
    ["log(p*q)", "log(p) + log(q)", "yes"],
    ["sqrt(x^2)", "x", "no"],
    ["sin(x)", "cos(x)", "no"],
    ["(x + y)^2", "x^2 + y^2", "no"],
    ["x", "x + 1e-9", "no"],
    ["log(x^2)", "2*log(abs(x)) + 1e-6", "no"],
    ["sqrt(p^2)", "-p", "no"],
    ["k^2", "k", "no"],
    // Both are true, but beyond the rules; points alone prove nothing.
    ["sin(2x)", "2*sin(x)*cos(x)", "unknown"],
    ["atan(x) + atan(1/x)", "sign(x)*pi/2", "unknown"],
    // A difference that rounding hides is no counterexample.
    ["x", "x + 1e-30", "unknown"],
    // Nowhere real.
    ["log(-exp(x))", "sqrt(-1 - x^2)", "unknown"],
  ])("%s and %s: %s", (a, b, answer) => {
    expect(equivalent(a, b, { symbols: "p, q: positive; k: integer" })).toBe(answer);
  });
});

test("what the phases make of a formula never differs from it", () => {
  fc.assert(
    fc.property(reducible, (e) => {
      expect(equivalent(e, simplify(e)), toText(e)).not.toBe("no");
      expect(equivalent(e, stabilize(e)), toText(e)).not.toBe("no");
    }),
    { numRuns: 300 },
  );
});

test("a formula that is moved or stretched is never equal to itself", () => {
  const x = parse("x");
  fc.assert(
    fc.property(reducible, fc.integer({ min: 2, max: 9 }), (e, n) => {
      expect(equivalent(e, add(e, ratio(1, n)))).not.toBe("yes");
      expect(equivalent(multiply(x, e), add(multiply(x, e), x))).not.toBe("yes");
    }),
    { numRuns: 300 },
  );
});
