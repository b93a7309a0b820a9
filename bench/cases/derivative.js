/** Differentiating against mathjs, which is asked not to simplify: it would not end otherwise. Ours is simplified. */
import * as mathjs from "mathjs";
import { derivative, evaluate, parse } from "../../dist/index.js";

const series = (n) => Array.from({ length: n }, (_, k) => `x^${k + 1}*sin(${k + 1}*x)`).join(" + ");
const texts = {
  "sum of x^i*sin(i*x), i up to 8": series(8),
  "sum of x^i*sin(i*x), i up to 200": series(200),
  "x^x*sin(y)/log(x)": "x^x*sin(y)/log(x)",
};

export const cases = Object.entries(texts).map(([name, text]) => {
  const [ours, theirs] = [parse(text), mathjs.parse(text)];
  return {
    name: `derivative: ${name}`,
    variants: {
      "mathjs, simplify: false": () => mathjs.derivative(theirs, "x", { simplify: false }),
      nabla: () => derivative(ours, "x"),
    },
    verify: () => {
      const point = { x: 0.7, y: 0.4 };
      agree(
        evaluate(derivative(ours, "x"), point),
        mathjs.derivative(theirs, "x", { simplify: false }).evaluate(point),
      );
    },
  };
});

function agree(a, b) {
  if (!(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)))) throw new Error(`${a} is not ${b}`);
}
