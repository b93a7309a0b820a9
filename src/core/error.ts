/** The errors of nabla. Each says what is wrong, where, and what to try; anything else thrown is a bug. */

/** A stretch of source text, by offset. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in a text an error is. */
export interface Place extends Span {
  readonly source: string;
}

/** The common class of all errors: `catch (e) { if (e instanceof NablaError) … }`. */
export class NablaError extends Error {
  /** What is wrong, without the line and the hint that `message` adds. */
  readonly reason: string;
  /** What to try instead, if there is an obvious thing. */
  readonly hint: string | undefined;
  /** The text, and where in it, for errors that come from one. */
  readonly place: Place | undefined;

  constructor(reason: string, hint?: string, place?: Place) {
    super([reason, ...(place ? [excerpt(place)] : []), ...(hint ? [hint] : [])].join("\n"));
    this.name = new.target.name;
    this.reason = reason;
    this.hint = hint;
    this.place = place;
  }
}

/** An error in a text: its message shows the line with a caret under the culprit. */
export class ParseError extends NablaError {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points. */
  readonly column: number;
  /** What could have stood there, in the words of a user. */
  readonly expected: readonly string[];

  constructor(
    reason: string,
    place: Place & { readonly expected?: readonly string[]; readonly hint?: string | undefined },
  ) {
    super(reason, place.hint, place);
    const { line, column } = position(place.source, place.start);
    this.source = place.source;
    this.start = place.start;
    this.end = place.end;
    this.line = line;
    this.column = column;
    this.expected = place.expected ?? [];
  }
}

/** Operands whose shapes do not go together, or an index outside its size. */
export class ShapeError extends NablaError {}

/** A value that does not exist, such as exactly 1/0, or data outside of what was declared. */
export class DomainError extends NablaError {}

/** Something well-formed that nabla cannot do; the message names the operator. */
export class UnsupportedError extends NablaError {}

/** A configurable limit was reached: length of a text, nesting, number of nodes, size of an exponent. */
export class LimitError extends NablaError {}

/** The same error, saying where in a text it happened; errors that know already stay as they are. */
export function located(error: unknown, place: Place): unknown {
  if (!(error instanceof NablaError) || error.place !== undefined || error instanceof ParseError) return error;
  const Same = error.constructor as new (reason: string, hint?: string, place?: Place) => NablaError;
  return new Same(error.reason, error.hint, place);
}

/** Line and column of an offset, both from 1; columns count code points. */
export function position(source: string, offset: number): { line: number; column: number } {
  const start = lineStart(source, offset);
  let line = 1;
  for (let i = source.indexOf("\n"); i >= 0 && i < start; i = source.indexOf("\n", i + 1)) line++;
  return { line, column: [...source.slice(start, offset)].length + 1 };
}

/** The line of a span with carets under it; a long line is cut to what is near the span. */
function excerpt({ source, start, end }: Place): string {
  const { line, column } = position(source, start);
  const from = Math.max(lineStart(source, start), start - 60);
  const newline = source.indexOf("\n", start);
  const to = Math.min(newline < 0 ? source.length : newline, start + 60);
  const before = [...source.slice(from, start)].length;
  const width = Math.max(1, [...source.slice(start, Math.min(end, to))].length);
  return `  at line ${line}, column ${column}\n    ${source.slice(from, to)}\n    ${" ".repeat(before)}${"^".repeat(width)}`;
}

const lineStart = (source: string, offset: number): number =>
  offset === 0 ? 0 : source.lastIndexOf("\n", offset - 1) + 1;
