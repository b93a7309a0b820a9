/** The build: one ES module per door of the package, shared chunks beside them, and declarations. */

import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/optimize.ts", "src/mathjs.ts", "src/cli.ts", "src/main-job.ts"],
  format: "esm",
  platform: "neutral",
  target: ["node20.19", "es2023"],
  fixedExtension: false,
  deps: { neverBundle: ["fraction.js", "mathjs", /^node:/] },
  dts: true,
  clean: true,
  // What a bundler would have to guess or pull in is a mistake here, not a warning.
  failOnWarn: true,
  checks: { pluginTimings: false },
  logLevel: "warn",
});
