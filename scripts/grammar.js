/** Compiles grammar/nabla.ne with nearley into src/notation/grammar.generated.ts; `--check` only compares. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import nearley from "nearley";
import compile from "nearley/lib/compile.js";
import generate from "nearley/lib/generate.js";
import language from "nearley/lib/nearley-language-bootstrapped.js";

const SOURCE = new URL("../grammar/nabla.ne", import.meta.url);
const TARGET = new URL("../src/notation/grammar.generated.ts", import.meta.url);

/** The TypeScript that nearley makes of a grammar. */
export function compileGrammar(grammar) {
  const parser = new nearley.Parser(nearley.Grammar.fromCompiled(language));
  parser.feed(grammar);
  const compiled = compile(parser.results[0], { file: "nabla.ne" });
  // Its header names a version; without that, the file depends on the grammar alone.
  const code = generate(compiled, "grammar")
    .replace(/^(\/\/.*\n)+/, "")
    .trim();
  return `// Made from grammar/nabla.ne by nearley: npm run grammar\n${code}\n`;
}

function main() {
  const fresh = compileGrammar(readFileSync(SOURCE, "utf8"));
  if (!process.argv.includes("--check")) return writeFileSync(TARGET, fresh);
  if (readFileSync(TARGET, "utf8") === fresh) return;
  console.error("src/notation/grammar.generated.ts is not what grammar/nabla.ne compiles to. Run: npm run grammar");
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
