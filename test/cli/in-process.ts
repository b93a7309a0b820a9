/** The command line inside the test: arguments and input go in, texts and the exit code come out. */
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { main } from "../../src/cli/main.ts";

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export async function nabla(args: readonly string[], input = ""): Promise<Outcome> {
  const [output, errors] = [new Collector(), new Collector()];
  const code = await main(args, {
    input: Readable.from([Buffer.from(input)]),
    output,
    errors,
    environment: { NABLA_HISTORY: "" },
    manifest: pathToFileURL("package.json"),
  });
  return { code, output: output.text, errors: errors.text };
}

/** A stream that keeps what is written to it. */
export class Collector extends Writable {
  text = "";

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** The words of a command as a shell would split it: quotes keep spaces together. */
export const shellWords = (line: string): string[] =>
  Array.from(line.matchAll(/(?:'[^']*'|[^\s'])+/g), ([word]) => word.replaceAll("'", ""));
