/** The exponential, the logarithms, and their forms that keep their digits near 0 and 1. */
import type { Expression } from "../core/expression.ts";
import { increasing, interval, isPositive, REAL } from "../core/interval.ts";
import { hole, type Layout, LEVEL, layout, type Part } from "../core/layout.ts";
import { exponentialLatex, orderedSumLatex } from "./arithmetic-latex.ts";
import { ONE } from "./number.ts";
import {
  log1mexp as log1mexpOfDoubles,
  logaddexp as logaddexpOfDoubles,
  xlogy as xlogyOfDoubles,
} from "./numeric/stable.ts";
import { operator } from "./operator.ts";
import { termsOf } from "./ring.ts";

export const exp = operator("exp(x)", {
  derivative: ["f"],
  evaluate: Math.exp,
  exact: [[0, 1]],
  range: (x) => ({ ...increasing(Math.exp)(x), lowOpen: x.lowOpen || x.low < -700 }),
  text: (x: Expression) => (x === ONE ? layout(LEVEL.atom, "e") : layout(LEVEL.atom, "exp(", hole(x), ")")),
  latex: (x) => exponentialLatex(x),
  javascript: "Math.exp(x)",
});

export const log = operator("log(x)", {
  aliases: ["ln"],
  domain: "x > 0",
  derivative: ["1/x"],
  evaluate: Math.log,
  exact: [[1, 0]],
  range: (x) => (isPositive(x) ? increasing(Math.log)(x) : REAL),
  latexName: "\\log",
  javascript: "Math.log(x)",
});

/** log(1 + x), exact for small x. */
export const log1p = operator("log1p(x)", {
  domain: "x > -1",
  derivative: ["1/(1 + x)"],
  evaluate: Math.log1p,
  exact: [[0, 0]],
  range: (x) => (x.low > -1 ? increasing(Math.log1p)(x) : REAL),
  latex: (x) => logarithmOf(orderedSumLatex([ONE, ...termsOf(x)])),
  javascript: "Math.log1p(x)",
});

/** exp(x) - 1, exact for small x. */
export const expm1 = operator("expm1(x)", {
  derivative: ["exp(x)"],
  evaluate: Math.expm1,
  exact: [[0, 0]],
  range: increasing(Math.expm1),
  latex: (x) => layout(LEVEL.sum, exponentialLatex(x), " - 1"),
  javascript: "Math.expm1(x)",
});

export const log2 = operator("log2(x)", {
  domain: "x > 0",
  derivative: ["1/(x * log(2))"],
  evaluate: Math.log2,
  exact: [
    [1, 0],
    [2, 1],
  ],
  range: (x) => (isPositive(x) ? increasing(Math.log2)(x) : REAL),
  latexName: "\\log_{2}",
  javascript: "Math.log2(x)",
});

export const log10 = operator("log10(x)", {
  domain: "x > 0",
  derivative: ["1/(x * log(10))"],
  evaluate: Math.log10,
  exact: [
    [1, 0],
    [10, 1],
  ],
  range: (x) => (isPositive(x) ? increasing(Math.log10)(x) : REAL),
  latexName: "\\log_{10}",
  javascript: "Math.log10(x)",
});

/** log(1 - exp(x)) for x < 0, exact at both ends. */
export const log1mexp = operator("log1mexp(x)", {
  domain: "x < 0",
  derivative: ["-1/expm1(-x)"],
  evaluate: log1mexpOfDoubles,
  range: interval(-Infinity, 0, "open"),
  latex: (x) => logarithmOf("1 - ", exponentialLatex(x)),
  source: "Mächler (2012), Accurately computing log(1 - exp(-|a|)), equation 7",
});

/** log(exp(x) + exp(y)), never overflowing. */
export const logaddexp = operator("logaddexp(x, y)", {
  derivative: ["sigmoid(x - y)", "sigmoid(y - x)"],
  evaluate: logaddexpOfDoubles,
  range: (x, y) => interval(Math.max(x.low, y.low), Infinity, "open"),
  latex: (x, y) => logarithmOf(exponentialLatex(x), " + ", exponentialLatex(y)),
});

/** x * log(y), and 0 where x is 0. */
export const xlogy = operator("xlogy(x, y)", {
  domain: "y > 0",
  derivative: ["log(y)", "x/y"],
  evaluate: xlogyOfDoubles,
  latex: (x, y) => layout(LEVEL.product, hole(x, LEVEL.power), " \\log\\left(", hole(y), "\\right)"),
});

const logarithmOf = (...inside: Part[]): Layout => layout(LEVEL.power, "\\log\\left(", ...inside, "\\right)");
