/** Identities that make a formula shorter. Sources: any table of identities; the classes are checked by the laws. */
import type { Rule } from "./rule.ts";

// biome-ignore format: a table
export const EXPONENTIAL: readonly Rule[] = [
  { name: "log-of-exp",            from: "log(exp(x))",              to: "x",                 class: "A" },
  { name: "exp-of-log",            from: "exp(log(x))",              to: "x",                 class: "B", when: "x > 0" },
  { name: "exp-of-scaled-log",     from: "exp(y*log(x))",            to: "x^y",               class: "B", when: "x > 0" },
  { name: "log-of-symbolic-power",  from: "log(x^y)",                to: "y*log(x)",          class: "C", when: "x > 0" },
  { name: "power-of-symbolic-power", from: "(x^y)^z",                to: "x^(y*z)",           class: "C", when: "x > 0" },
  { name: "log2-of-exponential",         from: "log2(2^x)",                to: "x",                 class: "A" },
  { name: "log10-of-exponential",        from: "log10(10^x)",              to: "x",                 class: "A" },
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
  { name: "relu-of-nonnegative",   from: "relu(x)",                  to: "x",                 class: "C", when: "x >= 0" },
  { name: "relu-of-nonpositive",   from: "relu(x)",                  to: "0",                 class: "C", when: "x <= 0" },
  { name: "abs-by-sign",           from: "abs(x)*sign(x)",           to: "x",                 class: "A" },
  { name: "sign-over-abs",         from: "sign(x)/abs(x)",           to: "1/x",               class: "B", when: "x != 0" },
  { name: "value-over-abs",        from: "x/abs(x)",                 to: "sign(x)",           class: "B", when: "x != 0" },
  { name: "square-over-abs",       from: "x^2/abs(x)",               to: "abs(x)",            class: "B", when: "x != 0" },
  { name: "abs-over-square",       from: "abs(x)/x^2",               to: "1/abs(x)",          class: "A" },
  { name: "max-plus-min",          from: "max(x, y) + min(x, y)",    to: "x + y",             class: "A" },
  { name: "hypot-of-zero",         from: "hypot(x, 0)",              to: "abs(x)",            class: "A" },
  { name: "abs-over-value",        from: "abs(x)/x",                 to: "sign(x)",           class: "B", when: "x != 0" },
  { name: "sign-of-positive",      from: "sign(x)",                  to: "1",                 class: "C", when: "x > 0" },
  { name: "sign-of-negative",      from: "sign(x)",                  to: "-1",                class: "C", when: "x < 0" },
];

// biome-ignore format: a table
export const TRIGONOMETRIC: readonly Rule[] = [
  { name: "pythagoras",            from: "sin(x)^2 + cos(x)^2",      to: "1",                 class: "A" },
  { name: "pythagoras-scaled",     from: "y*sin(x)^2 + y*cos(x)^2",  to: "y",                 class: "A" },
  { name: "one-minus-cos-square",  from: "1 - cos(x)^2",             to: "sin(x)^2",          class: "A" },
  { name: "one-minus-sin-square",  from: "1 - sin(x)^2",             to: "cos(x)^2",          class: "A" },
  { name: "sin-square-minus-one",  from: "sin(x)^2 - 1",             to: "-cos(x)^2",         class: "A" },
  { name: "cos-square-minus-one",  from: "cos(x)^2 - 1",             to: "-sin(x)^2",         class: "A" },
  { name: "tangent",               from: "sin(x)/cos(x)",            to: "tan(x)",            class: "A" },
  { name: "cotangent",             from: "cos(x)/sin(x)",            to: "cot(x)",            class: "A" },
  { name: "tangent-square",        from: "sin(x)^2/cos(x)^2",        to: "tan(x)^2",          class: "A" },
  { name: "cotangent-square",      from: "cos(x)^2/sin(x)^2",        to: "cot(x)^2",          class: "A" },
  { name: "tangent-by-cosine",     from: "tan(x)*cos(x)",            to: "sin(x)",            class: "B", when: "cos(x) != 0" },
  { name: "cotangent-by-sine",     from: "cot(x)*sin(x)",            to: "cos(x)",            class: "B", when: "sin(x) != 0" },
  { name: "tangent-by-cotangent",  from: "tan(x)*cot(x)",            to: "1",                 class: "B", when: "sin(x) != 0 and cos(x) != 0" },
  { name: "sine-of-arc",           from: "sin(asin(x))",             to: "x",                 class: "B", when: "x >= -1 and x <= 1" },
  { name: "cosine-of-arc",         from: "cos(acos(x))",             to: "x",                 class: "B", when: "x >= -1 and x <= 1" },
  { name: "tangent-of-arc",        from: "tan(atan(x))",             to: "x",                 class: "A" },
];

// biome-ignore format: a table
export const HYPERBOLIC: readonly Rule[] = [
  { name: "cosh-square-minus-sinh-square", from: "cosh(x)^2 - sinh(x)^2", to: "1",            class: "A" },
  { name: "cosh-square-minus-one", from: "cosh(x)^2 - 1",            to: "sinh(x)^2",         class: "A" },
  { name: "one-minus-cosh-square", from: "1 - cosh(x)^2",            to: "-sinh(x)^2",        class: "A" },
  { name: "one-plus-sinh-square",  from: "1 + sinh(x)^2",            to: "cosh(x)^2",         class: "A" },
  { name: "cosh-plus-sinh",        from: "cosh(x) + sinh(x)",        to: "exp(x)",            class: "A" },
  { name: "cosh-minus-sinh",       from: "cosh(x) - sinh(x)",        to: "exp(-x)",           class: "A" },
  { name: "hyperbolic-tangent",    from: "sinh(x)/cosh(x)",          to: "tanh(x)",           class: "A" },
  { name: "hyperbolic-cotangent",  from: "cosh(x)/sinh(x)",          to: "coth(x)",           class: "A" },
  { name: "sinh-over-cosh-square", from: "sinh(x)/cosh(x)^2",        to: "tanh(x)/cosh(x)",   class: "A" },
  { name: "tanh-by-cosh",          from: "tanh(x)*cosh(x)",          to: "sinh(x)",           class: "A" },
  { name: "coth-by-sinh",          from: "coth(x)*sinh(x)",          to: "cosh(x)",           class: "B", when: "x != 0" },
  { name: "coth-by-tanh",          from: "coth(x)*tanh(x)",          to: "1",                 class: "B", when: "x != 0" },
  { name: "sinh-of-inverse",       from: "sinh(asinh(x))",           to: "x",                 class: "A" },
  { name: "asinh-of-sinh",         from: "asinh(sinh(x))",           to: "x",                 class: "A" },
  { name: "tanh-of-inverse",       from: "tanh(atanh(x))",           to: "x",                 class: "B", when: "x > -1 and x < 1" },
  { name: "atanh-of-tanh",         from: "atanh(tanh(x))",           to: "x",                 class: "A" },
  { name: "cosh-of-inverse",       from: "cosh(acosh(x))",           to: "x",                 class: "B", when: "x >= 1" },
  { name: "acosh-of-cosh",         from: "acosh(cosh(x))",           to: "abs(x)",            class: "A" },
];

// biome-ignore format: a table
export const SPECIAL: readonly Rule[] = [
  { name: "cube-of-cube-root",     from: "cbrt(x)^3",                to: "x",                 class: "A" },
  { name: "cube-root-of-cube",     from: "cbrt(x^3)",                to: "x",                 class: "A" },
  { name: "one-minus-erf",         from: "1 - erf(x)",               to: "erfc(x)",           class: "A" },
  { name: "one-minus-erfc",        from: "1 - erfc(x)",              to: "erf(x)",            class: "A" },
  { name: "erf-plus-erfc",         from: "erf(x) + erfc(x)",         to: "1",                 class: "A" },
  { name: "sigmoid-pair",          from: "sigmoid(x) + sigmoid(-x)", to: "1",                 class: "A" },
  { name: "sigmoid-pair-scaled",   from: "y*sigmoid(x) + y*sigmoid(-x)", to: "y",             class: "A" },
  { name: "softplus-difference",   from: "softplus(x) - softplus(-x)", to: "x",               class: "A" },
  { name: "gamma-ratio",           from: "gamma(x + 1)/gamma(x)",    to: "x",                 class: "C", when: "x > 0" },
  { name: "lgamma-difference",     from: "lgamma(x + 1) - lgamma(x)", to: "log(x)",           class: "C", when: "x > 0" },
  { name: "digamma-difference",    from: "digamma(x + 1) - digamma(x)", to: "1/x",            class: "C", when: "x > 0" },
];

/** For reading only: these would overflow where exponentials have a stable form, as under a logarithm. */
// biome-ignore format: a table
export const READABLE_EXPONENTIAL: readonly Rule[] = [
  { name: "exp-of-log-and-more",   from: "exp(y + log(x))",          to: "x*exp(y)",          class: "B", when: "x > 0" },
  { name: "cosh-from-exps",        from: "(exp(x) + exp(-x))/2",     to: "cosh(x)",           class: "A" },
  { name: "sinh-from-exps",        from: "(exp(x) - exp(-x))/2",     to: "sinh(x)",           class: "A" },
];
