/** What each step of a fit looks like: formulas with their LaTeX, the gradient check, iterations, estimates. */
import type { ByName } from "../calculus/derivative.ts";
import type { GradientCheck } from "../compile/check-gradient.ts";
import type { Expression } from "../core/expression.ts";
import { toText } from "../operators/text.ts";
import type { Method } from "../optimize/minimize.ts";
import type { Progress } from "../optimize/report.ts";
import { toLatex } from "../printers/latex.ts";
import { columns, magnitude } from "./columns.ts";
import { printFormula, printHeading, printLines, printTable, printText, type Terminal } from "./terminal.ts";

export function formula(terminal: Terminal, what: string, typed: string, parsed: Expression): void {
  printHeading(terminal, `${what}, as typed, and its LaTeX`);
  printLines(terminal, typed.split("\n"));
  printFormula(terminal, "", toLatex(parsed), 0, true);
}

/** Names that derivatives are shown with, and the definitions of those that the reader has not seen yet. */
export interface Words {
  readonly definitions: readonly string[];
  readonly inWords: (e: Expression) => Expression;
}

export function gradient(terminal: Terminal, slopes: ByName<Expression>, words?: Words): void {
  printHeading(terminal, "Gradient, as derived");
  if (words !== undefined)
    printLines(
      terminal,
      words.definitions.map((definition) => `where ${definition}`),
    );
  const shown = words?.inWords ?? ((e: Expression) => e);
  printFormulas(terminal, new Map(Object.entries(slopes).map(([name, slope]) => [partial(name), shown(slope)])));
}

/** The upper triangle; the lower one is its mirror image. */
export function hessian(terminal: Terminal, curvatures: ByName<ByName<Expression>>): void {
  printHeading(terminal, "Hessian, as derived (symmetric, so one triangle)");
  const names = Object.keys(curvatures);
  const entries = names.flatMap((row, k) =>
    names.slice(k).map((column) => [partial(row, column), curvatures[row]![column]!] as const),
  );
  printFormulas(terminal, new Map(entries));
}

/** The product of the Hessian with one matrix for each parameter. */
export function hessianProduct(
  terminal: Terminal,
  products: ByName<Expression>,
  direction: ByName<string>,
  inWords: Words["inWords"],
): void {
  const directions = Object.values(direction).join(", ");
  printHeading(terminal, `Hessian times any ${directions}, as derived`);
  const rows = Object.entries(products).map(
    ([name, product]) => [`∂²/∂${name}²·${direction[name]}`, inWords(product)] as const,
  );
  printFormulas(terminal, new Map(rows));
}

export function gradientCheck(terminal: Terminal, { entries }: GradientCheck, point: string): void {
  const ofArrays = Object.values(entries).some(({ at }) => at.length > 0);
  printHeading(terminal, `Gradient check at ${point}${ofArrays ? "; of an array, the entry that differs most" : ""}`);
  const line = columns("<12 >16 >20 >21");
  const rows = Object.entries(entries).map(([name, { symbolic, numeric, error, at }]) => {
    const entry = at.length > 0 ? `[${at.join(", ")}]` : "";
    return line(partial(name) + entry, symbolic.toFixed(8), numeric.toFixed(8), magnitude(error));
  });
  printTable(terminal, line("", "symbolic", "finite differences", "relative difference"), rows);
}

/** Prints the head of the table of iterations; the result prints one of them. */
export function likelihoods(
  terminal: Terminal,
  parameters: readonly string[],
): (progress: Progress, point: Float64Array) => void {
  printHeading(terminal, "Fit by Newton's method");
  const line = columns(`>9 >15 >14 ${parameters.map(() => ">11").join(" ")}`);
  printTable(terminal, line("iteration", "log-likelihood", "largest slope", ...parameters), []);
  return ({ iteration, value, gradientNorm }, point) => {
    const numbers = Array.from(point, (each) => each.toFixed(6));
    printLines(terminal, [line(String(iteration), (-value).toFixed(8), magnitude(gradientNorm), ...numbers)]);
  };
}

/** The same for a loss, of which every so many iterations are shown, and the last. */
export function losses(
  terminal: Terminal,
  { method, every }: { readonly method: Method; readonly every: number },
  judge: (point: Float64Array) => string,
): { readonly each: (progress: Progress, point: Float64Array) => void; readonly last: () => void } {
  printHeading(terminal, `Fit by ${METHODS[method]}${every > 1 ? `, every ${every}th iteration` : ""}`);
  const line = columns(">9 >16 >15 >14 >17");
  printTable(terminal, line("iteration", "loss", "largest slope", "largest step", "right, of fitted"), []);
  const print = ({ iteration, value, gradientNorm, step }: Progress, point: Float64Array): void => {
    const numbers = [value.toFixed(8), magnitude(gradientNorm), magnitude(step)];
    printLines(terminal, [line(String(iteration), ...numbers, judge(point))]);
  };
  let waiting: (() => void) | undefined;
  return {
    each: (progress, lent) => {
      const point = lent.slice();
      waiting = () => print(progress, point);
      if (progress.iteration % every > 0) return;
      waiting();
      waiting = undefined;
    },
    last: () => waiting?.(),
  };
}

const METHODS: Readonly<Record<Method, string>> = {
  newton: "Newton's method",
  lbfgs: "L-BFGS",
  "gradient-descent": "gradient descent",
};

export const outcome = printText;

export function estimates(
  terminal: Terminal,
  meanings: ByName<string>,
  values: ByName<number>,
  errors: ByName<number>,
): void {
  printHeading(terminal, "Estimates, with standard errors from the Hessian");
  const line = columns("<10 <24 >8 >14 >18");
  const rows = Object.entries(meanings).map(([name, meaning]) => {
    const [value, error] = [values[name]!, errors[name]!];
    const interval = `${(value - NORMAL_95 * error).toFixed(3)} to ${(value + NORMAL_95 * error).toFixed(3)}`;
    return line(name, meaning, value.toFixed(5), error.toFixed(5), interval);
  });
  printTable(terminal, line("parameter", "meaning", "estimate", "standard error", "95 % interval"), rows);
}

/** Half the width, in standard errors, of an interval that holds 95 % of a normal distribution. */
const NORMAL_95 = 1.959964;

const partial = (...names: readonly string[]): string => {
  const [first, second] = names;
  if (second === undefined) return `∂/∂${first}`;
  return first === second ? `∂²/∂${first}²` : `∂²/∂${first}∂${second}`;
};

function printFormulas(terminal: Terminal, formulas: ReadonlyMap<string, Expression>): void {
  const indent = Math.max(...[...formulas.keys()].map(({ length }) => length)) + 3;
  for (const [label, formula] of formulas) {
    printFormula(terminal, label, toText(formula), indent);
    printFormula(terminal, "", toLatex(formula), indent, true);
  }
}
