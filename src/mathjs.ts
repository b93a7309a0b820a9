/** `nabla/mathjs`: the bridge to mathjs, an optional peer: its expressions, its big numbers and its complex numbers. */
export { type EvaluateOptions, evaluate, type PreciseNumber, type PreciseValues } from "./mathjs/evaluate.ts";
