/** Finds the code that readers are shown: fenced blocks of Markdown pages, and `@example` in doc comments. */

export interface Example {
  /** `README.md:12`, where the code begins. */
  readonly place: string;
  readonly code: string;
  /** False for blocks marked `no-run`. */
  readonly runs: boolean;
  /** The source file whose exports the code may use without importing them. */
  readonly module?: string;
}

const FENCE = /^```(\w*)(.*)$/;
const LANGUAGES = ["ts", "typescript", "js", "javascript"];

/**
 * The TypeScript and JavaScript blocks of a page. A block marked `continued` begins with the code of the block
 * before it, one marked `no-run` is only for reading.
 */
export function markdownExamples(path: string, text: string): readonly Example[] {
  const lines = text.split("\n");
  const examples: Example[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, language, marks = ""] = FENCE.exec(lines[i]!) ?? [];
    if (language === undefined) continue;
    const start = i + 1;
    do i++;
    while (i < lines.length && !lines[i]!.startsWith("```"));
    if (!LANGUAGES.includes(language)) continue;
    const before = marks.includes("continued") ? `${examples.at(-1)?.code ?? ""}\n` : "";
    const code = before + lines.slice(start, i).join("\n");
    examples.push({ place: `${path}:${start + 1}`, code, runs: !marks.includes("no-run") });
  }
  return examples;
}

/** The `@example` parts of the doc comments of a source file, each up to the next tag or the end of its comment. */
export function docstringExamples(path: string, text: string): readonly Example[] {
  const examples: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    for (const { index, 1: body } of comment[0].matchAll(/^\s*\*\s*@example\b(.*(?:\n(?!\s*\*\s*@|\s*\*\/).*)*)/gm)) {
      const line = text.slice(0, comment.index + index).split("\n").length;
      const code = body!.replace(/^[ \t]*\* ?/gm, "").replace(/^```.*$/gm, "");
      examples.push({ place: `${path}:${line}`, code: code.replace(/\*\/$/, ""), runs: true, module: path });
    }
  }
  return examples;
}
