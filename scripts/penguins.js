/**
 * Extracts the Palmer penguins into data/penguins.csv.
 *
 *     npm install --no-save vega-datasets@3.2.1 && node scripts/penguins.js
 *
 * Run once; the package is not a dependency because it weighs 42 MB. Rows stay in their order, a missing
 * measurement becomes an empty cell, and so does the one sex recorded as ".".
 */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SOURCE = new URL("../node_modules/vega-datasets/data/penguins.json", import.meta.url);
const TARGET = new URL("../data/penguins.csv", import.meta.url);

/** Column of the CSV, and the field of the source it comes from. */
const COLUMNS = {
  species: "Species",
  island: "Island",
  bill_length_mm: "Beak Length (mm)",
  bill_depth_mm: "Beak Depth (mm)",
  flipper_length_mm: "Flipper Length (mm)",
  body_mass_g: "Body Mass (g)",
  sex: "Sex",
};

const penguins = JSON.parse(readFileSync(SOURCE, "utf8"));
const lines = [Object.keys(COLUMNS), ...penguins.map(row)].map((cells) => cells.join(","));
writeFileSync(TARGET, `${lines.join("\n")}\n`);
console.log(`${penguins.length} penguins in ${fileURLToPath(TARGET)}`);

function row(penguin) {
  return Object.entries(COLUMNS).map(([column, field]) => cell(column, penguin[field]));
}

function cell(column, value) {
  if (value === null || value === ".") return "";
  return column === "sex" ? value.toLowerCase() : String(value);
}
