/** What users of other engines trip over, with the right answer: reading all of a text, and its errors (U80-U86). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as nabla from "../../src/index.ts";
import { NablaError, ParseError, parse, toText } from "../../src/index.ts";
import { scalarExpression } from "./expressions.ts";

function errorOf(text: string): ParseError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  return expect.fail(`${text} is no mistake`);
}

describe("U80: every character is read or reported", () => {
  test.each([
    ["x@y", 2],
    ["x&y", 2],
    ["x?y", 4],
    ["x\\y", 2],
    ["2 3", 3],
    ["x'y z)", 6],
    ["1.2.3", 4],
    ["x;y", 3],
    ["x\u00a7", 2],
    ["x\u0000", 2],
    ["🙂", 1],
  ])("%j is an error in column %d", (text, column) => expect(errorOf(text).column).toBe(column));

  test.each([
    ["x#y", "x"],
    ["x$y", "x$y"],
    ["x\u2212y", "x - y"],
    ["\ufeffx", "x"],
    ["x\u00a0+\u2009y", "x + y"],
  ])("%j is %s", (text, same) => expect(parse(text)).toBe(parse(same)));

  test("any character put into a formula is read, or the error is a ParseError that points into the text", () => {
    fc.assert(
      fc.property(
        scalarExpression,
        fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
        fc.nat(),
        (text, more, k) => {
          const at = k % (text.length + 1);
          const damaged = text.slice(0, at) + more + text.slice(at);
          try {
            parse(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(NablaError);
            if (error instanceof ParseError) expect(error.start).toBeLessThanOrEqual(damaged.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("U81: a text has one meaning", () => {
  test("that its printed form has too", () => {
    fc.assert(
      fc.property(scalarExpression, (text) => {
        const e = parse(text);
        expect(parse(toText(e))).toBe(e);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(["0.5 - 1.5", "0.5*x - 1.5*x", "exp(0.5 + 0.5)", "x + 0.5 - 1.5", "((abs(x) + 1)^-2)^0.5", "-1.0*x*y"])(
    "and so has a double of size 1: %s",
    (text) => expect(parse(toText(parse(text)))).toBe(parse(text)),
  );

  test("blanks between words do not change it", () => {
    const blanks = " \t ";
    fc.assert(
      fc.property(scalarExpression, (text) => {
        const spaced = text.replace(/[-+*/^(),?:]/g, (sign) =>
          sign === "(" ? `(${blanks}` : `${blanks}${sign}${blanks}`,
        );
        expect(parse(`${blanks}${spaced}${blanks}`)).toBe(parse(text));
      }),
      { numRuns: 200 },
    );
  });
});

describe("U81, U82: long texts are read in time in proportion", () => {
  // What grows with the square would take minutes here, what doubles with every operand for ever.
  test.each([
    ["sums", Array(20_000).fill("x").join(" + ")],
    ["blanks", `x${" ".repeat(200_000)}+ y`],
    ["brackets", `${"(".repeat(9999)}x${")".repeat(9999)}`],
    ["comparisons", Array(5000).fill("x").join(" < ")],
    ["calls", Array(20_000).fill("f(x)").join("*")],
  ])("%s", (_, text) => expect(parse(text, { symbols: "f : function" }).shape).toEqual([]), 60_000);

  test("and 5,000 powers are read from the right", () => {
    const e = parse(Array(5000).fill("x").join("^"));
    expect(toText(e).length).toBeGreaterThan(5000);
    expect(parse("2^3^2")).toBe(parse("512"));
  });
});

describe("U83: what is incomplete is an error", () => {
  test.each([
    ["", 1, ["an expression"]],
    ["   ", 4, ["an expression"]],
    ["# nothing", 10, ["an expression"]],
    ["(hi", 4, ['")"']],
    ["(1+1", 5, ['")"']],
    ["sin(", 5, ['")"']],
    ["[1, 2", 6, ['"]"']],
    ["|x", 3, ['"|"']],
    ["x +", 4, ["an expression"]],
    ["x =", 4, ["an expression"]],
    ["{x if x > 0", 12, ['"}"']],
  ])("%j in column %d expects %j", (text, column, expected) => {
    const error = errorOf(text);
    expect([error.column, error.expected]).toEqual([column, expected]);
  });

  test("the open bracket is named with its place", () =>
    expect(errorOf("(1 + (2").message).toContain('Missing ")" to close the "(" at line 1, column 6'));
});

describe("U84: an error is a line, a caret and few words", () => {
  test("of the user's, not the grammar's", () => {
    expect(errorOf("1 +\n 2*) + x").message).toBe(
      [
        'Unexpected ")"; expected an expression',
        "  at line 2, column 4",
        "     2*) + x",
        "       ^",
        "No bracket is open here.",
      ].join("\n"),
    );
  });

  test.each(["x**2", "x := 2", "a b = 3", "1,5", "x === y", "if x then y", "x.y", "'abc'"])(
    "%s is short, with something to do",
    (text) => {
      const error = errorOf(text);
      expect(error.message.split("\n").length).toBeLessThanOrEqual(5);
      expect(error.message).not.toMatch(/[→•$]|token|nonterminal|undefined/);
      expect(error.expected.length).toBeLessThanOrEqual(4);
    },
  );

  test("a long line is cut around the culprit, and columns count characters as people do", () => {
    expect(errorOf(`${"x + ".repeat(10_000)}*`).message.length).toBeLessThan(400);
    expect(errorOf("𝛼 + *").column).toBe(5);
  });
});

test("U85: the parser's machinery is not in the interface", () =>
  expect(Object.keys(nabla).filter((name) => /nearley|moo|grammar|token|lexer/i.test(name))).toEqual([]));

describe("U86: an error is an object to work with", () => {
  test("with its parts", () => {
    const error = errorOf("a\n+ sin(x y +) + 1");
    expect(error).toBeInstanceOf(NablaError);
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toMatchObject({
      name: "ParseError",
      reason: 'Unexpected ")"; expected an expression',
      source: "a\n+ sin(x y +) + 1",
      start: 13,
      end: 14,
      line: 2,
      column: 12,
      expected: ["an expression"],
      hint: undefined,
    });
    expect(error.message.startsWith(error.reason)).toBe(true);
  });

  test("and nothing else is thrown by what can be called with a text", () => {
    const calls = [
      (text: string) => parse(text),
      (text: string) => nabla.derivative(text, "x"),
      (text: string) => nabla.compile(text),
      (text: string) => nabla.evaluate(text, { x: 1 }),
      (text: string) => nabla.simplify(text),
      (text: string) => nabla.createSession().run(text),
      (text: string) => parse("x", { symbols: text }),
    ];
    for (const text of [
      "",
      "(",
      "x y z",
      "1/0",
      "foo(1)",
      "x : matrix",
      "x = ",
      "é\u0301(",
      "sum(x, i=1)",
      "[1, 2; 3]",
    ]) {
      for (const run of calls) expect(classOf(() => run(text))).toMatch(/^(none|\w+Error)$/);
    }
  });
});

/** The name of the class of nabla's that is thrown, `none`, or what else it is. */
function classOf(run: () => unknown): string {
  try {
    run();
    return "none";
  } catch (error) {
    return error instanceof NablaError ? error.name : `a foreign ${error}`;
  }
}
