/** How sums, products and powers are written: `a - b`, `-2*x/(3*y)`, `sqrt(x)`, with the positive terms first. */
import { constant, type Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import { isExact, isOne, type Numeric, negateNumber, numberToText, rational, signOf } from "../core/number.ts";
import { type ArrayStyle, arrayProductLayout } from "./array-product-layout.ts";
import { HALF, isNegativeConstant, isPositiveConstant, numberOf, ONE } from "./number.ts";
import { baseOf, coefficientOf, exponentOf, factorsOf } from "./ring.ts";

export const sumText = (...terms: Expression[]): Layout => {
  const [first, ...rest] = readingOrder(terms) as [Expression, ...Expression[]];
  const parts: Part[] = [termText(first)];
  for (const term of rest) parts.push(isNegativeTerm(term) ? " - " : " + ", termText(term, isNegativeTerm(term)));
  return layout(LEVEL.sum, ...parts);
};

export const isNegativeTerm = (term: Expression): boolean => signOf(coefficientOf(term)) < 0;

/** A positive term first; a positive number first where nothing else is a polynomial: `1 + exp(x)`, but `x + 1`. */
export function readingOrder(terms: readonly Expression[]): readonly Expression[] {
  const last = terms[terms.length - 1]!;
  const numberFirst = isPositiveConstant(last) && terms.every((term) => term === last || !isPolynomial(term));
  const first = numberFirst
    ? last
    : isNegativeTerm(terms[0]!)
      ? terms.find((term) => !isNegativeTerm(term))
      : undefined;
  return first === undefined ? terms : [first, ...terms.filter((term) => term !== first)];
}

const isPolynomial = (term: Expression): boolean =>
  factorsOf(term).some((factor) => baseOf(factor).kind === "symbol" && exponentOf(factor).kind === "constant");

/** A term, or its opposite, at the level of a sum. */
function termText(term: Expression, negated = false): Part {
  if (term.kind === "constant") {
    const value = negated ? negateNumber(term.value) : term.value;
    return layout(LEVEL.sum, numberToText(value));
  }
  return negated ? productLayout(factorsOf(term), true) : hole(term, LEVEL.product);
}

export const productText = (...factors: Expression[]): Layout => productLayout(factors, false);

function productLayout(factors: readonly Expression[], negated: boolean): Layout {
  const parts = fraction(factors, negated);
  if (factors.some(({ shape }) => shape.length > 0)) return arrayProductLayout(parts, ARRAY_TEXT);
  const { negative, top, bottom } = parts;
  const above: Part[] = top.length === 0 ? ["1"] : separatedFactors(top);
  const below: Part[] = bottom.length === 0 ? [] : ["/", denominator(bottom)];
  return layout(LEVEL.product, negative ? "-" : "", ...above, ...below);
}

const ARRAY_TEXT: ArrayStyle = {
  times: " .* ",
  over: " ./ ",
  parentheses: ["(", ")"],
  scalars: (top, bottom) => [
    top.length === 0 ? [] : [...separatedFactors(top), "*"],
    bottom.length === 0 ? [] : ["/", denominator(bottom)],
  ],
  power: (base, exponent) => powerText(base, exponent),
};

const separatedFactors = (factors: readonly Expression[]): Part[] => separated(factors, "*", LEVEL.power);

function denominator(factors: readonly Divisor[]): Part {
  const parts = factors.flatMap((factor, k) => (k === 0 ? [divisor(factor)] : ["*", divisor(factor)]));
  return factors.length === 1 ? parts[0]! : layout(LEVEL.atom, "(", ...parts, ")");
}

/** A factor below the bar: `x` of `x^(-1)`, `x^2` of `x^(-2)`. */
const divisor = ({ base, exponent }: Divisor): Part =>
  exponent === ONE ? hole(base, LEVEL.power) : powerText(base, exponent);

export interface Divisor {
  readonly base: Expression;
  readonly exponent: Expression;
}

export interface FractionParts {
  readonly negative: boolean;
  readonly top: readonly Expression[];
  readonly bottom: readonly Divisor[];
}

/** A product as a sign and what stands above and below a bar. */
export function fraction(factors: readonly Expression[], negated: boolean): FractionParts {
  const [first, ...others] = factors as [Expression, ...Expression[]];
  const coefficient: Numeric = numberOf(first) ?? rational(1);
  const rest = first.kind === "constant" ? others : factors;
  const absolute = signOf(coefficient) < 0 ? negateNumber(coefficient) : coefficient;
  const [over, under] = isExact(absolute) ? [rational(absolute.n), rational(absolute.d)] : [absolute, rational(1)];
  const top = rest.filter((factor) => !isDivisor(factor));
  const bottom = rest.filter(isDivisor).map((factor) => divisorOf(baseOf(factor), exponentOf(factor)));
  return {
    negative: signOf(coefficient) < 0 !== negated,
    top: isOne(over) ? top : [constant(over), ...top],
    bottom: isOne(under) ? bottom : [{ base: constant(under), exponent: ONE }, ...bottom],
  };
}

const isDivisor = (factor: Expression): boolean => isNegativeConstant(exponentOf(factor));

/** The part below the bar of a power with a negative number as exponent. */
export const divisorOf = (base: Expression, exponent: Expression): Divisor => ({
  base,
  exponent: constant(negateNumber(numberOf(exponent)!)),
});

export const powerText = (base: Expression, exponent: Expression): Layout => {
  if (exponent === HALF) return layout(LEVEL.atom, "sqrt(", hole(base), ")");
  if (!isNegativeConstant(exponent))
    return layout(
      LEVEL.power,
      hole(base, LEVEL.postfix),
      base.shape.length > 0 ? ".^" : "^",
      hole(exponent, LEVEL.postfix),
    );
  return layout(LEVEL.product, base.shape.length > 0 ? "1 ./ " : "1/", divisor(divisorOf(base, exponent)));
};
