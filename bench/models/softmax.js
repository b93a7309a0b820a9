/** Softmax regression of 10,000 rows, 50 columns, 10 classes: loss and its gradient by the matrix of weights. */
import { valueAndGradient } from "../../dist/index.js";
import { model } from "./model.js";
import { matrix, oneHot } from "./random.js";

const [rows, columns, classes] = [10_000, 50, 10];
const X = matrix(rows, columns, 1);
const Y = oneHot(rows, classes);
const W = matrix(columns, classes, 3, 0.1);

export const softmax = model(`softmax regression, ${rows} × ${columns}, ${classes} classes, value and gradient`, {
  "by hand, row by row": byHand(),
  nabla: nabla(),
});

function nabla() {
  const f = valueAndGradient("-sum(Y .* log(softmax(X*W)))", ["W"], {
    symbols: "X: matrix(n, d); Y: matrix(n, k); W: matrix(d, k)",
  }).bind({ X, Y });
  const out = new Float64Array(1 + W.data.length);
  return () => f.into(out, { W });
}

function byHand() {
  const [x, y, w] = [X.data, Y.data, W.data];
  const out = new Float64Array(1 + w.length);
  const row = new Float64Array(classes);
  return () => {
    out.fill(0);
    let value = 0;
    for (let i = 0; i < rows; i++) {
      row.fill(0);
      for (let j = 0; j < columns; j++) {
        const each = x[i * columns + j];
        for (let k = 0; k < classes; k++) row[k] += each * w[j * classes + k];
      }
      let most = -Infinity;
      for (let k = 0; k < classes; k++) most = Math.max(most, row[k]);
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += Math.exp(row[k] - most);
      const log = most + Math.log(sum);
      let weight = 0;
      for (let k = 0; k < classes; k++) {
        value -= y[i * classes + k] * (row[k] - log);
        weight += y[i * classes + k];
      }
      for (let k = 0; k < classes; k++) row[k] = weight * Math.exp(row[k] - log) - y[i * classes + k];
      for (let j = 0; j < columns; j++) {
        const each = x[i * columns + j];
        for (let k = 0; k < classes; k++) out[1 + j * classes + k] += each * row[k];
      }
    }
    out[0] = value;
    return out;
  };
}
