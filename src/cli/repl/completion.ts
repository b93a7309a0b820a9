/** What the tab key offers: functions, names with a meaning, and commands. */
import { functionNames } from "../../operators/table.ts";
import { COLON_COMMANDS } from "./colon-commands.ts";
import type { Workspace } from "./workspace.ts";

/** The ways to go on from the end of a line, and the part of it that they replace. */
export function completions(line: string, workspace: Workspace): [offers: string[], part: string] {
  if (/^\s*:\p{L}*$/u.test(line)) {
    const part = line.trimStart();
    return [COLON_COMMANDS.map(({ name }) => `:${name} `).filter((command) => command.startsWith(part)), part];
  }
  const [part] = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*$/u.exec(line) ?? [""];
  if (part === "") return [[], ""];
  const names = new Set([...workspace.scope.symbols.keys(), "pi"]);
  const functions = [...functionNames(), ...workspace.scope.functions.keys(), "derivative"];
  const offers = [...names, ...functions.filter((name) => !names.has(name)).map((name) => `${name}(`)];
  return [[...new Set(offers)].filter((offer) => offer.startsWith(part)).sort(), part];
}
