/** Trigonometric functions, their reciprocals and inverses; angles in radians. */
import { interval, REAL } from "../core/interval.ts";
import { operator } from "./operator.ts";

const ONE_AROUND = interval(-1, 1);
const OUTSIDE = REAL; // |value| >= 1 is no interval
const RIGHT_ANGLE = interval(-Math.PI / 2, Math.PI / 2);

export const sin = operator("sin(x)", {
  derivative: ["cos(x)"],
  evaluate: Math.sin,
  exact: [[0, 0]],
  parity: "odd",
  range: ONE_AROUND,
  latexName: "\\sin",
  javascript: "Math.sin(x)",
});

export const cos = operator("cos(x)", {
  derivative: ["-sin(x)"],
  evaluate: Math.cos,
  exact: [[0, 1]],
  parity: "even",
  range: ONE_AROUND,
  latexName: "\\cos",
  javascript: "Math.cos(x)",
});

export const tan = operator("tan(x)", {
  domain: "abs(cos(x)) > 0.01",
  derivative: ["1 + f^2"],
  evaluate: Math.tan,
  exact: [[0, 0]],
  parity: "odd",
  latexName: "\\tan",
  javascript: "Math.tan(x)",
});

export const sec = operator("sec(x)", {
  domain: "abs(cos(x)) > 0.01",
  derivative: ["f * tan(x)"],
  evaluate: (x) => 1 / Math.cos(x),
  exact: [[0, 1]],
  parity: "even",
  range: OUTSIDE,
  latexName: "\\sec",
  javascript: "(1 / Math.cos(x))",
});

export const csc = operator("csc(x)", {
  domain: "abs(sin(x)) > 0.01",
  derivative: ["-f * cot(x)"],
  evaluate: (x) => 1 / Math.sin(x),
  parity: "odd",
  range: OUTSIDE,
  latexName: "\\csc",
  javascript: "(1 / Math.sin(x))",
});

export const cot = operator("cot(x)", {
  domain: "abs(sin(x)) > 0.01",
  derivative: ["-(1 + f^2)"],
  evaluate: (x) => 1 / Math.tan(x),
  parity: "odd",
  latexName: "\\cot",
  javascript: "(1 / Math.tan(x))",
});

export const asin = operator("asin(x)", {
  aliases: ["arcsin"],
  domain: "abs(x) < 1",
  derivative: ["1/sqrt(1 - x^2)"],
  evaluate: Math.asin,
  exact: [[0, 0]],
  parity: "odd",
  range: RIGHT_ANGLE,
  latexName: "\\arcsin",
  javascript: "Math.asin(x)",
});

export const acos = operator("acos(x)", {
  aliases: ["arccos"],
  domain: "abs(x) < 1",
  derivative: ["-1/sqrt(1 - x^2)"],
  evaluate: Math.acos,
  exact: [[1, 0]],
  range: interval(0, Math.PI),
  latexName: "\\arccos",
  javascript: "Math.acos(x)",
});

export const atan = operator("atan(x)", {
  aliases: ["arctan"],
  derivative: ["1/(1 + x^2)"],
  evaluate: Math.atan,
  exact: [[0, 0]],
  parity: "odd",
  range: RIGHT_ANGLE,
  latexName: "\\arctan",
  javascript: "Math.atan(x)",
});

/** The inverses of the reciprocals: asec(x) = acos(1/x), acsc(x) = asin(1/x), acot(x) = atan(1/x). */
export const asec = operator("asec(x)", {
  aliases: ["arcsec"],
  domain: "abs(x) > 1",
  derivative: ["1/(x^2 * sqrt(1 - 1/x^2))"],
  evaluate: (x) => Math.acos(1 / x),
  exact: [[1, 0]],
  range: interval(0, Math.PI),
  latexName: "\\operatorname{arcsec}",
  javascript: "Math.acos(1 / x)",
});

export const acsc = operator("acsc(x)", {
  aliases: ["arccsc"],
  domain: "abs(x) > 1",
  derivative: ["-1/(x^2 * sqrt(1 - 1/x^2))"],
  evaluate: (x) => Math.asin(1 / x),
  parity: "odd",
  range: RIGHT_ANGLE,
  latexName: "\\operatorname{arccsc}",
  javascript: "Math.asin(1 / x)",
});

export const acot = operator("acot(x)", {
  aliases: ["arccot"],
  domain: "x != 0",
  derivative: ["-1/(1 + x^2)"],
  evaluate: (x) => Math.atan(1 / x), // odd but for its value pi/2 at 0
  range: RIGHT_ANGLE,
  latexName: "\\operatorname{arccot}",
  javascript: "Math.atan(1 / x)",
});

/** The angle of the point (x, y), in (-pi, pi]. */
export const atan2 = operator("atan2(y, x)", {
  domain: "x > 0 or y != 0",
  derivative: ["x/(x^2 + y^2)", "-y/(x^2 + y^2)"],
  evaluate: Math.atan2,
  range: interval(-Math.PI, Math.PI),
  javascript: "Math.atan2(y, x)",
});
