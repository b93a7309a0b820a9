/** A session: with a person at a terminal, or with the lines of a pipe. */
import type { Terminal } from "../terminal.ts";
import { Workspace } from "./workspace.ts";

/** The exit code of the session. */
export async function converse(terminal: Terminal, declarations: string, version: string): Promise<number> {
  const workspace = new Workspace(declarations);
  if (terminal.input.isTTY && terminal.output.isTTY) {
    const { interact } = await import("./interact.ts");
    return interact(terminal, workspace, version);
  }
  const { readPipe } = await import("./pipe.ts");
  return readPipe(terminal, workspace);
}
