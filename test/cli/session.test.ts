import { describe, expect, test } from "vitest";
import { Workspace } from "../../src/cli/repl/workspace.ts";
import { nabla } from "./in-process.ts";

const session = (...lines: readonly string[]) => nabla([], `${lines.join("\n")}\n`);

/** Lines, and what each leaves on the output. */
const SESSIONS: readonly (readonly [lines: readonly string[], output: readonly string[]])[] = [
  [["1/3 + 1/6"], ["1/2  (0.5)"]],
  [
    ["2^100", "sqrt(2)", "0.1 + 0.2", "∞"],
    ["1267650600228229401496703205376", "sqrt(2)  (1.4142135623730951)", "0.30000000000000004", "∞"],
  ],
  [["a = 3", "a^2 x"], ["9*x"]],
  [
    ["f(x) = x^2", "f(t)", "f'(3)"],
    ["t^2", "6"],
  ],
  [["x : positive", "sqrt(x^2)"], ["x"]],
  [
    ["derivative(x^2, x)", "d/dx x^3"],
    ["2*x", "3*x^2"],
  ],
  [["x: vector(n)", "sum(x[i], i=1..n)"], ["sum(x[i], i=1..n)"]],
  [["", "  ", "# only a comment", "1 # and one behind"], ["1"]],
  [
    ["2 + 3", "ans^2", "ans - 1"],
    ["5", "25", "24"],
  ],
  [
    ["1; 2", "b = 4; b/8"],
    ["1", "2", "1/2  (0.5)"],
  ],
  [
    ["(1 +", "2)", "[1, 2;", "# note", "3, 4]", "7 -", "3"],
    ["3", "[1, 2; 3, 4]", "4"],
  ],
  [
    ["a/b c", "1/2x"],
    ["a/(b*c)", "x/2"],
  ],
  [["sum(i^2, i=1..10)"], ["sum(i^2, i=1..10)  (385)"]],
  [["1", ":quit", "2"], ["1"]],
  [["1", "exit", "2"], ["1"]],
  [["exit = 4", "exit + 1"], ["5"]],
  [
    [":latex x_1^2", "x/y", ":latex"],
    ["x_{1}^{2}", "x/y", "\\frac{x}{y}"],
  ],
  [[":tree a/b c"], ["a/(b*c)", "/", "├ a", "└ *", "  ├ b", "  └ c"]],
  [
    [":derivative x^2*y x", ":derivative x^3 x 2", "x^4", ":derivative x"],
    ["2*x*y", "6*x", "x^4", "4*x^3"],
  ],
  [
    [":gradient x*y x, y", "u^2", ":hessian u"],
    ["x: y", "y: x", "u^2", "u, u: 2"],
  ],
  [
    [":evaluate t^2 + u  t=1/3 u=2", "s + 1", ":evaluate s=2"],
    ["19/9", "s + 1", "3"],
  ],
  [
    ["x, y: positive", "k = 2", "g(t) = k t", ":names"],
    ["x : positive", "y : positive", "k = 2", "g(t) = 2*t"],
  ],
  [["k = 2", ":forget k", "k"], ["k"]],
];

test.each(SESSIONS)("%j", async (lines, output) => {
  expect(await session(...lines)).toEqual({ code: 0, output: `${output.join("\n")}\n`, errors: "" });
});

/** Lines, and what the error stream says; the session goes on, and ends with 1. */
const MISTAKES: readonly (readonly [lines: readonly string[], errors: string])[] = [
  [
    ["1", "", "x**2"],
    'Unexpected "**"; expected an expression\n  at line 3, column 2\n    x**2\n     ^^\nFor a power, write ^.\n',
  ],
  [["1", "(2", "", "1/0"], 'Missing ")" to close the "(" at line 2, column 1\n'],
  [["a", "1/0"], "1/0 is not a number\n  at line 2, column 1\n    1/0\n    ^^^\n"],
  [["a", "lgo(2)"], '"lgo" is not a function\n  at line 2, column 1'],
  [["pi = 3"], "pi is a constant"],
  [["y ~ Normal(0, 1)"], "Models cannot be worked with yet"],
  [["x, y"], "A list is written [x, y]"],
  [[":latx x"], "There is no command :latx\nDid you mean :latex? See :help."],
  [[":latex"], "There is no last value"],
  [[":gradient"], "The variable is missing"],
  [[":forget q"], "q has no meaning yet"],
  [[":evaluate x + y  x=2"], "y has no value\nGive one: y=2"],
];

test.each(MISTAKES)("%j", async (lines, errors) => {
  const outcome = await session(...lines, "40 + 2");
  expect(outcome.errors).toContain(errors);
  expect(outcome.errors).not.toMatch(/^ +at .*\.[jt]s/m);
  expect(outcome).toMatchObject({ code: 1, output: expect.stringMatching(/(^|\n)42\n$/) });
});

test("a text that the end of the input cuts off is an error", async () => {
  const { code, errors } = await session("1", "(2 +", "3");
  expect(code).toBe(1);
  expect(errors).toBe('Missing ")" to close the "(" at line 2, column 1\n  at line 3, column 2\n    3\n     ^\n');
});

describe("U114: a name that gets another meaning", () => {
  test.each([
    [["a = 2", "a = 3", "a"], "a is defined anew; it was a = 2", "3"],
    [["f(x) = x", "f(x) = 2x", "f(3)"], "f is defined anew; it was f(x) = x", "6"],
    [["f(x) = x", "f = 2", "f"], "f is defined anew; it was f(x) = x", "2"],
    [["f = 2", "f(x) = x", "f(5)"], "f is defined anew; it was f = 2", "5"],
    [["x: positive", "x: vector(n)", "x[1]"], "x is declared anew; it was x : positive", "x[1]"],
    [["sin(x) = x", "sin(2)"], "sin is defined anew; it was a function of the language", "2"],
  ])("%j is warned of", async (lines, warning, output) => {
    expect(await session(...lines)).toEqual({ code: 0, output: `${output}\n`, errors: `Warning: ${warning}\n` });
  });

  test("the same meaning is none", async () => {
    expect((await session("a = 2", "a = 2", "x: positive", "x: positive")).errors).toBe("");
  });

  test("a declaration that fails leaves the one before", async () => {
    expect((await session("x: positive", "x: vektor(3)", "sqrt(x^2)")).output).toBe("x\n");
  });
});

describe("a person who watches sees", () => {
  const remarks = (...texts: string[]) => {
    const workspace = new Workspace("x: real");
    return texts.flatMap((text) => [...workspace.run(text)]).at(-1)?.remarks;
  };

  test.each([
    ["a/b c", ["read as a/(b*c)"]],
    ["6/2(1+2)", ["read as (6/2)*(1 + 2)"]],
    ["x(t + 1)", ["read as x*(t + 1)"]],
    ["a*b/c", []],
    ["x^2/x", ["if x != 0"]],
    ["c = 1/3", ["c = 1/3  (0.3333333333333333)"]],
    ["f(t) = d/dt t^2", ["f(t) = 2*t"]],
    ["g = a/b c", ["read as a/(b*c)", "g = a/(b*c)"]],
  ])("%s: %j", (text, expected) => expect(remarks(text)).toEqual(expected));
});

test("statements before an error count", () => {
  const workspace = new Workspace();
  const replies = workspace.run("a = 2; a + 1; 1/0; a = 5");
  expect(replies.next().done).toBe(false);
  expect(replies.next().value).toMatchObject({ result: "3" });
  expect(() => replies.next()).toThrow("1/0 is not a number");
  expect(workspace.names()).toContain("a = 2");
});

test("declarations of the command line hold in the session", async () => {
  expect((await nabla(["-d", "x: positive"], "sqrt(x^2)\n")).output).toBe("x\n");
});

test("U87: names of JavaScript are names like others", async () => {
  const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
  const lines = names.flatMap((name) => [`${name} = 2`, `${name} + 1`, `:evaluate ${name}_1 + ${name}  ${name}_1=1`]);
  expect(await session(...lines)).toEqual({ code: 0, output: "3\n3\n".repeat(5), errors: "" });
  for (const name of names) expect((await nabla(["evaluate", `${name} + 1`, `${name}=2`])).output).toBe("3\n");
  for (const name of names) expect((await nabla([name])).code).toBe(2);
});
