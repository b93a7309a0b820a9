/** What a command is: how it is called, and the work behind it, which is loaded when it is asked for. */
import type { OptionName } from "./options.ts";
import type { Request } from "./request.ts";

export interface Command {
  /** As in the API, in small letters: `checkGradient` is `check-gradient`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The words it takes, as the help shows them. */
  readonly parameters: string;
  /** How many words, not counting `name=value`. */
  readonly least: number;
  readonly most: number;
  /** Whether it takes `name=value`. */
  readonly values?: boolean;
  readonly summary: string;
  /** Apart from the options that every command takes. */
  readonly options: readonly OptionName[];
  /** What to type behind `nabla`, and what comes out. */
  readonly examples: readonly (readonly [call: string, result: string])[];
  readonly load: () => Promise<Work>;
}

export type Work = (request: Request) => Answer | Promise<Answer>;

export interface Answer {
  /** For people. */
  readonly text: string;
  /** For machines: what `--json` prints. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether the work came to no good end, though the input was good: a minimizer that did not converge. */
  readonly failure?: string;
}
