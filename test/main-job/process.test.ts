/** `npm start` as a process: from any directory, through a pipe, and with Ctrl-C. */
import { execFileSync, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

const JOB = resolve("dist/main-job.js");

/** Loaded before the job: presses Ctrl-C when the first line is written. */
const PRESS_CTRL_C = `data:text/javascript,
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (...parts) => { process.stdout.write = write; process.kill(process.pid, "SIGINT"); return write(...parts); };`;

beforeAll(() => void execFileSync("node", ["scripts/build-if-stale.js"], { stdio: "ignore" }), 120_000);

describe("dist/main-job.js", () => {
  test("does the job from any directory, without colours in a pipe", () => {
    const { status, stdout, stderr } = run([JOB]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("All in all");
    expect(stdout).not.toContain(String.fromCharCode(27));
  });

  test("leaves with a clean message on Ctrl-C", () => {
    const { status, stdout, stderr } = run(["--import", PRESS_CTRL_C, JOB]);
    expect({ status, stderr }).toEqual({ status: 130, stderr: "" });
    expect(stdout).toMatch(/\nInterrupted\. .*\n$/);
    expect(stdout).not.toContain("All in all");
  });
});

const run = (parameters: readonly string[]) => spawnSync("node", parameters, { cwd: tmpdir(), encoding: "utf8" });
