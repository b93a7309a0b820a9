/** Splits the arguments of the program into words and options. */
import { nearest } from "../notation/nearest.ts";
import { OPTIONS, type Option, type OptionName } from "./options.ts";
import { UsageError } from "./usage-error.ts";

export interface Arguments {
  readonly words: readonly string[];
  /** The values of each option in their order; the empty text for one that takes none. */
  readonly options: ReadonlyMap<OptionName, readonly string[]>;
}

/**
 * Formulas begin with minus signs, so only `--word` and the short names that exist are options, and `--` ends them.
 *
 * @throws {UsageError} for an option that does not exist, lacks its value or takes none.
 */
export function splitArguments(args: readonly string[]): Arguments {
  const words: string[] = [];
  const options = new Map<OptionName, string[]>();
  for (let k = 0; k < args.length; k++) {
    const argument = args[k]!;
    if (argument === "--") {
      words.push(...args.slice(k + 1));
      break;
    }
    const found = optionIn(argument);
    if (found === undefined) {
      words.push(argument);
      continue;
    }
    const value = takenValue(found, found.option.value === undefined ? undefined : args[k + 1]);
    if (found.option.value !== undefined && found.attached === undefined) k++;
    const name = found.option.name as OptionName;
    options.set(name, [...(options.get(name) ?? []), value]);
  }
  return { words, options };
}

interface Found {
  readonly option: Option;
  /** The value behind `=`. */
  readonly attached: string | undefined;
}

function optionIn(argument: string): Found | undefined {
  const [, name, attached] = /^--([a-z][a-z-]*)(?:=(.*))?$/su.exec(argument) ?? [];
  if (name === undefined) {
    const option = OPTIONS.find((candidate: Option) => argument === `-${candidate.short}`);
    return option && { option, attached: undefined };
  }
  const option = OPTIONS.find((candidate) => candidate.name === name);
  if (option !== undefined) return { option, attached };
  const near = nearest(
    name,
    OPTIONS.map((candidate) => candidate.name),
  );
  const guess = near === undefined ? "" : `Did you mean --${near}? `;
  throw new UsageError(
    `There is no option --${name}`,
    `${guess}A formula that begins with -- stands behind a lone --.`,
  );
}

function takenValue({ option, attached }: Found, next: string | undefined): string {
  if (option.value === undefined) {
    if (attached === undefined) return "";
    throw new UsageError(`--${option.name} takes no value`);
  }
  const value = attached ?? next;
  if (value === undefined) throw new UsageError(`--${option.name} needs a value`, `--${option.name} ${option.value}`);
  return value;
}
