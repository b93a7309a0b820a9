/** The packed tarball works for its users: from ESM, `require`, TypeScript and the command line, without this tree. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };

/** `nabla`, `nabla/optimize`, …: what a user may import, from the manifest. */
const DOORS = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith(".json"))
  .map((path) => path.replace(/^\./, "nabla"));
const BRIDGE = "nabla/mathjs";
const PRINT_NAMES = "console.log(JSON.stringify(Object.keys(door).filter((name) => name !== '__esModule').sort()));";

const folder = mkdtempSync(join(tmpdir(), "nabla-package-"));
/** A project that installed nabla and mathjs, and one that installed nabla alone. */
const full = join(folder, "full");
const plain = join(folder, "plain");

beforeAll(() => {
  run("node", ["scripts/build-if-stale.js"], ".");
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ".");
  install(full, [...Object.keys(manifest.dependencies), "mathjs"]);
  install(plain, Object.keys(manifest.dependencies));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the tarball", () => {
  test("holds what is published and nothing else", () => {
    const names = readdirSync(join(full, "node_modules/nabla"));
    expect(names).toEqual(expect.arrayContaining(["LICENSE", "README.md", "data", "dist", "package.json"]));
    expect(names.filter((name) => ["src", "test", "node_modules"].includes(name))).toEqual([]);
  });

  test.each(DOORS)("%s is imported from ESM and required from CommonJS, alike", (door) => {
    const imported = runScript(full, "mjs", `import * as door from "${door}";\n${PRINT_NAMES}`);
    const required = runScript(full, "cjs", `const door = require("${door}");\n${PRINT_NAMES}`);
    expect(JSON.parse(required)).toEqual(JSON.parse(imported));
  });

  test.each(DOORS.filter((door) => door !== BRIDGE))("%s does not need mathjs", (door) => {
    const names = runScript(plain, "mjs", `import * as door from "${door}";\n${PRINT_NAMES}`);
    expect(Array.isArray(JSON.parse(names))).toBe(true);
  });

  test.each(DOORS)("%s has no side effect on the global object", (door) => {
    const globals = "Object.getOwnPropertyNames(globalThis).length";
    const script = `const before = ${globals};\nawait import("${door}");\nconsole.log(${globals} - before);`;
    expect(runScript(full, "mjs", script).trim()).toBe("0");
  });

  test("its errors are recognized by class", () => {
    const script = `import { NablaError, ParseError } from "nabla";
      const error = new ParseError("wrong", { source: "x +", start: 2, end: 3 });
      console.log(error instanceof NablaError && error.column);`;
    expect(runScript(full, "mjs", script).trim()).toBe("3");
  });

  test("the command `nabla --help` says how to use it", () => {
    expect(run(join(full, "node_modules/.bin/nabla"), ["--help"], full)).toMatch(/usage/i);
  });
});

describe.each([
  ["node16", { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 }],
  ["bundler", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
] as const)("TypeScript with moduleResolution %s", (name, resolution) => {
  const options: ts.CompilerOptions = {
    ...resolution,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipDefaultLibCheck: true, // our declarations are checked, TypeScript's own are not
    types: [],
  };
  const compile = (text: string): ts.Program => {
    const path = join(full, `${name}.mts`);
    writeFileSync(path, text);
    return ts.createProgram([path], options);
  };

  test("compiles a program, and finds a mistake in it", () => {
    const program = `import { NablaError, type Span } from "nabla";
      const span: Span = { start: 0, end: 1 };
      export const hint: string | undefined = new NablaError(String(span.start)).hint;`;
    expect(complaints(compile(program))).toEqual([]);
    expect(complaints(compile(program.replace("end: 1", "end: true")))).toEqual([expect.stringContaining("boolean")]);
  });

  test.each(DOORS)("%s declares what exists at run time, no more and no less", (door) => {
    const program = compile(`export * from "${door}";`);
    expect(complaints(program)).toEqual([]);
    const names = runScript(full, "mjs", `import * as door from "${door}";\n${PRINT_NAMES}`);
    expect(declaredValues(program, join(full, `${name}.mts`))).toEqual(JSON.parse(names));
  });
});

/** What `npm install nabla …` would lay out, with the dependencies of this tree instead of a registry's. */
function install(project: string, dependencies: readonly string[]): void {
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "nabla"), { recursive: true });
  mkdirSync(join(modules, ".bin"));
  writeFileSync(join(project, "package.json"), "{}");
  const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
  run("tar", ["-xzf", tarball, "--strip-components=1", "-C", join(modules, "nabla")], project);
  symlinkSync(join(modules, "nabla", manifest.bin.nabla), join(modules, ".bin/nabla"));
  for (const name of dependencies) symlinkSync(resolve("node_modules", name), join(modules, name));
}

function runScript(project: string, ending: "mjs" | "cjs", text: string): string {
  const path = join(project, `script.${ending}`);
  writeFileSync(path, text);
  return run("node", [path], project);
}

function run(command: string, parameters: readonly string[], cwd: string): string {
  return execFileSync(command, parameters, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function complaints(program: ts.Program): readonly string[] {
  return ts.getPreEmitDiagnostics(program).map((each) => {
    const message = ts.flattenDiagnosticMessageText(each.messageText, "\n");
    return each.file ? `${each.file.fileName}: ${message}` : message;
  });
}

/** Names of the functions, classes and constants that a module exports; types are left out. */
function declaredValues(program: ts.Program, path: string): readonly string[] {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  const values = checker.getExportsOfModule(module).filter((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return target.flags & ts.SymbolFlags.Value;
  });
  return values.map((symbol) => symbol.name).sort();
}
