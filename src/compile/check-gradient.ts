/** A symbolic gradient against finite differences: the check that a doubter makes. */
import type { ByName, Variable } from "../calculus/derivative.ts";
import type { ExpressionLike, ParseOptions } from "../notation/parse.ts";
import type { NamedInputs } from "./callable.ts";
import { type CompiledObjective, type ObjectiveAtPoint, objectiveAt } from "./compile-objective.ts";
import { indicesOf, type Place } from "./flat-variables.ts";

/** The symbolic derivative, the difference quotient, and their relative difference. */
export interface EntryCheck {
  readonly symbolic: number;
  readonly numeric: number;
  readonly error: number;
  /** Of an array, the indices of the entry, from 1; empty for a number. */
  readonly at: readonly number[];
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
 * Compares the gradient at a point with central differences of order 4 (error h^4, with h about eps^(1/5)). The point
 * is of everything in the formula; of an objective that is compiled already, of its variables.
 *
 * @example
 * checkGradient("x^3*y", ["x", "y"], { x: 2, y: 3 }).error < 1e-9 // true
 */
export function checkGradient(objective: CompiledObjective, point: NamedInputs): GradientCheck;
export function checkGradient(
  e: ExpressionLike,
  variables: readonly Variable[],
  point: NamedInputs,
  options?: ParseOptions,
): GradientCheck;
export function checkGradient(...given: ObjectiveAtPoint): GradientCheck {
  const [objective, x] = objectiveAt(given);
  const gradient = new Float64Array(x.length);
  objective.valueAndGradient(x, gradient);
  const along = (k: number) => (entry: number) => objective.value(x.with(k, entry));
  const check = (k: number, at: readonly number[]) => compared(gradient[k]!, along(k), x[k]!, at);
  const entries = objective.variables.places.map((place): [string, EntryCheck] => [
    place.symbol.name,
    worst(sampleOf(place).map((k) => check(place.from + k, indicesOf(k, place.shape)))),
  ]);
  return { entries: Object.fromEntries(entries), error: worst(entries.map(([, entry]) => entry)).error };
}

/** The only entry of a number; entries spread over an array. */
function sampleOf({ from, to }: Place): number[] {
  const step = Math.max(1, (to - from) / SAMPLED);
  return Array.from({ length: Math.min(SAMPLED, to - from) }, (_, k) => Math.floor(k * step));
}

function compared(symbolic: number, f: (x: number) => number, x: number, at: readonly number[]): EntryCheck {
  const numeric = centralDifference(f, x);
  return { symbolic, numeric, error: Math.abs(symbolic - numeric) / Math.max(1, Math.abs(symbolic)), at };
}

/** The first of the largest errors; a NaN is one. */
const worst = (checks: readonly EntryCheck[]): EntryCheck =>
  checks.reduce((a, b) => (Number.isNaN(a.error) || b.error <= a.error ? a : b), NOTHING);

const NOTHING: EntryCheck = { symbolic: 0, numeric: 0, error: 0, at: [] };

/** (f(x-2h) - 8f(x-h) + 8f(x+h) - f(x+2h))/(12h). */
function centralDifference(f: (x: number) => number, x: number): number {
  const h = 7e-4 * Math.max(1, Math.abs(x));
  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);
}
