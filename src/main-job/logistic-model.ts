/** Sex as a logistic regression on body mass and bill length, fitted to some penguins and judged by others. */
import type { ByName } from "../calculus/derivative.ts";
import { compile } from "../compile/compile.ts";
import type { Model } from "./model.ts";
import { numbersOf, type Row } from "./penguins.ts";

/** One entry for each penguin. */
export interface Sample {
  /** Body mass in kilograms. */
  readonly x: Float64Array;
  /** Bill length in centimetres. */
  readonly z: Float64Array;
  /** 1 for a male, 0 for a female. */
  readonly y: Float64Array;
}

/** The probability that a penguin with body mass x and bill length z is male. */
const PROBABILITY = "p(x, z) = sigmoid(a + b*x + c*z)";

export function logisticModel({ x, z, y }: Sample): Model {
  return {
    logLikelihood: `${PROBABILITY}\nsum(y[i]*log(p(x[i], z[i])) + (1 - y[i])*log(1 - p(x[i], z[i])), i=1..n)`,
    symbols: "x, y, z: vector(n)",
    parameters: { a: "log-odds at 0 kg, 0 cm", b: "log-odds per kg of mass", c: "log-odds per cm of bill" },
    start: { a: 0, b: 0, c: 0 },
    data: { x, z, y },
  };
}

/** The columns of complete rows, in units that keep all numbers near 1: kilograms and centimetres. */
export function sampleOf(rows: readonly Row[]): Sample {
  return {
    x: numbersOf(rows, "body_mass_g", 1e-3),
    z: numbersOf(rows, "bill_length_mm", 1e-1),
    y: Float64Array.from(rows, ({ sex }) => Number(sex === "male")),
  };
}

/** Every third row is held out, so all species are on both sides, and the split is always the same. */
export function split(rows: readonly Row[]): { readonly training: readonly Row[]; readonly heldOut: readonly Row[] } {
  const isHeldOut = (_: Row, k: number): boolean => k % 3 === 2;
  return { training: rows.filter((row, k) => !isHeldOut(row, k)), heldOut: rows.filter(isHeldOut) };
}

/** For each penguin the class that is more probable: 1 male, 0 female. */
export function predict(parameters: ByName<number>, { x, z }: Omit<Sample, "y">): Float64Array {
  const probabilities = compile(`${PROBABILITY}\np(x, z)`).bind(parameters).map({ x, z });
  return probabilities.map((probability) => Number(probability > 1 / 2));
}

/** The share of the more frequent class: how often one is right who always says it. */
export const majorityShare = (y: Float64Array): number => Math.max(mean(y), 1 - mean(y));

/** The share of penguins whose class was predicted. */
export const accuracy = (predicted: Float64Array, y: Float64Array): number =>
  mean(y.map((each, i) => Number(each === predicted[i])));

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
