/** The help: one screen for all commands, and one for each. */
import type { Command } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { COMMON, type Option, optionOf } from "./options.ts";

export function overallHelp(): string {
  return [
    "nabla: symbolic mathematics for machine learning",
    "",
    "Usage: nabla <command> <formula> … [options]",
    "       nabla                     interactive; reads formulas from a pipe",
    "       nabla <command> --help    one command, with examples",
    "",
    "Commands",
    ...columns(COMMANDS.map(({ name, parameters, summary }) => [`${name} ${parameters}`, summary])),
    "",
    "Options of all commands",
    ...optionLines(COMMON),
    "",
    "A formula - is read from standard input. Integers and ratios are exact: x=1/3.",
    "Exit code: 0; 1 for a formula or data that cannot be worked with; 2 for wrong usage.",
    "",
    "Examples",
    `  nabla derivative 'x^x*sin(y)/log(x)' x`,
    `  nabla gradient 'sum(log(1+exp(-y[i]*(a+b*x[i]))), i=1..n)' a,b -d 'x, y: vector(n)'`,
    `  nabla minimize 'sum((y[i]-a-b*x[i])^2, i=1..n)' a,b -d 'x, y: vector(n)' --data xy.csv`,
  ].join("\n");
}

export function commandHelp(command: Command): string {
  const { name, parameters, summary, aliases = [], options, examples } = command;
  return [
    `nabla ${name}: ${summary}`,
    "",
    `Usage: nabla ${name} ${parameters} [options]`,
    ...(aliases.length > 0 ? [`Also: ${aliases.join(", ")}`] : []),
    "",
    "Options",
    ...optionLines([...options, ...COMMON]),
    ...(examples.length > 0 ? ["", "Examples"] : []),
    ...examples.flatMap(([call, result]) => [`  $ nabla ${call}`, ...result.split("\n").map((line) => `  ${line}`)]),
  ].join("\n");
}

function optionLines(names: readonly Parameters<typeof optionOf>[0][]): string[] {
  return columns(names.map((name) => [spelled(optionOf(name)), optionOf(name).summary]));
}

const spelled = ({ name, short, value }: Option): string =>
  `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
