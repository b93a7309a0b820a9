/** The built program, as a shell runs it. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";

const run = (args: readonly string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { input, encoding: "utf8" });
  return { status, stdout, stderr };
};

// `npm test` builds first; without a build there is nothing to run.
describe.runIf(existsSync("dist/cli.js"))("node dist/cli.js", () => {
  test.each([
    [["derivative", "x^x*sin(y)/log(x)", "x"], "sin(y)*(x^x/log(x) - x^(x - 1)/log(x)^2 + x^x)\n"],
    [["simplify", "7*(-t-13)-4-12t"], "-19*t - 95\n"],
    [["evaluate", "1/3+1/6"], "1/2\n"],
    [
      ["gradient", "sum(log(1+exp(-y[i]*(a+b*x[i]))), i=1..n)", "a,b", "-d", "x: vector(n); y: vector(n)"],
      "a: -sum(y[i]/(1 + exp((a + b*x[i])*y[i])), i=1..n)\nb: -sum(x[i]*y[i]/(1 + exp((a + b*x[i])*y[i])), i=1..n)\n",
    ],
  ])("%j", (args, stdout) => expect(run(args)).toEqual({ status: 0, stdout, stderr: "" }));

  test("exit codes", () => {
    expect(run(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["simplify", "2 +"])).toMatchObject({ status: 1, stdout: "" });
    expect(run(["simplyfy", "2"])).toMatchObject({ status: 2, stdout: "" });
    expect(run([], "1 + 1\n2 +\n")).toMatchObject({ status: 1, stdout: "2\n" });
    expect(run([], "1 + 1\n")).toEqual({ status: 0, stdout: "2\n", stderr: "" });
    expect(run([], "")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("--version is that of the package", () => expect(run(["--version"]).stdout).toMatch(/^nabla \d+\.\d+\.\d+\n$/));

  test("a reader that closes the pipe is no error", () => {
    const { stderr } = spawnSync("sh", ["-c", `"${process.execPath}" dist/cli.js --help | head -n 1`], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
  });
});
