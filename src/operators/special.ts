/** The error function, the normal distribution function, and the gamma family. */
import { increasing, interval, isPositive, POSITIVE, REAL } from "../core/interval.ts";
import {
  digamma as digammaOfDoubles,
  polygamma as polygammaOfDoubles,
  trigamma as trigammaOfDoubles,
} from "./numeric/digamma.ts";
import { erfc as erfcOfDoubles, erf as erfOfDoubles } from "./numeric/erf.ts";
import { gamma as gammaOfDoubles, lgamma as lgammaOfDoubles } from "./numeric/gamma.ts";
import { normalCdf, normalLogCdf } from "./numeric/normal.ts";
import { operator } from "./operator.ts";
import { functionLatex } from "./template.ts";

/** Where the gamma functions are smooth to the eye of a difference: away from the poles 0, -1, -2, … */
const AWAY_FROM_POLES = "x > 0 or x > -50 and abs(x - round(x)) > 0.01";

export const erf = operator("erf(x)", {
  derivative: ["2/sqrt(pi) * exp(-x^2)"],
  evaluate: erfOfDoubles,
  exact: [[0, 0]],
  parity: "odd",
  range: increasing(erfOfDoubles),
});

/** 1 - erf(x), exact in the right tail. */
export const erfc = operator("erfc(x)", {
  derivative: ["-2/sqrt(pi) * exp(-x^2)"],
  evaluate: erfcOfDoubles,
  exact: [[0, 1]],
  range: interval(0, 2, "open"),
});

/** The distribution function of the standard normal. */
export const normal_cdf = operator("normal_cdf(x)", {
  derivative: ["exp(-x^2/2)/sqrt(2*pi)"],
  evaluate: normalCdf,
  range: interval(0, 1, "open"),
  latex: "\\Phi\\left({x}\\right)",
});

/** Its logarithm, exact in the left tail. */
export const log_normal_cdf = operator("log_normal_cdf(x)", {
  derivative: ["exp(-x^2/2 - log(2*pi)/2 - f)"],
  evaluate: normalLogCdf,
  range: interval(-Infinity, 0, "open"),
  latex: (x) => functionLatex("\\log \\Phi", [x]),
});

export const gamma = operator("gamma(x)", {
  aliases: ["Γ"],
  domain: AWAY_FROM_POLES,
  derivative: ["f * digamma(x)"],
  evaluate: gammaOfDoubles,
  exact: [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 6],
    [5, 24],
    [6, 120],
  ],
  range: (x) => (isPositive(x) ? POSITIVE : REAL),
  latex: "\\Gamma\\left({x}\\right)",
});

/** log(abs(gamma(x))). */
export const lgamma = operator("lgamma(x)", {
  aliases: ["gammaln", "loggamma"],
  domain: AWAY_FROM_POLES,
  derivative: ["digamma(x)"],
  evaluate: lgammaOfDoubles,
  exact: [
    [1, 0],
    [2, 0],
  ],
  latex: (x) => functionLatex("\\log \\Gamma", [x]),
});

/** The derivative of lgamma. */
export const digamma = operator("digamma(x)", {
  aliases: ["psi"],
  domain: AWAY_FROM_POLES,
  derivative: ["trigamma(x)"],
  evaluate: digammaOfDoubles,
  latex: "\\psi\\left({x}\\right)",
});

/** The derivative of digamma. */
export const trigamma = operator("trigamma(x)", {
  domain: AWAY_FROM_POLES,
  derivative: ["polygamma(2, x)"],
  evaluate: trigammaOfDoubles,
  range: POSITIVE,
  latex: "\\psi_{1}\\left({x}\\right)",
});

/** The n-th derivative of digamma; n is not differentiated by. */
export const polygamma = operator("polygamma(n, x)", {
  domain: "n >= 0 and n == round(n) and x > 0",
  derivative: ["", "polygamma(n + 1, x)"],
  evaluate: polygammaOfDoubles,
  latex: "\\psi^{\\left({n}\\right)}\\left({x}\\right)",
});
