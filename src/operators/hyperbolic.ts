/** Hyperbolic functions, their reciprocals and inverses. */
import { increasing, interval, NONNEGATIVE } from "../core/interval.ts";
import { logcosh as logcoshOfDoubles } from "./numeric/stable.ts";
import { operator } from "./operator.ts";

export const sinh = operator("sinh(x)", {
  derivative: ["cosh(x)"],
  evaluate: Math.sinh,
  exact: [[0, 0]],
  parity: "odd",
  range: increasing(Math.sinh),
  latexName: "\\sinh",
  javascript: "Math.sinh(x)",
});

export const cosh = operator("cosh(x)", {
  derivative: ["sinh(x)"],
  evaluate: Math.cosh,
  exact: [[0, 1]],
  parity: "even",
  range: interval(1, Infinity),
  latexName: "\\cosh",
  javascript: "Math.cosh(x)",
});

/** log(cosh(x)), never overflowing. */
export const logcosh = operator("logcosh(x)", {
  derivative: ["tanh(x)"],
  evaluate: logcoshOfDoubles,
  exact: [[0, 0]],
  parity: "even",
  range: NONNEGATIVE,
  latex: "\\log\\left(\\cosh\\left({x}\\right)\\right)",
});

export const tanh = operator("tanh(x)", {
  derivative: ["1 - f^2"],
  evaluate: Math.tanh,
  exact: [[0, 0]],
  parity: "odd",
  range: increasing(Math.tanh),
  latexName: "\\tanh",
  javascript: "Math.tanh(x)",
});

export const sech = operator("sech(x)", {
  derivative: ["-f * tanh(x)"],
  evaluate: (x) => 1 / Math.cosh(x),
  exact: [[0, 1]],
  parity: "even",
  range: interval(0, 1),
  javascript: "(1 / Math.cosh(x))",
});

export const csch = operator("csch(x)", {
  domain: "x != 0",
  derivative: ["-f * coth(x)"],
  evaluate: (x) => 1 / Math.sinh(x),
  parity: "odd",
  javascript: "(1 / Math.sinh(x))",
});

export const coth = operator("coth(x)", {
  domain: "x != 0",
  derivative: ["1 - f^2"],
  evaluate: (x) => 1 / Math.tanh(x),
  parity: "odd",
  latexName: "\\coth",
  javascript: "(1 / Math.tanh(x))",
});

export const asinh = operator("asinh(x)", {
  aliases: ["arsinh"],
  derivative: ["1/sqrt(1 + x^2)"],
  evaluate: Math.asinh,
  exact: [[0, 0]],
  parity: "odd",
  range: increasing(Math.asinh),
  latexName: "\\operatorname{arsinh}",
  javascript: "Math.asinh(x)",
});

export const acosh = operator("acosh(x)", {
  aliases: ["arcosh"],
  domain: "x > 1",
  derivative: ["1/(sqrt(x - 1) * sqrt(x + 1))"],
  evaluate: Math.acosh,
  exact: [[1, 0]],
  range: NONNEGATIVE,
  latexName: "\\operatorname{arcosh}",
  javascript: "Math.acosh(x)",
});

export const atanh = operator("atanh(x)", {
  aliases: ["artanh"],
  domain: "abs(x) < 1",
  derivative: ["1/(1 - x^2)"],
  evaluate: Math.atanh,
  exact: [[0, 0]],
  parity: "odd",
  latexName: "\\operatorname{artanh}",
  javascript: "Math.atanh(x)",
});

/** The inverses of the reciprocals: asech(x) = acosh(1/x), acsch(x) = asinh(1/x), acoth(x) = atanh(1/x). */
export const asech = operator("asech(x)", {
  aliases: ["arsech"],
  domain: "x > 0 and x < 1",
  derivative: ["-1/(x * sqrt(1 - x^2))"],
  evaluate: (x) => Math.acosh(1 / x),
  exact: [[1, 0]],
  range: NONNEGATIVE,
  latexName: "\\operatorname{arsech}",
  javascript: "Math.acosh(1 / x)",
});

export const acsch = operator("acsch(x)", {
  aliases: ["arcsch"],
  domain: "x != 0",
  derivative: ["-1/(x^2 * sqrt(1 + 1/x^2))"],
  evaluate: (x) => Math.asinh(1 / x),
  parity: "odd",
  latexName: "\\operatorname{arcsch}",
  javascript: "Math.asinh(1 / x)",
});

export const acoth = operator("acoth(x)", {
  aliases: ["arcoth"],
  domain: "abs(x) > 1",
  derivative: ["1/(1 - x^2)"],
  evaluate: (x) => Math.atanh(1 / x),
  parity: "odd",
  latexName: "\\operatorname{arcoth}",
  javascript: "Math.atanh(1 / x)",
});
