/** Powers that can be joined: of equal bases, of exponentials, of even powers. */
import { type Call, constant, type Expression, isConstant } from "../core/expression.ts";
import { isEven, isExact, isInteger, isOne, multiplyNumbers, type Numeric, signOf } from "../core/number.ts";
import { add, divide, FLATTEN, multiply, power } from "../operators/arithmetic.ts";
import { exp } from "../operators/exponential.ts";
import { cosh, sech } from "../operators/hyperbolic.ts";
import { greater, greaterOrEqual, notEqual } from "../operators/logic.ts";
import { numberOf, ZERO } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { isKnownNonnegative } from "../operators/range.ts";
import {
  baseOf,
  coefficientOf,
  exponentOf,
  isExponential,
  isPower,
  isProduct,
  isSum,
  termsOf,
} from "../operators/ring.ts";
import { cos, sec } from "../operators/trigonometric.ts";
import { isTurned, turned } from "./orientation.ts";
import { assume, type Context, type Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `x*x^(-1)` is 1 where x is not 0; `x*x^(n - 1)` is `x^n`; `sqrt(x)*sqrt(x)` is x where x is not negative. */
const joinEqualBases: Procedure = {
  name: "join-equal-bases",
  operator: multiply.operator,
  with: [power.operator],
  apply: (e, context) => {
    const groups = byBase(e.args);
    if (groups.size === e.args.length) return undefined;
    const joined = [...groups].flatMap(([base, factors]) => join(base, factors, context));
    return joined.length === e.args.length ? undefined : multiply(...joined);
  },
};

/** `exp(x)*exp(y)` is `exp(x + y)`. */
const joinExponentials: Procedure = {
  name: "join-exponentials",
  operator: multiply.operator,
  with: [exp.operator],
  apply: (e) => joinedExponentials(e, () => true),
};

/** Only where the exponents collapse: after differentiating, exponentials are shared and joining them is more work. */
const cancelExponentials: Procedure = {
  name: "cancel-exponentials",
  operator: multiply.operator,
  with: [exp.operator],
  apply: (e) => joinedExponentials(e, (before, after) => weightOf(after) < Math.max(...before.map(weightOf)) + 2),
};

/** `(x^2)^(1/2)` is `abs(x)`, class A; `(1/x^2)^(-1/2)` where x is not 0, `(x^3)^(1/3)` and `sqrt(x)^4` are powers of x where x is not negative, class B. */
const powerOfPower: Procedure = {
  name: "power-of-power",
  operator: power.operator,
  apply: ({ args: [base, exponent] }, context) => {
    if (!isPower(base!)) return undefined;
    const [m, n] = [numberOf(base.args[1]!), numberOf(exponent!)];
    if (m === undefined || n === undefined) return undefined;
    const [x, joined] = [base.args[0]!, constant(multiplyNumbers(m, n))];
    if (isEven(m)) {
      if (isInteger(n) || (signOf(m) < 0 && !assume(notEqual(x, ZERO), context))) return undefined;
      return power(abs(x), joined);
    }
    const condition = signOf(m) > 0 ? greaterOrEqual(x, ZERO) : greater(x, ZERO);
    return assume(condition, context) ? power(x, joined) : undefined;
  },
};

/** `sqrt(x^2*y^2)` is `abs(x*y)`, `sqrt(p*x^2)` of a positive p is `sqrt(p)*abs(x)`: all factors are nonnegative. Class A. */
const rootOfNonnegatives: Procedure = {
  name: "root-of-nonnegatives",
  operator: power.operator,
  with: [multiply.operator],
  apply: (e) => {
    const [base, n] = [e.args[0]!, numberOf(e.args[1]!)];
    if (n === undefined || !isProduct(base) || base.args.length > FLATTEN) return undefined;
    if (!base.args.some(isPower) || !base.args.every(isKnownNonnegative)) return undefined;
    const roots = multiply(...base.args.map((factor) => rootOf(factor, n)));
    return weightOf(roots) < weightOf(e) ? roots : undefined;
  },
};

/** `abs(x)^n = x^n` for even n. */
const evenPowerOfAbs: Procedure = {
  name: "even-power-of-abs",
  operator: power.operator,
  with: [abs.operator],
  apply: ({ args: [base, exponent] }) => {
    const n = numberOf(exponent!);
    if (n === undefined || !isEven(n) || base!.kind !== "call" || base!.operator !== abs.operator) return undefined;
    return power(base!.args[0]!, exponent!);
  },
};

/** `(y - x)^2` is `(x - y)^2`, and `cos(y - x)` is `cos(x - y)`: even functions see no sign. Class A. */
const turnedBase: Procedure = {
  name: "even-power-of-turned-sum",
  operator: power.operator,
  with: [add.operator],
  apply: ({ args: [base, exponent] }) => {
    const n = numberOf(exponent!);
    return n !== undefined && isEven(n) && isTurned(base!) ? power(turned(base), exponent!) : undefined;
  },
};

const turnedArguments: readonly Procedure[] = [cos, sec, cosh, sech, abs].map(({ operator }) => ({
  name: `${operator.name}-of-turned-sum`,
  operator,
  with: [add.operator],
  apply: ({ args: [x] }) => (isTurned(x!) ? operator.build([turned(x)]) : undefined),
}));

/** `(x - y)*(y - x)` is `-(x - y)^2`, `(2*x + 4)/(x + 2)` is 2 times a quotient of equals. Class A. */
const proportionalFactors: Procedure = {
  name: "proportional-factors",
  operator: multiply.operator,
  with: [add.operator],
  apply: (e) => {
    const bases = new Set(e.args.map(baseOf).filter((base) => isSum(base) && base.args.length <= FLATTEN));
    if (bases.size < 2) return undefined;
    const representatives = new Map<Expression, Expression>();
    for (const base of [...bases].sort((a, b) => weightOf(a) - weightOf(b))) {
      const key = monic(base);
      if (key !== undefined && !representatives.has(key)) representatives.set(key, base);
    }
    if (representatives.size === bases.size) return undefined;
    const multiple = multiply(...e.args.flatMap((factor) => asMultiple(factor, representatives)));
    return weightOf(multiple) < weightOf(e) ? multiple : undefined;
  },
};

export const POWERS: readonly Procedure[] = [
  proportionalFactors,
  joinEqualBases,
  powerOfPower,
  rootOfNonnegatives,
  evenPowerOfAbs,
];
/** One of two equal forms. Not for presenting: who wrote `y - x` wants to read it. */
export const TURNS: readonly Procedure[] = [turnedBase, ...turnedArguments];
export const EXPONENTIALS: readonly Procedure[] = [joinExponentials];
export const SHARED_EXPONENTIALS: readonly Procedure[] = [cancelExponentials];

/** The power of one factor, where that of an even power is one of an absolute value. */
function rootOf(factor: Expression, n: Numeric): Expression {
  const inner = isPower(factor) ? numberOf(factor.args[1]!) : undefined;
  if (!isPower(factor) || inner === undefined || !isEven(inner)) return power(factor, constant(n));
  const base = isKnownNonnegative(factor.args[0]!) ? factor.args[0]! : abs(factor.args[0]!);
  return power(base, constant(multiplyNumbers(inner, n)));
}

/** A sum divided by its first coefficient; the same for all multiples of it. */
function monic(base: Expression): Expression | undefined {
  const first = coefficientOf(termsOf(base)[0]!);
  if (!isExact(first)) return undefined;
  return isOne(first) ? base : add(...termsOf(base).map((term) => divide(term, constant(first))));
}

/** An integer power of a sum, as a number and the power of the sum that stands for all multiples. */
function asMultiple(factor: Expression, representatives: ReadonlyMap<Expression, Expression>): readonly Expression[] {
  const [base, n] = [baseOf(factor), numberOf(exponentOf(factor))];
  if (!isSum(base) || base.args.length > FLATTEN || n === undefined || !isInteger(n)) return [factor];
  const key = monic(base);
  const representative = key && representatives.get(key);
  if (representative === undefined || representative === base) return [factor];
  const ratio = divide(constant(coefficientOf(base.args[0]!)), constant(coefficientOf(termsOf(representative)[0]!)));
  return [power(ratio, constant(n)), power(representative, constant(n))];
}

function byBase(factors: readonly Expression[]): Map<Expression, Expression[]> {
  const groups = new Map<Expression, Expression[]>();
  for (const factor of factors) {
    const known = groups.get(baseOf(factor));
    if (known === undefined) groups.set(baseOf(factor), [factor]);
    else known.push(factor);
  }
  return groups;
}

function join(base: Expression, factors: readonly Expression[], context: Context): readonly Expression[] {
  if (factors.length === 1 || factors.some(isConstant)) return factors;
  const exponents = factors.map(exponentOf);
  const joined = power(base, add(...exponents));
  const isLighter = weightOf(joined) < factors.reduce((total, factor) => total + weightOf(factor), 0);
  return isLighter && assume(conditionOf(base, exponents), context) ? [joined] : factors;
}

/** Where the powers of a base may be joined: integers need it not to be 0, roots need it not to be negative. */
function conditionOf(base: Expression, exponents: readonly Expression[]): Expression {
  const numbers = exponents.map(numberOf);
  if (numbers.every((n) => n !== undefined && isInteger(n))) return notEqual(base, ZERO);
  if (numbers.every((n) => n !== undefined && signOf(n) > 0)) return greaterOrEqual(base, ZERO);
  return exponents.some((n) => numberOf(n) === undefined) && onlyIntegersBeside(numbers)
    ? notEqual(base, ZERO)
    : greater(base, ZERO);
}

/** `x*x^(n - 1) = x^n` needs no sign of x: both sides are real for the same n. */
const onlyIntegersBeside = (numbers: readonly (ReturnType<typeof numberOf> | undefined)[]): boolean =>
  numbers.filter((n) => n === undefined).length === 1 && numbers.every((n) => n === undefined || isInteger(n));

function joinedExponentials(
  e: Call,
  worth: (before: readonly Expression[], after: Expression) => boolean,
): Expression | undefined {
  const exponentials = e.args.filter(isExponential);
  if (exponentials.length < 2) return undefined;
  const before = exponentials.map(({ args }) => args[0]!);
  const after = add(...before);
  return worth(before, after) ? multiply(exp(after), ...e.args.filter((factor) => !isExponential(factor))) : undefined;
}
