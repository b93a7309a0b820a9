/**
 * Where each operator is compared with fifty digits, and the error of its doubles there. Bounds are a third above what was
 * measured under Node 20, as the functions of `Math` differ between engines; sums, products and roots round once.
 */

/** Numbers spread evenly between two ends, or with `"log"` by their logarithms; with `"integer"` integers. */
export type Range = readonly [low: number, high: number, kind?: "log" | "integer"];

export interface Row {
  readonly operator: string;
  /** One range for each argument. */
  readonly arguments: readonly Range[];
  /** The largest error allowed, in ulp of the value. */
  readonly bound: number;
  /** The largest error found at 1,000 points, in ulp. */
  readonly measured: number;
  /** Errors are in ulp of the larger of this and the value: near a zero of the function that rounding cannot hit. */
  readonly floor?: number;
}

const REAL: Range = [-30, 30];
const SMALL: Range = [1e-12, 1, "log"];
const POSITIVE: Range = [1e-6, 1e6, "log"];

const row = (operator: string, arguments_: readonly Range[], bound: number, measured: number, floor?: number): Row => ({
  operator,
  arguments: arguments_,
  bound,
  measured,
  ...(floor === undefined ? {} : { floor }),
});

// biome-ignore format: a table
export const ROWS: readonly Row[] = [
  row("+", [REAL, REAL], 0.5, 0.5),
  row("+", [POSITIVE, POSITIVE, POSITIVE, POSITIVE], 1.7, 1.29),
  row("*", [REAL, REAL], 0.5, 0.5),
  row("*", [REAL, REAL, REAL, REAL], 2.6, 1.99),
  row("group", [REAL, REAL, REAL, REAL], 2.6, 1.99),
  row("^", [REAL, [-8, 8, "integer"]], 5.3, 4.06),
  row("^", [POSITIVE, REAL], 1.1, 0.82),
  row("^", [POSITIVE, [0.5, 0.5]], 0.5, 0.5),
  row("pi", [], 0.5, 0.28),
  row("∞", [], 0, 0),
  row("exp", [[-700, 700]], 1, 0.75),
  row("log", [[1e-300, 1e300, "log"]], 1, 0.5),
  row("log", [[0.9, 1.1]], 1, 0.54),
  row("log1p", [[-0.999, 30]], 0.8, 0.59),
  row("log1p", [SMALL], 0.8, 0.56),
  row("expm1", [REAL], 1, 0.7),
  row("expm1", [SMALL], 0.9, 0.66),
  row("log2", [[1e-300, 1e300, "log"]], 1, 0.5),
  row("log10", [[1e-300, 1e300, "log"]], 1.1, 0.84),
  row("log1mexp", [[-40, -0.7]], 1.6, 1.23),
  row("log1mexp", [[-0.7, -1e-12]], 2.1, 1.57),
  row("logaddexp", [REAL, REAL], 0.8, 0.59, 1),
  row("xlogy", [REAL, POSITIVE], 1.7, 1.28),
  row("sin", [[-1e4, 1e4]], 0.9, 0.64),
  row("cos", [[-1e4, 1e4]], 1, 0.72),
  row("tan", [[-1e4, 1e4]], 0.9, 0.63),
  row("sec", [REAL], 1.7, 1.29),
  row("csc", [REAL], 1.7, 1.25),
  row("cot", [REAL], 1.8, 1.34),
  row("asin", [[-1, 1]], 1, 0.72),
  row("acos", [[-1, 1]], 1, 0.73),
  row("atan", [REAL], 0.9, 0.67),
  // 1/x is rounded before the inverse cosine, which is steep near 1.
  row("asec", [[1.01, 1e6, "log"]], 11.2, 8.55),
  row("acsc", [[1.01, 1e6, "log"]], 1.6, 1.16),
  row("acot", [REAL], 1.3, 0.99),
  row("atan2", [REAL, REAL], 1.5, 1.09),
  row("sinh", [[-700, 700]], 1.3, 0.93),
  row("sinh", [SMALL], 1.4, 1.08),
  row("cosh", [[-700, 700]], 1.2, 0.88),
  row("logcosh", [REAL], 2, 2),
  row("tanh", [[-3, 3]], 2.3, 1.72),
  row("sech", [REAL], 2.6, 1.99),
  row("csch", [REAL], 2.4, 1.79),
  row("coth", [[-3, 3]], 2.6, 1.99),
  row("asinh", [REAL], 1.4, 1.03),
  row("acosh", [[1.01, 1e6, "log"]], 1.4, 1.03),
  row("atanh", [[-0.999, 0.999]], 1.8, 1.36),
  row("asech", [[0.01, 0.99]], 28.9, 22.21),
  row("acsch", [REAL], 2.1, 1.56),
  row("acoth", [[1.01, 1e6, "log"]], 3.4, 2.56),
  row("abs", [REAL], 0, 0),
  row("sign", [REAL], 0, 0),
  row("floor", [REAL], 0, 0),
  row("ceil", [REAL], 0, 0),
  row("round", [REAL], 0, 0),
  row("mod", [REAL, REAL], 0.5, 0.5),
  row("hypot", [REAL, REAL], 1.2, 0.91),
  row("cbrt", [[1e-300, 1e300, "log"]], 0.9, 0.66),
  row("clip", [REAL, [-20, 0], [0, 20]], 0, 0),
  row("max", [REAL, REAL, REAL], 0, 0),
  row("min", [REAL, REAL, REAL], 0, 0),
  row("<", [REAL, REAL], 0, 0),
  row("<=", [REAL, REAL], 0, 0),
  row(">", [REAL, REAL], 0, 0),
  row(">=", [REAL, REAL], 0, 0),
  row("==", [[0, 3, "integer"], [0, 3, "integer"]], 0, 0),
  row("!=", [[0, 3, "integer"], [0, 3, "integer"]], 0, 0),
  row("and", [[0, 1, "integer"], [0, 1, "integer"], [0, 1, "integer"]], 0, 0),
  row("or", [[0, 1, "integer"], [0, 1, "integer"], [0, 1, "integer"]], 0, 0),
  row("not", [[0, 1, "integer"]], 0, 0),
  row("where", [[0, 1, "integer"], REAL, REAL], 0, 0),
  row("sigmoid", [[-700, 40]], 1.9, 1.42),
  row("logit", [[1e-12, 0.4, "log"]], 1.4, 1.07),
  row("logit", [[0.4, 0.6]], 1.6, 1.19),
  row("logit", [[0.6, 0.999999]], 1.4, 1.06),
  row("softplus", [[-700, 40]], 1.6, 1.17),
  row("relu", [REAL], 0, 0),
  row("gelu", [[-37, 10]], 4.6, 3.48),
  row("silu", [[-700, 40]], 2.1, 1.56),
  row("erf", [[-6, 6]], 1, 0.7),
  row("erf", [SMALL], 1, 0.74),
  row("erfc", [[-6, 26]], 4.3, 3.31),
  row("normal_cdf", [[-37, 8]], 5.1, 3.91),
  row("log_normal_cdf", [[-1e4, 8]], 1.3, 0.99),
  row("log_normal_cdf", [[-40, 8]], 4.2, 3.16),
  row("gamma", [[1e-6, 8]], 4.5, 3.42),
  row("gamma", [[8, 171.6]], 4.5, 3.4),
  row("gamma", [[-8, -1e-6]], 5.9, 4.47),
  row("gamma", [[-170, -8]], 6.9, 5.24),
  row("lgamma", [[1e-6, 30]], 2.7, 2.01),
  row("lgamma", [[30, 1e10, "log"]], 2.1, 1.6),
  row("lgamma", [[-100, 0]], 3.6, 2.77, 1),
  row("digamma", [[1e-6, 30]], 3.9, 2.97),
  row("digamma", [[30, 1e10, "log"]], 1.3, 0.99),
  row("digamma", [[-30, 0]], 7.4, 5.63, 1),
  row("trigamma", [[1e-6, 1e6, "log"]], 2, 1.54),
  row("trigamma", [[-30, 0]], 5.6, 4.24),
  row("polygamma", [[2, 4, "integer"], [1e-3, 1e4, "log"]], 6.8, 5.18),
  row("polygamma", [[5, 40, "integer"], [0.1, 100, "log"]], 20, 15.35),
  row("polygamma", [[3, 3], [-20, 0]], 4.7, 3.57),
];
