import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { OPTIONS } from "../../src/cli/options.ts";
import * as core from "../../src/index.ts";
import * as optimize from "../../src/optimize.ts";
import { nabla, shellWords } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "nabla-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(COMMANDS)("nabla $name", (command) => {
  const { name, aliases = [], options, examples, least } = command;

  test("has the name of a function of the API", () => {
    const camelCase = (word: string) => word.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const api = { ...core, ...optimize };
    for (const word of [name, ...aliases].filter((each) => each !== "latex"))
      expect(api).toHaveProperty(camelCase(word));
  });

  test.runIf(examples.length > 0).each(examples)("%s", async (call, result) => {
    expect(await nabla(shellWords(call))).toMatchObject({ code: 0, output: `${result}\n` });
  });

  test("explains itself, with every option it takes", async () => {
    const { code, output } = await nabla([name, "--help"]);
    expect(code).toBe(0);
    for (const option of [...options, "json"]) expect(output).toContain(`--${option}`);
    expect(output).toContain(`Usage: nabla ${name} `);
  });

  test("refuses the options that it does not take, and too few words", async () => {
    const foreign = OPTIONS.find(
      ({ name: option }) =>
        !(options as readonly string[]).includes(option) && !["declare", "json", "help", "version"].includes(option),
    )!;
    const given = "value" in foreign ? [`--${foreign.name}`, "1"] : [`--${foreign.name}`];
    expect(await nabla([name, ...Array(least).fill("x"), ...given])).toMatchObject({ code: 2, output: "" });
    expect((await nabla([name])).errors).toContain(`Usage: nabla ${name}`);
  });
});

/** Arguments, output, error stream. */
const CALLS: readonly (readonly [call: string, output: string, errors?: string])[] = [
  ["derivative 'x^x*sin(y)/log(x)' x", "sin(y)*(x^x/log(x) - x^(x - 1)/log(x)^2 + x^x)"],
  ["derivative 'x^2' z", "0", "Note: z does not occur in the formula"],
  ["derivative 'x^2' x --latex", "2 x"],
  ["simplify 'x^2/x'", "x", "Note: if x != 0"],
  ["simplify 'x^2/x' --strict", "x^2/x"],
  ["simplify -x-x", "-2*x"],
  ["simplify -- --x", "x"],
  ["simplify 'd/dx x^2'", "2*x"],
  ["simplify 'a/b c'", "a/(b*c)", "Note: read as a/(b*c)"],
  ["gradient 'x*y' x,y --latex", "x: y\ny: x"],
  ["vjp 'x*y' 'max(a, b)' 'c, v/2' x", "x: c*y"],
  ["evaluate 'x^2 + 1/3' x=1/3", "4/9"],
  ["evaluate 'x + 0.5' x=1", "1.5"],
  ["evaluate '2^100'", "1267650600228229401496703205376"],
  ["evaluate 'log(0.0)'", "-Infinity"],
  ["evaluate '[i^2 for i=1..3]'", "[1, 4, 9]"],
  ["evaluate 'einsum(\"ij,jk->ik\", [1, 2; 3, 4], [0, 1; 1, 0])'", "[2, 1; 4, 3]"],
  ["evaluate '[i*j*k for i=1..1, j=1..2, k=1..2]'", "[[[1, 2], [2, 4]]]"],
  ["evaluate 'sum(A[i, j], i=1..n, j=1..n)' A=[[1,2],[3,4]] -d 'A: matrix(n, n)'", "10"],
  ["evaluate 'sum(A[i, j], i=1..n, j=1..n)' 'A=[1, 2; 3, 4]' -d 'A: matrix(n, n)'", "10"],
  ["evaluate 'sum(x[i], i=1..n)/n' 'x=[1, 2, 1/3]' -d 'x: vector(n)' --precision 20", "1.1111111111111111111"],
  ["evaluate 'x + y' x=0.1 y=1/3 --precision 20", "0.43333333333333333333"],
  ["compile 'b - a' --inputs b,a", '"use strict";\nreturn function core(x0, x1) {\nreturn x0 - x1;\n}'],
];

test.each(CALLS.map(([call, output, errors = ""]) => [call, output, errors] as const))(
  "nabla %s",
  async (call, output, errors) => {
    const outcome = await nabla(shellWords(call));
    expect(outcome).toEqual({ code: 0, output: `${output}\n`, errors: errors === "" ? "" : `${errors}\n` });
  },
);

test("a formula comes from standard input", async () => {
  expect((await nabla(["derivative", "-", "x"], "f(t) = t^3\nf(x)\n")).output).toBe("3*x^2\n");
});

test("declarations may be repeated", async () => {
  const { output } = await nabla([
    "gradient",
    "sum(a*x[i]*y[i], i=1..n)",
    "a",
    "-d",
    "x: vector(n)",
    "--declare=y: vector(n)",
  ]);
  expect(output).toBe("a: sum(x[i]*y[i], i=1..n)\n");
});

describe("derivatives with more than two axes", () => {
  const MATRICES = "X: matrix(n, d); U, dU: matrix(n, k); V: matrix(d, k); x: vector(d)";

  test.each([
    [["hessian", "norm(X*V)^2", "V"], "V, V: 2*reshape(kron(X'*X, eye(k)), d, k, d, k)"],
    [["hessian", "sum(V.^3)", "V"], "V, V: dV -> 6*(V .* dV)"],
    [["hessian", "trace(U'*X*V)", "U,V"], /^U, V: reshape\(kron\(X, eye\(k\)\), n, k, d, k\)$/m],
    [["hessian", "norm(U*V')^2", "U,V"], /^U, V: dV -> 2\*\(U\*V'\*dV \+ U\*dV'\*V\)$/m],
    [["hessian", "sum(U.^2 .* dU)", "U"], /^U, U: ddU -> 2\*\(dU \.\* ddU\)$/m],
    [["jacobian", "X*x", "X"], "[dX -> dX*x]"],
    [["jacobian", "X*x", "X", "--latex"], "[\\mathrm{dX} \\mapsto \\mathrm{dX} x]"],
  ])("%s", async (args, expected) => {
    const { output } = await nabla([...args, "-d", MATRICES]);
    if (typeof expected === "string") expect(output).toBe(`${expected}\n`);
    else expect(output).toMatch(expected);
  });

  test("what long ones repeat has a name", async () => {
    const declared = "X: matrix(n, d); y: vector(n); w: vector(d)";
    const { output } = await nabla(["hessian", "1/2*norm(y - tanh(X*w))^2", "w", "-d", declared]);
    expect(output).toBe("w, w: X'*diag((2*(u .* y) - 3*u.^2 + 1) .* (1 - u.^2))*X\nwhere u = tanh(X*w)\n");
  });

  test("in JSON they stay formulas", async () => {
    const { output } = await nabla(["hessian", "sum(V.^3)", "V", "--json", "-d", MATRICES]);
    expect(JSON.parse(output).result.V.V).toMatch(/^\[\[\[\[.* for /);
  });
});

describe("--json", () => {
  const json = async (...args: string[]) => JSON.parse((await nabla([...args, "--json"])).output);

  test("a formula with its LaTeX, declarations and conditions", async () => {
    expect(await json("simplify", "x^2/x + s", "-d", "s: positive")).toEqual({
      result: "s + x",
      latex: "s + x",
      symbols: { s: "positive", x: "real" },
      conditions: ["x != 0"],
      notes: ["if x != 0"],
    });
  });

  test("formulas by name, and in rows", async () => {
    expect(await json("gradient", "x*kind", "x,kind")).toMatchObject({ result: { x: "kind", kind: "x" } });
    expect(await json("hessian", "x*y", "x,y")).toMatchObject({
      result: { x: { x: "0", y: "1" }, y: { x: "1", y: "0" } },
    });
    expect(await json("jacobian", "x*y", "x", "x,y")).toMatchObject({
      result: [
        ["y", "x"],
        ["1", "0"],
      ],
    });
  });

  test("values; JSON has no infinity", async () => {
    expect(await json("evaluate", "1/3 + 1/6")).toEqual({ result: "1/2", value: 0.5 });
    expect(await json("evaluate", "[1, 2; 3, 4]")).toEqual({
      result: "[1, 2; 3, 4]",
      value: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(await json("evaluate", "∞")).toEqual({ result: "Infinity", value: null });
  });

  test("the reading, and the expression as fromJSON takes it", async () => {
    const { reading, expression } = await json("parse", "1/2x");
    expect(reading).toBe("(1/2)*x");
    expect(core.fromJSON(expression)).toBe(core.parse("x/2"));
  });

  test("a minimum with its status", async () => {
    expect(await json("minimize", "(x - 1)^2", "x", "--method", "newton")).toMatchObject({
      result: { x: expect.closeTo(1, 12) },
      converged: true,
      status: "gradient",
    });
  });

  test("arrays as nested lists", async () => {
    const declared = ["-d", "A: matrix(n, d); W: matrix(d, k); B: matrix(n, k); b, y: vector(m)"];
    const values = ["A=[2, 1; 0, 1]", "B=[1, 2; 3, 4]", "y=[1, 2]", "--standard-errors"];
    const formula = "norm(A*W - B)^2/2 + norm(b - y)^2/2";
    const { result, standardErrors } = await json("minimize", formula, "W,b", ...values, ...declared);
    expect(result).toEqual({
      W: [
        [expect.closeTo(-1, 12), expect.closeTo(-1, 12)],
        [expect.closeTo(3, 12), expect.closeTo(4, 12)],
      ],
      b: [expect.closeTo(1, 12), expect.closeTo(2, 12)],
    });
    expect(standardErrors).toMatchObject({ b: [expect.closeTo(1, 12), expect.closeTo(1, 12)] });
  });

  test("U86: an error with its place and what was expected", async () => {
    expect(await json("derivative", "(x\n**2)", "x")).toMatchObject({
      error: {
        name: "ParseError",
        line: 2,
        column: 1,
        start: 3,
        end: 5,
        expected: ["an expression"],
        source: "(x\n**2)",
        hint: "For a power, write ^.",
      },
    });
    expect(await json("simplify", "1/0")).toMatchObject({ error: { name: "DomainError", line: 1, column: 1 } });
    expect(await json("simplyfy", "x")).toMatchObject({ error: { name: "UsageError" } });
  });
});

describe("--data", () => {
  const path = join(folder, "points.csv");
  writeFileSync(path, 'name,x,y\n"a, ""b""",1,2\nc,2,\nd,3,6\n');
  const declared = ["-d", "x, y: vector(n)", "--data", path];

  test("columns are vectors, and incomplete rows are left out", async () => {
    const { output, errors } = await nabla(["minimize", "sum((y[i] - a*x[i])^2, i=1..n)", "a", ...declared]);
    expect(output).toMatch(/^a = 2\nvalue /);
    expect(errors).toContain(`left out of ${path}, without a value of x or y: 1 of its rows`);
    expect((await nabla(["evaluate", "sum(x[i], i=1..n)", ...declared])).output).toBe("6\n");
    expect(
      (await nabla(["check-gradient", "sum((y[i] - a*x[i])^2, i=1..n)", "a", "a=1", ...declared, "--json"])).output,
    ).toContain('"symbolic":-20');
  });

  test("a missing column, a word and a missing file are named", async () => {
    const errors = async (...args: string[]) => (await nabla(["evaluate", ...args])).errors;
    expect(await errors("sum(z[i], i=1..n)", "-d", "z: vector(n)", "--data", path)).toContain(
      "has no column z\nIts columns are name, x, y.",
    );
    expect(await errors("sum(name[i], i=1..n)", "-d", "name: vector(n)", "--data", path)).toContain(
      '"a, "b"" in column name',
    );
    expect(await errors("1", "--data", join(folder, "none.csv"))).toContain("none.csv cannot be read");
  });
});

test("standard errors stand beside the estimates", async () => {
  const { output } = await nabla(shellWords("minimize '2*(m - 1)^2' m --standard-errors"));
  expect(output).toBe("m = 1  ± 0.500\nvalue 0\n");
});

test("arrays are found in their shapes, and vectors that are sought are no columns of the data", async () => {
  const path = join(folder, "line.csv");
  writeFileSync(path, "x,y\n1,2\n2,4\n");
  const declared = ["-d", "x, y, u: vector(n); A: matrix(2, 2)", "--data", path];
  const { output } = await nabla(["minimize", "norm(y - u - x)^2 + norm(A - [1, 2; 3, 4])^2 + 5", "u,A", ...declared]);
  expect(output).toBe("u = [1, 2]\nA = [1, 2; 3, 4]\nvalue 5\n");
});

test("a search that does not converge fails, and says why", async () => {
  const outcome = await nabla(shellWords("minimize '(x - 1)^4' x --max-iterations 2 --method newton"));
  expect(outcome).toMatchObject({ code: 1, errors: expect.stringContaining("maxIterations reached") });
  expect(outcome.output).toMatch(/^x = 0\.\d+\nvalue /);
});

test("the gradient is checked as a table", async () => {
  const { output } = await nabla(shellWords("check-gradient 'x^3*y' x,y x=2 y=3"));
  expect(output).toMatch(
    /^ +symbolic +numeric +relative difference\nx +36 +(36|35\.9+\d*|36\.0+\d*) +\d\.\de-\d+\ny +8 /,
  );
});
