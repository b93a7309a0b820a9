/** The fourth chapter: the same by a perceptron, whose two hidden units make a map of the species. */
import { type MatrixFit, minimizeLoss } from "./least-loss.ts";
import { split } from "./logistic-model.ts";
import { completeRows, type Row } from "./penguins.ts";
import { perceptronLayers, perceptronModel } from "./perceptron-model.ts";
import { scatter } from "./scatter.ts";
import { percent, printSpeciesAccuracy } from "./species-accuracy.ts";
import { MEASUREMENTS, type SpeciesSample, sampler, shareRight } from "./species-sample.ts";
import { printHeading, printLines, printText, printTitle, type Terminal } from "./terminal.ts";

type Layers = ReturnType<typeof perceptronLayers>;

export async function fitPerceptron(penguins: readonly Row[], terminal: Terminal): Promise<MatrixFit> {
  printTitle(terminal, "4  Species again, by a perceptron with two hidden units");
  const { training, heldOut } = split(completeRows(penguins, MEASUREMENTS));
  printText(
    terminal,
    "The same rows, but the 1 leaves X: the thresholds a and b take its place. A row of H holds the two hidden units of a penguin, a row of P the probabilities of the species; lambda is 1 again.",
  );
  const sample = sampler(training);
  const fitted = sample(training);
  const layers = perceptronLayers();
  const classes = (parameters: Parameters<Layers["hidden"]>[0], X: SpeciesSample["X"]): number[] =>
    layers.classes(parameters, layers.hidden(parameters, X));
  const judge = (parameters: Parameters<Layers["hidden"]>[0]): string =>
    percent(shareRight(classes(parameters, fitted.X), fitted));
  const fit = await minimizeLoss(perceptronModel(fitted), judge, terminal);
  printSpeciesAccuracy(terminal, training, heldOut, (rows) => classes(fit.parameters, sample(rows).X));
  printHiddenUnits(terminal, sample(heldOut), fit, layers);
  return fit;
}

const LETTERS = ["a", "c", "g"] as const;

/** Where the hidden units put each penguin, and where the species change. */
function printHiddenUnits(
  terminal: Terminal,
  { X, Y }: SpeciesSample,
  { parameters }: MatrixFit,
  layers: Layers,
): void {
  printHeading(
    terminal,
    "The held-out penguins as the hidden units see them: Adelies (a), Chinstraps (c), Gentoos (g)",
  );
  const { data } = layers.hidden(parameters, X);
  const predicted = layers.classes(parameters, { data, shape: [X.length, 2] });
  const marks = Y.map((row, i) => {
    const letter = LETTERS[row.indexOf(1)]!;
    const right = row[predicted[i]!] === 1;
    return { x: data[2 * i]!, y: data[2 * i + 1]!, letter: right ? letter : letter.toUpperCase() };
  });
  const first = { from: -1, to: 1, cells: 40, label: "first unit" };
  const second = { from: -1, to: 1, cells: 16, label: "second unit" };
  printLines(
    terminal,
    scatter(marks, first, second, (x, y) => {
      const points = Float64Array.from({ length: 2 * x.length }, (_, k) => (k % 2 === 0 ? x : y)[k >> 1]!);
      return Float64Array.from(layers.classes(parameters, { data: points, shape: [x.length, 2] }));
    }),
  );
}
