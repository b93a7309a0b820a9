/** What every operator means in big numbers. */
import type { BigNumber } from "mathjs";
import type { Operator } from "../../core/operator.ts";
import { add, group, multiply, power } from "../../operators/arithmetic.ts";
import { infinity, pi } from "../../operators/constants.ts";
import * as exponential from "../../operators/exponential.ts";
import * as hyperbolic from "../../operators/hyperbolic.ts";
import * as logic from "../../operators/logic.ts";
import * as piecewise from "../../operators/piecewise.ts";
import * as sigmoidal from "../../operators/sigmoidal.ts";
import * as special from "../../operators/special.ts";
import * as trigonometric from "../../operators/trigonometric.ts";
import type { Meaning } from "../walk.ts";
import type { Arithmetic } from "./arithmetic.ts";
import * as errorFunction from "./error-function.ts";
import * as gammaFamily from "./gamma.ts";
import * as rounding from "./rounding.ts";
import * as stable from "./stable.ts";

type Entry = readonly [{ readonly operator: Operator }, Meaning<BigNumber>];

/** The meanings at one precision, by operator; what has no value as a number is left out. */
export function preciseMeanings(a: Arithmetic): ReadonlyMap<Operator, Meaning<BigNumber>> {
  const entries = [
    ...arithmeticMeanings(a),
    ...exponentialMeanings(a),
    ...trigonometricMeanings(a),
    ...hyperbolicMeanings(a),
    ...piecewiseMeanings(a),
    ...logicMeanings(a),
    ...sigmoidalMeanings(a),
    ...specialMeanings(a),
  ];
  return new Map(entries.map(([{ operator }, meaning]) => [operator, meaning]));
}

const arithmeticMeanings = (a: Arithmetic): Entry[] => [
  [add, (...terms) => terms.reduce((total, term) => total.plus(term))],
  [multiply, (...factors) => factors.reduce((total, factor) => total.times(factor))],
  [group, (...factors) => factors.reduce((total, factor) => total.times(factor))],
  [power, (base, exponent) => rounding.power(a, base!, exponent!)],
  [pi, () => a.pi],
  [infinity, () => new a.Big(Infinity)],
];

const exponentialMeanings = (a: Arithmetic): Entry[] => [
  [exponential.exp, (x) => x!.exp()],
  [exponential.log, (x) => x!.ln()],
  [exponential.log1p, (x) => stable.log1p(a, x!)],
  [exponential.expm1, (x) => stable.expm1(a, x!)],
  [exponential.log2, (x) => x!.log(2)],
  [exponential.log10, (x) => x!.log(10)],
  [exponential.log1mexp, (x) => stable.log1mexp(a, x!)],
  [exponential.logaddexp, (x, y) => stable.logaddexp(a, x!, y!)],
  [exponential.xlogy, (x, y) => (x!.isZero() && !y!.isNaN() ? new a.Big(0) : x!.times(y!.ln()))],
];

const trigonometricMeanings = ({ Big }: Arithmetic): Entry[] => [
  [trigonometric.sin, (x) => x!.sin()],
  [trigonometric.cos, (x) => x!.cos()],
  [trigonometric.tan, (x) => x!.sin().div(x!.cos())],
  [trigonometric.sec, (x) => new Big(1).div(x!.cos())],
  [trigonometric.csc, (x) => new Big(1).div(x!.sin())],
  [trigonometric.cot, (x) => x!.cos().div(x!.sin())],
  [trigonometric.asin, (x) => x!.asin()],
  [trigonometric.acos, (x) => x!.acos()],
  [trigonometric.atan, (x) => x!.atan()],
  [trigonometric.asec, (x) => new Big(1).div(x!).acos()],
  [trigonometric.acsc, (x) => new Big(1).div(x!).asin()],
  [trigonometric.acot, (x) => new Big(1).div(x!).atan()],
  [trigonometric.atan2, (y, x) => Big.atan2(y!, x!)],
];

const hyperbolicMeanings = (a: Arithmetic): Entry[] => [
  [hyperbolic.sinh, (x) => stable.sinh(a, x!)],
  [hyperbolic.cosh, (x) => stable.cosh(x!)],
  [hyperbolic.logcosh, (x) => stable.logcosh(a, x!)],
  [hyperbolic.tanh, (x) => stable.tanh(a, x!)],
  [hyperbolic.sech, (x) => new a.Big(1).div(stable.cosh(x!))],
  [hyperbolic.csch, (x) => new a.Big(1).div(stable.sinh(a, x!))],
  [hyperbolic.coth, (x) => new a.Big(1).div(stable.tanh(a, x!))],
  [hyperbolic.asinh, (x) => stable.asinh(a, x!)],
  [hyperbolic.acosh, (x) => stable.acosh(a, x!)],
  [hyperbolic.atanh, (x) => stable.atanh(a, x!)],
  [hyperbolic.asech, (x) => stable.acosh(a, new a.Big(1).div(x!))],
  [hyperbolic.acsch, (x) => stable.asinh(a, new a.Big(1).div(x!))],
  [hyperbolic.acoth, (x) => stable.atanh(a, new a.Big(1).div(x!))],
];

const piecewiseMeanings = (a: Arithmetic): Entry[] => [
  [piecewise.abs, (x) => x!.abs()],
  [piecewise.sign, (x) => rounding.sign(a, x!)],
  [piecewise.floor, (x) => x!.floor()],
  [piecewise.ceil, (x) => x!.ceil()],
  [piecewise.round, (x) => rounding.round(x!)],
  [piecewise.mod, (x, y) => rounding.mod(x!, y!)],
  [piecewise.hypot, (x, y) => x!.times(x!).plus(y!.times(y!)).sqrt()],
  [piecewise.cbrt, (x) => x!.cbrt()],
  [piecewise.clip, (x, low, high) => a.Big.min(a.Big.max(x!, low!), high!)],
  [piecewise.max, (...terms) => a.Big.max(...terms)],
  [piecewise.min, (...terms) => a.Big.min(...terms)],
];

/** Conditions are 1 and 0; with NaN only "not equal" holds. */
function logicMeanings({ Big }: Arithmetic): Entry[] {
  const truth = (holds: boolean): BigNumber => new Big(holds ? 1 : 0);
  return [
    [logic.less, (x, y) => truth(x!.lt(y!))],
    [logic.lessOrEqual, (x, y) => truth(x!.lte(y!))],
    [logic.greater, (x, y) => truth(x!.gt(y!))],
    [logic.greaterOrEqual, (x, y) => truth(x!.gte(y!))],
    [logic.equal, (x, y) => truth(x!.eq(y!))],
    [logic.notEqual, (x, y) => truth(!x!.eq(y!))],
    [logic.and, (...conditions) => truth(conditions.every((condition) => !condition.isZero()))],
    [logic.or, (...conditions) => truth(conditions.some((condition) => !condition.isZero()))],
    [logic.not, (condition) => truth(condition!.isZero())],
    [logic.where, (condition, then, otherwise) => (condition!.isZero() ? otherwise! : then!)],
  ];
}

const sigmoidalMeanings = (a: Arithmetic): Entry[] => [
  [sigmoidal.sigmoid, (x) => stable.sigmoid(a, x!)],
  [sigmoidal.logit, (p) => stable.logit(a, p!)],
  [sigmoidal.softplus, (x) => stable.softplus(a, x!)],
  [sigmoidal.relu, (x) => a.Big.max(x!, new a.Big(0))],
  [sigmoidal.gelu, (x) => errorFunction.gelu(a, x!)],
  [sigmoidal.silu, (x) => (x!.eq(-Infinity) ? new a.Big(0) : x!.times(stable.sigmoid(a, x!)))],
];

const specialMeanings = (a: Arithmetic): Entry[] => [
  [special.erf, (x) => errorFunction.erf(a, x!)],
  [special.erfc, (x) => errorFunction.erfc(a, x!)],
  [special.normal_cdf, (x) => errorFunction.normalCdf(a, x!)],
  [special.log_normal_cdf, (x) => errorFunction.logNormalCdf(a, x!)],
  [special.gamma, (x) => gammaFamily.gamma(a, x!)],
  [special.lgamma, (x) => gammaFamily.lgamma(a, x!)],
  [special.digamma, (x) => gammaFamily.digamma(a, x!)],
  [special.trigamma, (x) => gammaFamily.polygamma(a, new a.Big(1), x!)],
  [special.polygamma, (n, x) => gammaFamily.polygamma(a, n!, x!)],
];
