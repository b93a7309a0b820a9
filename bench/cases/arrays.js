/** Value and gradient of formulas with matrices, against loops written by hand. */
import { valueAndGradient } from "../../dist/index.js";

const [rows, columns] = [10_000, 50];
const matrix = {
  data: Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(1.7 * i)),
  shape: [rows, columns],
};
const labels = Float64Array.from({ length: rows }, (_, i) => (Math.cos(3 * i) > 0 ? 1 : -1));
const weights = Float64Array.from({ length: columns }, (_, j) => Math.sin(j) / 10);

export const cases = [logisticRegression(), softmaxRegression()];

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
      agree(f.into(ours, { w: weights }), theirs);
    },
  };
}

function softmaxRegression() {
  const classes = 10;
  const f = valueAndGradient("-sum(Y .* log(softmax(X*W)))", ["W"], {
    symbols: "X: matrix(n, d); Y: matrix(n, k); W: matrix(d, k)",
  });
  const W = Float64Array.from({ length: columns * classes }, (_, k) => Math.sin(k) / 10);
  const Y = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) Y[i * classes + (i % classes)] = 1;
  const g = f.bind({ X: matrix, Y: { data: Y, shape: [rows, classes] } });
  const input = { W: { data: W, shape: [columns, classes] } };
  const [ours, theirs] = [new Float64Array(1 + W.length), new Float64Array(1 + W.length)];
  const row = new Float64Array(classes);
  return {
    name: `arrays: softmax regression, ${rows} × ${columns}, ${classes} classes, value and gradient`,
    variants: {
      "by hand, row by row": () => softmaxByHand(W, Y, row, theirs),
      nabla: () => g.into(ours, input),
    },
    verify: () => {
      softmaxByHand(W, Y, row, theirs);
      agree(g.into(ours, input), theirs);
    },
  };
}

function softmaxByHand(W, Y, row, out) {
  const { data } = matrix;
  const classes = row.length;
  out.fill(0);
  let value = 0;
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    for (let j = 0; j < columns; j++) {
      const x = data[i * columns + j];
      for (let k = 0; k < classes; k++) row[k] += x * W[j * classes + k];
    }
    let most = -Infinity;
    for (let k = 0; k < classes; k++) most = Math.max(most, row[k]);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(row[k] - most);
    const log = most + Math.log(sum);
    let weight = 0;
    for (let k = 0; k < classes; k++) {
      value -= Y[i * classes + k] * (row[k] - log);
      weight += Y[i * classes + k];
    }
    for (let k = 0; k < classes; k++) row[k] = weight * Math.exp(row[k] - log) - Y[i * classes + k];
    for (let j = 0; j < columns; j++) {
      const x = data[i * columns + j];
      for (let k = 0; k < classes; k++) out[1 + j * classes + k] += x * row[k];
    }
  }
  out[0] = value;
}

function agree(ours, theirs) {
  for (const [k, value] of theirs.entries())
    if (!(Math.abs(ours[k] - value) <= 1e-9 * Math.max(1, Math.abs(value))))
      throw new Error(`Entry ${k}: ${ours[k]} is not ${value}`);
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
