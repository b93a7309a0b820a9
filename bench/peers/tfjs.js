/** The models in TensorFlow.js, in its 32 bits. Results are read back, as ours are there when the call returns. */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { data as attention } from "../models/attention.js";
import { data as logistic } from "../models/logistic.js";
import { data as perceptron } from "../models/perceptron.js";

export const variants = ["cpu", "wasm"].map((backend) => ({
  name: `TensorFlow.js, ${backend.toUpperCase()}, 32 bits`,
  load: () => models(backend),
}));

/** Value and gradients, by model. */
async function models(backend) {
  await tf.setBackend(backend);
  await tf.ready();
  return { logistic: logisticModel(), perceptron: perceptronModel(), attention: attentionModel() };
}

function logisticModel() {
  const [X, y, w] = [matrix(logistic.X), tf.tensor1d(Float32Array.from(logistic.y)), vector(logistic.w)];
  return gradients([w], (w) => {
    const z = tf.mul(y, tf.dot(X, w));
    return tf.add(tf.sum(tf.softplus(tf.neg(z))), tf.mul(logistic.lambda / 2, tf.sum(tf.square(w))));
  });
}

function perceptronModel() {
  const [X, Y, U, V] = ["X", "Y", "U", "V"].map((name) => matrix(perceptron[name]));
  const rows = perceptron.X.shape[0];
  return gradients([U, vector(perceptron.b), V, vector(perceptron.c)], (U, b, V, c) => {
    const hidden = tf.tanh(tf.add(tf.matMul(X, U), b));
    return tf.neg(tf.div(tf.sum(tf.mul(Y, tf.logSoftmax(tf.add(tf.matMul(hidden, V), c)))), rows));
  });
}

function attentionModel() {
  const [Q, K, V, G] = ["Q", "K", "V", "G"].map((name) => matrix(attention[name]));
  const scale = 1 / Math.sqrt(attention.Q.shape[1]);
  return gradients([Q, K, V], (Q, K, V) => {
    const weights = tf.softmax(tf.mul(tf.matMul(Q, K, false, true), scale));
    return tf.sum(tf.mul(G, tf.matMul(weights, V)));
  });
}

function gradients(variables, f) {
  const g = tf.valueAndGrads(f);
  return () =>
    tf.tidy(() => {
      const { value, grads } = g(variables);
      return [value, ...grads].map((each) => each.dataSync());
    });
}

const matrix = ({ data, shape }) => tf.tensor2d(Float32Array.from(data), shape);
const vector = (data) => tf.tensor1d(Float32Array.from(data));
