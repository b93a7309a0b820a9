/** A terminal that remembers what was printed. */
import { readFileSync } from "node:fs";
import type { Terminal } from "../../src/main-job/terminal.ts";

export const TABLE = readFileSync("data/penguins.csv", "utf8");

export interface Screen extends Terminal {
  readonly lines: readonly string[];
}

/** `interruptAt`: the printed text at which somebody presses Ctrl-C. */
export function screen({ styled = false, width = 100, interruptAt = "" } = {}): Screen {
  const lines: string[] = [];
  const interruption = new AbortController();
  const print = (line: string): void => {
    lines.push(line);
    if (interruptAt !== "" && line.includes(interruptAt)) interruption.abort();
  };
  return { lines, print, width, styled, interruption: interruption.signal };
}
