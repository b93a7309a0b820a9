/** What docs/command-line.md shows is what happens. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { respond } from "../../src/cli/repl/respond.ts";
import { Workspace } from "../../src/cli/repl/workspace.ts";
import { Collector, nabla, shellWords } from "./in-process.ts";

const page = readFileSync("docs/command-line.md", "utf8");
const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(page)![1]!;

/** What follows each prompt: the line typed, and what it brings. */
const exchanges = (text: string, prompt: string): [typed: string, output: string][] =>
  `\n${text}`
    .split(`\n${prompt}`)
    .slice(1)
    .map((exchange) => {
      const [typed, ...output] = exchange.trimEnd().split("\n");
      return [typed!, output.map((line) => `${line}\n`).join("")];
    });

test.each(exchanges(block("sh").replaceAll("\\\n", " "), "$ nabla "))("nabla %s", async (call, output) => {
  expect(await nabla(shellWords(call))).toMatchObject({ code: 0, output });
});

test("the session", () => {
  const workspace = new Workspace();
  const answers = exchanges(block("text"), "> ").map(([typed]) => {
    const [output, errors] = [new Collector(), new Collector()];
    const terminal = { input: process.stdin, output, errors, environment: {}, manifest: pathToFileURL("package.json") };
    respond(typed, workspace, terminal, true);
    return [typed, output.text + errors.text];
  });
  expect(answers).toEqual(exchanges(block("text"), "> "));
});
