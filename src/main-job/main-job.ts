/** The main job: from typed log-likelihoods to fitted models of the Palmer penguins, every step shown. */
import { fitBodyMass } from "./body-mass.ts";
import { columns } from "./columns.ts";
import type { Fit } from "./maximum-likelihood.ts";
import { readTable } from "./penguins.ts";
import { fitPerceptron } from "./perceptron.ts";
import { fitSex } from "./sex.ts";
import { fitSpecies } from "./species.ts";
import { bold, pause, printLines, printTable, printText, printTitle, type Terminal } from "./terminal.ts";

/**
 * Does the job on the text of data/penguins.csv.
 *
 * @throws the reason of the terminal's interruption, at the next pause after it.
 */
export async function mainJob(table: string, terminal: Terminal): Promise<void> {
  const penguins = readTable(table);
  printLines(terminal, [
    bold(terminal, "nabla: from a typed formula to a fitted model"),
    `on ${penguins.length} penguins of the Palmer Archipelago (data/penguins.csv)`,
  ]);
  const mass = await fitBodyMass(penguins, terminal);
  await pause(terminal);
  const sex = await fitSex(penguins, terminal);
  await pause(terminal);
  const species = await fitSpecies(penguins, terminal);
  await pause(terminal);
  const perceptron = await fitPerceptron(penguins, terminal);
  printTimes(terminal, { "1  body mass": mass, "2  sex": sex, "3  species": species, "4  perceptron": perceptron });
}

/** The first model pays for what is made once, such as the tables of the parser. */
function printTimes(terminal: Terminal, fits: Readonly<Record<string, Pick<Fit, "times">>>): void {
  printTitle(terminal, "Time in milliseconds");
  const [first] = Object.values(fits);
  const line = columns("<14 >14 >16 >14 >14");
  const rows = Object.entries(fits).map(([name, { times }]) => line(name, ...[...times.values()].map(milliseconds)));
  printTable(terminal, line("", ...first!.times.keys()), rows);
  printText(terminal, "Compiling derives once more, for the machine, and ends with the first evaluation.");
  printText(terminal, `All in all ${performance.now().toFixed(0)} ms, the start of Node included.`);
}

const milliseconds = (time: number): string => time.toFixed(1);
