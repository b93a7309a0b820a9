/** Answers to one input of a session. */
import { printLines, type Terminal } from "../terminal.ts";
import { runColonCommand } from "./colon-commands.ts";
import type { Reply, Workspace } from "./workspace.ts";

/** Words that people type to leave or for help, in this or in another program. */
const BARE_WORDS: Readonly<Record<string, string>> = { quit: ":quit", exit: ":quit", help: ":help" };

/**
 * Prints what a text brings; remarks only for a person who watches. False if the session is over.
 *
 * @throws {NablaError} for the first statement that fails.
 */
export function respond(text: string, workspace: Workspace, terminal: Terminal, isWatched: boolean): boolean {
  const input = commandOf(text, workspace) ?? text;
  if (/^\s*:(quit|q|exit)\s*$/u.test(input)) return false;
  if (/^\s*:/u.test(input)) printLines(terminal.output, runColonCommand(input, workspace));
  else for (const reply of workspace.run(input)) print(reply, terminal, isWatched);
  return true;
}

function commandOf(text: string, { isVariable }: Workspace): string | undefined {
  const word = text.trim();
  return Object.hasOwn(BARE_WORDS, word) && !isVariable(word) ? BARE_WORDS[word] : undefined;
}

function print({ result, remarks = [], warnings = [] }: Reply, terminal: Terminal, isWatched: boolean): void {
  if (isWatched) printLines(terminal.output, remarks.map((remark) => `  ${remark}`).join("\n"));
  printLines(terminal.errors, warnings.map((warning) => `Warning: ${warning}`).join("\n"));
  printLines(terminal.output, result ?? "");
}
