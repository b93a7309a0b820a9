/** A value with its gradient, and with its Hessian, as one program in which all work is shared. */
import { type ByName, symbolsOf, type Variable } from "../calculus/derivative.ts";
import { derivativesForCode } from "../calculus/for-code.ts";
import type { Expression } from "../core/expression.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import type { CompiledFunction } from "./callable.ts";
import { type CompileOptions, compile } from "./compile.ts";
import type { OutputValue } from "./outputs.ts";

/** What the outputs of the program are called: `value`, `d/dx` for x, `d2/dxdy` for x and y. */
export const gradientOutput = (name: string): string => `d/d${name}`;
export const hessianOutput = (row: string, column: string): string => `d2/d${row}d${column}`;

/**
 * Compiles a scalar formula together with its derivatives by the variables, in their order: `f.into(out, inputs)`
 * writes the value and then the gradient, that by an array entry by entry.
 *
 * @throws {ParseError}, {@link UnsupportedError} as `gradient` and `compile`
 * @example
 * [...valueAndGradient("x^2*y", ["x", "y"]).into(new Float64Array(3), { x: 3, y: 2 })] // [18,12,9]
 */
export const valueAndGradient = <Result extends OutputValue = number>(
  e: ExpressionLike,
  variables: readonly Variable[],
  options: ParseOptions & CompileOptions = {},
): CompiledFunction<ByName<Result>> => compileWithDerivatives(toExpression(e, options), variables, options, false);

/**
 * The same with the Hessian behind the gradient: row by row; by arrays block by block, each with the indices of its row's
 * variable, then those of its column's.
 *
 * @example
 * valueGradientAndHessian("norm(x)^2", ["x"], { symbols: "x: vector(n)" })({ x: [1, 2] })["d2/dxdx"].data // [2,0,0,2]
 */
export const valueGradientAndHessian = <Result extends OutputValue = number>(
  e: ExpressionLike,
  variables: readonly Variable[],
  options: ParseOptions & CompileOptions = {},
): CompiledFunction<ByName<Result>> => compileWithDerivatives(toExpression(e, options), variables, options, true);

function compileWithDerivatives<Result extends OutputValue>(
  e: Expression,
  variables: readonly Variable[],
  options: ParseOptions & CompileOptions,
  withHessian: boolean,
): CompiledFunction<ByName<Result>> {
  const symbols = symbolsOf(variables, [e], options);
  const { value, gradient, hessian } = derivativesForCode(e, symbols, withHessian);
  const outputs: Record<string, Expression> = { value };
  for (const [k, { name }] of symbols.entries()) outputs[gradientOutput(name)] = gradient[k]!;
  for (const [k, row] of hessian.entries()) {
    for (const [j, entry] of row.entries()) outputs[hessianOutput(symbols[k]!.name, symbols[j]!.name)] = entry;
  }
  return compile<string, Result>(outputs, options);
}
