/** Softmax regression of the species on all four measurements, in matrix form. */
import type { NamedInputs } from "../compile/callable.ts";
import { compile } from "../compile/compile.ts";
import type { MatrixModel } from "./model.ts";
import { classesOf, type SpeciesSample } from "./species-sample.ts";

const SYMBOLS = "X: matrix(n, d); Y: matrix(n, k); W, V: matrix(d, k); lambda: positive";

export function softmaxModel({ X, Y }: SpeciesSample): MatrixModel {
  return {
    loss: "-sum(Y .* log(softmax(X*W))) + lambda/2*norm(W)^2",
    symbols: SYMBOLS,
    words: "P = softmax(X*W)",
    remark:
      "sum(Y, 2) are the sums of the rows of Y. They are all 1 here, which nabla was not told: diag(sum(Y, 2)) is the identity.",
    parameters: { W: "weights of the measurements, by species" },
    direction: { W: "V" },
    start: {},
    startsAt: "W = 0",
    data: { X: withOnes(X), Y, lambda: 1 },
    method: "newton",
    every: 1,
  };
}

/** The species that the model finds most probable: a function of the parameters and the measurements. */
export function softmaxClassifier(): (parameters: NamedInputs, X: SpeciesSample["X"]) => number[] {
  const probabilities = compile<{ data: Float64Array; shape: readonly number[] }>("softmax(X*W)", { symbols: SYMBOLS });
  return (parameters, X) => classesOf(probabilities({ ...parameters, X: withOnes(X) }));
}

const withOnes = (X: SpeciesSample["X"]): number[][] => X.map((row) => [1, ...row]);
