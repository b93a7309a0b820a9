/** Models of other libraries, in processes of their own. */
import { fork } from "node:child_process";

const PROCESS = new URL("process.js", import.meta.url);

/**
 * The process of a variant of a library.
 *
 * @returns {Promise<{ name: string, work: Function, result: Function, end: Function } | { missing: string }>} with the
 *     measurable work of a model by its name, and what the model gives: value and gradients one behind the other
 */
export async function variantOf(library, number) {
  const child = fork(PROCESS, [library, String(number)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const answer = () =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`The process of ${library} ended`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  const ask = (question) => {
    child.send(question);
    return answer();
  };
  const end = () => child.disconnect();
  const { name, missing } = await answer();
  if (missing !== undefined) {
    end();
    return { missing };
  }
  return {
    name,
    work: (model) => ({ batch: (calls) => ask({ model, calls }) }),
    result: (model) => ask({ model, calls: 0 }),
    end,
  };
}
