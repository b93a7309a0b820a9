/** The first chapter: body mass as a normal distribution, against the closed form. */
import { compile } from "../compile/compile.ts";
import { columns, magnitude } from "./columns.ts";
import { histogram } from "./histogram.ts";
import { type Fit, maximizeLikelihood } from "./maximum-likelihood.ts";
import { closedForm, normalModel } from "./normal-model.ts";
import { completeRows, numbersOf, type Row } from "./penguins.ts";
import { printHeading, printLines, printTable, printText, printTitle, type Terminal } from "./terminal.ts";

export async function fitBodyMass(penguins: readonly Row[], terminal: Terminal): Promise<Fit> {
  printTitle(terminal, "1  Body mass as a normal distribution");
  const weighed = completeRows(penguins, ["body_mass_g"]);
  const x = numbersOf(weighed, "body_mass_g", 1e-3);
  printText(
    terminal,
    `x is the body mass in kilograms of n = ${x.length} penguins; ${penguins.length - x.length} rows without it are skipped.`,
  );
  const fit = await maximizeLikelihood(normalModel(x), terminal);
  printClosedForm(terminal, x, fit);
  printHistogram(terminal, x, fit);
  return fit;
}

function printClosedForm(terminal: Terminal, x: Float64Array, { estimates, standardErrors }: Fit): void {
  printHeading(terminal, "The same in closed form, and the relative difference");
  const line = columns("<23 <15 >13 >13 >10");
  const compared = (what: string, formula: string, exact: number, fitted: number): string =>
    line(what, formula, exact.toFixed(10), fitted.toFixed(10), magnitude(relativeDifference(fitted, exact)));
  const rows = Object.entries(closedForm(x)).flatMap(([name, { estimate, standardError, formulas }]) => [
    compared(name, formulas[0], estimate, estimates[name]!),
    compared(`standard error of ${name}`, formulas[1], standardError, standardErrors[name]!),
  ]);
  printTable(terminal, line("", "formula", "closed form", "fitted", "difference"), rows);
}

const relativeDifference = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

function printHistogram(terminal: Terminal, x: Float64Array, { estimates }: Fit): void {
  printHeading(terminal, "Penguins by body mass in kg (bars), and how many the fitted normal expects (●)");
  const bins = { from: 2.4, to: 6.6, width: 0.2 };
  const expected = compile("n*width*exp(-(x - mu)^2/(2*sigma^2))/(sigma*sqrt(2*pi))").bind({
    n: x.length,
    width: bins.width,
    ...estimates,
  });
  printLines(
    terminal,
    histogram(x, bins, (places) => expected.map({ x: places })),
  );
}
