/** Builds dist/ unless it is newer than everything it is made from; `npm test` and test/package.test.ts start here. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DOORS = ["index.js", "optimize.js", "mathjs.js", "cli.js", "main-job.js", "index.d.ts"];
const SETTINGS = ["package.json", "tsconfig.json", "tsdown.config.ts"];

const built = Math.min(...DOORS.map((name) => modified(join(ROOT, "dist", name))));
const changed = Math.max(...[...SETTINGS, ...sources()].map((name) => modified(join(ROOT, name))));
if (built < changed) execFileSync("npm", ["run", "build"], { cwd: ROOT, stdio: "inherit" });

/** When a file was last written; a missing one was never. */
function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** Folders count too: deleting a file changes its folder. */
function sources() {
  return ["src", ...readdirSync(join(ROOT, "src"), { recursive: true }).map((name) => join("src", name))];
}
