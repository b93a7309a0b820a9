/** What operators mean for complex numbers: principal values, as mathjs and DLMF chapter 4 have them. */
import { UnsupportedError } from "../../core/error.ts";
import type { Operator } from "../../core/operator.ts";
import { add, group, multiply, power } from "../../operators/arithmetic.ts";
import * as exponential from "../../operators/exponential.ts";
import * as hyperbolic from "../../operators/hyperbolic.ts";
import * as logic from "../../operators/logic.ts";
import { abs, sign } from "../../operators/piecewise.ts";
import { logit, sigmoid, silu, softplus } from "../../operators/sigmoidal.ts";
import { gamma } from "../../operators/special.ts";
import { operators } from "../../operators/table.ts";
import * as trigonometric from "../../operators/trigonometric.ts";
import { type ComplexNumber, math } from "../instance.ts";
import type { Meaning } from "../walk.ts";

type Entry = readonly [{ readonly operator: Operator }, Meaning<ComplexNumber>];

export const complex = (re: number, im = 0): ComplexNumber => new math.Complex(re, im);
export const isReal = (z: ComplexNumber): boolean => z.im === 0;

/**
 * The meanings by operator. Real arguments with a real value have it, in full precision; others have the principal
 * value, if the operator is one of those below.
 */
export function complexMeanings(): ReadonlyMap<Operator, Meaning<ComplexNumber>> {
  const entries = [...arithmetic(), ...exponentials(), ...trigonometrics(), ...hyperbolics(), ...choices()];
  const named = new Map(entries.map(([{ operator }, meaning]) => [operator, meaning]));
  return new Map(operators.map((operator) => [operator, extended(operator, named.get(operator))]));
}

function extended(operator: Operator, beyond: Meaning<ComplexNumber> | undefined): Meaning<ComplexNumber> {
  return (...values) => {
    const real = values.every(isReal) ? operator.evaluate(...values.map(({ re }) => re)) : undefined;
    if (real !== undefined && (beyond === undefined || !Number.isNaN(real))) return complex(real);
    if (beyond !== undefined) return beyond(...values.map(upper));
    throw new UnsupportedError(
      `${operator.name} has no meaning for the complex number ${values.find((z) => !isReal(z))}`,
    );
  };
}

const ONE = complex(1);
const TWO = complex(2);

/** An imaginary part of -0 would take real numbers to the other side of a branch cut. */
const upper = (z: ComplexNumber): ComplexNumber => (isReal(z) ? complex(z.re) : z);

const reciprocal = (z: ComplexNumber): ComplexNumber => upper(ONE.div(z));
const exp = (z: ComplexNumber): ComplexNumber => z.exp();
const log = (z: ComplexNumber): ComplexNumber => upper(z).log();
const logistic = (z: ComplexNumber): ComplexNumber => reciprocal(ONE.add(exp(z.neg())));

const arithmetic = (): Entry[] => [
  [add, (...terms) => terms.reduce((total, term) => total.add(term))],
  [multiply, (...factors) => factors.reduce((total, factor) => total.mul(factor))],
  [group, (...factors) => factors.reduce((total, factor) => total.mul(factor))],
  [power, (base, exponent) => complexPower(base!, exponent!)],
  [abs, (z) => complex(z!.abs())],
  [sign, (z) => z!.div(complex(z!.abs()))],
  [gamma, (z) => math.gamma(z! as never) as unknown as ComplexNumber],
];

const exponentials = (): Entry[] => [
  [exponential.exp, (z) => exp(z!)],
  [exponential.log, (z) => log(z!)],
  [exponential.log1p, (z) => log(ONE.add(z!))],
  [exponential.expm1, (z) => z!.expm1()],
  [exponential.log2, (z) => log(z!).div(log(TWO))],
  [exponential.log10, (z) => log(z!).div(log(complex(10)))],
  [exponential.log1mexp, (z) => log(z!.expm1().neg())],
  [exponential.logaddexp, (z, w) => log(exp(z!).add(exp(w!)))],
  [exponential.xlogy, (z, w) => z!.mul(log(w!))],
  [sigmoid, (z) => logistic(z!)],
  [logit, (z) => log(z!.div(ONE.sub(z!)))],
  [softplus, (z) => log(ONE.add(exp(z!)))],
  [silu, (z) => z!.mul(logistic(z!))],
];

const trigonometrics = (): Entry[] => [
  [trigonometric.sin, (z) => z!.sin()],
  [trigonometric.cos, (z) => z!.cos()],
  [trigonometric.tan, (z) => z!.tan()],
  [trigonometric.sec, (z) => reciprocal(z!.cos())],
  [trigonometric.csc, (z) => reciprocal(z!.sin())],
  [trigonometric.cot, (z) => reciprocal(z!.tan())],
  [trigonometric.asin, (z) => z!.asin()],
  [trigonometric.acos, (z) => z!.acos()],
  [trigonometric.atan, (z) => z!.atan()],
  [trigonometric.asec, (z) => reciprocal(z!).acos()],
  [trigonometric.acsc, (z) => reciprocal(z!).asin()],
  [trigonometric.acot, (z) => reciprocal(z!).atan()],
];

const hyperbolics = (): Entry[] => [
  [hyperbolic.sinh, (z) => z!.sinh()],
  [hyperbolic.cosh, (z) => z!.cosh()],
  [hyperbolic.logcosh, (z) => log(z!.cosh())],
  [hyperbolic.tanh, (z) => z!.tanh()],
  [hyperbolic.sech, (z) => reciprocal(z!.cosh())],
  [hyperbolic.csch, (z) => reciprocal(z!.sinh())],
  [hyperbolic.coth, (z) => reciprocal(z!.tanh())],
  [hyperbolic.asinh, (z) => z!.asinh()],
  [hyperbolic.acosh, (z) => z!.acosh()],
  [hyperbolic.atanh, (z) => z!.atanh()],
  [hyperbolic.asech, (z) => reciprocal(z!).acosh()],
  [hyperbolic.acsch, (z) => reciprocal(z!).asinh()],
  [hyperbolic.acoth, (z) => reciprocal(z!).atanh()],
];

/** Complex numbers have no order, but they are equal or not, and a condition is whatever is not 0. */
const choices = (): Entry[] => [
  [logic.equal, (z, w) => truth(z!.re === w!.re && z!.im === w!.im)],
  [logic.notEqual, (z, w) => truth(z!.re !== w!.re || z!.im !== w!.im)],
  [logic.and, (...conditions) => truth(conditions.every(isNonzero))],
  [logic.or, (...conditions) => truth(conditions.some(isNonzero))],
  [logic.not, (condition) => truth(!isNonzero(condition!))],
  [logic.where, (condition, then, otherwise) => (isNonzero(condition!) ? then! : otherwise!)],
];

const truth = (holds: boolean): ComplexNumber => complex(holds ? 1 : 0);
const isNonzero = ({ re, im }: ComplexNumber): boolean => re !== 0 || im !== 0;

/** Up to this size integer powers are products, which round less than the exponential of a logarithm. */
const LARGEST_PRODUCT_EXPONENT = 64;

function complexPower(base: ComplexNumber, exponent: ComplexNumber): ComplexNumber {
  if (!isReal(exponent)) return base.pow(exponent);
  const n = exponent.re;
  if (n === 0.5) return base.sqrt();
  if (!Number.isInteger(n) || Math.abs(n) > LARGEST_PRODUCT_EXPONENT) return base.pow(exponent);
  return n < 0 ? reciprocal(naturalPower(base, -n)) : naturalPower(base, n);
}

/** By repeated squaring. */
function naturalPower(base: ComplexNumber, exponent: number): ComplexNumber {
  let result = ONE;
  let square = base;
  for (let n = exponent; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = result.mul(square);
    square = square.mul(square);
  }
  return result;
}
