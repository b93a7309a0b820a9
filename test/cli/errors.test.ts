import { describe, expect, test } from "vitest";
import { EXIT, reportError } from "../../src/cli/report.ts";
import { Collector, nabla, shellWords } from "./in-process.ts";

/** Arguments, exit code, error stream; nothing is printed on the output. */
const MISTAKES: readonly (readonly [string, number, string])[] = [
  [
    "derivative 'x**2' x",
    1,
    'Unexpected "**"; expected an expression\n  at line 1, column 2\n    x**2\n     ^^\nFor a power, write ^.\n',
  ],
  ["simplify '1/0'", 1, "1/0 is not a number\n  at line 1, column 1\n    1/0\n    ^^^\n"],
  ["simplify 'lgo(x)'", 1, '"lgo" is not a function\n  at line 1, column 1\n    lgo(x)\n    ^^^\nDid you mean log? '],
  ["simplify x -d 'x: vektor(n)'", 1, "x: vektor(n)"],
  ["evaluate 'x + y' x=1", 1, "y has no value\nGive one: y=2\n"],
  ["evaluate 'sum(x[i], i=1..n)' -d 'x: vector(n)'", 1, "x has no value\nGive one: x=[1,2,3]\n"],
  ["check-gradient 'x*y' x x=1", 1, "y has no value"],
  ["minimize 'x^2 + k' x", 1, "k has no value"],
  ["minimize 'x^2' x --method simplex", 1, '"simplex" is not a method\nMethods are newton'],
  ["derivativ x x", 2, '"derivativ" is not a command\nDid you mean derivative? See nabla --help.\n'],
  ["'x^2 + 1'", 2, "To simplify it: nabla simplify 'x^2 + 1'."],
  ["simplify", 2, "Something is missing\nUsage: nabla simplify <formula>\n"],
  ["simplify x y", 2, '"y" is too much\nUsage: nabla simplify <formula>\n'],
  ["simplify x --precison 3", 2, "There is no option --precison\nDid you mean --precision?"],
  ["simplify x --precision 3", 2, "simplify has no option --precision\nSee nabla simplify --help.\n"],
  ["simplify x --declare", 2, '--declare needs a value\n--declare "x: vector(n); s: positive"\n'],
  ["simplify x --json=yes", 2, "--json takes no value"],
  ["evaluate x --precision many", 2, '--precision is a count, not "many"\n'],
  ["derivative x x -1", 2, 'The order is a count, not "-1"\n'],
  ["derivative x*y x,y", 2, "A derivative is taken by one variable\n"],
  ["gradient x*y 'x y'", 2, '"x y" is not the name of a variable\n'],
  ["evaluate x x=1 x=2", 2, "x has two values\n"],
  ["jvp x", 2, "There are no tangents\n"],
  ["jacobian - - x", 2, "Only one formula can come from standard input\n"],
  ["help nothing", 2, '"nothing" is not a command\n'],
  ["--strict", 2, "--strict needs a command\n"],
];

test.each(MISTAKES)("nabla %s ends with %i", async (call, code, errors) => {
  const outcome = await nabla(shellWords(call));
  expect(outcome).toEqual({ code, output: "", errors: expect.stringContaining(errors) });
  expect(outcome.errors).not.toMatch(/^ +at .*\.[jt]s/m);
});

describe("help", () => {
  test.each([["--help"], ["-h"], ["help"]])("%s shows all commands on one screen", async (word) => {
    const { code, output } = await nabla([word]);
    expect(code).toBe(0);
    expect(output).toMatch(/^nabla: .*\n\nUsage: /);
    const lines = output.split("\n");
    expect(lines.length).toBeLessThan(42);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("help gradient is gradient --help", async () => {
    expect(await nabla(["help", "grad"])).toEqual(await nabla(["gradient", "--help"]));
  });

  test("--version", async () => expect((await nabla(["--version"])).output).toMatch(/^nabla \d+\.\d+\.\d+\n$/));
});

test("a bug keeps its stack and asks for a report", () => {
  const [output, errors] = [new Collector(), new Collector()];
  const terminal = { input: process.stdin, output, errors, environment: {}, manifest: new URL("file:///") };
  expect(reportError(new TypeError("oops"), false, terminal)).toBe(EXIT.failed);
  expect(errors.text).toMatch(/^This is a bug in nabla.*\nTypeError: oops\n +at /);
});
