/** Powers that can be joined: of equal bases, of exponentials, of even powers. */
import { type Call, constant, type Expression } from "../core/expression.ts";
import { isEven, isInteger, multiplyNumbers, signOf } from "../core/number.ts";
import { add, multiply, power } from "../operators/arithmetic.ts";
import { exp } from "../operators/exponential.ts";
import { greater, greaterOrEqual, notEqual } from "../operators/logic.ts";
import { numberOf, ZERO } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { baseOf, exponentOf, isExponential, isPower } from "../operators/ring.ts";
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

/** `(x^m)^n = abs(x)^(m*n)` for even m. */
const evenPower: Procedure = {
  name: "power-of-even-power",
  operator: power.operator,
  apply: ({ args: [base, exponent] }) => {
    if (!isPower(base!)) return undefined;
    const [m, n] = [numberOf(base.args[1]!), numberOf(exponent!)];
    if (m === undefined || n === undefined || !isEven(m) || isInteger(n)) return undefined;
    return power(abs(base.args[0]!), constant(multiplyNumbers(m, n)));
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

export const POWERS: readonly Procedure[] = [joinEqualBases, evenPower, evenPowerOfAbs];
export const EXPONENTIALS: readonly Procedure[] = [joinExponentials];
export const SHARED_EXPONENTIALS: readonly Procedure[] = [cancelExponentials];

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
  if (factors.length === 1) return factors;
  const exponents = factors.map(exponentOf);
  return assume(conditionOf(base, exponents), context) ? [power(base, add(...exponents))] : factors;
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
