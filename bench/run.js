/**
 * Measures the cases of bench/cases/ and prints a table. A module there exports `cases`, a list of
 *
 *     name       what is measured, in words
 *     variants   { name: () => work }, the first being the one the others are compared with
 *     verify     throws unless all variants compute the same
 */

import { readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measure } from "./measure.js";
import { table } from "./table.js";

const USAGE = `Usage: npm run bench -- [case …] [--rounds 7] [--json file]

  case      part of a file name in bench/cases/; all cases if none is given
  --rounds  batches per variant
  --json    also write the results to a file
`;

const CASES = new URL("cases/", import.meta.url);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: "boolean", short: "h" },
    rounds: { type: "string", default: "7" },
    json: { type: "string" },
  },
});

if (options.help) console.log(USAGE);
else await run();

async function run() {
  const results = [];
  for (const file of caseFiles()) {
    const { cases } = await import(new URL(file, CASES));
    for (const each of cases) results.push(await runCase(each, file));
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}

function caseFiles() {
  const files = readdirSync(CASES).filter((file) => file.endsWith(".js"));
  return files.filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part))).sort();
}

async function runCase({ name, variants, verify }, file) {
  await verify();
  const measurements = await measure(variants, Number(options.rounds));
  console.log(table(name, measurements));
  return { file, name, measurements };
}
