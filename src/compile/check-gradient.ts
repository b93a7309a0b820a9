/** A symbolic gradient against finite differences: the check that a doubter makes. */
import { type ByName, symbolsOf, type Variable } from "../calculus/derivative.ts";
import type { SymbolNode } from "../core/expression.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { type ArrayInput, entriesOf } from "./array-input.ts";
import type { NamedInputs } from "./callable.ts";
import { compile } from "./compile.ts";
import type { OutputValue } from "./outputs.ts";
import { gradientOutput, valueAndGradient } from "./value-and-gradient.ts";

/** The symbolic derivative, the difference quotient, and their relative difference. */
export interface EntryCheck {
  readonly symbolic: number;
  readonly numeric: number;
  readonly error: number;
}

export interface GradientCheck {
  /** By variable; of an array, the entry that differs most. */
  readonly entries: ByName<EntryCheck>;
  /** The largest relative difference. */
  readonly error: number;
}

/** Of a larger array so many entries are looked at, spread over it. */
const SAMPLED = 20;

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
  const symbols = symbolsOf(variables, [input]);
  const symbolic = valueAndGradient<OutputValue>(input, variables)(point);
  const f = compile(input);
  const entries = symbols.map((symbol): [string, EntryCheck] => {
    const exact = symbolic[gradientOutput(symbol.name)]!;
    const numeric = (value: NamedInputs[string]): number => f({ ...point, [symbol.name]: value });
    if (typeof exact === "number") return [symbol.name, compared(exact, numeric, Number(point[symbol.name]))];
    return [symbol.name, comparedArray(symbol, exact, numeric, point[symbol.name])];
  });
  return { entries: Object.fromEntries(entries), error: worst(entries.map(([, entry]) => entry)).error };
}

/** The entry of an array whose derivative differs most from its difference quotient. */
function comparedArray(
  symbol: SymbolNode,
  exact: Exclude<OutputValue, number>,
  f: (value: ArrayInput) => number,
  at: unknown,
): EntryCheck {
  const { data: gradient, shape } = "shape" in exact ? exact : { data: exact, shape: [exact.length] };
  const data = entriesOf(symbol.name, at, shape.length).data.slice();
  const along = (k: number) => (x: number) => {
    const before = data[k]!;
    data[k] = x;
    const value = f({ data, shape });
    data[k] = before;
    return value;
  };
  const step = Math.max(1, data.length / SAMPLED);
  const sample = Array.from({ length: Math.min(SAMPLED, data.length) }, (_, k) => Math.floor(k * step));
  return worst(sample.map((k) => compared(gradient[k]!, along(k), data[k]!)));
}

function compared(symbolic: number, f: (x: number) => number, x: number): EntryCheck {
  const numeric = centralDifference(f, x);
  return { symbolic, numeric, error: Math.abs(symbolic - numeric) / Math.max(1, Math.abs(symbolic)) };
}

/** The first of the largest errors; a NaN is one. */
const worst = (checks: readonly EntryCheck[]): EntryCheck =>
  checks.reduce((a, b) => (Number.isNaN(a.error) || b.error <= a.error ? a : b), { symbolic: 0, numeric: 0, error: 0 });

/** (f(x-2h) - 8f(x-h) + 8f(x+h) - f(x+2h))/(12h). */
function centralDifference(f: (x: number) => number, x: number): number {
  const h = 7e-4 * Math.max(1, Math.abs(x));
  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
}
