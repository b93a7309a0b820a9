/** A session whose lines come from a pipe or a file: results only, and an exit code that tells of errors. */
import { createInterface } from "node:readline";
import { NablaError, ParseError } from "../../core/error.ts";
import { parseSyntax } from "../../notation/parse-syntax.ts";
import { EXIT, reportError } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { PendingInput } from "./input.ts";
import { respond } from "./respond.ts";
import type { Workspace } from "./workspace.ts";

/** Goes on after an error; the exit code is 1 then. */
export async function readPipe(terminal: Terminal, workspace: Workspace): Promise<number> {
  let code: number = EXIT.good;
  for await (const { text, line } of texts(terminal.input)) {
    try {
      if (!respond(text, workspace, terminal, false)) return code;
    } catch (error) {
      code = reportError(movedDown(error, line - 1), false, terminal) && EXIT.failed;
    }
  }
  return code;
}

/** The whole texts of the input, and the line where each begins, from 1. */
async function* texts(input: NodeJS.ReadableStream): AsyncGenerator<{ text: string; line: number }> {
  const pending = new PendingInput();
  let [count, begin] = [0, 1];
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (pending.isEmpty) begin = count + 1;
    count++;
    const text = pending.add(line);
    if (text !== undefined) yield { text, line: begin };
  }
  if (!pending.isEmpty) yield { text: pending.take(), line: begin };
}

/** The error with the line of the whole input instead of the line of its text. */
function movedDown(error: unknown, lines: number): unknown {
  if (!(error instanceof NablaError) || error.place === undefined || lines === 0) return error;
  const { reason, hint, place } = error;
  const moved = { source: "\n".repeat(lines) + place.source, start: place.start + lines, end: place.end + lines };
  if (!(error instanceof ParseError)) return new (error.constructor as typeof NablaError)(reason, hint, moved);
  return syntaxErrorIn(moved.source) ?? new ParseError(reason, { ...moved, hint, expected: error.expected });
}

/** The parser's own error, whose reason may name other lines. */
function syntaxErrorIn(source: string): NablaError | undefined {
  try {
    parseSyntax(source);
    return undefined;
  } catch (error) {
    if (error instanceof NablaError) return error;
    throw error;
  }
}
