/** What the command line has of the world around it; tests give it streams of their own. */

export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly errors: NodeJS.WritableStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where package.json is. */
  readonly manifest: URL;
}

/** Everything that comes in. */
export async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  input.setEncoding("utf8");
  for await (const chunk of input) text += chunk;
  return text;
}

/** Writes lines; an empty text is nothing, not an empty line. */
export function printLines(stream: NodeJS.WritableStream, text: string): void {
  if (text !== "") stream.write(`${text}\n`);
}
