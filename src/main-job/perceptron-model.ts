/** A perceptron with two hidden units between the four measurements and the species. */
import type { NamedInputs } from "../compile/callable.ts";
import { compile } from "../compile/compile.ts";
import type { MatrixModel } from "./model.ts";
import { classesOf, MEASUREMENTS, SPECIES, type SpeciesSample } from "./species-sample.ts";

const HIDDEN = 2;

const SYMBOLS = `X: matrix(n, d); Y: matrix(n, k); lambda: positive
  A: matrix(d, h); a: vector(h); B: matrix(h, k); b: vector(k)`;

const HIDDEN_LAYER = "H = tanh(X*A + ones(n)*a')";
const OUTPUT_LAYER = "P = softmax(H*B + ones(n)*b')";

export function perceptronModel({ X, Y }: SpeciesSample): MatrixModel {
  const random = smallNumbers(2);
  const matrix = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, random));
  return {
    loss: `${HIDDEN_LAYER}\n${OUTPUT_LAYER}\n-sum(Y .* log(P)) + lambda/2*(norm(A)^2 + norm(B)^2)`,
    symbols: SYMBOLS,
    words: `${HIDDEN_LAYER}\n${OUTPUT_LAYER}`,
    remark:
      "Read from below, this is backpropagation: the error diag(sum(Y, 2))*P - Y of the output goes back through B and the slope 1 - H.^2 of tanh to A and a.",
    parameters: {
      A: "weights of the measurements, by hidden unit",
      a: "thresholds of the hidden units",
      B: "weights of the hidden units, by species",
      b: "thresholds of the species",
    },
    start: { A: matrix(MEASUREMENTS.length, HIDDEN), B: matrix(HIDDEN, SPECIES.length) },
    startsAt: "the start, small random weights",
    data: { X, Y, lambda: 1 },
    method: "lbfgs",
    every: 10,
  };
}

type Matrix = { readonly data: Float64Array; readonly shape: readonly number[] };

/** The values of the hidden units and the most probable species: functions of the parameters and of measurements. */
export function perceptronLayers() {
  const hidden = compile<Matrix>(`${HIDDEN_LAYER}; H`, { symbols: SYMBOLS });
  const output = compile<Matrix>("softmax(H*B + ones(n)*b')", { symbols: `${SYMBOLS}; H: matrix(n, h)` });
  return {
    hidden: ({ A, a }: NamedInputs, X: SpeciesSample["X"]): Matrix => hidden({ A: A!, a: a!, X }),
    classes: ({ B, b }: NamedInputs, H: Matrix): number[] => classesOf(output({ B: B!, b: b!, H })),
  };
}

/** Numbers between -1/2 and 1/2 that look random but are always the same (Lehmer 1951, modulus 2^31 - 1). */
function smallNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (48271 * state) % 2147483647;
    return state / 2147483647 - 1 / 2;
  };
}
