/** All of the bridge, in one module: what `nabla/mathjs` exports and what is loaded when it is needed. */
export { type EvaluateOptions, evaluate, type PreciseNumber, type PreciseValues } from "./evaluate.ts";
export { type ComplexValues, type EvaluateComplexOptions, evaluateComplex } from "./evaluate-complex.ts";
export { type FromMathjsOptions, fromMathjs } from "./from-mathjs.ts";
export { type ToMathjsOptions, toMathjs } from "./to-mathjs.ts";
