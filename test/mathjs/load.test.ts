/** Loading the bridge, with mathjs and without it. */
import { expect, test } from "vitest";
import { NablaError } from "../../src/core/error.ts";
import { loadBridge } from "../../src/mathjs/load.ts";

test("with mathjs it has what the door has", async () => {
  const names = Object.keys(await loadBridge()).sort();
  expect(names).toEqual(["evaluate", "evaluateComplex", "fromMathjs", "toMathjs"]);
  expect(Object.keys(await import("../../src/mathjs.ts")).sort()).toEqual(names);
});

test.each([
  "Cannot find package 'mathjs' imported from /app/node_modules/nabla/dist/mathjs.js",
  'Failed to resolve module specifier "mathjs". Relative references must start with either "/", "./", or "../".',
  "Cannot find module 'mathjs'",
])("without it the error says how to install it: %s", async (message) => {
  const loading = loadBridge(() => Promise.reject(new Error(message)));
  await expect(loading).rejects.toThrow(NablaError);
  await expect(loading).rejects.toThrow("npm install mathjs");
});

test("other errors stay what they are", async () => {
  const error = new Error("Cannot find package 'other' imported from /app");
  await expect(loadBridge(() => Promise.reject(error))).rejects.toBe(error);
});
