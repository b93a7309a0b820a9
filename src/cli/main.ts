/** The program: from arguments to an exit code. */
import { readFileSync } from "node:fs";
import { nearest } from "../notation/nearest.ts";
import { type Arguments, splitArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { COMMANDS, findCommand } from "./commands.ts";
import { COMMON, type OptionName } from "./options.ts";
import { EXIT, reportAnswer, reportError } from "./report.ts";
import { printLines, readAll, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Runs one command, or the interactive session if there is none. Never rejects. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no error of ours.
  terminal.output.on("error", () => undefined);
  try {
    return await run(splitArguments(args), terminal);
  } catch (error) {
    return reportError(error, args.includes("--json"), terminal);
  }
}

async function run({ words, options }: Arguments, terminal: Terminal): Promise<number> {
  const [name, ...rest] = words;
  if (options.has("version")) return show(`nabla ${versionOf(terminal)}`, terminal);
  if (options.has("help") || name === "help") return help(name === "help" ? rest[0] : name, terminal);
  if (name === undefined) return session(options, terminal);
  const command = findCommand(name) ?? unknown(name);
  checkOptions(command, options);
  return work(command, await fromInput(rest, terminal), options, terminal);
}

async function work(
  command: Command,
  words: readonly string[],
  options: Arguments["options"],
  terminal: Terminal,
): Promise<number> {
  const [{ requestOf }, perform] = await Promise.all([import("./request.ts"), command.load()]);
  const request = requestOf(command, words, options);
  const answer = await perform(request);
  return reportAnswer(answer, request.notes, options.has("json"), terminal);
}

function checkOptions(command: Command, options: Arguments["options"]): void {
  const known: readonly OptionName[] = [...command.options, ...COMMON];
  const stray = [...options.keys()].find((option) => !known.includes(option));
  if (stray !== undefined)
    throw new UsageError(`${command.name} has no option --${stray}`, `See nabla ${command.name} --help.`);
}

/** A word that is `-` stands for the standard input. */
async function fromInput(words: readonly string[], { input }: Terminal): Promise<readonly string[]> {
  const place = words.indexOf("-");
  if (place < 0) return words;
  if (words.indexOf("-", place + 1) >= 0) throw new UsageError("Only one formula can come from standard input");
  return words.with(place, await readAll(input));
}

async function session(options: Arguments["options"], terminal: Terminal): Promise<number> {
  const stray = [...options.keys()].find((option) => option !== "declare");
  if (stray !== undefined) throw new UsageError(`--${stray} needs a command`, "See nabla --help.");
  const { converse } = await import("./repl/converse.ts");
  return converse(terminal, (options.get("declare") ?? []).join("; "), versionOf(terminal));
}

async function help(name: string | undefined, terminal: Terminal): Promise<number> {
  const { commandHelp, overallHelp } = await import("./help.ts");
  return show(name === undefined ? overallHelp() : commandHelp(findCommand(name) ?? unknown(name)), terminal);
}

function show(text: string, { output }: Terminal): number {
  printLines(output, text);
  return EXIT.good;
}

const versionOf = ({ manifest }: Terminal): string => String(JSON.parse(readFileSync(manifest, "utf8")).version);

function unknown(name: string): never {
  const near = nearest(
    name,
    COMMANDS.flatMap((command) => [command.name, ...(command.aliases ?? [])]),
  );
  const guess = near === undefined ? "" : `Did you mean ${near}? `;
  const isFormula = !/^[a-z-]+$/i.test(name);
  const example = isFormula ? `To simplify it: nabla simplify '${name}'. ` : "";
  throw new UsageError(`"${name}" is not a command`, `${guess}${example}See nabla --help.`);
}
