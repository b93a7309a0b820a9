/** LaTeX of sums, products and powers: fractions, roots, and a dot only where digits would run together. */
import { isBinder } from "../core/binder.ts";
import type { Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, type Part } from "../core/layout.ts";
import { isExact, isInteger, type Numeric, numberToText, signOf } from "../core/number.ts";
import {
  type Divisor,
  divisorOf,
  type FractionParts,
  fraction,
  isNegativeTerm,
  readingOrder,
} from "./arithmetic-text.ts";
import { type ArrayStyle, arrayProductLayout } from "./array-product-layout.ts";
import { nameLatex } from "./name-latex.ts";
import { isNegativeConstant, numberOf, ONE } from "./number.ts";
import { baseOf, exponentOf, factorsOf, isExponential, isPower, isProduct, isSum, isWhere } from "./ring.ts";

export const sumLatex = (...terms: Expression[]): Layout => orderedSumLatex(readingOrder(terms));

/** A sum with its terms in the order given: `1 - x`. */
export function orderedSumLatex(terms: readonly Expression[]): Layout {
  const [first, ...rest] = terms as [Expression, ...Expression[]];
  const parts: Part[] = [hole(first, LEVEL.sum)];
  for (const term of rest) {
    const negative = isNegativeTerm(term);
    parts.push(negative ? " - " : " + ", negative ? productLayout(factorsOf(term), true) : hole(term, LEVEL.product));
  }
  return layout(LEVEL.sum, ...parts);
}

export const productLatex = (...factors: Expression[]): Layout => productLayout(factors, false);

/**
 * Sums over an index come last and need no parentheses there. Beside a fraction they stand behind the bar, as does a tall
 * exponential: `\frac{1}{n} \sum …`; only a quotient of two sums is one fraction. A product with a sign binds like a
 * sum: `\prod \left(-x_{i}\right)`.
 */
function productLayout(factors: readonly Expression[], negated: boolean): Layout {
  const split = fraction(factors, negated);
  if (factors.some(({ shape }) => shape.length > 0)) return arrayProductLayout(split, ARRAY_LATEX);
  const { negative, top, bottom } = split;
  const above = readingFactors(top);
  const parts = bottom.length === 0 ? product(above) : quotient({ negative, top: above, bottom });
  const level = bottom.length === 0 || above.some(isBinder) ? LEVEL.product : LEVEL.power;
  return layout(negative ? LEVEL.sum : level, negative ? "-" : "", ...parts);
}

const ARRAY_LATEX: ArrayStyle = {
  times: " \\odot ",
  over: " \\oslash ",
  parentheses: ["\\left(", "\\right)"],
  scalars: (top, bottom) => {
    if (bottom.length > 0) return [[...quotient({ negative: false, top, bottom }), " "], []];
    return [top.length === 0 ? [] : [...juxtaposed(top, 1), " "], []];
  },
  power: (base, exponent) => powerLatex(base, exponent),
};

function quotient({ top, bottom }: FractionParts): Part[] {
  const behind = bottom.some(({ base }) => isBinder(base)) ? [] : top.filter(standsBehind);
  const above = behind.length === 0 ? top : top.filter((factor) => !standsBehind(factor));
  const below = bottom.length === 1 ? [divisor(bottom[0]!, LEVEL.statement)] : bottom.flatMap(divisors);
  const bar = ["\\frac{", ...(above.length === 1 ? [hole(above[0]!)] : product(above)), "}{", ...below, "}"];
  return behind.length === 0 ? bar : [...bar, " ", ...juxtaposed(behind, 1)];
}

function standsBehind(factor: Expression): boolean {
  if (factor.kind !== "call") return false;
  return factor.operator.binder !== undefined || (isExponential(factor) && isTall(factor.args[0]!));
}

/** e first, exponentials and named functions after the rest, sums over an index last: `\left(1 - p\right) \log\left(q\right)`. */
function readingFactors(factors: readonly Expression[]): readonly Expression[] {
  const ranks = factors.map(rankOfFactor);
  if (ranks.every((rank) => rank === 1)) return factors;
  return [0, 1, 2, 3].flatMap((rank) => factors.filter((_, k) => ranks[k] === rank));
}

function rankOfFactor(factor: Expression, k: number): number {
  if (factor.kind !== "call") return factor.kind === "constant" && k === 0 ? 0 : 1;
  if (factor.operator.binder !== undefined) return 3;
  if (isExponential(factor)) return factor.args[0] === ONE ? 0 : 2;
  return isNamedValue(baseOf(factor)) ? 2 : 1;
}

const isNamedValue = (e: Expression): boolean => e.kind === "call" && e.operator.latexName !== undefined;

const product = (factors: readonly Expression[]): Part[] => (factors.length === 0 ? ["1"] : juxtaposed(factors));

const divisors = (factor: Divisor, k: number, all: readonly Divisor[]): Part[] => [
  ...(k === 0 ? [] : [between(all[k - 1]!.base, factor.base, factor.exponent)]),
  divisor(factor),
];

const divisor = ({ base, exponent }: Divisor, level: number = LEVEL.power): Part =>
  exponent === ONE ? hole(base, level) : powerLatex(base, exponent);

/** Factors side by side, after so many others. */
function juxtaposed(factors: readonly Expression[], before = 0): Part[] {
  return factors.flatMap((factor, k) => {
    const separator = k === 0 ? [] : [between(factors[k - 1]!, baseOf(factor), exponentOf(factor))];
    const alone = before + factors.length === 1 || (k === 0 && factor.kind === "constant");
    const closing = k === factors.length - 1 && isBinder(factor);
    return [...separator, hole(factor, alone || closing ? LEVEL.product : LEVEL.power)];
  });
}

/** A dot before digits, and where `σ (x + 1)` would be a function's value; a thin space beside words. */
function between(before: Expression, base: Expression, exponent: Expression): string {
  if (base.kind === "constant" && rootDegree(exponent) === undefined) return " \\cdot ";
  if (isSum(base) && isNameOfFunction(before)) return " \\cdot ";
  return isWord(baseOf(before)) || isWord(base) ? " \\, " : " ";
}

/** A word, or a letter that names one of our functions. */
const isNameOfFunction = (e: Expression): boolean =>
  isWord(e) || (e.kind === "symbol" && e.index === 0 && LETTERS_OF_FUNCTIONS.has(nameLatex(e.name).latex));

const LETTERS_OF_FUNCTIONS: ReadonlySet<string> = new Set(["\\sigma", "\\Gamma", "\\Phi", "\\psi"]);

const isWord = (e: Expression): boolean => e.kind === "symbol" && e.index === 0 && nameLatex(e.name).word;

export const powerLatex = (base: Expression, exponent: Expression): Layout => {
  if (isNegativeConstant(exponent))
    return base.shape.length > 0
      ? arrayProductLayout({ negative: false, top: [], bottom: [divisorOf(base, exponent)] }, ARRAY_LATEX)
      : layout(LEVEL.power, "\\frac{1}{", divisor(divisorOf(base, exponent), LEVEL.statement), "}");
  const root = rootDegree(exponent);
  if (root === 2) return layout(LEVEL.power, "\\sqrt{", hole(base), "}");
  if (root !== undefined) return layout(LEVEL.power, `\\sqrt[${root}]{`, hole(base), "}");
  if (base.shape.length > 0)
    return layout(LEVEL.power, hole(base, LEVEL.postfix), "^{\\circ ", hole(exponent, LEVEL.power), "}");
  const raised = namedPower(base, exponent);
  return raised ?? layout(LEVEL.power, hole(base, LEVEL.postfix), "^{", exponentLatex(exponent), "}");
};

/** n of the exponent 1/n. */
function rootDegree(exponent: Expression): number | undefined {
  const n = numberOf(exponent);
  return n !== undefined && isExact(n) && signOf(n) > 0 && n.n === 1n && n.d > 1n && n.d < 10n
    ? Number(n.d)
    : undefined;
}

/** `\sin^{2}\left(x\right)`: a function with a name of its own carries a positive integer exponent on the name. */
function namedPower(base: Expression, exponent: Expression): Layout | undefined {
  const n = numberOf(exponent);
  if (base.kind !== "call" || base.operator.latexName === undefined || base.args.length !== 1) return undefined;
  if (n === undefined || !isExact(n) || !isInteger(n)) return undefined;
  const raised = `${base.operator.latexName}^{${numberToText(n)}}`;
  return layout(LEVEL.power, raised, "\\left(", hole(base.args[0]!), "\\right)");
}

/** `e^{x}`, or `\exp\left(x\right)` where the exponent would be too tall or too long to read up there. */
export function exponentialLatex(x: Expression): Layout {
  if (x === ONE) return layout(LEVEL.atom, "e");
  return x.shape.length > 1 || isTall(x) // e^A would be the matrix exponential
    ? layout(LEVEL.power, "\\exp\\left(", hole(x), "\\right)")
    : layout(LEVEL.power, "e^{", exponentLatex(x), "}");
}

/** In an exponent a simple fraction is written with a slash: `x^{3/2}`, `e^{-x^{2}/2}`. */
function exponentLatex(exponent: Expression): Part {
  const slashed = slashedParts(exponent);
  if (slashed === undefined) return hole(exponent);
  const { negative, top, bottom } = slashed;
  return layout(LEVEL.product, negative ? "-" : "", ...product(top), "/", hole(bottom[0]!.base, LEVEL.power));
}

/** A fraction over a single letter or number, with no sum over an index. */
function slashedParts(e: Expression): FractionParts | undefined {
  const ratio = e.kind === "constant" && isRatio(e.value);
  if (!ratio && !isProduct(e) && !isNegativeConstant(exponentOf(e))) return undefined;
  const parts = fraction(factorsOf(e), false);
  const [below, ...others] = parts.bottom;
  if (below === undefined || others.length > 0 || below.exponent !== ONE || below.base.kind === "call")
    return undefined;
  return parts.top.some(isBinder) ? undefined : parts;
}

const isRatio = (value: Numeric): boolean => isExact(value) && !isInteger(value);

/** So many nodes may stand in the exponent of e. */
const LONGEST_EXPONENT = 24;

/** Whether an exponent has a fraction that a slash cannot show, a sum over an index, cases, or just too much. */
function isTall(exponent: Expression): boolean {
  const slashed = slashedParts(exponent);
  const todo = slashed === undefined ? [exponent] : [...slashed.top];
  for (let count = 0; todo.length > 0; count++) {
    const node = todo.pop()!;
    if (count + todo.length > LONGEST_EXPONENT || isTallItself(node)) return true;
    if (node.kind === "call") todo.push(...(hasNumberAsExponent(node) ? [node.args[0]!] : node.args));
  }
  return false;
}

const isTallItself = (e: Expression): boolean =>
  isBinder(e) ||
  isWhere(e) ||
  (e.kind === "constant" && isRatio(e.value)) ||
  (isPower(e) && isNegativeConstant(exponentOf(e)));

const hasNumberAsExponent = (e: Expression): boolean => isPower(e) && exponentOf(e).kind === "constant";
