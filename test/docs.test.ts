/** What readers are shown works: every code block of the pages and every `@example` of the sources runs. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { docstringExamples, markdownExamples } from "./examples/find.ts";
import { agrees, print } from "./examples/print.ts";
import { runExample } from "./examples/run.ts";

const pages = ["README.md", "CONTRIBUTING.md", ...filesBelow("docs", ".md")].filter((path) => existsSync(path));
const sources = filesBelow("src", ".ts");
const examples = [
  ...pages.flatMap((path) => markdownExamples(path, readFileSync(path, "utf8"))),
  ...sources.flatMap((path) => docstringExamples(path, readFileSync(path, "utf8"))),
];

describe("examples", () => {
  test("there are pages and sources", () => expect(Math.min(pages.length, sources.length)).toBeGreaterThan(0));
  for (const example of examples) test.runIf(example.runs)(example.place, () => runExample(example));
});

describe("finding examples", () => {
  test("in a page: TypeScript and JavaScript, with their line and marks", () => {
    const page = "# A\n```ts\n1 // 1\n```\n```sh\nls\n```\n```js continued\n2 // 2\n```\n```ts no-run\nx\n```\n";
    expect(markdownExamples("a.md", page)).toEqual([
      { place: "a.md:3", code: "1 // 1", runs: true },
      { place: "a.md:9", code: "1 // 1\n2 // 2", runs: true },
      { place: "a.md:12", code: "x", runs: false },
    ]);
  });

  test("in doc comments: up to the next tag or the end", () => {
    const text =
      "/**\n * One.\n * @example\n * a // 1\n *   b\n * @see c\n */\n/** Two. */\n/**\n * @example d // 2\n */";
    const found = docstringExamples("a.ts", text);
    expect(found.map(({ place, code }) => [place, code.trim()])).toEqual([
      ["a.ts:3", "a // 1\n  b"],
      ["a.ts:10", "d // 2"],
    ]);
  });
});

describe("running examples", () => {
  const run = (code: string, module?: string) =>
    runExample({ place: "here", code, runs: true, ...(module === undefined ? {} : { module }) });

  test.each([
    "1 + 1 // 2",
    "const x: number = 2\nx ** 2 // 4",
    "console.log(0.1 + 0.2) // 0.3",
    "await Promise.resolve('a') // a",
    'import { NablaError, ParseError as Wrong } from "nabla"\nnew Wrong("", { source: "", start: 0, end: 0 }) instanceof NablaError // true',
    'import type { Span } from "nabla"\nimport * as nabla from "nabla"\ntypeof nabla.NablaError // function',
    'import { sep, type ParsedPath } from "node:path"\nsep.length // 1',
    'throwing()\nfunction throwing() {}\n(() => { throw new RangeError("too far") })() // throws RangeError: too far',
  ])("%j", async (code) => {
    await expect(run(code)).resolves.toBeUndefined();
  });

  test("an example in a source file sees the exports of that file", async () => {
    await expect(run('position("a", 0).line // 1', "src/core/error.ts")).resolves.toBeUndefined();
  });

  test("a wrong value is shown beside the expected one", async () => {
    await expect(run("2 + 2 // 5")).rejects.toThrow(/2 \+ 2\s+is\s+4\s+expected\s+5/);
    await expect(run("2 + 2 // throws TypeError")).rejects.toThrow(/is\s+4/);
    await expect(run("undefinedName")).rejects.toThrow("undefinedName is not defined");
    await expect(run("const = 1")).rejects.toThrow();
  });
});

describe("printed values", () => {
  test.each([
    [24.000000000000004, "24"],
    [Math.PI, "3.14159"],
    [2.0884875837625452e-45, "2.0884875837625448e-45"],
    [Math.sin(Math.PI), "0"],
    [6.02214076e23, "6.022e+23"],
    [Number.NaN, "NaN"],
    [-Infinity, "-Infinity"],
    ["x^2", "x^2"],
    ["x^2", '"x^2"'],
    [new Float64Array([1, 0.5]), "[1, 0.5]"],
    [{ x: 1 / 3, y: ["a", null] }, '{ x: 0.3333, y: ["a", null] }'],
    [new Date(0), String(new Date(0))],
    [undefined, "undefined"],
    [10n, "10"],
  ])("%o is %s", (value, expected) => expect(agrees(value, expected)).toBe(true));

  test.each([
    [23.6, "24"],
    [Math.PI, "3.1417"],
    [2.09e-45, "2.088e-45"],
    [1e-9, "0"],
    [1, "one"],
    [0, ""],
    ["x^2", "x ^ 2"],
    ["1.04", "1.0"],
    [{ x: 1 }, "{ y: 1 }"],
    [{ x: 1 }, "{ x: 1, y: 2 }"],
    [[1, 2], "[1, 3]"],
  ])("%o is not %s", (value, expected) => expect(agrees(value, expected)).toBe(false));

  test("records and arrays read like source", () => {
    expect(print({ x: 1, y: new Float64Array(2), z: [{ a: "b" }] })).toBe("{ x: 1, y: [0, 0], z: [{ a: b }] }");
  });
});

function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}
