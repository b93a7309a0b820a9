/** The core of nabla: formulas, their derivatives, and compiled functions. Optimizers and mathjs have doors of their own. */

export type { ByName, Variable } from "./calculus/derivative.ts";
export {
  derivative,
  derivative as diff,
  gradient,
  gradient as grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  vjp,
} from "./calculus/derivative.ts";
export { expandDerivatives } from "./calculus/phases.ts";
export type { ArrayInput } from "./compile/array-input.ts";
export type { Columns, CompiledFunction, InputValue, NamedInputs } from "./compile/callable.ts";
export { checkGradient, type GradientCheck } from "./compile/check-gradient.ts";
export { type CompileOptions, compile, compile as lambdify } from "./compile/compile.ts";
export { type CompiledObjective, compileObjective, type ObjectiveOptions } from "./compile/compile-objective.ts";
export { evaluate, type Point, type PointValue, substitute, substitute as subs } from "./compile/evaluate.ts";
export { countOperations, type Operations } from "./compile/operations.ts";
export { valueAndGradient, valueGradientAndHessian } from "./compile/value-and-gradient.ts";
export * from "./core/error.ts";
export type { Call, Constant, Expression, Shape, SymbolNode } from "./core/expression.ts";
export { isCall, isConstant, isSymbol } from "./core/expression.ts";
export type { Rational } from "./core/number.ts";
export type { Operator } from "./core/operator.ts";
export { freeSymbols, postorder, transform } from "./core/traverse.ts";
export { declarations } from "./notation/declare.ts";
export { type ExpressionLike, type ParseOptions, parse, type Symbols } from "./notation/parse.ts";
export { createSession, type Outcome, type Session } from "./notation/session.ts";
export { nabla } from "./notation/template-tag.ts";
export { add, divide, multiply, negate, power, sqrt, subtract } from "./operators/arithmetic.ts";
export { functionsUsed } from "./operators/functions-used.ts";
export { fromJSON, type JsonExpression, toJSON } from "./operators/json.ts";
export { integer, ratio } from "./operators/number.ts";
export { symbol } from "./operators/symbol.ts";
export { operators } from "./operators/table.ts";
export { toText } from "./operators/text.ts";
export { toLatex, toLatex as toTex } from "./printers/latex.ts";
export { type NamedParts, nameParts } from "./printers/name-parts.ts";
export { type Equivalence, type EquivalenceOptions, equivalent } from "./simplify/equivalent.ts";
export { type Simplified, type SimplifyOptions, simplify, simplifyWithConditions } from "./simplify/simplify.ts";
