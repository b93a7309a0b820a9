/** The lines of former sessions, in a file of the user. A file that cannot be read or written is no reason to fail. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const LONGEST = 1000;

export class History {
  /** The newest first, as readline wants them. */
  readonly entries: string[];
  private readonly path: string | undefined;
  private last: string | undefined;

  constructor(path: string | undefined) {
    this.path = path;
    this.entries = path === undefined ? [] : read(path);
    this.last = this.entries[0];
  }

  add(text: string): void {
    const entry = oneLine(text);
    if (this.path === undefined || entry === "" || entry === this.last) return;
    this.last = entry;
    attempt(() => appendFileSync(this.path!, `${entry}\n`, { mode: 0o600 }));
  }
}

/** NABLA_HISTORY names the file, empty for none; otherwise it lies where the XDG specification puts state. */
export function historyPath(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { NABLA_HISTORY: own, XDG_STATE_HOME: state } = environment;
  if (own !== undefined) return own === "" ? undefined : own;
  return join(state || join(environment.HOME ?? homedir(), ".local", "state"), "nabla", "history");
}

/** A text over several lines as one that means the same: comments would swallow what follows. */
export const oneLine = (text: string): string =>
  text.includes("\n")
    ? text
        .replace(/#.*/g, "")
        .replace(/\s*\n\s*/g, " ")
        .trim()
    : text.trim();

/** The last entries; a file that has grown to twice as many is cut. */
function read(path: string): string[] {
  let lines: string[] = [];
  attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    lines = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    if (lines.length > 2 * LONGEST) writeFileSync(path, `${lines.slice(-LONGEST).join("\n")}\n`, { mode: 0o600 });
  });
  return lines.slice(-LONGEST).reverse();
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // no history, then
  }
}
