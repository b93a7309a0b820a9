/** `nabla/mathjs`: the bridge to mathjs, an optional peer: its expressions, its big numbers and its complex numbers. */
export { type EvaluateOptions, evaluate, type PreciseNumber, type PreciseValues } from "./mathjs/evaluate.ts";
export { type ComplexValues, type EvaluateComplexOptions, evaluateComplex } from "./mathjs/evaluate-complex.ts";
export { type FromMathjsOptions, fromMathjs } from "./mathjs/from-mathjs.ts";
export { type ToMathjsOptions, toMathjs } from "./mathjs/to-mathjs.ts";
