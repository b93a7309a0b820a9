/** A value with its gradient, and with its Hessian, as one program in which all work is shared. */
import { type ByName, gradient, hessian, type Variable } from "../calculus/derivative.ts";
import type { Expression } from "../core/expression.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import type { CompiledFunction } from "./callable.ts";
import { type CompileOptions, compile } from "./compile.ts";

/** What the outputs of the program are called: `value`, `d/dx` for x, `d2/dxdy` for x and y. */
export const gradientOutput = (name: string): string => `d/d${name}`;
export const hessianOutput = (row: string, column: string): string => `d2/d${row}d${column}`;

/**
 * Compiles a scalar formula together with its derivatives by the variables, in their order: `f.into(out, inputs)`
 * writes the value and then the gradient.
 *
 * @throws {ParseError}, {@link UnsupportedError} as `gradient` and `compile`
 * @example
 * [...valueAndGradient("x^2*y", ["x", "y"]).into(new Float64Array(3), { x: 3, y: 2 })] // [18,12,9]
 */
export function valueAndGradient(
  e: ExpressionLike,
  variables: readonly Variable[],
  options: ParseOptions & CompileOptions = {},
): CompiledFunction<ByName<number>> {
  const input = toExpression(e, options);
  const outputs: Record<string, Expression> = { value: input, ...named(gradient(input, variables), gradientOutput) };
  return compile(outputs, options);
}

/** The same with the Hessian behind the gradient, row by row. */
export function valueGradientAndHessian(
  e: ExpressionLike,
  variables: readonly Variable[],
  options: ParseOptions & CompileOptions = {},
): CompiledFunction<ByName<number>> {
  const input = toExpression(e, options);
  const rows = Object.entries(hessian(input, variables)).map(([row, entries]) =>
    named(entries, (column) => hessianOutput(row, column)),
  );
  const first = named(gradient(input, variables), gradientOutput);
  const outputs: Record<string, Expression> = Object.assign({ value: input }, first, ...rows);
  return compile(outputs, options);
}

const named = (parts: ByName<Expression>, outputOf: (name: string) => string): Record<string, Expression> =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [outputOf(name), part]));
