import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { completions } from "../../src/cli/repl/completion.ts";
import { History, historyPath, oneLine } from "../../src/cli/repl/history.ts";
import { PendingInput } from "../../src/cli/repl/input.ts";
import { Workspace } from "../../src/cli/repl/workspace.ts";
import { Collector } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "nabla-history-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const UP = "\u001b[A";

/** Types keys at a terminal; what stands there, without the commands for the cursor, and the exit code. */
async function type(keys: readonly string[], history = ""): Promise<{ screen: string; code: number }> {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new Collector(), { isTTY: true });
  const environment = { NABLA_HISTORY: history };
  const ended = main([], { input, output, errors: output, environment, manifest: pathToFileURL("package.json") });
  while (!output.text.includes("> ")) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const key of keys) {
    input.write(key);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const code = await ended;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return { screen: output.text.replace(/\u001b\[[\d;]*[A-Za-z]/g, ""), code };
}

describe("at a terminal", () => {
  test("values, remarks, warnings and errors; Ctrl-D leaves with 0", async () => {
    const { screen, code } = await type(["1/3 + 1/6\r", "a/b c\r", "x**2\r", CTRL_D]);
    expect(screen).toMatch(/^nabla \d.*\n/);
    expect(screen).toContain("1/2  (0.5)\n");
    expect(screen).toContain("  read as a/(b*c)\na/(b*c)\n");
    expect(screen).toContain("     ^^\nFor a power, write ^.\n");
    expect(code).toBe(0);
  });

  test(":quit leaves", async () => expect((await type([":quit\r"])).code).toBe(0));

  test("brackets keep a text open, with another prompt", async () => {
    const { screen } = await type(["(1 +\r", "41)\r", CTRL_D]);
    expect(screen).toContain("… ");
    expect(screen).toContain("42\n");
  });

  test("Ctrl-C drops the line and the lines before it; alone it says how to leave", async () => {
    const { screen } = await type(["(1 +\r", "x", CTRL_C, "40 + 2\r", CTRL_C, CTRL_D]);
    expect(screen).toContain("42\n");
    expect(screen).not.toContain("Missing");
    expect(screen).toContain("Ctrl-D or :quit to leave.");
  });

  test("history comes back in the next session, several lines as one", async () => {
    const path = join(folder, "deep", "history");
    await type(["sum(i,\r", "i=1..4)\r", CTRL_D], path);
    expect(readFileSync(path, "utf8")).toBe("sum(i, i=1..4)\n");
    const { screen } = await type([UP, "\r", CTRL_D], path);
    expect(screen).toContain("sum(i, i=1..4)  (10)");
  });

  test("Up brings the text of several lines back in the same session", async () => {
    const { screen } = await type(["(20\r", "+ 1)\r", UP, " + 21\r", CTRL_D]);
    expect(screen).toContain("> (20 + 1) + 21");
    expect(screen).toContain("42\n");
  });
});

describe("history", () => {
  test.each([
    [{ NABLA_HISTORY: "/h" }, "/h"],
    [{ NABLA_HISTORY: "", HOME: "/home/a" }, undefined],
    [{ XDG_STATE_HOME: "/state", HOME: "/home/a" }, "/state/nabla/history"],
    [{ HOME: "/home/a" }, "/home/a/.local/state/nabla/history"],
  ])("%j lies at %s", (environment, path) => expect(historyPath(environment)).toBe(path));

  test("a place that cannot be written is no error", () => {
    writeFileSync(join(folder, "file"), "");
    const history = new History(join(folder, "file", "history"));
    history.add("1 + 1");
    expect(history.entries).toEqual([]);
  });

  test("a file that cannot be read is no error", () => {
    const path = join(folder, "folder");
    mkdirSync(path);
    expect(new History(path).entries).toEqual([]);
    chmodSync(path, 0o700);
  });

  test("repeated entries are kept once, long files are cut", () => {
    const path = join(folder, "long");
    writeFileSync(path, Array.from({ length: 2500 }, (_, k) => `${k}\n`).join(""));
    const history = new History(path);
    expect([history.entries.length, history.entries[0]]).toEqual([1000, "2499"]);
    for (const text of ["2499", "a", "a", " ", "b"]) history.add(text);
    expect(readFileSync(path, "utf8").split("\n").slice(-4)).toEqual(["2499", "a", "b", ""]);
  });

  test("comments do not swallow what follows", () => expect(oneLine("[1, # one\n  2]")).toBe("[1, 2]"));
});

test.each([
  ["1 + 1", true],
  ["", true],
  ["# (", true],
  [":latex (", true],
  ["x, y", true],
  ["2 3 (", true],
  ["x)", true],
  ["(1", false],
  ["f(a, [b", false],
  ["{x if x > 0", false],
  ["{x", false],
  ["|x", false],
  ["1 +", false],
  ["a = # the value", false],
])("%j is whole: %s", (line, whole) => expect(new PendingInput().add(line) !== undefined).toBe(whole));

test.each([
  ["1 + sqr", ["sqrt("], "sqr"],
  ["2*velo", ["velocity"], "velo"],
  ["twi", ["twice("], "twi"],
  [":la", [":latex "], ":la"],
  ["1 + ", [], ""],
  ["α", ["αβ"], "α"],
])("Tab after %j offers %j", (line, offers, part) => {
  const workspace = new Workspace("velocity: positive; αβ: real");
  [...workspace.run("twice(x) = 2x")];
  expect(completions(line, workspace)).toEqual([offers, part]);
});
