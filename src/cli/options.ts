/** The options of all commands, in one table: names are checked, spelled and explained from it. */

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What the option takes; left out for one that only is there or not. */
  readonly value?: string;
  readonly summary: string;
}

export const OPTIONS = [
  {
    name: "declare",
    short: "d",
    value: '"x: vector(n); s: positive"',
    summary: "what names stand for; may be repeated",
  },
  { name: "latex", summary: "print LaTeX instead of text" },
  { name: "json", summary: "print one JSON object; errors too" },
  { name: "assume", value: '"x > 0"', summary: "take a sign for granted; may be repeated" },
  { name: "strict", summary: "change no value at any point: x/x stays" },
  { name: "precision", value: "digits", summary: "that many significant digits, by mathjs" },
  { name: "data", value: "file.csv", summary: "the declared vectors are the columns of these names" },
  { name: "inputs", value: "a,b", summary: "the order of the inputs" },
  { name: "method", value: "name", summary: "newton, lbfgs or gradient-descent" },
  { name: "max-iterations", value: "count", summary: "stop after so many iterations (1000)" },
  { name: "max-operations", value: "count", summary: "what sums and products may take (50000000)" },
  { name: "standard-errors", summary: "of the estimates, if the formula is a negative log-likelihood" },
  { name: "help", short: "h", summary: "explain the command" },
  { name: "version", summary: "print the version" },
] as const satisfies readonly Option[];

export type OptionName = (typeof OPTIONS)[number]["name"];

/** The options that a formula's reading depends on and that every command takes. */
export const COMMON: readonly OptionName[] = ["declare", "json", "help"];

export const optionOf = (name: OptionName): Option => OPTIONS.find((option) => option.name === name)!;
