/**
 * Canonical sums, products and powers as a person would write them: `a + (-1)*b` is a subtraction, `a*b^(-1)*c^(-1)`
 * one division, `(1/2)*x` a product with 0.5 but `(1/3)*x` a division by 3, small powers are products.
 */
import type { Expression } from "../core/expression.ts";
import { isExact, type Numeric, negateNumber, signOf, toNumber } from "../core/number.ts";
import { numberOf } from "../operators/number.ts";
import { LARGEST_PRODUCT_EXPONENT, productSplit } from "../operators/numeric/power.ts";
import { baseOf, exponentOf, factorsOf, termsOf } from "../operators/ring.ts";
import type { Value, Values } from "./program.ts";

/** The largest n for which x^(n + 1/2) is a product with a square root. */
const LARGEST_HALF_POWER = 3;
/** Beyond this an integer is no double. */
const EXACT = 2 ** 53;

/** Whether a value is there already, and is not to be made of the parts of a term, factor or power. */
export type IsWhole = (e: Expression) => boolean;

/** The expressions whose values a product is made of: the bases of powers with constant exponents, no numbers. */
export function operandsOfProduct(
  factors: readonly Expression[],
  isWhole: IsWhole,
  out: Expression[] = [],
): Expression[] {
  for (const factor of factors) {
    if (factor.kind === "constant") continue;
    out.push(numberOf(exponentOf(factor)) === undefined || isWhole(factor) ? factor : baseOf(factor));
  }
  return out;
}

/** The same for a sum, whose terms are products. */
export function operandsOfSum(terms: readonly Expression[], isWhole: IsWhole): Expression[] {
  const out: Expression[] = [];
  for (const term of terms) operandsOfProduct(isWhole(term) ? [term] : factorsOf(term), isWhole, out);
  return out;
}

/** Makes the arithmetic of one walk; `operand` gives the value of an operand. */
export interface Arithmetic {
  readonly values: Values;
  readonly operand: (e: Expression) => Value;
  readonly isWhole: IsWhole;
}

export function lowerSum(e: Expression, arithmetic: Arithmetic): Value {
  const { values, isWhole } = arithmetic;
  const terms = termsOf(e).map((term) => quotientOf(isWhole(term) ? [term] : factorsOf(term), arithmetic));
  // -x + y is y - x: the same number, one operation less.
  if (terms.length > 1 && terms[0]!.negative && !terms[1]!.negative) terms.unshift(...terms.splice(1, 1));
  const [first, ...rest] = terms as [Quotient, ...Quotient[]];
  return rest.reduce(
    (sum, term) => values.operation(term.negative ? "subtract" : "add", sum, magnitude(term, values)),
    signed(first, values),
  );
}

export const lowerProduct = (factors: readonly Expression[], arithmetic: Arithmetic): Value =>
  signed(quotientOf(factors, arithmetic), arithmetic.values);

/** A product of factors over a product of divisors, with a coefficient first and a sign of its own. */
interface Quotient {
  readonly negative: boolean;
  readonly above: readonly Value[];
  readonly below: readonly Value[];
}

function quotientOf(factors: readonly Expression[], { values, operand, isWhole }: Arithmetic): Quotient {
  const [above, below]: [Value[], Value[]] = [[], []];
  let negative = false;
  for (const factor of factors) {
    const number = numberOf(factor);
    if (number !== undefined) {
      const opposite = signOf(number) < 0;
      if (opposite) negative = !negative;
      coefficient(opposite ? negateNumber(number) : number, above, below, values);
      continue;
    }
    const exponent = isWhole(factor) ? undefined : numberOf(exponentOf(factor));
    if (exponent === undefined) above.push(operand(factor));
    else if (signOf(exponent) < 0) below.push(power(operand(baseOf(factor)), -toNumber(exponent), values));
    else above.push(power(operand(baseOf(factor)), toNumber(exponent), values));
  }
  return { negative, above: above.length === 0 ? [values.constant(1)] : above, below };
}

function magnitude({ above, below }: Quotient, values: Values): Value {
  const top = product(above, values);
  return below.length === 0 ? top : values.operation("divide", top, product(below, values));
}

/** A sign goes into a coefficient if there is one: `-2*x` is one product. */
function signed(quotient: Quotient, values: Values): Value {
  if (!quotient.negative) return magnitude(quotient, values);
  const [first, ...rest] = quotient.above as [Value, ...Value[]];
  if (first.opcode !== "constant") return values.operation("negate", magnitude(quotient, values));
  return magnitude({ ...quotient, above: [values.constant(-first.number), ...rest] }, values);
}

const product = (factors: readonly Value[], values: Values): Value =>
  factors.reduce((made, factor) => values.operation("multiply", made, factor));

/** A ratio goes above if it is a double, otherwise above and below. */
function coefficient(number: Numeric, above: Value[], below: Value[], values: Values): void {
  const [n, d] = isExact(number) ? [Number(number.n), Number(number.d)] : [number, 1];
  const whole = isExact(number) && (n > EXACT || d > EXACT || Number.isInteger(Math.log2(d)));
  const top = whole ? toNumber(number) : n;
  if (top !== 1) above.push(values.constant(top));
  if (!whole && d !== 1) below.push(values.constant(d));
}

/** A power with a positive exponent. */
function power(base: Value, exponent: number, values: Values): Value {
  const whole = Math.floor(exponent);
  if (exponent === whole && whole <= LARGEST_PRODUCT_EXPONENT) return integerPower(base, whole, values);
  if (exponent !== whole + 0.5 || whole > LARGEST_HALF_POWER) return values.power(base, exponent);
  const root = values.operation("sqrt", base);
  return whole === 0 ? root : values.operation("multiply", integerPower(base, whole, values), root);
}

function integerPower(base: Value, exponent: number, values: Values): Value {
  if (exponent === 1) return base;
  const [p, q] = productSplit(exponent);
  return values.operation("multiply", integerPower(base, p, values), integerPower(base, q, values));
}
