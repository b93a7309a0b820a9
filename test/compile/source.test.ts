/** What generated code looks like: as a person would write it, in pieces that engines optimize, free of names. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { countOperations } from "../../src/compile/operations.ts";
import { UnsupportedError } from "../../src/core/error.ts";
import { constant, type Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { sumOver } from "../../src/operators/indexed.ts";
import { integer, ONE } from "../../src/operators/number.ts";
import { element } from "../../src/operators/subscript.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { sin } from "../../src/operators/trigonometric.ts";
import { compileAllAsIs, compileAsIs, occurrences } from "./programs.ts";

/** The returned expression; x0, x1, … are the inputs in the order in which they occur. */
const returned = (text: string): string => /return (?!function)(.*);/.exec(compileAsIs(parse(text)).source)![1]!;

test.each([
  ["a - b", "x0 - x1"],
  ["b - a", "x1 - x0"],
  ["-a - b", "-x0 - x1"],
  ["-2a", "-2 * x0"],
  ["a/b", "x0 / x1"],
  ["a/(b*c)", "x0 / (x1 * x2)"],
  ["a/b/c", "x0 / (x1 * x2)"],
  ["1/a", "1 / x0"],
  ["-1/a", "-1 / x0"],
  ["a/2", "0.5 * x0"],
  ["a/3", "x0 / 3"],
  ["2a/3", "2 * x0 / 3"],
  ["-a/3", "-(x0 / 3)"],
  ["a^2", "x0 * x0"],
  ["a^(-2)", "1 / (x0 * x0)"],
  ["sqrt(a)", "Math.sqrt(x0)"],
  ["1/sqrt(a)", "1 / Math.sqrt(x0)"],
  ["a^(1/3)", "Math.pow(x0, 0.3333333333333333)"],
  ["a^12", "Math.pow(x0, 12)"],
  ["a*log(2)", "x0 * 0.6931471805599453"],
  ["a - 1.5 b", "x0 - 1.5 * x1"],
  ["log(a + b)", "Math.log(x0 + x1)"],
  ["2 pi", "6.283185307179586"],
])("%s is %s", (text, code) => expect(returned(text)).toBe(code));

describe("operations", () => {
  test.each([
    ["a + b", 1],
    ["a - b", 1],
    ["a/(b*c)", 5],
    ["a^4", 2],
    ["sqrt(a)", 4],
    ["sin(a) + sin(a)^2", 12],
    ["-2*a", 1],
    ["where(a > 0, a^2, b)", 3],
    ["sum(i^2*x[i], i=1..5)", 3],
    ["sum(x[2*i + 1], i=1..5)", 1],
  ])("%s weighs %d", (text, weight) =>
    expect(countOperations(parse(text, { symbols: "x : vector(n)" })).weighted).toBe(weight),
  );

  test("expressions counted together share work", () => {
    expect(countOperations(parse("sin(a)"), parse("2*sin(a)"))).toEqual({ count: 2, weighted: 11 });
  });
});

describe("names of the user", () => {
  const dangerous = [
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "prototype",
    "x);process.exit(1);(",
    ["`$", "{process.exit(1)}`"].join(""),
    '"+process.exit(1)+"',
    "*/process.exit(1)/*",
    "x\nprocess.exit(1)",
    "\u2028process.exit(1)",
    "arguments",
    "eval",
    "this",
  ];

  test.each(dangerous)("%j works as a plain number, and is not in the source", (name) => {
    for (const backend of ["javascript", "interpreter"] as const) {
      const x = symbol(name);
      const f = compileAllAsIs({ [name]: multiply(x, x), other: add(x, ONE) }, backend);
      const inputs = Object.fromEntries([[name, 3]]);
      expect(Object.entries(f(inputs))).toEqual([
        [name, 9],
        ["other", 4],
      ]);
      expect(f.into(new Float64Array(2), inputs)).toEqual(Float64Array.of(9, 4));
      expect(f.bind(inputs)()).toEqual(f(3));
      if (name.length > 4) expect(f.source).not.toContain(name);
      expect(() => f({})).toThrow(/has no value/);
    }
  });

  test("any text as a name", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: "binary", minLength: 1 }), { minLength: 2, maxLength: 4 }),
        (names) => {
          const f = compileAsIs(add(...names.map((name, k) => multiply(integer(k + 1), symbol(name)))));
          const values = Object.fromEntries(names.map((name, k) => [name, 10 ** k]));
          expect(f(values)).toBe([1, 21, 321, 4321][names.length - 1]);
          expect(f.source).toMatch(/^[\n -~]*$/);
        },
      ),
    );
  });
});

describe("large programs", () => {
  /** Sums of sines and products over earlier values, all used together. */
  function tangle(size: number): Expression {
    const values: Expression[] = ["a", "b", "c"].map((name) => symbol(name));
    for (let k = 3; k < size; k++) {
      const [p, q] = [
        values[k - 1 - ((k * 7919) % Math.min(k, 150))]!,
        values[k - 1 - ((k * 104729) % Math.min(k, 40))]!,
      ];
      values.push(
        k % 3 === 0
          ? sin(add(p, q))
          : k % 3 === 1
            ? multiply(constant(0.7), p, q)
            : add(multiply(constant(0.3), p), sin(q)),
      );
    }
    return add(...values);
  }

  /** Bytes of bytecode are not visible from here; characters are, and a byte takes more than a half of one. */
  const longestFunction = (source: string) =>
    Math.max(...source.split(/^(?:return )?function /m).map(({ length }) => length));

  test.each([100, 1000, 3000, 20_000])("%i nodes", (size) => {
    const e = tangle(size);
    const f = compileAsIs(e);
    const expected = evaluateReference(
      e,
      new Map(
        [
          ["a", 0.5],
          ["b", -1.2],
          ["c", 0.8],
        ].map(([name, v]) => [symbol(name as string), v as number]),
      ),
    );
    expect(f(0.5, -1.2, 0.8)).toBe(compileAsIs(e, "interpreter")(0.5, -1.2, 0.8));
    expect(Math.abs(f(0.5, -1.2, 0.8) - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected));
    expect(longestFunction(f.source)).toBeLessThan(30_000);
    if (size >= 3000) expect(occurrences(f.source, "function ")).toBeGreaterThan(size / 4000);
  });

  test("inside of a loop, and of loops in loops", () => {
    const [i, j] = [parse("i"), parse("j")];
    const x = parse("x", { symbols: "x : vector(n)" });
    const n = parse("n", { symbols: "n : size" });
    const substituted = (entry: Expression, size: number) => {
      let e = entry;
      for (let k = 0; k < size; k++) e = add(sin(add(e, integer(k))), multiply(constant(0.5), e), symbol("a"));
      return e;
    };
    const outer = sumOver(
      i,
      substituted(add(element(x, i), sumOver(j, substituted(multiply(element(x, j), i), 1500), ONE, n)), 1500),
      ONE,
      n,
    );
    const all = { outer, other: sumOver(i, sin(multiply(element(x, i), symbol("a"))), ONE, n) };
    const [f, g] = [compileAllAsIs(all), compileAllAsIs(all, "interpreter")];
    const inputs = { a: 0.1, x: [1, 2, 3] };
    expect(f(inputs)).toEqual(g(inputs));
    expect(longestFunction(f.source)).toBeLessThan(30_000);
    expect(occurrences(f.source, "for (")).toBe(2);
  });

  test("thousands of outputs and totals", () => {
    const [i, x] = [parse("i"), parse("x", { symbols: "x : vector(n)" })];
    const n = parse("n", { symbols: "n : size" });
    const all = Object.fromEntries(
      Array.from({ length: 3000 }, (_, k) => [`o${k}`, sumOver(i, sin(multiply(integer(k), element(x, i))), ONE, n)]),
    );
    const [f, g] = [compileAllAsIs(all), compileAllAsIs(all, "interpreter")];
    expect(f([0.5, 1])).toEqual(g([0.5, 1]));
    expect(occurrences(f.source, "for (")).toBe(1);
    expect(longestFunction(f.source)).toBeLessThan(60_000);
  });

  test("a sum of 100,000 terms and sines 5,000 deep", () => {
    const x = symbol("x");
    const wide = add(
      ...Array.from({ length: 100_000 }, (_, k) => multiply(integer(k + 1), sin(multiply(integer(k), x)))),
    );
    expect(compileAsIs(wide)(0.1)).toBe(compileAsIs(wide, "interpreter")(0.1));
    let [deep, value]: [Expression, number] = [x, 1.3];
    for (let k = 0; k < 5000; k++) [deep, value] = [sin(deep), Math.sin(value)];
    expect([compileAsIs(deep)(1.3), compileAsIs(deep, "interpreter")(1.3)]).toEqual([value, value]);
  });

  test("a sum of 20,000 symbols", () => {
    const symbols = Array.from({ length: 20_000 }, (_, k) => symbol(`x${k}`));
    expect(compileAsIs(add(...symbols))(Object.fromEntries(symbols.map(({ name }, k) => [name, k])))).toBe(199_990_000);
  });
});

describe("where code cannot be made at run time (U72)", () => {
  afterEach(() => vi.unstubAllGlobals());
  const forbid = () =>
    vi.stubGlobal(
      "Function",
      class {
        constructor() {
          throw new EvalError("Code generation from strings disallowed for this context");
        }
      },
    );

  test("the interpreter gives the same numbers", () => {
    const usual = compile("sin(a)*exp(b) + a^3")(1.1, 0.3);
    forbid();
    const f = compile("sin(a)*exp(b) + a^3");
    expect([f.backend, f(1.1, 0.3), f.bind({ a: 1.1 })(0.3)]).toEqual(["interpreter", usual, usual]);
    expect(() => compile("a", { backend: "javascript" })).toThrow(UnsupportedError);
  });
});
