/** One head of attention, 256 queries and keys of 64 entries: forward, and backward to queries, keys and values. */
import { valueAndGradient } from "../../dist/index.js";
import { model } from "./model.js";
import { matrix } from "./random.js";

const [length, width] = [256, 64];
const [Q, K, V, G] = [1, 2, 3, 4].map((seed) => matrix(length, width, seed));

export const data = { Q, K, V, G };

export const attention = model(`attention, ${length} queries and keys × ${width}, value and gradient`, {
  "by hand, row by row": byHand(),
  nabla: nabla(),
});

function nabla() {
  const f = valueAndGradient("sum(G .* (softmax(Q*K'/sqrt(d))*V))", ["Q", "K", "V"], {
    symbols: "Q: matrix(n, d); K: matrix(m, d); V: matrix(m, k); G: matrix(n, k)",
  }).bind({ G });
  const out = new Float64Array(1 + 3 * length * width);
  const variables = { Q, K, V };
  return () => f.into(out, variables);
}

function byHand() {
  const [q, k, v, g] = [Q.data, K.data, V.data, G.data];
  const out = new Float64Array(1 + 3 * length * width);
  const part = (at) => out.subarray(1 + at * length * width, 1 + (at + 1) * length * width);
  const [dq, dk, dv] = [part(0), part(1), part(2)];
  const [p, slopes] = [new Float64Array(length), new Float64Array(length)];
  const scale = 1 / Math.sqrt(width);
  return () => {
    out.fill(0);
    let value = 0;
    for (let i = 0; i < length; i++) {
      const row = i * width;
      let most = -Infinity;
      for (let j = 0; j < length; j++) {
        p[j] = dot(q, row, k, j * width) * scale;
        most = Math.max(most, p[j]);
      }
      let sum = 0;
      for (let j = 0; j < length; j++) sum += p[j] = Math.exp(p[j] - most);
      let mean = 0;
      for (let j = 0; j < length; j++) {
        p[j] /= sum;
        slopes[j] = dot(g, row, v, j * width);
        mean += p[j] * slopes[j];
      }
      value += mean;
      for (let j = 0; j < length; j++) {
        const slope = p[j] * (slopes[j] - mean) * scale;
        addTo(dv, j * width, p[j], g, row);
        addTo(dq, row, slope, k, j * width);
        addTo(dk, j * width, slope, q, row);
      }
    }
    out[0] = value;
    return out;
  };
}

function dot(a, from, b, start) {
  let sum = 0;
  for (let l = 0; l < width; l++) sum += a[from + l] * b[start + l];
  return sum;
}

function addTo(out, at, factor, a, from) {
  for (let l = 0; l < width; l++) out[at + l] += factor * a[from + l];
}
