/** What the files of src/ import, read from their syntax: the ground on which the architecture is checked. */

import { readdirSync, readFileSync } from "node:fs";
import { posix, sep } from "node:path";
import ts from "typescript";

/** One import, export-from, `import()` or `import("…").Type` of a file. */
export interface Import {
  /** As written: `../core/error.ts`, `fraction.js`, `node:fs`. */
  readonly specifier: string;
  /** Path of the imported file inside src/, or undefined for a package. */
  readonly file: string | undefined;
  /** Erased by the compiler: it cannot close a cycle at run time. */
  readonly typeOnly: boolean;
  /** Loaded when called, not when the file is. */
  readonly dynamic: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** Inside src/, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** All TypeScript files below a folder. */
export function readSourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.split(sep).join("/"))
    .sort()
    .map((path) => sourceFile(path, readFileSync(`${folder}/${path}`, "utf8")));
}

/** One file from its path inside src/ and its text. */
export function sourceFile(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const imports: Import[] = [];
  const pending: ts.Node[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const found = importOf(node);
    if (found !== undefined) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      imports.push({ ...found, file: resolve(path, found.specifier), line });
    }
    ts.forEachChild(node, (child) => void pending.push(child));
  }
  return { path, lines: text.trimEnd().split("\n").length, imports };
}

/** One cycle of imports per knot of files, as the paths along it; types alone close no cycle. */
export function cycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const targets = new Map(files.map((file) => [file.path, runtimeTargets(file)]));
  const done = new Set<string>();
  const found: string[][] = [];
  for (const start of targets.keys()) {
    const path: string[] = [];
    const pending: (string | undefined)[] = [start]; // undefined: leave the last file of the path
    while (pending.length > 0) {
      const file = pending.pop();
      if (file === undefined) done.add(path.pop()!);
      else if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
      else if (!done.has(file)) {
        path.push(file);
        pending.push(undefined, ...(targets.get(file) ?? []));
      }
    }
  }
  return found;
}

function runtimeTargets(file: SourceFile): readonly string[] {
  return file.imports.flatMap((each) => (each.typeOnly || each.file === undefined ? [] : [each.file]));
}

function importOf(node: ts.Node): Pick<Import, "specifier" | "typeOnly" | "dynamic"> | undefined {
  if (ts.isImportDeclaration(node)) {
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return named(node.arguments[0], false, true);
  }
  return undefined;
}

/** An import whose specifier is computed has no name to check. */
function named(specifier: ts.Node | undefined, typeOnly: boolean, dynamic = false) {
  const known = specifier !== undefined && ts.isStringLiteralLike(specifier);
  return known ? { specifier: specifier.text, typeOnly, dynamic } : undefined;
}

function resolve(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}
