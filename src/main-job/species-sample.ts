/** Penguins as matrices: measurements in standard deviations, and a column for each species. */
import { numbersOf, type Row } from "./penguins.ts";

export const MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"] as const;
export const SPECIES = ["Adelie", "Chinstrap", "Gentoo"] as const;

/** How a column is brought to the mean 0 and the standard deviation 1. */
interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

/** The matrices of rows: measurements and species, a row for each penguin. */
export interface SpeciesSample {
  readonly X: readonly (readonly number[])[];
  /** 1 in the column of the species, 0 in the others. */
  readonly Y: readonly (readonly number[])[];
}

/** Makes matrices of rows, by the means and deviations of those that are fitted: nothing of the others is used. */
export function sampler(fitted: readonly Row[]): (rows: readonly Row[]) => SpeciesSample {
  const scales = MEASUREMENTS.map((name) => scaleOf(numbersOf(fitted, name)));
  return (rows) => {
    const columns = MEASUREMENTS.map((name) => numbersOf(rows, name));
    const standardized = (i: number) => scales.map(({ mean, deviation }, j) => (columns[j]![i]! - mean) / deviation);
    return {
      X: rows.map((_, i) => standardized(i)),
      Y: rows.map((row) => SPECIES.map((species) => Number(row.species === species))),
    };
  };
}

function scaleOf(values: Float64Array): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/** By row of probabilities, the number of the most probable species. */
export function classesOf({
  data,
  shape,
}: {
  readonly data: Float64Array;
  readonly shape: readonly number[];
}): number[] {
  const [rows = 0, columns = 0] = shape;
  return Array.from({ length: rows }, (_, i) => {
    const row = data.subarray(i * columns, (i + 1) * columns);
    return row.indexOf(Math.max(...row));
  });
}

/** The share of the rows whose species is the one predicted. */
export const shareRight = (predicted: readonly number[], { Y }: SpeciesSample): number =>
  predicted.filter((species, i) => Y[i]![species] === 1).length / predicted.length;
