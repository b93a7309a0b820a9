/** The architecture: layers, doors, packages, cycles and sizes of the files in src/. */

import { describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { cycles, type Import, readSourceFiles, type SourceFile, sourceFile } from "./source-graph.ts";

/** Folders of src/, top down: a file imports only from its own folder or from a lower one. */
const LAYERS = [
  "main-job", // what `npm start` runs
  "cli",
  "code",
  "language",
  "probability",
  "optimize",
  "mathjs", // the bridge to mathjs, loaded only through its door
  "compile",
  "explain",
  "calculus",
  "algebra",
  "tensor",
  "simplify",
  "polynomial",
  "printers",
  "notation",
  "operators",
  "core",
] as const;

/** Files that stand in src/ itself: the entries of the package, on top of every layer. */
const DOORS = ["index.ts", "optimize.ts", "mathjs.ts", "cli.ts", "main-job.ts"];

/** Only these run under Node; everything else runs in browsers too. */
const NODE_ONLY = ["cli", "main-job", "cli.ts", "main-job.ts"];

const LONGEST_FILE = 400;

const files = readSourceFiles("src");

describe("src/", () => {
  test("has files", () => expect(files.length).toBeGreaterThan(0));
  test("has only known layers and doors", () => expect(files.flatMap(placement)).toEqual([]));
  test("imports only downward", () => expect(violations(files, upward)).toEqual([]));
  test("imports the files it names", () => expect(violations(files, missing(files))).toEqual([]));
  test("imports only the packages it declares, mathjs only in the bridge", () =>
    expect(violations(files, undeclared)).toEqual([]));
  test("loads the bridge to mathjs only through its door", () => expect(violations(files, bridge)).toEqual([]));
  test("has no import cycle", () => expect(cycles(files).map((cycle) => cycle.join(" -> "))).toEqual([]));
  test(`has no file over ${LONGEST_FILE} lines`, () => expect(files.flatMap(length)).toEqual([]));
});

/** The checks themselves, on made-up files: each finds what it is for, and says where. */
describe("the checks", () => {
  const of = (path: string, text: string) => [sourceFile(path, text)];

  test.each([
    ["core/a.ts", 'import { b } from "../cli/b.ts";', "core/a.ts:1: core may not import cli/b.ts", upward],
    [
      "core/a.ts",
      '"use strict";\nimport type { B } from "../cli/b.ts";',
      "core/a.ts:2: core may not import cli/b.ts",
      upward,
    ],
    ["core/a.ts", 'type B = import("../cli/b.ts").B;', "core/a.ts:1: core may not import cli/b.ts", upward],
    ["core/a.ts", 'export * from "../index.ts";', "core/a.ts:1: core may not import index.ts", upward],
    ["core/a.ts", 'import "./b.ts";', "core/a.ts:1: there is no core/b.ts", missing([])],
    ["core/a.ts", 'import "mathjs";', "core/a.ts:1: mathjs belongs behind src/mathjs/", undeclared],
    ["core/a.ts", 'import "katex";', "core/a.ts:1: katex is not a dependency in package.json", undeclared],
    ["core/a.ts", 'await import("node:fs");', "core/a.ts:1: node:fs does not exist in browsers", undeclared],
    ["cli/a.ts", 'import "../mathjs/b.ts";', "cli/a.ts:1: loads mathjs; use await import(…)", bridge],
    ["index.ts", 'export * from "./mathjs/b.ts";', "index.ts:1: loads mathjs; use await import(…)", bridge],
  ])("%s with %j is refused: %s", (path, text, complaint, check) => {
    expect(violations(of(path, text), check)[0]).toContain(complaint);
  });

  test.each([
    ["cli/a.ts", 'import { b } from "../core/b.ts"; import "./c.ts";', upward],
    ["index.ts", 'import "./cli/b.ts"; import "./optimize.ts";', upward],
    ["core/a.ts", 'import Fraction from "fraction.js";', undeclared],
    ["mathjs/a.ts", 'import { create } from "mathjs/number";', undeclared],
    ["cli/a.ts", 'import { argv } from "node:process";', undeclared],
    ["mathjs.ts", 'export * from "./mathjs/b.ts";', bridge],
    ["cli/a.ts", 'await import("../mathjs/b.ts"); import type { B } from "../mathjs/b.ts";', bridge],
  ])("%s with %j passes", (path, text, check) => {
    expect(violations(of(path, text), check)).toEqual([]);
  });

  test("a cycle is shown as its path, a cycle of types is none", () => {
    const ring = (keyword: string) => [
      sourceFile("core/a.ts", 'import "./b.ts";'),
      sourceFile("core/b.ts", 'import "./c.ts";'),
      sourceFile("core/c.ts", `${keyword} { A } from "./b.ts";`),
    ];
    expect(cycles(ring("import"))).toEqual([["core/b.ts", "core/c.ts", "core/b.ts"]]);
    expect(cycles(ring("import type"))).toEqual([]);
  });

  test("a strange folder, a strange door and a long file are named", () => {
    expect(of("utils/a.ts", "").flatMap(placement)[0]).toContain("utils/a.ts: utils is not a layer");
    expect(of("extra.ts", "").flatMap(placement)[0]).toContain("extra.ts: not a door");
    expect(of("core/a.ts", "\n".repeat(LONGEST_FILE)).flatMap(length)).toEqual([]);
    expect(of("core/a.ts", `${"\n".repeat(LONGEST_FILE)};`).flatMap(length)[0]).toContain("core/a.ts: 401 lines");
    expect(of("core/a.generated.ts", `${"\n".repeat(LONGEST_FILE)};`).flatMap(length)).toEqual([]);
  });
});

/** A check looks at one import and returns a complaint. */
type Check = (file: SourceFile, imported: Import) => string | undefined;

function violations(sources: readonly SourceFile[], check: Check): readonly string[] {
  return sources.flatMap((file) =>
    file.imports.flatMap((imported) => {
      const complaint = check(file, imported);
      return complaint === undefined ? [] : [`${file.path}:${imported.line}: ${complaint}`];
    }),
  );
}

function upward(file: SourceFile, imported: Import): string | undefined {
  if (imported.file === undefined || height(imported.file) <= height(file.path)) return undefined;
  return `${layer(file.path)} may not import ${imported.file}: it lies higher. Move what is shared down, or pass it in`;
}

function missing(sources: readonly SourceFile[]): Check {
  const known = new Set(sources.map((file) => file.path));
  return (_, { file }) => (file === undefined || known.has(file) ? undefined : `there is no ${file} in src/`);
}

function undeclared(file: SourceFile, { specifier }: Import): string | undefined {
  if (specifier.startsWith(".")) return undefined;
  if (specifier.startsWith("node:")) {
    return NODE_ONLY.includes(layer(file.path)) ? undefined : `${specifier} does not exist in browsers`;
  }
  if (packageName(specifier) === "mathjs") return isBridge(file.path) ? undefined : "mathjs belongs behind src/mathjs/";
  const declared = packageName(specifier) in manifest.dependencies;
  return declared ? undefined : `${specifier} is not a dependency in package.json`;
}

function bridge(file: SourceFile, imported: Import): string | undefined {
  if (imported.file === undefined || imported.typeOnly || imported.dynamic) return undefined;
  return isBridge(imported.file) && !isBridge(file.path) ? "loads mathjs; use await import(…)" : undefined;
}

function placement({ path }: SourceFile): readonly string[] {
  if (DOORS.includes(path) || (LAYERS as readonly string[]).includes(layer(path))) return [];
  if (path.includes("/")) return [`${path}: ${layer(path)} is not a layer; the layers are ${LAYERS.join(", ")}`];
  return [`${path}: not a door; only ${DOORS.join(", ")} stand in src/ itself`];
}

function length({ path, lines }: SourceFile): readonly string[] {
  const fits = lines <= LONGEST_FILE || path.endsWith(".generated.ts");
  return fits ? [] : [`${path}: ${lines} lines; one file, one idea, at most ${LONGEST_FILE} lines`];
}

/** The folder inside src/, or the file itself if it is a door. */
function layer(path: string): string {
  return path.split("/")[0]!;
}

/** 0 is the bottom; the doors stand above all layers, and may import each other. */
function height(path: string): number {
  if (!path.includes("/")) return LAYERS.length;
  return LAYERS.length - 1 - (LAYERS as readonly string[]).indexOf(layer(path));
}

function isBridge(path: string): boolean {
  return path === "mathjs.ts" || layer(path) === "mathjs";
}

function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
