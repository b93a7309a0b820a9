import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ParseError } from "../../src/core/error.ts";
import { parseSyntax } from "../../src/notation/parse-syntax.ts";
import { showStatements } from "./s-expression.ts";

/** Text → its tree, or "error". */
const corpus: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("corpus.json", import.meta.url), "utf8"),
);

test.each(Object.entries(corpus))("%j", (source, tree) => {
  if (tree === "error") expect(() => parseSyntax(source)).toThrow(ParseError);
  else expect(showStatements(parseSyntax(source))).toBe(tree);
});
