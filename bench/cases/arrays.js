/** Value and gradient of formulas with matrices, against loops written by hand. */
import { valueAndGradient } from "../../dist/index.js";

const [rows, columns] = [10_000, 50];
const matrix = {
  data: Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(1.7 * i)),
  shape: [rows, columns],
};
const labels = Float64Array.from({ length: rows }, (_, i) => (Math.cos(3 * i) > 0 ? 1 : -1));
const weights = Float64Array.from({ length: columns }, (_, j) => Math.sin(j) / 10);

export const cases = [logisticRegression()];

function logisticRegression() {
  const f = valueAndGradient("sum(log(1 + exp(-y .* (X*w)))) + lambda/2*norm(w)^2", ["w"], {
    symbols: "X: matrix(n, d); y: vector(n); w: vector(d); lambda: positive",
  }).bind({ X: matrix, y: labels, lambda: 0.1 });
  const [ours, theirs] = [new Float64Array(columns + 1), new Float64Array(columns + 1)];
  return {
    name: `arrays: logistic regression, ${rows} × ${columns}, value and gradient`,
    variants: {
      "by hand, row by row": () => byHand(weights, theirs),
      nabla: () => f.into(ours, { w: weights }),
    },
    verify: () => {
      byHand(weights, theirs);
      f.into(ours, { w: weights });
      for (const [k, value] of theirs.entries()) {
        if (!(Math.abs(ours[k] - value) <= 1e-9 * Math.max(1, Math.abs(value))))
          throw new Error(`Entry ${k}: ${ours[k]} is not ${value}`);
      }
    },
  };
}

function byHand(w, out) {
  const { data } = matrix;
  out.fill(0);
  let value = 0;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let z = 0;
    for (let j = 0; j < columns; j++) z += data[start + j] * w[j];
    z *= -labels[i];
    const e = Math.exp(-Math.abs(z));
    value += Math.max(z, 0) + Math.log1p(e);
    const slope = -((z > 0 ? 1 : e) / (1 + e)) * labels[i];
    for (let j = 0; j < columns; j++) out[j + 1] += slope * data[start + j];
  }
  for (let j = 0; j < columns; j++) {
    squares += w[j] * w[j];
    out[j + 1] += 0.1 * w[j];
  }
  out[0] = value + 0.05 * squares;
}
