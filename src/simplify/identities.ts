/** Identities that make a formula shorter. Sources: any table of identities; the classes are checked by the laws. */
import type { Rule } from "./rule.ts";

// biome-ignore format: a table
export const EXPONENTIAL: readonly Rule[] = [
  { name: "log-of-exp",            from: "log(exp(x))",              to: "x",                 class: "A" },
  { name: "log-of-scaled-exp",     from: "log(c*exp(x))",            to: "log(c) + x",        class: "C", when: "c > 0" },
  { name: "exp-of-log",            from: "exp(log(x))",              to: "x",                 class: "B", when: "x > 0" },
  { name: "exp-of-scaled-log",     from: "exp(y*log(x))",            to: "x^y",               class: "B", when: "x > 0" },
  { name: "log1p-of-expm1",        from: "log1p(expm1(x))",          to: "x",                 class: "A" },
  { name: "expm1-of-log1p",        from: "expm1(log1p(x))",          to: "x",                 class: "B", when: "x > -1" },
  { name: "exp-of-log1p",          from: "exp(log1p(x))",            to: "1 + x",             class: "B", when: "x > -1" },
  { name: "logit-of-sigmoid",      from: "logit(sigmoid(x))",        to: "x",                 class: "A" },
  { name: "sigmoid-of-logit",      from: "sigmoid(logit(x))",        to: "x",                 class: "B", when: "x > 0 and x < 1" },
  { name: "sigmoid-of-log-odds",   from: "sigmoid(log(x/(1 - x)))",  to: "x",                 class: "B", when: "x > 0 and x < 1" },
];

// biome-ignore format: a table
export const ROOTS: readonly Rule[] = [
  { name: "root-of-square",        from: "sqrt(x^2)",                to: "abs(x)",            class: "A" },
  { name: "square-of-root",        from: "sqrt(x)^2",                to: "x",                 class: "B", when: "x >= 0" },
  { name: "square-of-abs",         from: "abs(x)^2",                 to: "x^2",               class: "A" },
  { name: "abs-of-square",         from: "abs(x^2)",                 to: "x^2",               class: "A" },
  { name: "abs-of-abs",            from: "abs(abs(x))",              to: "abs(x)",            class: "A" },
  { name: "abs-of-nonnegative",    from: "abs(x)",                   to: "x",                 class: "C", when: "x >= 0" },
  { name: "abs-of-nonpositive",    from: "abs(x)",                   to: "-x",                class: "C", when: "x <= 0" },
  { name: "abs-by-sign",           from: "abs(x)*sign(x)",           to: "x",                 class: "A" },
  { name: "sign-over-abs",         from: "sign(x)/abs(x)",           to: "1/x",               class: "B", when: "x != 0" },
  { name: "value-over-abs",        from: "x/abs(x)",                 to: "sign(x)",           class: "B", when: "x != 0" },
  { name: "abs-over-value",        from: "abs(x)/x",                 to: "sign(x)",           class: "B", when: "x != 0" },
  { name: "sign-of-positive",      from: "sign(x)",                  to: "1",                 class: "C", when: "x > 0" },
  { name: "sign-of-negative",      from: "sign(x)",                  to: "-1",                class: "C", when: "x < 0" },
];

// biome-ignore format: a table
export const TRIGONOMETRIC: readonly Rule[] = [
  { name: "pythagoras",            from: "sin(x)^2 + cos(x)^2",      to: "1",                 class: "A" },
  { name: "pythagoras-scaled",     from: "c*sin(x)^2 + c*cos(x)^2",  to: "c",                 class: "A" },
  { name: "pythagoras-common",     from: "y*sin(x)^2 + y*cos(x)^2",  to: "y",                 class: "A" },
  { name: "one-minus-cos-square",  from: "1 - cos(x)^2",             to: "sin(x)^2",          class: "A" },
  { name: "one-minus-sin-square",  from: "1 - sin(x)^2",             to: "cos(x)^2",          class: "A" },
  { name: "cosh-square-minus-sinh-square", from: "cosh(x)^2 - sinh(x)^2", to: "1",            class: "A" },
  { name: "tangent",               from: "sin(x)/cos(x)",            to: "tan(x)",            class: "A" },
  { name: "cotangent",             from: "cos(x)/sin(x)",            to: "cot(x)",            class: "A" },
  { name: "sine-of-arc",           from: "sin(asin(x))",             to: "x",                 class: "B", when: "x >= -1 and x <= 1" },
  { name: "cosine-of-arc",         from: "cos(acos(x))",             to: "x",                 class: "B", when: "x >= -1 and x <= 1" },
  { name: "tangent-of-arc",        from: "tan(atan(x))",             to: "x",                 class: "A" },
  { name: "sinh-of-inverse",       from: "sinh(asinh(x))",           to: "x",                 class: "A" },
  { name: "asinh-of-sinh",         from: "asinh(sinh(x))",           to: "x",                 class: "A" },
  { name: "tanh-of-inverse",       from: "tanh(atanh(x))",           to: "x",                 class: "B", when: "x > -1 and x < 1" },
  { name: "atanh-of-tanh",         from: "atanh(tanh(x))",           to: "x",                 class: "A" },
];

// biome-ignore format: a table
export const SPECIAL: readonly Rule[] = [
  { name: "cube-of-cube-root",     from: "cbrt(x)^3",                to: "x",                 class: "A" },
  { name: "cube-root-of-cube",     from: "cbrt(x^3)",                to: "x",                 class: "A" },
  { name: "one-minus-erf",         from: "1 - erf(x)",               to: "erfc(x)",           class: "A" },
  { name: "one-minus-erfc",        from: "1 - erfc(x)",              to: "erf(x)",            class: "A" },
];
