/** `npm start`: the main job, on this terminal. */
import { readFileSync } from "node:fs";
import { mainJob } from "./main-job/main-job.ts";
import { takesStyles, widthOf } from "./main-job/terminal.ts";

const INTERRUPTED = 130; // 128 and the number of the signal, as shells count

const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.stdout.on("error", () => process.exit()); // the reader has left, as `head` does

try {
  // One folder up from src/ as from dist/, wherever the command was given.
  const table = readFileSync(new URL("../data/penguins.csv", import.meta.url), "utf8");
  await mainJob(table, {
    print: (line) => process.stdout.write(`${line}\n`),
    width: widthOf(process.stdout),
    styled: takesStyles(process.stdout, process.env.NO_COLOR),
    interruption: interruption.signal,
  });
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.stdout.write("\nInterrupted. Nothing was changed; `npm start` begins anew.\n");
  process.exitCode = INTERRUPTED;
}
