/** The models in jax-js on WebAssembly, compiled by `jit`. Results are read back, as ours are when the call returns. */
import { data as attention } from "../models/attention.js";
import { data as logistic } from "../models/logistic.js";
import { data as perceptron } from "../models/perceptron.js";

// jax-js looks at two globals of browsers that Node 20 does not have.
globalThis.navigator ??= { hardwareConcurrency: 1, userAgent: "node" };
globalThis.Float16Array ??= class Float16Array {};

const jax = await import("@jax-js/jax");
const { numpy: np, nn } = jax;
await jax.init("wasm");
jax.defaultDevice("wasm");

export const variants = [32, 64].map((bits) => ({ name: `jax-js, WASM, ${bits} bits`, load: () => models(bits) }));

async function models(bits) {
  const dtype = bits === 32 ? np.float32 : np.float64;
  const entries = (data) => (bits === 32 ? Float32Array.from(data) : data);
  const matrix = ({ data, shape }) => np.array(entries(data), { shape, dtype });
  const vector = (data) => np.array(entries(data), { dtype });
  return {
    logistic: gradients(logisticLoss, [vector(logistic.w)], [matrix(logistic.X), vector(logistic.y)]),
    perceptron: gradients(
      perceptronLoss,
      [matrix(perceptron.U), vector(perceptron.b), matrix(perceptron.V), vector(perceptron.c)],
      [matrix(perceptron.X), matrix(perceptron.Y)],
    ),
    attention: gradients(
      attentionLoss,
      [matrix(attention.Q), matrix(attention.K), matrix(attention.V)],
      [matrix(attention.G)],
    ),
  };
}

/** An operation takes its operands away; `ref` keeps what is used once more. */
function logisticLoss(w, X, y) {
  const z = np.dot(X, w.ref).mul(y);
  const softplus = np.log(np.exp(z.neg()).add(1)); // its logaddexp is slower
  return softplus.sum().add(
    w.ref
      .mul(w)
      .sum()
      .mul(logistic.lambda / 2),
  );
}

function perceptronLoss(U, b, V, c, X, Y) {
  const hidden = np.tanh(np.dot(X, U).add(b));
  const scores = nn.logSoftmax(np.dot(hidden, V).add(c), -1);
  return Y.mul(scores)
    .sum()
    .mul(-1 / perceptron.X.shape[0]);
}

function attentionLoss(Q, K, V, G) {
  const scale = 1 / Math.sqrt(attention.Q.shape[1]);
  const weights = nn.softmax(np.dot(Q, np.transpose(K)).mul(scale), -1);
  return G.mul(np.dot(weights, V)).sum();
}

function gradients(loss, variables, constants) {
  const argnums = variables.map((_, k) => k);
  const f = jax.jit(jax.valueAndGrad(loss, { argnums }));
  return () => {
    const [value, grads] = f(...[...variables, ...constants].map((each) => each.ref));
    return [value, ...grads].map((each) => each.dataSync());
  };
}
