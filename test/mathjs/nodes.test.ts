/** Nodes of mathjs to expressions and back: laws over random expressions, a corpus of texts, sharing, and what fails. */
import fc from "fast-check";
import * as math from "mathjs";
import { describe, expect, test } from "vitest";
import { DomainError, ShapeError, UnsupportedError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import { transform } from "../../src/core/traverse.ts";
import { fromMathjs } from "../../src/mathjs/from-mathjs.ts";
import { toMathjs } from "../../src/mathjs/to-mathjs.ts";
import { declarations } from "../../src/notation/declare.ts";
import { parse as parseText } from "../../src/notation/parse.ts";
import { group, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { operators } from "../../src/operators/table.ts";
import { toText } from "../../src/operators/text.ts";
import { expressions, operatorsIn, type Point, points } from "../arbitrary.ts";

/** A product that is kept as a unit is a product for mathjs; `undefined` where that folds to exactly 1/0. */
function withoutGroups(e: Expression): Expression | undefined {
  try {
    return transform(e, (node) =>
      node.kind === "call" && node.operator === group.operator ? multiply(...node.args) : node,
    );
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

describe("laws", () => {
  const plain = expressions(4)
    .map(withoutGroups)
    .filter((e) => e !== undefined);

  test("there and back is the same expression", () => {
    fc.assert(
      fc.property(plain, (e) => {
        const back = fromMathjs(toMathjs(e), { symbols: declarations(e) });
        expect(back === e, `${toText(e)}\n${toMathjs(e)}\n${toText(back)}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("so it is through the text that mathjs prints", () => {
    fc.assert(
      fc.property(plain, (e) => {
        const text = toMathjs(e).toString();
        const back = fromMathjs(math.parse(text), { symbols: declarations(e) });
        expect(back === e, `${toText(e)}\n${text}\n${toText(back)}`).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  // Where a function jumps, the rounding of an argument decides.
  const JUMPS: ReadonlySet<string> = new Set(["mod", "floor", "ceil", "round"]);
  const smooth = expressions(3).filter((e) => !operatorsIn(e).some(({ name }) => JUMPS.has(name)));

  test("mathjs finds the same value", () => {
    let compared = 0;
    fc.assert(
      fc.property(smooth, points, (e, point) => {
        const expected = evaluateReference(e, point);
        const value = valueInMathjs(e, point);
        if (value === undefined || !(Math.abs(expected) < 1e6)) return;
        compared++;
        // Both round, and mathjs has other series for some functions.
        const tolerance = 1e-9 * Math.max(1, Math.abs(expected));
        expect(Math.abs(value - expected), `${toMathjs(e)} is ${value}, not ${expected}`).toBeLessThan(tolerance);
      }),
      { numRuns: 1000, seed: 1 },
    );
    expect(compared).toBeGreaterThan(400);
  });
});

/** A mathjs that gives NaN where it would leave the reals; it reads the text that the nodes print. */
const real = math.create(math.all!, { predictable: true, relTol: 1e-15, absTol: 1e-15 });

/** The functions that mathjs lacks, or has for positive arguments only. */
const OWN = operators
  .filter(({ name }) => /^\w+$/.test(name) && (!(name in math) || name === "lgamma"))
  .map(({ name, evaluate }) => [name, evaluate] as const);

/** The logsumexp of a range of values. */
const logOfSumOfExp = (values: math.Matrix): number =>
  Math.log((values.toArray() as number[]).reduce((sum, value) => sum + Math.exp(value), 0));

/** Undefined for what mathjs refuses: empty ranges, and indices out of range in branches that are not taken. */
function valueInMathjs(e: Expression, point: Point): number | undefined {
  const values = [...point].map(
    ([symbol, value]) => [toText(symbol), typeof value === "number" ? value : value.data] as const,
  );
  try {
    return Number(
      real.evaluate(
        toMathjs(e).toString(),
        new Map<string, unknown>([...OWN, ["logsumexp", logOfSumOfExp], ...values]),
      ),
    );
  } catch (error) {
    if (/empty array|Index out of range/.test(String(error))) return undefined;
    throw error;
  }
}

describe("texts of mathjs", () => {
  const SYMBOLS = "u, w : vector(n); v : vector(m); A : matrix(n, m); B : matrix(n, n); f : function; p : positive";
  const read = (text: string): Expression => fromMathjs(math.parse(text), { symbols: SYMBOLS });

  // The right side is in our notation.
  // biome-ignore format: a table
  test.each([
    ["2x y + 3(x + 1)", "2*x*y + 3*(x + 1)"],
    ["1/2 x", "x/2"],
    ["a - b - c", "a - (b + c)"],
    ["a - (b - c)", "a - b + c"],
    ["a / b / c * d", "a*d/(b*c)"],
    ["-x^2", "-(x^2)"],
    ["2^-x", "2^(-x)"],
    ["2^3^2", "512"],
    ["-(a - b) * c", "-(a - b)*c"],
    ["x mod 3 + 5 % 3", "mod(x, 3) + mod(5, 3)"],
    ["5!", "120"],
    ["x!", "gamma(x + 1)"],
    ["+x", "x"],
    ["8%", "2/25"],
    ["0.1 + 2", "2.1"],
    ["1/3", "1/3"],
    ["number(2) * x", "2.0*x"],
    ["0x1F", "31"],
    ["1e3", "1000"],
    ["123456789012345678901234567890 x", "1.2345678901234568e29*x"],
    ["sqrt(x) + cbrt(x) + nthRoot(x) + nthRoot(x, 3) + square(x) + cube(x)", "2*sqrt(x) + cbrt(x) + nthRoot(x, 3) + x^2 + x^3"],
    ["log(x) + log(x, 3) + log2(x) + log10(x) + log1p(x)", "log(x) + log(x)/log(3) + log2(x) + log10(x) + log1p(x)"],
    ["pow(x, 2) + add(x, y, 1) - subtract(x, y) + multiply(x, y, 2) + divide(x, y)", "x^2 + 2*y + 1 + 2*x*y + x/y"],
    ["exp(x) + e^x", "2*exp(x)"],
    ["asin(x) + acosh(x) + atan2(y, x) + hypot(x, y)", "asin(x) + acosh(x) + atan2(y, x) + hypot(x, y)"],
    ["gamma(x) + lgamma(x) + erf(x) + factorial(x)", "gamma(x) + lgamma(x) + erf(x) + gamma(x + 1)"],
    ["sigmoid(x) + softplus(x) + digamma(x)", "sigmoid(x) + softplus(x) + digamma(x)"],
    ["max(x, y, 3) + min(x, 1) + abs(x) + sign(x) + floor(x) + ceil(x) + round(x)", "max(x, y, 3) + min(x, 1) + abs(x) + sign(x) + floor(x) + ceil(x) + round(x)"],
    ["x > 0 ? x : -x", "where(x > 0, x, -x)"],
    ["x > 0 ? 1 : x < -1 ? 2 : 3", "where(x > 0, 1, where(x < -1, 2, 3))"],
    ["0 <= x < 1", "0 <= x and x < 1"],
    ["0 < x == y != z > 1 >= w[1]", "0 < x and x == y and y != z and z > 1 and 1 >= w[1]"],
    ["(x < 1) == (y < 2)", "(x < 1) == (y < 2)"],
    ["not (x > 0) and y or z", "not (x > 0) and y or z"],
    ["x xor y", "(x or y) and not (x and y)"],
    ["larger(x, 1) + unequal(x, y)", "(x > 1) + (x != y)"],
    ["true and x > 0", "x > 0"],
    ["pi + PI + tau + E + phi", "4*pi + e + (1 + sqrt(5))/2"],
    ["LN2 + LN10 + SQRT2 + SQRT1_2 + LOG2E", "log(2) + log(10) + sqrt(2) + sqrt(1/2) + 1/log(2)"],
    ["2 + 3i", "2 + 3*sqrt(-1)"],
    ["-Infinity + x", "x - ∞"],
    ["sum(x, y, 3) * prod(x, y)", "(x + y + 3)*x*y"],
    ["sum(map(1:n, f(i) = u[i]^2))", "sum(u[i]^2, i=1..n)"],
    ["sum(map(1:n, f(i) = sum(map(1:m, f(j) = A[i, j] * u[i]))))", "sum(u[i]*sum(A[i, j], j=1..m), i=1..n)"],
    ["prod(map(2:n, g(k) = k * x)) * sum(map(1:n, g(k) = k))", "prod(k*x, k=2..n)*sum(i, i=1..n)"],
    ["sum(map(1:3, term(i) = i)) + i", "sum(k, k=1..3) + sqrt(-1)"],
    ["u[end] + A[1, end]", "u[n] + A[1, m]"],
    ["max(u) + sum(min(A, 1)) + sum(cumsum(A, 2)) + mean(mean(A, 2))", "max(u) + sum(min(A, axis=1)) + sum(cumsum(A, 2)) + sum(A)/(m*n)"],
    ["sum(u[2:end] - u[1:end - 1]) + sum(A[:, 1]) + sum(A[end:-2:1, :])", "sum(u[2:n] - u[1:n - 1]) + sum(A[:, 1]) + sum(A[n:-2:1, :])"],
    ["(u .* w ./ u)[2] + (u + 2u)[1] + (u.^2)[3]", "(u.*w./u)[2] + (u + 2*u)[1] + (u.^2)[3]"],
    ["[1, x, 3][2] + [1, 2; 3, x][2, 2]", "[1, x, 3][2] + [1, 2; 3, x][2, 2]"],
    ["u * w + dot(u, w) + u' * w", "3*u'*w"],
    ["(A' * u)[1] + (u * A)[2] + (A * v)[1]", "(A'*u)[1] + (A'*u)[2] + (A*v)[1]"],
    ["u * A * v + sum(2 A * v)", "u'*A*v + sum(2*A*v)"],
    ["2 x * u * w / 3 * y", "2/3*x*y*u'*w"],
    ["trace(B * B) + trace(B^2) + sum(B) + sum(B, 1)[2] + sum(B, 2)[1]", "2*trace(B*B) + sum(B) + sum(B, 1)[2] + sum(B, 2)[1]"],
    ["norm(u) + norm(A, \"fro\") + mean(u) + sum(u .* w)", "norm(u) + norm(A) + mean(u) + u'*w"],
    ["sum(diag(u) * A + ones(n, m) - zeros(n, m)) + (identity(n) * u)[1]", "sum(diag(u)*A + ones(n, m)) + u[1]"],
    ["sum(diag(B)) + sum(exp(u)) + sum(transpose(A))", "sum(diag(B)) + sum(exp(u)) + sum(A')"],
    ["logsumexp(u) + softmax(u)[1] + log_softmax(u)[2]", "logsumexp(u) + softmax(u)[1] + log_softmax(u)[2]"],
    ["f(x) + f(2)", "f(x) + f(2)"],
    ["x' + transpose(y)", "x + y"],
    ["p^(1/2) * p^(1/2)", "p"],
    ["m + g", "m + g"],
    ["beta + constructor + __proto__", "beta + constructor + __proto__"],
  ])("%s is %s", (text, ours) => {
    const e = read(text);
    const expected = parseText(ours, { symbols: SYMBOLS });
    expect(e === expected, `${toText(e)}, not ${toText(expected)}`).toBe(true);
  });

  test.each<[number | bigint | math.BigNumber | math.Fraction | boolean, string]>([
    [12345678901234567890n, "12345678901234567890"],
    [math.bignumber("0.1"), "1/10"],
    [math.bignumber("-1.25e30"), "-1250000000000000000000000000000"],
    [math.fraction(-2, 6), "-1/3"],
    [false, "0"],
    [0.5, "0.5"],
    [2 ** 53, "9007199254740992.0"],
  ])("the constant %s is %s", (value, expected) => {
    expect(toText(fromMathjs(new math.ConstantNode(value as number)))).toBe(expected);
  });

  test("declarations decide what names mean", () => {
    expect(toText(fromMathjs(math.parse("i * e"), { symbols: { i: "real" } }))).toBe("i*e");
    expect(fromMathjs(math.parse("sqrt(s^2)"), { symbols: { s: "positive" } }).kind).toBe("symbol");
  });

  // biome-ignore format: a table
  test.each<[string, new (...args: never[]) => Error, string]>([
    ["5 cm to inch", UnsupportedError, "Units"],
    ['"text"', UnsupportedError, 'The text "text"'],
    ["a = 2", UnsupportedError, "An assignment"],
    ["f(x) = x^2", UnsupportedError, "A function definition"],
    ["a; b", UnsupportedError, "A block"],
    ["{a: 1}", UnsupportedError, "An object"],
    ["x.y", UnsupportedError, "A property of an object"],
    ["1:3", UnsupportedError, "A range"],
    ["u[0:2]", ShapeError, "u[0:2] is outside of vector(n)"],
    ["inv(A)", UnsupportedError, "inv with 1 argument"],
    ["A * A", ShapeError, "they have no product"],
    ["A^u[1]", UnsupportedError, "The power A^u[1] of an array"],
    ["u^2", UnsupportedError, "The power u^2 of an array"],
    ["1 / A", UnsupportedError, "1 / A divides by an array"],
    ["norm(A)", UnsupportedError, "spectral"],
    ["var(u)", UnsupportedError, "n - 1"],
    ["cumsum(A)", ShapeError, "along one of its axes"],
    ["det(A)", UnsupportedError, "det with 1 argument"],
    ["u + A", ShapeError, "u is vector(n)"],
    ["[1, [2, 3]]", UnsupportedError, "neither a vector nor a matrix"],
    ["[]", UnsupportedError, "neither a vector nor a matrix"],
    ["atan2(x)", UnsupportedError, "atan2 with 1 argument"],
    ["sin(x, y)", UnsupportedError, "sin with 2 arguments"],
    ["sum(x)", UnsupportedError, "sum with 1 argument"],
    ["sum(map(1:2:n, f(i) = i))", UnsupportedError, "A range"],
    ["x | y", UnsupportedError, "bitOr with 2 arguments"],
    ["null", UnsupportedError, "The constant null"],
    ["NaN", UnsupportedError, "NaN"],
    ["p(x)", UnsupportedError, "p is a variable, not a function"],
    ["number(x)", UnsupportedError, "number(x)"],
    ["constructor(x)", UnsupportedError, "constructor with 1 argument"],
    ["toString(x)", UnsupportedError, "toString with 1 argument"],
  ])("%s is refused", (text, Class, message) => {
    expect(() => read(text)).toThrow(Class);
    expect(() => read(text)).toThrow(message);
  });

  test("what is no node is refused", () => {
    expect(() => fromMathjs("x" as unknown as math.MathNode)).toThrow("This is no node of mathjs");
    expect(() => fromMathjs(new math.ConstantNode(math.unit("5 cm") as unknown as number))).toThrow("The unit 5 cm");
  });
});

describe("nodes as a person would write them", () => {
  const SYMBOLS = "u, w : vector(n); A : matrix(n, m); g : function; t : real";
  // biome-ignore format: a table
  test.each([
    ["x - y/3 - 1", "x - y / 3 - 1"],
    ["-x - y", "-x - y"],
    ["-2*x/(3*y*z)", "-2 * x / (3 * y * z)"],
    ["1/x^2 + 1/sqrt(x)", "1 / sqrt(x) + 1 / x ^ 2"],
    ["x^(1/3)", "x ^ (1 / 3)"],
    ["exp(-x^2/2)/sqrt(2*pi)", "exp(-x ^ 2 / 2) / sqrt(2 * pi)"],
    ["e*x + 2.0", "x * e + number(2)"],
    ["12345678901234567890*x", "12345678901234567890 * x"],
    ["where(x > 0 and not (y <= 1), x, -3)", "(x > 0 and not (y <= 1)) ? x : (-3)"],
    ["(x < y) == (y < x)", "(x < y) == (y < x)"],
    ["sum(u[2:end]) + sum(A[:, 1]) + sum(A[end:-2:1, 2])", "sum(A[1:n, 1]) + sum(A[n:-2:1, 2]) + sum(u[2:n])"],
    ["max(u) + sum(max(A, axis=1)) + sum(cumsum(A, 2))", "sum(cumsum(A, 2)) + sum(max(A, 1)) + max(u)"],
    ["sum(range(1, 2, n) .* range(1, 2, n))", "sum(range(1, n, 2, true) .^ 2)"],
    ["sum(u[i]^2*sum(A[i, j], j=1..m), i=1..n)", "sum(map(1:n, term(i) = u[i] ^ 2 * sum(map(1:m, term(j) = A[i, j]))))"],
    ["i + prod(i*k, k=2..n)", "i + prod(map(2:n, factor(j) = i * j))"],
    ["(u.*w./u)[1]", "(u .* w ./ u)[1]"],
    ["[1, 2; t, 4][2, 1]", "[[1, 2], [t, 4]][2, 1]"],
    ["g(x, 1)", "g(x, 1)"],
    ["mod(x, 3) + ∞", "Infinity + mod(x, 3)"],
  ])("%s is %s", (text, expected) => {
    expect(toMathjs(text, { symbols: SYMBOLS }).toString()).toBe(expected);
  });

  test("they can be evaluated by mathjs", () => {
    expect(toMathjs("sum(u[i]^2, i=1..n)", { symbols: SYMBOLS }).evaluate({ u: [1, 2, 3], n: 3 })).toBe(14);
    expect(toMathjs("term + sum(i, i=1..k)", { symbols: "k : size" }).evaluate({ term: 1, k: 4 })).toBe(11);
  });

  test.each([
    ["d/dx x^2", "d/dx x^2 is not worked out"],
    ["g'(x)", "mathjs cannot write g'"],
  ])("%s is refused", (text, message) => {
    expect(() => toMathjs(text, { symbols: SYMBOLS })).toThrow(UnsupportedError);
    expect(() => toMathjs(text, { symbols: SYMBOLS })).toThrow(message);
  });
});

describe("size", () => {
  const x = new math.SymbolNode("x") as math.MathNode;
  const plus = (a: math.MathNode, b: math.MathNode): math.MathNode => new math.OperatorNode("+", "add", [a, b]);

  test("shared nodes are read once", () => {
    let node = x;
    for (let k = 0; k < 200; k++)
      node = new math.OperatorNode("*", "multiply", [plus(node, x), plus(node, x)]) as math.MathNode;
    expect(() => fromMathjs(node)).not.toThrow();
  });

  test("shared expressions are written once", () => {
    let e = parseText("x");
    for (let k = 0; k < 200; k++) e = parseText("sin(a)*cos(a)", { symbols: { a: e } });
    const nodes = new Set<math.MathNode>();
    const todo: math.MathNode[] = [toMathjs(e)];
    for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
      if (nodes.has(node)) continue;
      nodes.add(node);
      node.forEach((child) => {
        todo.push(child);
      });
    }
    expect(nodes.size).toBeLessThan(6 * 200);
    expect(fromMathjs(toMathjs(e)) === e).toBe(true);
  });

  test("depth does not matter", () => {
    let node = x;
    for (let k = 0; k < 20_000; k++) node = new math.FunctionNode("sin", [node]) as unknown as math.MathNode;
    const e = fromMathjs(node);
    expect(e.depth).toBe(20_000);
    expect(fromMathjs(toMathjs(e)) === e).toBe(true);
  });

  test("long sums are read at once", () => {
    let node = x;
    for (let k = 0; k < 20_000; k++) node = plus(node, new math.SymbolNode(`x${k}`));
    const e = fromMathjs(node);
    expect(e.kind === "call" && e.args.length).toBe(20_001);
  });
});
