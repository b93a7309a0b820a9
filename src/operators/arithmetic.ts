/**
 * Sums, products and powers in canonical form: `a - b` is `a + (-1)*b`, `a/b` is `a*b^(-1)`, `sqrt(x)` is `x^(1/2)`.
 *
 * The constructors flatten, collect equal terms and equal bases, and fold numbers; they do nothing that changes the
 * domain (`x/x` stays) and never expand. A child with more than `FLATTEN` operands is not taken apart, so work that
 * is shared stays shared.
 */
import { type Call, call, constant, type Expression, isConstant } from "../core/expression.ts";
import { addIntervals, multiplyIntervals, point } from "../core/interval.ts";
import {
  ONE as EXACT_ONE,
  isExact,
  isInteger,
  isMinusOne,
  isOdd,
  isOne,
  isZero,
  multiplyNumbers,
  type Numeric,
  negateNumber,
  powerNumbers,
} from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { powerLatex, productLatex, sumLatex } from "./arithmetic-latex.ts";
import { isNegativeTerm, powerText, productText, sumText } from "./arithmetic-text.ts";
import { Factors } from "./factors.ts";
import { filled, isFill, unfilled } from "./fill.ts";
import { HALF, isOneConstant, isZeroConstant, MINUS_ONE, numberOf, ONE, ZERO } from "./number.ts";
import { power as powerOfDoubles } from "./numeric/power.ts";
import { powerRange } from "./power-range.ts";
import { isKnownNonnegative } from "./range.ts";
import { mayBeInfinite, record } from "./record.ts";
import { compareFactors, compareTerms, isExponential, isPower, isProduct, isSum, isWhere, type Named } from "./ring.ts";
import { Terms } from "./terms.ts";

/** Sums and products of at most so many operands are absorbed into others. */
export const FLATTEN = 16;

/** `a + b + …`. */
export const add = record("+(...terms)", {
  derivative: (args, _value, cotangent) => args.map(() => cotangent),
  evaluate: (...terms) => terms.reduce((total, term) => total + term, 0),
  range: (...terms) => terms.reduce(addIntervals, point(0)),
  text: sumText,
  latex: sumLatex,
  build: (args, made) => keepingShape(args, made, buildSum),
});

/** `a * b * …`, of scalars or entry by entry. */
export const multiply = record("*(...factors)", {
  derivative: (args, _value, cotangent, wanted) => productPullback(args, cotangent, wanted),
  evaluate: (...factors) => factors.reduce((total, factor) => total * factor, 1),
  range: (...factors) => factors.reduce(multiplyIntervals, point(1)),
  text: productText,
  latex: productLatex,
  build: (args, made) => (isOnce(args) ? args[1]! : keepingShape(args, made, buildProduct)),
});

/** `1*x`: what every sweep begins with. */
const isOnce = (args: readonly Expression[]): boolean => args.length === 2 && args[0] === ONE;

/** `base ^ exponent`; real, so NaN for a negative base and an exponent that is not an integer. `0^0 = 1`. */
export const power = record("^(base, exponent)", {
  domain: "base > 0",
  derivative: ["exponent * base^(exponent - 1)", "f * log(base)"],
  evaluate: powerOfDoubles,
  range: powerRange,
  text: powerText,
  latex: powerLatex,
  build: (args, made) => keepingShape(args, made, ([base, exponent]) => buildPower(base!, exponent!)),
});

/** A product kept as a unit, so that factors it shares with other products are multiplied once. */
export const group = record("group(...factors)", {
  derivative: (args, _value, cotangent, wanted) => productPullback(args, cotangent, wanted),
  evaluate: (...factors) => factors.reduce((total, factor) => total * factor, 1),
  range: (...factors) => factors.reduce(multiplyIntervals, point(1)),
  latex: (...factors) => productLatex(...factors),
});

/** Whether the opposite is the simpler one: a negative number, `-2*x`, `-x - y`. `x - 1` and `1 - x` are both as written. */
export function isNegated(e: Expression): boolean {
  return isSum(e) ? e.args.length <= FLATTEN && e.args.every(isNegativeTerm) : isNegativeTerm(e);
}

export const negate = (e: Expression): Expression => multiply(MINUS_ONE, e);
export const subtract = (a: Expression, b: Expression): Expression => add(a, negate(b));
export const divide = (a: Expression, b: Expression): Expression => multiply(a, power(b, MINUS_ONE));
export const sqrt = (e: Expression): Expression => power(e, HALF);

/** Filled arrays count as their scalars; where nothing but scalars is left, the result is filled again. */
function keepingShape(
  args: readonly Expression[],
  made: Operator,
  build: (args: readonly Expression[], made: Operator) => Expression,
): Expression {
  const shape = made.shape(args);
  return shape.length === 0 ? build(args, made) : filled(build(args.map(unfilled), made), shape);
}

function buildSum(args: readonly Expression[], made: Operator): Expression {
  const terms = new Terms();
  for (const argument of args) {
    if (!isSum(argument) || argument.args.length > FLATTEN) terms.add(argument, withoutCoefficient(argument));
    else for (const term of argument.args) terms.add(term, withoutCoefficient(term));
  }
  const collected = terms.collect(scale);
  if (collected.some((term) => isSum(term) && term.args.length <= FLATTEN)) return buildSum(collected, made);
  const joined = joinConditionals(collected, made);
  if (joined.length < collected.length && joined.some((term) => isSum(term) || isConstant(term) || isFill(term)))
    return buildSum(joined.map(unfilled), made);
  if (joined.length < 2) return joined[0] ?? ZERO;
  return call(made, joined.sort(compareTerms), made.shape(args));
}

/** A term without its number: `x*y` of `3*x*y`. */
function withoutCoefficient(term: Expression): Expression {
  if (isConstant(term)) return ONE;
  if (!isProduct(term) || term.args[0]!.kind !== "constant") return term;
  return term.args.length === 2 ? term.args[1]! : call(term.operator, term.args.slice(1), term.shape);
}

function scale(coefficient: Numeric, rest: Expression): Expression {
  if (isOneConstant(rest)) return constant(coefficient);
  if (isOne(coefficient)) return rest;
  if ((isMinusOne(coefficient) && isSum(rest)) || hasZeroBranch(rest)) return multiply(constant(coefficient), rest);
  return call(multiply.operator, [inFront(coefficient), ...(isProduct(rest) ? rest.args : [rest])], rest.shape);
}

/** A coefficient that is not 1: a minus sign is exact, because it is written without a number. */
const inFront = (coefficient: Numeric): Expression => (isMinusOne(coefficient) ? MINUS_ONE : constant(coefficient));

/** Terms under the same condition become one: `where(c, u, 0) + where(c, 0, v)` is `where(c, u, v)`. */
function joinConditionals(terms: Expression[], made: Operator): Expression[] {
  const conditionals = terms.filter(isWhere);
  const conditions = new Set(conditionals.map(({ args }) => args[0]!));
  if (conditions.size === conditionals.length) return terms;
  const joined = [...conditions].map((condition) => {
    const same = conditionals.filter(({ args }) => args[0] === condition);
    const branch = (k: number): Expression => made.build(same.map(({ args }) => args[k]!));
    return same.length === 1 ? same[0]! : same[0]!.operator.build([condition, branch(1), branch(2)]);
  });
  return [...terms.filter((term) => !isWhere(term)), ...joined];
}

function buildProduct(args: readonly Expression[], made: Operator): Expression {
  const conditional = args.find(hasZeroBranch);
  if (conditional !== undefined) return multiplyInside(conditional, args, made);
  const factors = new Factors();
  let coefficient: Numeric = EXACT_ONE;
  const include = (factor: Expression): void => {
    if (isConstant(factor)) coefficient = multiplyNumbers(coefficient, factor.value);
    else if (!isNegatedSum(factor)) factors.multiply(factor);
    else {
      factors.multiply(negateSum(factor));
      coefficient = negateNumber(coefficient);
    }
  };
  for (const argument of args) {
    if (isProduct(argument) && argument.args.length <= FLATTEN) argument.args.forEach(include);
    else include(argument);
  }
  const collected = factors.collect(buildPower);
  if (collected.some((factor) => isConstant(factor) || (isProduct(factor) && factor.args.length <= FLATTEN))) {
    return buildProduct([constant(coefficient), ...collected], made);
  }
  const vanishes = isZero(coefficient) && !collected.some(mayBeInfinite);
  if (vanishes || collected.length === 0) return constant(coefficient);
  const [first] = collected as [Expression];
  if (collected.length === 1 && isOne(coefficient)) return first;
  if (collected.length === 1 && isMinusOne(coefficient) && isSum(first) && first.args.length <= FLATTEN) {
    return negateSum(first);
  }
  collected.sort(compareFactors);
  return call(made, isOne(coefficient) ? collected : [inFront(coefficient), ...collected], made.shape(args));
}

/** A sum of negative terms; in a product its sign belongs in front: `-(x + y)*z`. */
const isNegatedSum = (e: Expression): e is Call => isSum(e) && isNegated(e);

const negateSum = (sum: Call): Expression => call(sum.operator, sum.args.map(negate).sort(compareTerms), sum.shape);

/** A conditional with a branch that is 0; a factor beside it goes into the others, so 0 times infinity cannot arise. */
export function hasZeroBranch(e: Expression): e is Named<"where"> {
  if (!isWhere(e)) return false;
  let hasZero = false;
  const branches = e.args.slice(1);
  for (let seen = 1; branches.length > 0; seen++) {
    const branch = branches.pop()!;
    if (seen > BRANCHES) return false;
    if (isWhere(branch)) branches.push(branch.args[1]!, branch.args[2]!);
    else if (isZeroConstant(branch)) hasZero = true;
  }
  return hasZero;
}

/** Conditionals of more branches, nested ones counted, stay as they are: a factor in each would multiply work. */
const BRANCHES = 12;

function multiplyInside(conditional: Expression, args: readonly Expression[], made: Operator): Expression {
  if (conditional.kind !== "call") return conditional;
  const at = args.indexOf(conditional);
  const inside = (branch: Expression): Expression =>
    isZeroConstant(branch) ? branch : made.build(args.map((argument, k) => (k === at ? branch : argument)));
  return conditional.operator.build([conditional.args[0]!, inside(conditional.args[1]!), inside(conditional.args[2]!)]);
}

function buildPower(base: Expression, exponent: Expression): Expression {
  const [b, n] = [numberOf(base), numberOf(exponent)];
  if (n !== undefined) {
    if (isZero(n)) return ONE;
    if (isOne(n)) return base;
    const value = b === undefined ? undefined : powerNumbers(b, n);
    if (value !== undefined) return constant(value);
    if (isMinusOne(n) && !isExact(n)) return buildPower(base, MINUS_ONE); // both are written 1/x
    const folded = constantPower(base, n);
    if (folded !== undefined) return folded;
  }
  if (b !== undefined && isExact(b) && isOne(b) && !mayBeInfinite(exponent)) return base;
  if (isExponential(base)) return base.operator.build([multiply(exponent, base.args[0]!)]);
  return call(power.operator, [base, exponent], power.operator.shape([base, exponent]));
}

/** `(x*y)^2 = x^2*y^2`, `(x^3)^2 = x^6`, `(-x - y)^3 = -(x + y)^3`: each only where both sides are the same for all reals. */
function constantPower(base: Expression, exponent: Numeric): Expression | undefined {
  if (base.kind !== "call") return undefined;
  if (isProduct(base) && isInteger(exponent) && base.args.length <= FLATTEN) {
    return multiply(...base.args.map((factor) => buildPower(factor, constant(exponent))));
  }
  if (isNegatedSum(base) && isInteger(exponent)) {
    const raised = buildPower(negateSum(base), constant(exponent));
    return isOdd(exponent) ? negate(raised) : raised;
  }
  if (!isPower(base)) return undefined;
  const inner = numberOf(base.args[1]!);
  if (inner === undefined) return undefined;
  if (!mergesPowers(inner, exponent) && !isKnownNonnegative(base.args[0]!)) return undefined;
  return buildPower(base.args[0]!, constant(multiplyNumbers(inner, exponent)));
}

/** `(x^m)^n = x^(m*n)` for all real x; where m*n is no integer both sides are NaN below 0 as soon as one of m, n is none. */
function mergesPowers(m: Numeric, n: Numeric): boolean {
  if (isInteger(m) && isInteger(n)) return true;
  return (isInteger(n) || isOdd(m)) && !isInteger(multiplyNumbers(m, n));
}

/** The cotangent of each factor is that of the product times the others. */
function productPullback(
  args: readonly Expression[],
  cotangent: Expression,
  wanted: readonly boolean[],
): (Expression | undefined)[] {
  const active = args.filter((_, k) => wanted[k]);
  if (active.length <= DIRECT) {
    return args.map((_, k) => (wanted[k] ? multiply(cotangent, ...args.filter((_, j) => j !== k)) : undefined));
  }
  const before = running(active);
  const after = running(active.toReversed()).reverse();
  const others = multiply(cotangent, ...args.filter((_, k) => !wanted[k]));
  let next = 0;
  return args.map((_, k) => (wanted[k] ? multiply(others, before[next]!, after[next++]!) : undefined));
}

/** Up to so many factors, each product of the others is written out; above, products are shared from both ends. */
const DIRECT = 4;

/** The products of the first 0, 1, 2, … factors, each made of the one before. */
function running(factors: readonly Expression[]): Expression[] {
  const products: Expression[] = [ONE];
  for (let k = 0; k + 1 < factors.length; k++) {
    products.push(k === 0 ? factors[0]! : group(products[k]!, factors[k]!));
  }
  return products;
}
