/**
 * Forms that keep their digits: each rule replaces what overflows or cancels by a function that does not. Applied
 * before and after differentiating and before code, never to what a reader sees. The numbers are those of the
 * classical literature: Higham (2002), Accuracy and Stability, 1.7 and 1.14; Mächler (2012) for log1mexp.
 */
import type { Rule } from "./rule.ts";

// biome-ignore format: a table
export const STABILITY: readonly Rule[] = [
  { name: "softplus",              from: "log(1 + exp(x))",          to: "softplus(x)",       class: "A" },
  { name: "log-of-one-minus-exp",  from: "log(1 - exp(x))",          to: "log1mexp(x)",       class: "A" },
  { name: "log-of-exp-difference", from: "log(exp(x) - exp(y))",     to: "x + log1mexp(y - x)", class: "A" },
  { name: "log-odds",              from: "log(x/(1 - x))",           to: "logit(x)",          class: "A" },
  { name: "log-of-sigmoid",        from: "log(sigmoid(x))",          to: "-softplus(-x)",     class: "A" },
  { name: "softplus-from-log1p",   from: "log1p(exp(x))",            to: "softplus(x)",       class: "A" },
  { name: "log1mexp-from-log1p",   from: "log1p(-exp(x))",           to: "log1mexp(x)",       class: "A" },
  { name: "log1mexp-from-expm1",   from: "log(-expm1(x))",           to: "log1mexp(x)",       class: "A" },
  { name: "log1p-of-sigmoid",      from: "log1p(-sigmoid(x))",       to: "-softplus(x)",      class: "A" },

  { name: "log-of-sinh",           from: "log(sinh(x))",             to: "x + log1mexp(-2*x) - log(2)", class: "A" },
  { name: "log-of-expm1",          from: "log(expm1(x))",            to: "x + log1mexp(-x)",  class: "A" },

  { name: "reciprocal-sigmoid",    from: "1/(1 + exp(x))",           to: "sigmoid(-x)",       class: "A" },
  { name: "sigmoid-power",         from: "(1 + exp(x))^n",           to: "sigmoid(-x)^(-n)",  class: "A", when: "n < 0" },
  { name: "sigmoid-reflection-square", from: "exp(x)*sigmoid(-x)^2", to: "sigmoid(x)*sigmoid(-x)", class: "A" },
  { name: "sigmoid-reflection",    from: "exp(x)*sigmoid(-x)",       to: "sigmoid(x)",        class: "A" },
  { name: "first-of-two-shares",   from: "exp(x - logaddexp(x, y))", to: "sigmoid(x - y)",    class: "A" },
  { name: "second-of-two-shares",  from: "exp(y - logaddexp(x, y))", to: "sigmoid(y - x)",    class: "A" },
  { name: "sigmoid-complement",    from: "1 - sigmoid(x)",           to: "sigmoid(-x)",       class: "A" },
  { name: "sigmoid-odds",          from: "sigmoid(x)/sigmoid(-x)",   to: "exp(x)",            class: "A" },

  { name: "tanh-of-expm1",         from: "expm1(x)*sigmoid(-x)",     to: "tanh(x/2)",         class: "A" },
  { name: "tanh-of-exp-difference", from: "(exp(x) - 1)*sigmoid(-x)", to: "tanh(x/2)",        class: "A" },
  { name: "tanh-of-sigmoid",       from: "2*sigmoid(x) - 1",         to: "tanh(x/2)",         class: "A" },
  { name: "tanh-of-exps",          from: "(exp(x) - exp(-x))/(exp(x) + exp(-x))", to: "tanh(x)", class: "A" },

  { name: "tanh-of-sigmoids",      from: "sigmoid(x) - sigmoid(-x)", to: "tanh(x/2)",         class: "A" },
  { name: "coth-of-expm1",         from: "1 + 2/expm1(x)",           to: "coth(x/2)",         class: "A" },

  { name: "exp-over-expm1",        from: "exp(x)/expm1(x)",          to: "-1/expm1(-x)",      class: "A" },
  { name: "exp-over-expm1-square", from: "exp(x)/expm1(x)^2",        to: "-1/(expm1(x)*expm1(-x))", class: "A" },

  { name: "expm1",                 from: "exp(x) - 1",               to: "expm1(x)",          class: "A" },
  { name: "minus-expm1",           from: "1 - exp(x)",               to: "-expm1(x)",         class: "A" },
  { name: "scaled-expm1",          from: "c*exp(x) - c",             to: "c*expm1(x)",        class: "A" },
];

/** After all forms for sums of exponentials, which log1p would hide. */
// biome-ignore format: a table
export const NEAR_ONE: readonly Rule[] = [
  { name: "softplus-from-logaddexp", from: "logaddexp(x, 0)",        to: "softplus(x)",       class: "A" },
  { name: "log-near-one",          from: "log(1 + x)",               to: "log1p(x)",          class: "A" },
];
