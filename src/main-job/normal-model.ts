/** Body mass as a normal distribution: the model whose answer everybody knows. */
import type { ByName } from "../calculus/derivative.ts";
import type { Model } from "./model.ts";

/** The model of body masses `x`, in kilograms. */
export function normalModel(x: Float64Array): Model {
  return {
    logLikelihood: "sum(-(x[i] - mu)^2/(2*sigma^2) - log(sigma) - log(2*pi)/2, i=1..n)",
    symbols: "x: vector(n); sigma: positive",
    parameters: { mu: "mean, kg", sigma: "standard deviation, kg" },
    start: { mu: 4, sigma: 1 },
    data: { x },
  };
}

export interface ClosedForm {
  readonly estimate: number;
  readonly standardError: number;
  /** How the two are written. */
  readonly formulas: readonly [estimate: string, standardError: string];
}

/** The estimates and standard errors without any search (Wasserman 2004, All of Statistics, sections 9.3 and 9.10). */
export function closedForm(x: Float64Array): ByName<ClosedForm> {
  const n = x.length;
  const mean = x.reduce((sum, each) => sum + each, 0) / n;
  const sd = Math.sqrt(x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / n);
  return {
    mu: { estimate: mean, standardError: sd / Math.sqrt(n), formulas: ["mean(x)", "sd(x)/sqrt(n)"] },
    sigma: { estimate: sd, standardError: sd / Math.sqrt(2 * n), formulas: ["sd(x)", "sd(x)/sqrt(2n)"] },
  };
}
