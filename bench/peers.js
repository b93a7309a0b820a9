/**
 * Measures the models of bench/models/ in other libraries, if they are there, and says what it left out. They are no
 * dependencies of nabla: `cd bench && npm install` puts them beside this file. What a call gives is read into
 * JavaScript, as it is there with ours.
 */
import { measure } from "./measure.js";
import { attention } from "./models/attention.js";
import { logistic } from "./models/logistic.js";
import { agree } from "./models/model.js";
import { perceptron } from "./models/perceptron.js";
import { variantOf } from "./peers/elsewhere.js";
import { table } from "./table.js";

const MODELS = { logistic, perceptron, attention };
/** Libraries and their variants, by number. */
const VARIANTS = [
  ["tfjs", 0],
  ["tfjs", 1],
  ["jax", 0],
  ["jax", 1],
];
/** 32 bits leave this much between results. */
const TOLERANCE = 2e-3;

const peers = [];
for (const [library, number] of VARIANTS) {
  const variant = await variantOf(library, number);
  if (variant.missing === undefined) peers.push(variant);
  else if (number === 0) console.log(`Left out ${library}: ${variant.missing}\n  To have it: cd bench && npm install`);
}
for (const [model, { name, variants }] of Object.entries(MODELS)) {
  const all = { nabla: variants.nabla };
  for (const peer of peers) {
    agree(await peer.result(model), variants.nabla(), TOLERANCE);
    all[peer.name] = peer.work(model);
  }
  console.log(table(name, await measure(all, 7)));
}
for (const peer of peers) peer.end();
