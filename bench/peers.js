/**
 * Measures the models of bench/models/ in other libraries, if they are there, and says what it left out. They are no
 * dependencies of nabla: `cd bench && npm install` puts them beside this file. Their own way of keeping results is not
 * counted; what a call gives is read into JavaScript, as it is with ours.
 */
import { measure } from "./measure.js";
import { attention } from "./models/attention.js";
import { logistic } from "./models/logistic.js";
import { perceptron } from "./models/perceptron.js";
import { agree } from "./models/random.js";
import { table } from "./table.js";

const MODELS = { logistic, perceptron, attention };
/** 32 bits leave this much between results. */
const TOLERANCE = 2e-3;

const peers = (await Promise.all(["tfjs", "jax"].map(peer))).flat();
for (const [name, model] of Object.entries(MODELS)) await compare(name, model);

/** The variants of a peer; none, and a word about it, if it is not installed. */
async function peer(file) {
  try {
    return (await import(`./peers/${file}.js`)).variants;
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.log(`Left out ${file}: ${error.message.split("\n")[0]}\n  To have it: cd bench && npm install`);
    return [];
  }
}

async function compare(name, { name: title, variants }) {
  const { nabla } = variants;
  const all = { nabla };
  for (const each of peers) {
    const work = (await each.load())[name];
    agree(
      work().flatMap((part) => [...part]),
      nabla(),
      TOLERANCE,
    );
    all[each.name] = work;
  }
  console.log(table(title, measure(all, 7)));
}
