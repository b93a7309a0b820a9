/** Logistic regression of 10,000 rows and 50 columns: loss and its gradient by the weights. */
import { valueAndGradient } from "../../dist/index.js";
import { model } from "./model.js";
import { matrix, vector } from "./random.js";

const [rows, columns, lambda] = [10_000, 50, 0.1];
const X = matrix(rows, columns, 1);
const y = vector(rows, 2).map((each) => (each > 0 ? 1 : -1));
const w = vector(columns, 3, 0.1);

export const data = { X, y, w, lambda };

export const logistic = model(`logistic regression, ${rows} × ${columns}, value and gradient`, {
  "by hand, 4 rows at a time": into(fourRows),
  "by hand, row by row": into(rowByRow),
  nabla: nabla(),
});

function nabla() {
  const f = valueAndGradient("sum(log(1 + exp(-y .* (X*w)))) + lambda/2*norm(w)^2", ["w"], {
    symbols: "X: matrix(n, d); y: vector(n); w: vector(d); lambda: positive",
  }).bind({ X, y, lambda });
  return into((_, out) => f.into(out, { w }));
}

function into(work) {
  const out = new Float64Array(1 + columns);
  return () => {
    work(w, out);
    return out;
  };
}

function fourRows(w, out) {
  const x = X.data;
  out.fill(0);
  let value = 0;
  for (let i = 0; i < rows; i += 4) {
    const [a, b, c, d] = [i * columns, (i + 1) * columns, (i + 2) * columns, (i + 3) * columns];
    let [p, q, r, s] = [0, 0, 0, 0];
    for (let j = 0; j < columns; j++) {
      const each = w[j];
      p += x[a + j] * each;
      q += x[b + j] * each;
      r += x[c + j] * each;
      s += x[d + j] * each;
    }
    value += softplus(-y[i] * p) + softplus(-y[i + 1] * q) + softplus(-y[i + 2] * r) + softplus(-y[i + 3] * s);
    p = slope(y[i], p);
    q = slope(y[i + 1], q);
    r = slope(y[i + 2], r);
    s = slope(y[i + 3], s);
    for (let j = 0; j < columns; j++) out[j + 1] += p * x[a + j] + q * x[b + j] + (r * x[c + j] + s * x[d + j]);
  }
  regularize(w, value, out);
}

function rowByRow(w, out) {
  const x = X.data;
  out.fill(0);
  let value = 0;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let z = 0;
    for (let j = 0; j < columns; j++) z += x[start + j] * w[j];
    value += softplus(-y[i] * z);
    const each = slope(y[i], z);
    for (let j = 0; j < columns; j++) out[j + 1] += each * x[start + j];
  }
  regularize(w, value, out);
}

function softplus(z) {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

function slope(label, z) {
  return -label / (1 + Math.exp(label * z));
}

function regularize(w, value, out) {
  let squares = 0;
  for (let j = 0; j < columns; j++) {
    squares += w[j] * w[j];
    out[j + 1] += lambda * w[j];
  }
  out[0] = value + (lambda / 2) * squares;
}
