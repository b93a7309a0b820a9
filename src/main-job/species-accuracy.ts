/** How often the species was right: by species, and against always saying the most frequent one. */
import { columns } from "./columns.ts";
import type { Row } from "./penguins.ts";
import { SPECIES } from "./species-sample.ts";
import { printHeading, printTable, type Terminal } from "./terminal.ts";

/** `predict` gives the number of the species of each row. */
export function printSpeciesAccuracy(
  terminal: Terminal,
  training: readonly Row[],
  heldOut: readonly Row[],
  predict: (rows: readonly Row[]) => readonly number[],
): void {
  printHeading(
    terminal,
    "What the model says, and how often it is right, against always saying the most frequent species",
  );
  const line = columns("<21 >8 >6 >9 >6 >7 >13");
  const judged = (name: string, rows: readonly Row[], ...others: string[]): string => {
    const predicted = predict(rows);
    const said = SPECIES.map((_, species) => count(predicted, (each) => each === species));
    const right = count(predicted, (species, i) => rows[i]!.species === SPECIES[species]);
    return line(name, ...[rows.length, ...said].map(String), percent(right / rows.length), ...others);
  };
  printTable(terminal, line("", "penguins", ...SPECIES, "right", "most frequent"), [
    judged("fitted", training, percent(mostFrequent(training))),
    judged("held out", heldOut, percent(mostFrequent(heldOut))),
    ...SPECIES.map((name) =>
      judged(
        `  of these ${name}`,
        heldOut.filter(({ species }) => species === name),
      ),
    ),
  ]);
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const count = <T>(items: readonly T[], holds: (item: T, k: number) => boolean): number => items.filter(holds).length;

/** The share of the rows that have the most frequent species among them. */
const mostFrequent = (rows: readonly Row[]): number =>
  Math.max(...SPECIES.map((name) => count(rows, ({ species }) => species === name))) / rows.length;
