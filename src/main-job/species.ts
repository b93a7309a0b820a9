/** The third chapter: species from four measurements by softmax regression, in matrix form. */
import type { OutputValue } from "../compile/outputs.ts";
import { columns } from "./columns.ts";
import { type MatrixFit, minimizeLoss } from "./least-loss.ts";
import { split } from "./logistic-model.ts";
import { completeRows, type Row } from "./penguins.ts";
import { softmaxClassifier, softmaxModel } from "./softmax-model.ts";
import { percent, printSpeciesAccuracy } from "./species-accuracy.ts";
import { MEASUREMENTS, SPECIES, sampler, shareRight } from "./species-sample.ts";
import { printHeading, printTable, printText, printTitle, type Terminal } from "./terminal.ts";

export async function fitSpecies(penguins: readonly Row[], terminal: Terminal): Promise<MatrixFit> {
  printTitle(terminal, "3  Species from four measurements, by softmax regression");
  const complete = completeRows(penguins, MEASUREMENTS);
  const { training, heldOut } = split(complete);
  printText(
    terminal,
    "A row of X is a penguin: 1, then bill length, bill depth, flipper length and body mass, each less the mean and divided by the standard deviation of the penguins that are fitted. A row of Y is 1 in the column of the species and 0 in the others. W is to be found; lambda = 1 keeps it small.",
  );
  printText(
    terminal,
    `${complete.length} rows are complete, ${penguins.length - complete.length} are skipped. Every third of them is held out: ${training.length} to fit, ${heldOut.length} to judge.`,
  );
  const sample = sampler(training);
  const fitted = sample(training);
  const classes = softmaxClassifier();
  const judge = (parameters: Parameters<typeof classes>[0]): string =>
    percent(shareRight(classes(parameters, fitted.X), fitted));
  const fit = await minimizeLoss(softmaxModel(fitted), judge, terminal);
  printWeights(terminal, fit.parameters.W!);
  printSpeciesAccuracy(terminal, training, heldOut, (rows) => classes(fit.parameters, sample(rows).X));
  return fit;
}

function printWeights(terminal: Terminal, weights: OutputValue): void {
  if (typeof weights === "number" || !("shape" in weights)) return;
  printHeading(terminal, "The weights W: what speaks for a species, and what against it");
  const line = columns("<18 >10 >10 >10");
  const rows = ["1", ...MEASUREMENTS].map((name, i) => {
    const row = weights.data.subarray(i * SPECIES.length, (i + 1) * SPECIES.length);
    return line(name.replace(/_mm|_g/, "").replace("_", " "), ...Array.from(row, (weight) => weight.toFixed(3)));
  });
  printTable(terminal, line("", ...SPECIES), rows);
}
