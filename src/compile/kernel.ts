/** A scheduled program made runnable: as JavaScript if the engine lets us make code, else by the interpreter. */
import { UnsupportedError } from "../core/error.ts";
import { interpret } from "./interpreter.ts";
import { countScalars, isSingle, javascript, type Passing } from "./javascript.ts";
import type { Program } from "./program.ts";
import type { Schedule } from "./schedule.ts";

export type Backend = "javascript" | "interpreter";

/** The generated function: by slots; returns the only output, or writes several to the array in front. */
export type Core = (...values: unknown[]) => number;

export interface Kernel {
  readonly backend: Backend;
  readonly source: string;
  readonly outputs: number;
  /** How many outputs are numbers. */
  readonly scalarOutputs: number;
  /** Whether the only output is a number, which the generated function returns. */
  readonly single: boolean;
  /** The generated function, if its scalars are passed one by one. */
  readonly core: Core | undefined;
  /** The generated function, if its scalars are passed in one array. */
  readonly packedCore: Core | undefined;
  readonly run: (
    out: Float64Array,
    scalars: Float64Array,
    arrays: readonly Float64Array[],
    sizes: readonly number[],
  ) => void;
}

/** So many scalars are passed one by one; more come in one array. */
const SEPARATE = 32;

/**
 * @param limit the most operations of one run, for the interpreter; code has no limit
 * @throws UnsupportedError if JavaScript is asked for where code cannot be made at run time.
 */
export function makeKernel(
  program: Program,
  scheduled: Schedule,
  backend: Backend | undefined,
  limit?: number,
): Kernel {
  const passing: Passing = program.scalars.length > SEPARATE ? "packed" : "separate";
  const outputs = program.outputs.length;
  const single = isSingle(program);
  const { text, functions } = javascript(program, scheduled, passing);
  const core = backend === "interpreter" ? undefined : evaluated<Core>(text, functions);
  if (core === undefined) {
    if (backend !== "javascript") return interpreted(program, scheduled, text, limit);
    throw new UnsupportedError("Code cannot be made of this here at run time", 'Use { backend: "interpreter" }.');
  }
  const run: Kernel["run"] = (out, scalars, arrays, sizes) => {
    const given = passing === "packed" ? [scalars] : scalars;
    if (single) out[0] = core(...given, ...arrays, ...sizes);
    else core(out, ...given, ...arrays, ...sizes);
  };
  const separate = passing === "separate";
  return {
    backend: "javascript",
    source: text,
    outputs,
    scalarOutputs: countScalars(program),
    single,
    core: separate ? core : undefined,
    packedCore: separate ? undefined : core,
    run,
  };
}

const interpreted = (program: Program, scheduled: Schedule, source: string, limit: number | undefined): Kernel => ({
  backend: "interpreter",
  source,
  outputs: program.outputs.length,
  scalarOutputs: countScalars(program),
  single: isSingle(program),
  core: undefined,
  packedCore: undefined,
  run: interpret(program, scheduled, limit),
});

/**
 * What the body of a function of `f` returns; `undefined` where a security policy forbids it, or where a call in it has
 * more arguments than the engine reads.
 */
export function evaluated<Result>(body: string, f: unknown): Result | undefined {
  try {
    return new Function("f", body)(f) as Result;
  } catch (error) {
    if (error instanceof EvalError || (error instanceof SyntaxError && /too many/i.test(error.message)))
      return undefined;
    throw error;
  }
}
