/** How answers and errors are shown: to people as text, to machines as one JSON object. */
import { NablaError, ParseError, position } from "../core/error.ts";
import type { Answer } from "./command.ts";
import { printLines, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

export const EXIT = { good: 0, failed: 1, usage: 2 } as const;

/** Results on the output; remarks and failures on the error stream. */
export function reportAnswer(answer: Answer, notes: readonly string[], asJson: boolean, terminal: Terminal): number {
  const remarks = [...new Set(notes)];
  if (asJson) printJson({ ...answer.data, ...(remarks.length > 0 && { notes: remarks }) }, terminal);
  else {
    printLines(terminal.output, answer.text);
    printLines(terminal.errors, remarks.map((note) => `Note: ${note}`).join("\n"));
    printLines(terminal.errors, answer.failure ?? "");
  }
  return answer.failure === undefined ? EXIT.good : EXIT.failed;
}

/** An error of ours without a stack; anything else is a bug, which needs one. */
export function reportError(error: unknown, asJson: boolean, terminal: Terminal): number {
  if (!(error instanceof NablaError)) {
    const { stack = String(error) } = error as Partial<Error>;
    terminal.errors.write(`This is a bug in nabla. Please report it with what you typed.\n${stack}\n`);
    return EXIT.failed;
  }
  if (asJson) printJson({ error: errorData(error) }, terminal);
  else printLines(terminal.errors, error.message);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

function errorData(error: NablaError): Record<string, unknown> {
  const { name, reason, hint, message } = error;
  const about = { name, reason, ...(hint !== undefined && { hint }), message };
  if (!(error instanceof ParseError)) return { ...about, ...placeData(error) };
  const { line, column, start, end, expected, source } = error;
  return { ...about, line, column, start, end, expected, source };
}

/** Errors of shapes and domains know their place, too. */
function placeData({ place }: NablaError): Record<string, unknown> {
  if (place === undefined) return {};
  const { line, column } = position(place.source, place.start);
  return { line, column, start: place.start, end: place.end, source: place.source };
}

const printJson = (data: unknown, { output }: Terminal): void => {
  output.write(`${JSON.stringify(data)}\n`);
};
