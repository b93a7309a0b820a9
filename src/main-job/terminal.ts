/** Where the job is shown: tables of at most 80 columns, in bold and dim only if somebody looks, open to Ctrl-C. */
import { setImmediate } from "node:timers/promises";
import { breakFormula, breakText } from "./line-breaks.ts";

/** Formulas and text use what the terminal has, between these. */
const NARROWEST = 80;
const WIDEST = 100;

export interface Terminal {
  /** Writes one line at once, so that progress is seen while the work goes on. */
  readonly print: (line: string) => void;
  /** Columns for formulas and text; tables and plots need 80. */
  readonly width: number;
  /** Whether escape sequences may be printed. */
  readonly styled: boolean;
  /** Aborted when the user has had enough. */
  readonly interruption: AbortSignal;
}

/** The columns to use of a stream; all of them if it does not say how many it has. */
export const widthOf = ({ columns = WIDEST }: { readonly columns?: number }): number =>
  Math.min(WIDEST, Math.max(NARROWEST, columns));

/** Whether a stream takes styles: it is a terminal, and nobody said otherwise (https://no-color.org). */
export const takesStyles = ({ isTTY }: { readonly isTTY?: boolean }, noColor: string | undefined): boolean =>
  isTTY === true && (noColor ?? "") === "";

/**
 * A breath between two steps: Node hears Ctrl-C only when the running code pauses.
 *
 * @throws the reason of the interruption, if there was one.
 */
export async function pause({ interruption }: Terminal): Promise<void> {
  await setImmediate();
  interruption.throwIfAborted();
}

/** The title of a chapter, on a rule. */
export function printTitle(terminal: Terminal, title: string): void {
  terminal.print("");
  terminal.print(bold(terminal, `━━ ${title} ${"━".repeat(Math.max(2, terminal.width - title.length - 4))}`));
}

export function printHeading(terminal: Terminal, heading: string): void {
  terminal.print("");
  for (const line of breakText(heading, terminal.width)) terminal.print(bold(terminal, line));
}

/** Lines, two columns in. */
export function printLines({ print }: Terminal, lines: readonly string[]): void {
  for (const line of lines) print(`  ${line}`.trimEnd());
}

/** Text on as many lines as it needs. */
export const printText = (terminal: Terminal, text: string): void =>
  printLines(terminal, breakText(text, terminal.width - 2));

/** The head of a table and the rows that are known already. */
export function printTable(terminal: Terminal, head: string, rows: readonly string[]): void {
  printLines(terminal, [dim(terminal, head), ...rows]);
}

/** A formula behind a label, which takes `indent` columns; on as many lines as it needs. */
export function printFormula(terminal: Terminal, label: string, formula: string, indent: number, faint = false): void {
  const lines = breakFormula(formula, terminal.width - 2 - indent);
  printLines(
    terminal,
    lines.map((line, k) => (k === 0 ? label : "").padEnd(indent) + (faint ? dim(terminal, line) : line)),
  );
}

export const bold = ({ styled }: Terminal, text: string): string => (styled ? `\x1b[1m${text}\x1b[22m` : text);
export const dim = ({ styled }: Terminal, text: string): string => (styled ? `\x1b[2m${text}\x1b[22m` : text);
