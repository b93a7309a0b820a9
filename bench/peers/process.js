/**
 * A process of its own for one variant of a library, run by `elsewhere.js`: `process.js library number`. What a library
 * does to the engine (memory that grows makes all reading of typed arrays slower) stays there.
 */
import { batchHere } from "../measure.js";

const [library, number] = process.argv.slice(2);

try {
  const { variants } = await import(`./${library}.js`);
  const { name, load } = variants[Number(number)];
  const models = await load();
  process.on("message", ({ model, calls }) => {
    if (calls > 0) process.send(batchHere(models[model], calls));
    else process.send(models[model]().flatMap((part) => [...part]));
  });
  process.send({ name });
} catch (error) {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  process.send({ missing: error.message.split("\n")[0] });
}
