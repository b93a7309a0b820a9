/** Every rule that is a procedure: fires on its examples, keeps the value, and makes the formula lighter. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NablaError } from "../../src/core/error.ts";
import type { Call, Expression } from "../../src/core/expression.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { toText } from "../../src/operators/text.ts";
import { reliableValue } from "../../src/simplify/reliable-value.ts";
import { newContext, type Procedure, ruleSet } from "../../src/simplify/rewrite.ts";
import { agree, isReal, isUnreal } from "./agree.ts";
import { measureOf } from "./measure.ts";
import { PROCEDURES } from "./tables.ts";

const symbols = "p, q: positive; k, m: integer";

/** For each procedure formulas to which it applies, and what it makes of them in one step. */
// biome-ignore format: a table
const EXAMPLES: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  "sine-of-angle":          [["sin(5*pi/6)", "1/2"], ["sin(9*pi/4)", "1/sqrt(2)"], ["sin(100*pi)", "0"]],
  "cosine-of-angle":        [["cos(pi/3)", "1/2"], ["cos(3*pi)", "-1"]],
  "tangent-of-angle":       [["tan(pi/4)", "1"], ["tan(2*pi/3)", "-sqrt(3)"]],
  "arc-of-sine":            [["asin(1/2)", "pi/6"], ["asin(sqrt(3)/2)", "pi/3"]],
  "arc-of-cosine":          [["acos(-1)", "pi"], ["acos(-1/2)", "2*pi/3"]],
  "arc-of-tangent":         [["atan(1)", "pi/4"], ["atan(sqrt(3))", "pi/3"]],
  "negated-choice":         [["where(not x > 0, y, z)", "where(x > 0, z, y)"]],
  "decided-choice":         [["where(x > 0, where(x > -1, y, z), 1)", "where(x > 0, y, 1)"], ["where(x > 0, 1, 2*where(x <= 0, y, z))", "where(x > 0, 1, 2*y)"], ["where(x > 0 and y > 0, where(y > 0, 1, 2), z)", "where(x > 0 and y > 0, 1, z)"]],
  "joined-choice":          [["where(x > 0, where(y > 0, 1, z), z)", "where(x > 0 and y > 0, 1, z)"], ["where(x > 0, z, where(y > 0, z, 1))", "where(x > 0 or y > 0, z, 1)"], ["where(x > 0, exp(z), where(y > 0, 1, exp(z)))", "where(x > 0 or not y > 0, exp(z), 1)"]],
  "choice-of-signs":        [["where(x > 0, x, -x)", "abs(x)"], ["where(x < 0, 2*x, -2*x)", "-abs(2*x)"], ["where(y < x, x - y, y - x)", "abs(x - y)"]],
  "common-parts":           [["where(x > 0, y + exp(z), exp(z) + 1)", "exp(z) + where(x > 0, y, 1)"], ["where(x > 0, y*exp(z), exp(z))", "exp(z)*where(x > 0, y, 1)"]],
  "decided <":              [["p < -1", "0"], ["x < x", "0"], ["e < 3", "1"]],
  "decided <=":             [["p <= 0", "0"], ["x <= x + 1", "1"]],
  "decided ==":             [["p == -1", "0"], ["x == x", "1"]],
  "decided !=":             [["exp(x) != 0", "1"]],
  "decided >=":             [["x^2 >= 0", "1"]],
  "decided >":              [["p + x^2 > 0", "1"], ["pi > 4", "0"]],
  "negated-comparison":     [["not x > y", "x <= y"], ["not x == log(y)", "x != log(y)"]],
  "redundant-and":          [["x > 0 and x > 1", "x > 1"], ["x > 1 and 2*x < 1", "0"], ["x < y and y > x", "x < y"], ["x > y and not x > y", "0"]],
  "redundant-or":           [["x > 0 or x > 1", "x > 0"], ["x > 0 or x < 1", "1"]],
  "beaten-terms-of-max":    [["max(p, 0)", "p"], ["max(x, y, x + 1)", "max(y, x + 1)"], ["max(x, y, z, sin(x), cos(x), sin(y), cos(y), sin(z), 2)", "max(2, x, y, z)"]],
  "beaten-terms-of-min":    [["min(exp(x), -1)", "-1"]],
  "absorbed-terms-of-max":  [["max(x, min(x, y))", "x"]],
  "absorbed-terms-of-min":  [["min(x, max(x, y))", "x"]],
  "largest-of-opposites":   [["max(x, -x)", "abs(x)"]],
  "smallest-of-opposites":  [["min(x, -x)", "-abs(x)"]],
  "floor-of-integer":       [["floor(k*m + 2)", "k*m + 2"]],
  "ceil-of-integer":        [["ceil(k)", "k"]],
  "round-of-integer":       [["round(k^2)", "k^2"]],
  "log-of-exponential-factor": [["log(y*exp(x))", "x + log(y)"]],
  "log-of-power":           [["log(x^2)", "2*log(abs(x))"], ["log(x^3)", "3*log(x)"], ["log(sqrt(x))", "log(x)/2"]],
  "log-of-reciprocal":      [["log(1/(x*y))", "-log(x*y)"], ["log(1/(2*x))", "-log(2*x)"]],
  "log2-of-power":          [["log2(8)", "3"], ["log2(1/4)", "-2"]],
  "log10-of-power":         [["log10(1000)", "3"]],
  "open-logarithms":        [["log(2*x) - log(x)", "log(2)"], ["log(p*x) - 2*log(x) + log(q*x)", "log(p) + log(q)"], ["y*log(p^2*x) - y*log(x)", "2*y*log(p)"]],
  "log-of-sum-of-exponentials": [["log(exp(x) + exp(y))", "logaddexp(x, y)"], ["log(2*exp(x) + p)", "logaddexp(x + log(2), log(p))"], ["log(exp(x) + p*exp(y) + q + 2)", "logaddexp(logaddexp(y + log(p), x), log(q + 2))"]],
  "log-of-factor":          [["log(2*cosh(x))", "log(2) + logcosh(x)"], ["log(sum(exp(x*i), i=1..4))", "logsumexp(x*i, i=1..4)"], ["log(y*sum(p^i*exp(x*i) + q*exp(y*i^2), i=1..3))", "log(y) + logsumexp(logaddexp(x*i + log(p^i), y*i^2 + log(q)), i=1..3)"], ["log(sum(sum(exp(x*i*j), j=1..i), i=1..3))", "logsumexp(logsumexp(x*i*j, j=1..i), i=1..3)"]],
  "log-of-indexed-product": [["log(prod(sigmoid(x*i), i=1..n))", "sum(log(sigmoid(x*i)), i=1..n)"], ["log(y*prod(exp(x)*i^2*p + p, i=1..4))", "log(y) + sum(log(p*i^2*exp(x) + p), i=1..4)"]],
  "share-of-sum":           [["exp(y)/(exp(y) + exp(x) + p)^2", "exp(y - logaddexp(logaddexp(x, y), log(p)))/(exp(y) + exp(x) + p)"], ["exp(y)/sum(exp(x*i), i=1..4)", "exp(y - logsumexp(x*i, i=1..4))"], ["y*sum((i - x)*exp(x*i), i=1..4)/sum(exp(x*i), i=1..4)", "y*sum((i - x)*exp(x*i - logsumexp(x*j, j=1..4)), i=1..4)"]],
  "share-written-out":      [["exp(y - log(sum(exp(x*i), i=1..4)))", "exp(y)/sum(exp(x*i), i=1..4)"]],
  "power-beside-zero":      [["y*x^(y - 1)", "y*x^where(y == 0, 0, y - 1)"], ["z*(2*y - 1)*y*x^(2*y - 2)", "z*(2*y - 1)*y*x^where(y == 0 or 2*y - 1 == 0, 0, 2*y - 2)"], ["y*z*x^(y*z - 1)", "y*z*x^where(y == 0 or z == 0, 0, y*z - 1)"]],
  "softplus-minus-argument": [["softplus(x) - x", "softplus(-x)"], ["x + y + z - softplus(x + y)", "z - softplus(-x - y)"], ["y*softplus(x) - x*y", "y*softplus(-x)"]],
  "softplus-pair":          [["y*softplus(x) + (1 - y)*softplus(-x)", "softplus(x) - (1 - y)*x"]],
  "known-signs-under-abs":  [["abs(-2*x)", "2*abs(x)"], ["abs(p*x)", "p*abs(x)"]],
  "product-of-abs":         [["abs(x)*abs(y)", "abs(x*y)"], ["z*abs(x)/abs(y)", "z*abs(x/y)"]],
  "proportional-factors":   [["(x - y)*(y - x)", "-(x - y)^2"], ["(x - y)/(y - x)", "-(x - y)/(x - y)"], ["(2*x + 4)/(x + 2)", "2*(x + 2)/(x + 2)"], ["z*(2*x - 3)*(3*x - 9/2)^2", "9*z*(2*x - 3)^3/4"]],
  "join-equal-bases":       [["x/x", "1"], ["x^2*x^y", "x^(y + 2)"], ["x*x^(y - 1)", "x^y"], ["sqrt(x)*sqrt(x)", "x"]],
  "power-of-power":         [["sqrt(x^2)", "abs(x)"], ["(x^4)^(3/4)", "abs(x)^3"], ["(x^3)^(1/3)", "x"], ["sqrt(x)^4", "x^2"]],
  "root-of-nonnegatives":   [["sqrt(x^2*y^2)", "abs(x)*abs(y)"], ["sqrt(p*x^2)", "sqrt(p)*abs(x)"], ["(x^4*p^2)^(1/4)", "abs(x)*sqrt(p)"]],
  "even-power-of-abs":      [["abs(x)^4", "x^4"]],
  "even-power-of-turned-sum": [["(y - x)^2", "(x - y)^2"]],
  "cos-of-turned-sum":      [["cos(y - x)", "cos(x - y)"]],
  "sec-of-turned-sum":      [["sec(y - x)", "sec(x - y)"]],
  "cosh-of-turned-sum":     [["cosh(y - x)", "cosh(x - y)"]],
  "sech-of-turned-sum":     [["sech(y - x)", "sech(x - y)"]],
  "abs-of-turned-sum":      [["abs(y - x)", "abs(x - y)"]],
  "join-exponentials":      [["exp(x)*exp(y)", "exp(x + y)"]],
  "cancel-exponentials":    [["exp(x)*exp(-x)*y", "y"]],
  "root-of-number":         [["sqrt(8)", "2*sqrt(2)"], ["sqrt(1/2)", "1/sqrt(2)"], ["sqrt(8/9)", "2*sqrt(2)/3"], ["4^(1/4)", "sqrt(2)"], ["24^(1/3)", "2*3^(1/3)"], ["2^(5/2)", "4*sqrt(2)"]],
  "root-of-multiple":       [["sqrt(4*x)", "2*sqrt(x)"], ["sqrt(x/9)", "sqrt(x)/3"], ["sqrt(-8*x)", "2*sqrt(-2*x)"], ["1/sqrt(4*x)", "1/(2*sqrt(x))"]],
  "join-powers-of-numbers": [["2^x*3^x", "6^x"], ["sqrt(6)/sqrt(2)", "sqrt(3)"], ["4^x*2^(-x)", "2^x"]],
  "root-into-number":       [["x*sqrt(2)/2", "x/sqrt(2)"], ["2*x/sqrt(2)", "x*sqrt(2)"]],
  "collect-long-sums":      [[`x1 + (${sumOf(17)})`, `2*${sumOf(17)}`], [`x1 - (${sumOf(17)})`, `-(${sumOf(17).slice(5)})`]],
  "open-and-collect":       [["7*(x + 13) + 12*x", "19*x + 91"], ["(x + 1)^2 - x^2", "2*x + 1"]],
  "common-factors":         [["x*y + x*z", "x*(y + z)"], ["x/y + z/y", "(x + z)/y"]],
  "common-divisor":         [["(x^2 + x)/x", "x + 1"], ["(x^2*y + x*z)/x", "x*y + z"]],
  "common-number":          [["2*x - 2*y", "2*(x - y)"]],
};

/** x1 + … + xn. */
function sumOf(n: number): string {
  return Array.from({ length: n }, (_, k) => `x${k + 1}`).join(" + ");
}

test("every procedure has an example", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(PROCEDURES.map(({ name }) => name).sort());
});

const coordinate = fc.oneof(
  fc.integer({ min: -4, max: 4 }),
  fc.integer({ min: -3000, max: 3000 }).map((n) => (n + 0.37) / 1000),
);

/** Values that obey the facts. */
const pointOf = (e: Expression): fc.Arbitrary<Map<Expression, number>> => {
  const free = freeSymbols(e);
  return fc
    .array(coordinate, { minLength: free.length, maxLength: free.length })
    .map(
      (values) => new Map(free.map((symbol, k) => [symbol as Expression, valueFor(symbol.facts.interval, values[k]!)])),
    );
};

function valueFor({ low, integer }: { readonly low: number; readonly integer: boolean }, value: number): number {
  const whole = integer ? Math.round(value) : value;
  return low === 0 ? Math.abs(whole) + 0.01 : whole;
}

/** Where logarithms cancel, or a condition is decided without its sides, the engine finds out what is lost. */
const isWatched = ({ name }: Procedure): boolean => name === "open-logarithms" || name.startsWith("decided ");

/** As the engine applies it, with the conditions that it takes for granted: its own, and what is lost where terms cancel. */
function applied(
  procedure: Procedure,
  e: Expression,
): { result: Expression; assumed: ReadonlySet<Expression> } | undefined {
  if (e.kind !== "call" || e.operator !== procedure.operator) return undefined;
  const context = newContext("generic", Number.POSITIVE_INFINITY, isWatched(procedure));
  const [ready] = ruleSet([procedure])().byOperator.get(procedure.operator)!;
  const result = unlessUndefined(() => ready!.apply(e, context));
  return result === undefined || result === e ? undefined : { result, assumed: context.conditions };
}

/** Equal values, and real at the same points, but for those where what was assumed does not hold. */
function expectSame(
  e: Expression,
  { result, assumed }: { result: Expression; assumed: ReadonlySet<Expression> },
  point: Map<Expression, number>,
): void {
  const [before, after] = [reliableValue(e, point), reliableValue(result, point)];
  const about = `${toText(e)} is ${before.value}, ${toText(result)} is ${after.value}`;
  expect(agree(before, after), about).not.toBe(false);
  if (isReal(before)) expect(isUnreal(after), about).toBe(false);
  if (isReal(after) && [...assumed].every((condition) => reliableValue(condition, point).value === 1))
    expect(isUnreal(before), `${about}, and nothing is assumed that says so`).toBe(false);
}

describe.each(PROCEDURES)("$name", (procedure: Procedure) => {
  const examples = EXAMPLES[procedure.name] ?? [];

  test.each(examples)("%s -> %s", (from, to) => {
    const e = parse(from, { symbols });
    const result = procedure.apply(e as Call, newContext());
    expect(result && toText(result)).toBe(toText(parse(to, { symbols })));
    const measure = measureOf(procedure.name);
    expect(measure(result!)).toBeLessThan(measure(e));
    fc.assert(fc.property(pointOf(e), (point) => expectSame(e, applied(procedure, e)!, point)));
  });

  test("where it fires on formulas that are nearly its examples, it keeps value and domain", () => {
    const near = fc.constantFrom(...examples).chain(([from]) => variants(from));
    const withPoint = near.filter((e) => e !== undefined).chain((e) => fc.tuple(fc.constant(e), pointOf(e)));
    fc.assert(
      fc.property(withPoint, ([e, point]) => {
        const step = applied(procedure, e);
        if (step !== undefined) expectSame(e, step, point);
      }),
      { numRuns: 300 },
    );
  });
});

const OTHERS = [
  "(-3)",
  "(-2)",
  "(-1)",
  "1",
  "2",
  "3",
  "4",
  "(1/2)",
  "(1/3)",
  "(2/3)",
  "(-1/2)",
  "(-1/3)",
  "(3/2)",
  "(4/3)",
];
const OTHER_SYMBOLS = ["x", "y", "z", "p", "k"];

/** The formula with some of its numbers and symbols replaced: other signs, parities and facts; `undefined` where that has no value. */
function variants(text: string): fc.Arbitrary<Expression | undefined> {
  const leaves = /(?<![\w.=])\d+(?![\w.])|\b[xyzpqkm]\b/g;
  const choice = ([leaf]: RegExpMatchArray) =>
    fc.option(fc.constantFrom(...(/\d/.test(leaf!) ? OTHERS : OTHER_SYMBOLS)), { nil: leaf!, freq: 3 });
  return fc.tuple(...[...text.matchAll(leaves)].map(choice)).map((others) => {
    let next = 0;
    return unlessUndefined(() =>
      parse(
        text.replace(leaves, () => others[next++]!),
        { symbols },
      ),
    );
  });
}

/** Nothing where a formula divides by exactly 0, or reads what is not there. */
function unlessUndefined<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof NablaError) return undefined;
    throw error;
  }
}
