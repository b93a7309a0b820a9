#!/usr/bin/env node
/** The command `nabla`: see `nabla --help`. */
import process from "node:process";
import { main } from "./cli/main.ts";

const { argv, stdin: input, stdout: output, stderr: errors, env: environment } = process;

main(argv.slice(2), { input, output, errors, environment, manifest: new URL("../package.json", import.meta.url) }).then(
  (code) => {
    process.exitCode = code;
  },
);
