/** Compiled value and gradient against code written by hand, and against mathjs, of value and of every derivative. */
import * as mathjs from "mathjs";
import { valueAndGradient } from "../../dist/index.js";

const count = 100;
const chain = Array.from({ length: count - 1 }, (_, k) => `100*(x${k + 1} - x${k}^2)^2 + (1 - x${k})^2`).join(" + ");
const names = Array.from({ length: count }, (_, k) => `x${k}`);

const data = {
  x: Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i)),
  y: Float64Array.from({ length: 10_000 }, (_, i) => (Math.cos(7 * i) > 0 ? 1 : -1)),
};

export const cases = [
  scalarCase({
    name: "Rosenbrock, 2 variables",
    text: "100*(y - x^2)^2 + (1 - x)^2",
    point: { x: -1.2, y: 1 },
    hand: (x, y, out) => {
      const t = y - x * x;
      const u = 1 - x;
      out[0] = 100 * (t * t) + u * u;
      out[1] = -400 * x * t - 2 * u;
      out[2] = 200 * t;
    },
  }),
  scalarCase({
    name: "Gaussian log-density",
    text: "-log(2*pi)/2 - log(s) - ((x - m)/s)^2/2",
    symbols: "s: positive",
    point: { m: 0.3, s: 1.7, x: 1.1 },
    hand: (m, s, x, out) => {
      const z = (x - m) / s;
      out[0] = -0.9189385332046727 - Math.log(s) - (z * z) / 2;
      out[1] = z / s;
      out[2] = (z * z - 1) / s;
      out[3] = -z / s;
    },
  }),
  chainCase(),
  logisticCase(),
];

/** `f.into(out, …)` against a function that writes into `out`. */
function scalarCase({ name, text, symbols = {}, point, hand }) {
  const variables = Object.keys(point);
  const values = Object.values(point);
  const f = valueAndGradient(text, variables, { symbols, inputs: variables });
  const [ours, theirs] = [new Float64Array(variables.length + 1), new Float64Array(variables.length + 1)];
  const [a, b, c] = values;
  return {
    name: `compiled: ${name}`,
    variants: {
      "by hand": values.length === 2 ? () => hand(a, b, theirs) : () => hand(a, b, c, theirs),
      nabla: values.length === 2 ? () => f.into(ours, a, b) : () => f.into(ours, a, b, c),
      "mathjs compile": mathjsValueAndGradient(text, variables, point),
    },
    verify: () => {
      hand(...values, theirs);
      f.into(ours, ...values);
      agree(ours, theirs);
    },
  };
}

function chainCase() {
  const f = valueAndGradient(chain, names, { inputs: names });
  const point = Object.fromEntries(names.map((name, k) => [name, k % 2 === 0 ? -1.2 : 1]));
  const x = Float64Array.from(names, (name) => point[name]);
  const [ours, theirs] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  const unrolled = handUnrolled();
  const ofVector = f.vector(names);
  return {
    name: "compiled: Rosenbrock, 100 variables, unrolled",
    variants: {
      "by hand, unrolled": () => unrolled(x, theirs),
      nabla: () => ofVector(ours, x),
      "mathjs compile": mathjsValueAndGradient(chain, names, point),
    },
    verify: () => {
      unrolled(x, theirs);
      ofVector(ours, x);
      agree(ours, theirs);
    },
  };
}

/** What a person with patience would write: one line for each term, shared differences named. */
function handUnrolled() {
  const lines = ["let f = 0;"];
  for (let k = 0; k < count - 1; k++) {
    lines.push(
      `const t${k} = x[${k + 1}] - x[${k}]*x[${k}]; const u${k} = 1 - x[${k}]; f += 100*(t${k}*t${k}) + u${k}*u${k};`,
    );
  }
  for (let k = 0; k < count; k++) {
    const before = k > 0 ? `200*t${k - 1}` : "0";
    const after = k < count - 1 ? ` - 400*x[${k}]*t${k} - 2*u${k}` : "";
    lines.push(`out[${k + 1}] = ${before}${after};`);
  }
  return new Function("x", "out", `${lines.join("\n")}\nout[0] = f;`);
}

function logisticCase() {
  const text = "sum(log(1 + exp(-y[i]*(a + b*x[i]))), i=1..n)";
  const f = valueAndGradient(text, ["a", "b"], { symbols: "x: vector(n); y: vector(n)", inputs: ["a", "b", "x", "y"] });
  const bound = f.bind(data);
  const [ours, theirs] = [new Float64Array(3), new Float64Array(3)];
  return {
    name: "compiled: logistic sum, N = 10,000, value and gradient",
    variants: {
      "by hand, stable": () => handLogistic(0.3, -0.7, data.x, data.y, theirs),
      "by hand, plain": () => handLogisticPlain(0.3, -0.7, data.x, data.y, theirs),
      nabla: () => bound.into(ours, 0.3, -0.7),
    },
    verify: () => {
      handLogistic(0.3, -0.7, data.x, data.y, theirs);
      bound.into(ours, 0.3, -0.7);
      agree(ours, theirs);
    },
  };
}

function handLogistic(a, b, x, y, out) {
  let [f, ga, gb] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const z = -y[i] * (a + b * x[i]);
    const e = Math.exp(-Math.abs(z));
    f += Math.max(z, 0) + Math.log1p(e);
    const s = (z > 0 ? 1 / (1 + e) : e / (1 + e)) * y[i];
    ga -= s;
    gb -= s * x[i];
  }
  out[0] = f;
  out[1] = ga;
  out[2] = gb;
}

function handLogisticPlain(a, b, x, y, out) {
  let [f, ga, gb] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const z = y[i] * (a + b * x[i]);
    f += Math.log(1 + Math.exp(-z));
    const s = y[i] / (1 + Math.exp(z));
    ga -= s;
    gb -= s * x[i];
  }
  out[0] = f;
  out[1] = ga;
  out[2] = gb;
}

function mathjsValueAndGradient(text, variables, point) {
  const node = mathjs.parse(text);
  const parts = [node, ...variables.map((variable) => mathjs.derivative(node, variable, { simplify: false }))].map(
    (part) => part.compile(),
  );
  const out = new Float64Array(parts.length);
  return () => {
    for (let k = 0; k < parts.length; k++) out[k] = parts[k].evaluate(point);
    return out;
  };
}

function agree(ours, theirs) {
  for (const [k, value] of theirs.entries()) {
    if (!(Math.abs(ours[k] - value) <= 1e-9 * Math.max(1, Math.abs(value))))
      throw new Error(`Entry ${k}: ${ours[k]} is not ${value}`);
  }
}
