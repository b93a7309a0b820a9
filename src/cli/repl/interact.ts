/** A session with a person: prompt, history, completion, and keys that interrupt. */
import { createInterface, type Interface } from "node:readline";
import { reportError } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { completions } from "./completion.ts";
import { History, historyPath, oneLine } from "./history.ts";
import { PendingInput } from "./input.ts";
import { respond } from "./respond.ts";
import type { Workspace } from "./workspace.ts";

const PROMPT = "> ";
/** While brackets are open. */
const CONTINUED = "… ";

export async function interact(terminal: Terminal, workspace: Workspace, version: string): Promise<number> {
  terminal.output.write(`nabla ${version}. Type a formula, :help for help, Ctrl-D to leave.\n`);
  return new Promise((resolve) => new Dialogue(terminal, workspace).begin(() => resolve(0)));
}

/** The text of the lines typed so far, and readline around it. */
class Dialogue {
  private readonly terminal: Terminal;
  private readonly workspace: Workspace;
  private readonly pending = new PendingInput();
  private readonly history: History;
  private readonly readline: Interface;

  constructor(terminal: Terminal, workspace: Workspace) {
    this.terminal = terminal;
    this.workspace = workspace;
    this.history = new History(historyPath(terminal.environment));
    this.readline = createInterface({
      input: terminal.input,
      output: terminal.output,
      terminal: true,
      prompt: PROMPT,
      history: this.history.entries,
      historySize: 1000,
      removeHistoryDuplicates: true,
      completer: (line: string) => completions(line, workspace),
    });
  }

  begin(end: () => void): void {
    this.readline.on("line", (line) => this.line(line));
    this.readline.on("SIGINT", () => this.interrupt());
    this.readline.on("close", () => {
      this.terminal.output.write("\n");
      end();
    });
    this.readline.prompt();
  }

  private line(line: string): void {
    const text = this.pending.add(line);
    if (text !== undefined) this.remember(text);
    if (text === undefined || this.answer(text)) this.prompt();
    else this.readline.close();
  }

  /** While this computes, the terminal turns Ctrl-C into a signal again, which ends even an endless computation. */
  private answer(text: string): boolean {
    const { input } = this.terminal;
    input.setRawMode?.(false);
    try {
      return respond(text, this.workspace, this.terminal, true);
    } catch (error) {
      reportError(error, false, this.terminal);
      return true;
    } finally {
      input.setRawMode?.(true);
    }
  }

  private prompt(): void {
    this.readline.setPrompt(this.pending.isEmpty ? PROMPT : CONTINUED);
    this.readline.prompt();
  }

  /** A text of several lines comes back as one. */
  private remember(text: string): void {
    const { entries } = this.history;
    const lines = text.split("\n");
    if (lines.length > 1) {
      for (const line of lines.reverse()) if (entries[0] === line) entries.shift();
      entries.unshift(oneLine(text));
    }
    this.history.add(text);
  }

  /** Ctrl-C: away with what is typed; with nothing typed, a word on how to leave. */
  private interrupt(): void {
    const isIdle = this.pending.isEmpty && this.readline.line === "";
    this.pending.take();
    // The line itself is only cleared by a method that the types do not have; Node's own REPL uses it.
    (this.readline as Interface & { clearLine(): void }).clearLine();
    if (isIdle) this.terminal.output.write("Ctrl-D or :quit to leave.\n");
    this.prompt();
  }
}
