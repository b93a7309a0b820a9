/** LaTeX of sums, products and powers: fractions, roots, and a dot only where digits would run together. */
import type { Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part } from "../core/layout.ts";
import { isExact, numberToText, toNumber } from "../core/number.ts";
import { type Divisor, divisorOf, fraction, isNegativeTerm, readingOrder } from "./arithmetic-text.ts";
import { isNegativeConstant, numberOf, ONE } from "./number.ts";
import { baseOf, factorsOf } from "./ring.ts";

export const sumLatex = (...terms: Expression[]): Layout => {
  const [first, ...rest] = readingOrder(terms) as [Expression, ...Expression[]];
  const parts: Part[] = [hole(first, LEVEL.sum)];
  for (const term of rest) {
    const negative = isNegativeTerm(term);
    parts.push(negative ? " - " : " + ", negative ? productLayout(factorsOf(term), true) : hole(term, LEVEL.product));
  }
  return layout(LEVEL.sum, ...parts);
};

export const productLatex = (...factors: Expression[]): Layout => productLayout(factors, false);

function productLayout(factors: readonly Expression[], negated: boolean): Layout {
  const { negative, top, bottom } = fraction(factors, negated);
  const sign = negative ? "-" : "";
  if (bottom.length === 0) return layout(LEVEL.product, sign, ...juxtaposed(top));
  const above = top.length === 0 ? ["1"] : top.length === 1 ? [hole(top[0]!)] : juxtaposed(top);
  const below =
    bottom.length === 1
      ? [divisor(bottom[0]!, LEVEL.statement)]
      : bottom.flatMap((factor, k) => [k === 0 ? "" : " ", divisor(factor)]);
  return layout(LEVEL.product, sign, "\\frac{", ...above, "}{", ...below, "}");
}

const divisor = ({ base, exponent }: Divisor, level: number = LEVEL.power): Part =>
  exponent === ONE ? hole(base, level) : powerLatex(base, exponent);

/** Factors side by side; a dot before what begins with a digit. */
function juxtaposed(factors: readonly Expression[]): Part[] {
  return factors.flatMap((factor, k) => {
    const between = k === 0 ? [] : [startsWithDigit(factor) ? " \\cdot " : " "];
    return [...between, hole(factor, factors.length === 1 ? LEVEL.product : LEVEL.power)];
  });
}

/** Also true of `2^{x}`; a divisor after a number, as in `3 \cdot 2`, cannot arise: numbers below the bar are one. */
const startsWithDigit = (factor: Expression): boolean => baseOf(factor).kind === "constant";

export const powerLatex = (base: Expression, exponent: Expression): Layout => {
  if (isNegativeConstant(exponent))
    return layout(LEVEL.product, "\\frac{1}{", divisor(divisorOf(base, exponent), LEVEL.statement), "}");
  const root = rootDegree(exponent);
  if (root === 2) return layout(LEVEL.atom, "\\sqrt{", hole(base), "}");
  if (root !== undefined) return layout(LEVEL.atom, `\\sqrt[${root}]{`, hole(base), "}");
  const raised = namedPower(base, exponent);
  return raised ?? layout(LEVEL.power, hole(base, LEVEL.postfix), "^{", hole(exponent), "}");
};

/** n of the exponent 1/n. */
function rootDegree(exponent: Expression): number | undefined {
  const n = numberOf(exponent);
  return n !== undefined && isExact(n) && n.n === 1n && n.d > 1n && n.d < 10n ? Number(n.d) : undefined;
}

/** `\sin^{2}\left(x\right)`: a function with a name of its own carries a positive integer exponent on the name. */
function namedPower(base: Expression, exponent: Expression): Layout | undefined {
  const n = numberOf(exponent);
  if (base.kind !== "call" || base.operator.latexName === undefined || base.args.length !== 1) return undefined;
  if (n === undefined || !Number.isInteger(toNumber(n))) return undefined;
  return layout(
    LEVEL.power,
    base.operator.latexName,
    `^{${numberToText(n)}}`,
    "\\left(",
    hole(base.args[0]!),
    "\\right)",
  );
}
