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
  const measurements = measure(variants, Number(options.rounds));
  print(name, measurements);
  return { file, name, measurements };
}

function print(name, measurements) {
  const width = Math.max(...measurements.map(({ variant }) => variant.length));
  console.log(`\n${name}`);
  for (const { variant, microseconds, ratio, spread } of measurements) {
    const ratios = `${ratio.toFixed(2)}×  (${spread.map((each) => each.toFixed(2)).join("–")})`;
    console.log(`  ${variant.padEnd(width)}  ${time(microseconds).padStart(10)}  ${ratios}`);
  }
}

function time(microseconds) {
  if (microseconds < 1) return `${(microseconds * 1000).toFixed(1)} ns`;
  return microseconds < 1000 ? `${microseconds.toFixed(2)} µs` : `${(microseconds / 1000).toFixed(2)} ms`;
}
