/** A perceptron of 784 inputs, 128 hidden units and 10 classes on a batch of 64: cross-entropy and its four gradients. */
import { valueAndGradient } from "../../dist/index.js";
import { model } from "./model.js";
import { matrix, oneHot, vector } from "./random.js";

const [batch, inputs, hidden, classes] = [64, 784, 128, 10];
const X = matrix(batch, inputs, 1);
const Y = oneHot(batch, classes);
const [U, b, V, c] = [
  matrix(inputs, hidden, 3, 0.05),
  vector(hidden, 4),
  matrix(hidden, classes, 5, 0.1),
  vector(classes, 6),
];

export const data = { X, Y, U, b, V, c };

export const perceptron = model(`perceptron ${inputs}-${hidden}-${classes}, batch of ${batch}, value and gradient`, {
  "by hand, row by row": byHand(),
  nabla: nabla(),
});

function nabla() {
  const f = valueAndGradient("-sum(Y .* log(softmax(tanh(X*U + ones(n)*b')*V + ones(n)*c')))/n", ["U", "b", "V", "c"], {
    symbols: "X: matrix(n, d); Y: matrix(n, k); U: matrix(d, h); b: vector(h); V: matrix(h, k); c: vector(k)",
  }).bind({ X, Y });
  const out = new Float64Array(1 + U.data.length + b.length + V.data.length + c.length);
  const variables = { U, b, V, c };
  return () => f.into(out, variables);
}

/** Loops over rows in the order of memory; an entry of the left factor is taken times a row of the right one. */
function byHand() {
  const [x, y, u, v] = [X.data, Y.data, U.data, V.data];
  const out = new Float64Array(1 + u.length + b.length + v.length + c.length);
  let at = 1;
  const [du, db, dv, dc] = [u, b, v, c].map(({ length }) => {
    at += length;
    return out.subarray(at - length, at);
  });
  const [h, slopes, p] = [new Float64Array(hidden), new Float64Array(hidden), new Float64Array(classes)];
  return () => {
    out.fill(0);
    let value = 0;
    for (let i = 0; i < batch; i++) {
      h.set(b);
      for (let j = 0; j < inputs; j++) addTo(h, 0, x[i * inputs + j], u, j * hidden, hidden);
      for (let j = 0; j < hidden; j++) h[j] = Math.tanh(h[j]);
      p.set(c);
      for (let j = 0; j < hidden; j++) addTo(p, 0, h[j], v, j * classes, classes);
      let most = -Infinity;
      for (let k = 0; k < classes; k++) most = Math.max(most, p[k]);
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += Math.exp(p[k] - most);
      const log = most + Math.log(sum);
      for (let k = 0; k < classes; k++) {
        const label = y[i * classes + k];
        value -= label * (p[k] - log);
        p[k] = (Math.exp(p[k] - log) - label) / batch;
        dc[k] += p[k];
      }
      for (let j = 0; j < hidden; j++) {
        addTo(dv, j * classes, h[j], p, 0, classes);
        let slope = 0;
        for (let k = 0; k < classes; k++) slope += v[j * classes + k] * p[k];
        slopes[j] = slope * (1 - h[j] * h[j]);
        db[j] += slopes[j];
      }
      for (let j = 0; j < inputs; j++) addTo(du, j * hidden, x[i * inputs + j], slopes, 0, hidden);
    }
    out[0] = value / batch;
    return out;
  };
}

function addTo(out, at, factor, a, from, length) {
  for (let k = 0; k < length; k++) out[at + k] += factor * a[from + k];
}
