/** A symbolic gradient against finite differences: the check that a doubter makes. */
import type { ByName, Variable } from "../calculus/derivative.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import type { NamedInputs } from "./callable.ts";
import { compile } from "./compile.ts";
import { gradientOutput, valueAndGradient } from "./value-and-gradient.ts";

export interface GradientCheck {
  /** By variable: the symbolic derivative, the difference quotient, and their relative difference. */
  readonly entries: ByName<{ readonly symbolic: number; readonly numeric: number; readonly error: number }>;
  /** The largest relative difference. */
  readonly error: number;
}

/**
 * Compares the gradient at a point with central differences of order 4 (error h^4, with h about eps^(1/5)).
 *
 * @example
 * checkGradient("x^3*y", ["x", "y"], { x: 2, y: 3 }).error < 1e-9 // true
 */
export function checkGradient(
  e: ExpressionLike,
  variables: readonly Variable[],
  point: NamedInputs,
  options: ParseOptions = {},
): GradientCheck {
  const input = toExpression(e, options);
  const symbolic = valueAndGradient(input, variables)(point);
  const value = compile(input);
  const names = variables.map((variable) => (typeof variable === "string" ? variable : variable.name));
  const entries = names.map((name) => {
    const exact = symbolic[gradientOutput(name)]!;
    const numeric = centralDifference((x) => value({ ...point, [name]: x }), Number(point[name]));
    return [
      name,
      { symbolic: exact, numeric, error: Math.abs(exact - numeric) / Math.max(1, Math.abs(exact)) },
    ] as const;
  });
  return { entries: Object.fromEntries(entries), error: Math.max(...entries.map(([, { error }]) => error)) };
}

/** (f(x-2h) - 8f(x-h) + 8f(x+h) - f(x+2h))/(12h). */
function centralDifference(f: (x: number) => number, x: number): number {
  const h = 7e-4 * Math.max(1, Math.abs(x));
  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
}
