/** Functions of the language that are written with others: `sqrt(x)` is `x^(1/2)` and never a node of its own. */
import type { Expression } from "../core/expression.ts";
import { add, divide, multiply, negate, power, sqrt } from "./arithmetic.ts";
import { exp, log } from "./exponential.ts";
import { range } from "./integer-range.ts";
import { where } from "./logic.ts";
import { integer, integerOf, ONE, ratio, TWO } from "./number.ts";
import { abs, cbrt, sign } from "./piecewise.ts";
import { softplus } from "./sigmoidal.ts";
import { gamma, lgamma } from "./special.ts";

export interface Abbreviation {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly build: (args: readonly Expression[]) => Expression;
}

/** By name and number of arguments. */
export const abbreviations: readonly Abbreviation[] = [
  abbreviation("sqrt(x)", (x) => sqrt(x)),
  abbreviation("square(x)", (x) => power(x, TWO)),
  abbreviation("pow(x, n)", (x, n) => power(x, n)),
  abbreviation("exp2(x)", (x) => power(TWO, x)),
  abbreviation("log(x, base)", (x, base) => divide(log(x), log(base))),
  abbreviation("logsigmoid(x)", (x) => negate(softplus(negate(x)))),
  abbreviation("factorial(n)", factorial),
  abbreviation("nthRoot(x, n)", nthRoot),
  abbreviation("beta(a, b)", (a, b) => divide(multiply(gamma(a), gamma(b)), gamma(add(a, b)))),
  abbreviation("lbeta(a, b)", (a, b) => add(lgamma(a), lgamma(b), negate(lgamma(add(a, b))))),
  abbreviation("range(from, to)", (from, to) => range(from, ONE, to)),
  abbreviation("ifelse(condition, a, b)", (condition, a, b) => where(condition, a, b)),
];

function abbreviation(
  header: string,
  build: (...args: [Expression, Expression, Expression]) => Expression,
): Abbreviation {
  const [, name, list] = /^(\w+)\((.*)\)$/.exec(header)!;
  return {
    name: name!,
    parameters: list!.split(", "),
    build: (args) => build(...(args as [Expression, Expression, Expression])),
  };
}

/** Exact up to 170!, the last that a double can hold. */
function factorial(n: Expression): Expression {
  const value = integerOf(n);
  if (value === undefined || value < 0 || value > 170) return gamma(add(n, ONE));
  let product = 1n;
  for (let k = 2n; k <= value; k++) product *= k;
  return integer(product);
}

/** The real root: of a negative number too if n is odd. */
function nthRoot(x: Expression, n: Expression): Expression {
  const degree = integerOf(n);
  if (degree === 3) return cbrt(x);
  if (degree === undefined || degree % 2 === 0) return power(x, divide(ONE, n));
  return multiply(sign(x), power(abs(x), ratio(1, degree)));
}

/** Euler's number is the exponential of 1. */
export const euler = (): Expression => exp(ONE);
