/** The second chapter: sex from body mass and bill length, judged on penguins that the fit has not seen. */
import type { ByName } from "../calculus/derivative.ts";
import { columns } from "./columns.ts";
import { accuracy, logisticModel, majorityShare, predict, type Sample, sampleOf, split } from "./logistic-model.ts";
import { type Fit, maximizeLikelihood } from "./maximum-likelihood.ts";
import { completeRows, type Row } from "./penguins.ts";
import { scatter } from "./scatter.ts";
import { printHeading, printLines, printTable, printText, printTitle, type Terminal } from "./terminal.ts";

export async function fitSex(penguins: readonly Row[], terminal: Terminal): Promise<Fit> {
  printTitle(terminal, "2  Sex from body mass and bill length, by logistic regression");
  const complete = completeRows(penguins, ["body_mass_g", "bill_length_mm", "sex"]);
  const { training, heldOut } = split(complete);
  printText(
    terminal,
    "x is the body mass in kilograms, z the bill length in centimetres: numbers near 1, so that nothing needs to be standardised. y is 1 for a male, 0 for a female.",
  );
  printText(
    terminal,
    `${complete.length} rows are complete, ${penguins.length - complete.length} are skipped. Every third of them is held out: ${training.length} to fit, ${heldOut.length} to judge.`,
  );
  const fit = await maximizeLikelihood(logisticModel(sampleOf(training)), terminal);
  printAccuracy(terminal, training, heldOut, fit.estimates);
  printMap(terminal, sampleOf(heldOut), fit.estimates);
  return fit;
}

/** How often the model is right, and how often one would be who always says the sex that is more frequent there. */
function printAccuracy(
  terminal: Terminal,
  training: readonly Row[],
  heldOut: readonly Row[],
  estimates: ByName<number>,
): void {
  printHeading(terminal, "Accuracy, against always saying the sex that is more frequent in the same rows");
  const line = columns("<21 >8 >6 >16 >8 >14");
  const judged = (name: string, rows: readonly Row[]): string => {
    const sample = sampleOf(rows);
    const predicted = predict(estimates, sample);
    return line(
      name,
      ...[rows.length, count(sample.y), count(predicted)].map(String),
      ...[accuracy(predicted, sample.y), majorityShare(sample.y)].map(percent),
    );
  };
  const species = [...new Set(heldOut.map((row) => row.species!))];
  printTable(terminal, line("", "penguins", "males", "predicted males", "model", "more frequent"), [
    judged("fitted", training),
    judged("held out", heldOut),
    ...species.map((name) =>
      judged(
        `  of these ${name}`,
        heldOut.filter((row) => row.species === name),
      ),
    ),
  ]);
  printText(
    terminal,
    "The species differ more than the sexes: light Adelies mostly count as females, Gentoos as males.",
  );
}

const count = (classes: Float64Array): number => classes.reduce((sum, each) => sum + each, 0);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function printMap(terminal: Terminal, sample: Sample, estimates: ByName<number>): void {
  printHeading(terminal, "Held-out females (f) and males (m); capitals are mistaken; on the dots both are as likely");
  const predicted = predict(estimates, sample);
  const marks = Array.from(sample.y, (male, i) => {
    const letter = male === 1 ? "m" : "f";
    return { x: sample.x[i]!, y: sample.z[i]!, letter: predicted[i] === male ? letter : letter.toUpperCase() };
  });
  const mass = { from: 2.8, to: 6.2, cells: 68, label: "kg" };
  const bill = { from: 3.2, to: 6.0, cells: 14, label: "bill, cm" };
  printLines(
    terminal,
    scatter(marks, mass, bill, (x, z) => predict(estimates, { x, z })),
  );
}
