/** The bridge, loaded when it is asked for: who has not installed mathjs is told how. */
import { NablaError } from "../core/error.ts";

/**
 * The exports of `nabla/mathjs`. Nothing here imports mathjs before it is called.
 *
 * @throws {NablaError} with the command that installs mathjs, if it is not there.
 */
export async function loadBridge(load = loadAll): Promise<Bridge> {
  try {
    return await load();
  } catch (error) {
    throw isMissing(error) ? new NablaError("This needs mathjs, which is not installed", "npm install mathjs") : error;
  }
}

type Bridge = typeof import("./bridge.ts");

const loadAll = (): Promise<Bridge> => import("./bridge.ts");

/** Node says "Cannot find package", browsers "Failed to resolve module specifier", bundlers "Cannot find module". */
const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  /mathjs/.test(error.message) &&
  /Cannot find (package|module)|Failed to resolve|Module not found/.test(error.message);
