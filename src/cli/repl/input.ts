/** Lines until they make a whole text: brackets may close, and operands stand, on later lines. */
import { ParseError } from "../../core/error.ts";
import { tokenize } from "../../notation/lexer.ts";
import { parseSyntax } from "../../notation/parse-syntax.ts";
import { innermostOpener } from "../../notation/syntax-hint.ts";

export class PendingInput {
  private lines: string[] = [];

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** The text that is whole with this line. An empty line ends it as it is, to be complained of. */
  add(line: string): string | undefined {
    if (!this.isEmpty && line.trim() === "") return this.take();
    this.lines.push(line);
    return isOpen(this.lines.join("\n")) ? undefined : this.take();
  }

  /** What there is, and begins anew. */
  take(): string {
    const text = this.lines.join("\n");
    this.lines = [];
    return text;
  }
}

/** Whether the parser stopped at the end for want of a bracket or an operand. */
function isOpen(text: string): boolean {
  if (/^\s*(?::|#|$)/u.test(text)) return false;
  try {
    parseSyntax(text);
    return false;
  } catch (error) {
    if (!(error instanceof ParseError) || error.start < text.trimEnd().length) return false;
    const { types } = tokenize(text, Infinity);
    return error.expected.includes("an expression") || innermostOpener(types, types.length) >= 0;
  }
}
