/** The logistic function and its relatives, the activations of neural networks; none overflows. */
import { interval, isNonnegative, isNonpositive, POSITIVE, point } from "../core/interval.ts";
import { gelu as geluOfDoubles } from "./numeric/normal.ts";
import {
  logit as logitOfDoubles,
  sigmoid as sigmoidOfDoubles,
  silu as siluOfDoubles,
  softplus as softplusOfDoubles,
} from "./numeric/stable.ts";
import { operator } from "./operator.ts";

/** 1/(1 + exp(-x)). Its code and that of softplus have the exponential in common, which V8 computes once. */
export const sigmoid = operator("sigmoid(x)", {
  aliases: ["logistic", "expit"],
  derivative: ["f * sigmoid(-x)"],
  evaluate: sigmoidOfDoubles,
  javascript: "((x >= 0 ? 1 : Math.exp(-Math.abs(x))) / (1 + Math.exp(-Math.abs(x))))",
  range: interval(0, 1, "open"),
  latex: "\\sigma\\left({x}\\right)",
});

/** log(p/(1 - p)), the inverse of the sigmoid. */
export const logit = operator("logit(p)", {
  domain: "p > 0 and p < 1",
  derivative: ["1/(p * (1 - p))"],
  evaluate: logitOfDoubles,
});

/** log(1 + exp(x)). */
export const softplus = operator("softplus(x)", {
  derivative: ["sigmoid(x)"],
  evaluate: softplusOfDoubles,
  javascript: "(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))",
  range: POSITIVE,
});

/** max(x, 0); its derivative at 0 is 0. */
export const relu = operator("relu(x)", {
  domain: "x != 0",
  derivative: ["where(x > 0, 1, 0)"],
  evaluate: (x) => Math.max(x, 0),
  latexName: "\\operatorname{ReLU}",
  javascript: "Math.max(x, 0)",
  exact: [[0, 0]],
  range: (x) => (isNonnegative(x) ? x : isNonpositive(x) ? point(0) : { ...x, low: 0, lowOpen: false }),
  cost: 1,
});

/** x * normalCdf(x). */
export const gelu = operator("gelu(x)", {
  derivative: ["normal_cdf(x) + x * exp(-x^2/2)/sqrt(2*pi)"],
  evaluate: geluOfDoubles,
  latexName: "\\operatorname{GELU}",
  exact: [[0, 0]],
  source: "Hendrycks and Gimpel (2016), Gaussian error linear units, arXiv 1606.08415",
});

/** x * sigmoid(x). */
export const silu = operator("silu(x)", {
  aliases: ["swish"],
  derivative: ["sigmoid(x) * (1 + x * sigmoid(-x))"],
  evaluate: siluOfDoubles,
  latexName: "\\operatorname{SiLU}",
  exact: [[0, 0]],
});
