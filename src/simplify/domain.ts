/**
 * What a formula needs to be real, and what of it is lost where a step makes terms cancel: `log(x) - log(x)` is real
 * only for positive x, 0 everywhere.
 */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { isEven, isInteger, isOdd, signOf } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { freeSymbols, orderOfNeeds, substitute } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { scalarSymbol } from "../notation/scope.ts";
import { multiply, power } from "../operators/arithmetic.ts";
import { expm1, log, log1mexp, log1p, log2, log10, xlogy } from "../operators/exponential.ts";
import { acosh, acoth, acsch, asech, atanh, coth, csch } from "../operators/hyperbolic.ts";
import { and, greater, greaterOrEqual, notEqual } from "../operators/logic.ts";
import { isNegativeConstant, MINUS_ONE, numberOf, ONE, ZERO } from "../operators/number.ts";
import { abs, mod } from "../operators/piecewise.ts";
import { isProved } from "../operators/prove.ts";
import { isKnownInteger, isKnownNonnegative, isKnownNonzero, isKnownPositive } from "../operators/range.ts";
import { baseOf, exponentOf, factorsOf, isPower, isProduct } from "../operators/ring.ts";
import { logit } from "../operators/sigmoidal.ts";
import { digamma, gamma, lgamma, polygamma, trigamma } from "../operators/special.ts";
import { acos, acsc, asec, asin, cot, csc, sec, tan } from "../operators/trigonometric.ts";
import { isTurned, turned } from "./orientation.ts";
import { reliableValue } from "./reliable-value.ts";

/**
 * Where functions are real, exactly. (The domain in an operator's record says where it is smooth.) A function that is
 * not here is real everywhere.
 */
// biome-ignore format: a table
export const REAL_WHERE: readonly (readonly [condition: string, ...operators: { readonly operator: Operator }[]])[] = [
  ["x > 0",                     log, log2, log10],
  ["x > -1",                    log1p],
  ["x < 0",                     log1mexp],
  ["y > 0",                     xlogy],
  ["p > 0 and p < 1",           logit],
  ["cos(x) != 0",               tan, sec],
  ["sin(x) != 0",               cot, csc],
  ["x >= -1 and x <= 1",        asin, acos],
  ["abs(x) >= 1",               asec, acsc],
  ["x >= 1",                    acosh],
  ["x > -1 and x < 1",          atanh],
  ["x > 0 and x <= 1",          asech],
  ["abs(x) > 1",                acoth],
  ["x != 0",                    csch, coth, acsch],
  ["y != 0",                    mod],
  ["x > 0 or x != round(x)",    gamma, lgamma, digamma, trigamma],
  ["x > 0",                     polygamma],
];

/** The conditions under which a call of real arguments is real; none that the facts of its symbols prove. */
export function conditionsOf({ operator, args }: Pick<Call, "operator" | "args">): readonly Expression[] {
  return conditionParts(ownCondition(operator, args)).filter((condition) => !isProved(condition) && !isTrue(condition));
}

/** Whether a formula is real wherever its symbols are. */
export function isRealEverywhere(e: Expression): boolean {
  const known = realEverywhere.get(e);
  if (known !== undefined) return known;
  for (const node of orderOfNeeds([e], undefined, realEverywhere)) {
    const real =
      !isCall(node) || (node.args.every((part) => realEverywhere.get(part)) && conditionsOf(node).length === 0);
    realEverywhere.set(node, real);
  }
  return realEverywhere.get(e)!;
}

const realEverywhere = new WeakMap<Expression, boolean>();

/**
 * The conditions of the expressions before a step that the one after it does not need any more. Both are walked from
 * the deepest node up, only as far as they differ, so the cost is that of the difference.
 */
export function lostConditions(before: readonly Expression[], after: Expression): readonly Expression[] {
  const needed = new Set<Expression>();
  const lost = new Map<Expression, Expression>();
  walkDifference(before, after, (node, isAfter) => {
    const least = leastConditions(node);
    for (const [k, condition] of conditionsOf(node).entries()) {
      if (isAfter) needed.add(least[k]!);
      else lost.set(condition, least[k]!);
    }
  });
  return [...lost.keys()].filter((condition) => !isImplied(condition, needed) && !needed.has(lost.get(condition)!));
}

/** All that a formula needs at least. */
export function allConditions(e: Expression): ReadonlySet<Expression> {
  const conditions = new Set<Expression>();
  walkDifference([e], ZERO, (node) => {
    for (const condition of leastConditions(node)) conditions.add(condition);
  });
  return conditions;
}

/** Of `x^y` it is only known that x is not negative: it is real at 0 for some y. */
const leastConditions = (node: Call): readonly Expression[] =>
  isPower(node) &&
  conditionsOf(node).length > 0 &&
  numberOf(node.args[1]!) === undefined &&
  !isKnownInteger(node.args[1]!)
    ? [greaterOrEqual(node.args[0]!, ZERO)]
    : conditionsOf(node);

/** `x != 0` and `x >= 0` follow from `x > 0`, and `x != 0` from `x*y > 0`. */
export function isImplied(condition: Expression, by: ReadonlySet<Expression>): boolean {
  if (by.has(condition)) return true;
  if (!isCall(condition) || condition.args[1] !== ZERO) return false;
  const [x] = condition.args as [Expression];
  if (by.has(greater(x, ZERO))) return true;
  if (condition.operator !== notEqual.operator) return false;
  return [...by].some((known) => isCall(known) && known.operator === greater.operator && isFactor(x, known.args[0]!));
}

const isFactor = (factor: Expression, e: Expression): boolean => isProduct(e) && e.args.includes(factor);

const BEFORE = 1;
const AFTER = 2;

/** Visits the calls that occur on one side only. */
function walkDifference(
  before: readonly Expression[],
  after: Expression,
  visit: (node: Call, isAfter: boolean) => void,
): void {
  const levels = new Map<number, Map<Expression, number>>();
  let oneSided = 0;
  const enter = (node: Expression, side: number): void => {
    const level = levels.get(node.depth) ?? new Map<Expression, number>();
    levels.set(node.depth, level);
    const known = level.get(node) ?? 0;
    if ((known | side) === known) return;
    level.set(node, known | side);
    oneSided += known === 0 ? 1 : -1;
  };
  for (const node of before) enter(node, BEFORE);
  enter(after, AFTER);
  for (let depth = Math.max(after.depth, ...before.map((node) => node.depth)); oneSided > 0 && depth > 0; depth--) {
    for (const [node, side] of levels.get(depth) ?? []) {
      if (side === (BEFORE | AFTER)) continue;
      oneSided--;
      if (!isCall(node)) continue;
      visit(node, side === AFTER);
      for (const argument of node.args) enter(argument, side);
    }
    levels.delete(depth);
  }
}

function ownCondition(operator: Operator, args: readonly Expression[]): Expression | undefined {
  if (operator === power.operator) return powerCondition(args[0]!, args[1]!);
  if (operator === log.operator) return positive(args[0]!);
  const condition = conditions().get(operator);
  if (condition === undefined) return undefined;
  return substitute(condition, new Map(operator.parameters.map((name, k) => [scalarSymbol(name), args[k]!])));
}

let compiled: ReadonlyMap<Operator, Expression> | undefined;

function conditions(): ReadonlyMap<Operator, Expression> {
  compiled ??= new Map(
    REAL_WHERE.flatMap(([text, ...functions]) =>
      functions.map(({ operator }): [Operator, Expression] => [operator, parse(text)]),
    ),
  );
  return compiled;
}

const conditionParts = (condition: Expression | undefined): readonly Expression[] =>
  condition === undefined
    ? []
    : isCall(condition) && condition.operator === and.operator
      ? condition.args
      : [condition];

function powerCondition(base: Expression, exponent: Expression): Expression | undefined {
  const n = numberOf(exponent);
  if (n !== undefined) {
    if (!isInteger(n)) return signOf(n) > 0 ? nonnegative(base) : positive(base);
    return signOf(n) > 0 ? undefined : nonzero(base);
  }
  if (isKnownPositive(base)) return undefined;
  if (!isKnownInteger(exponent)) return positive(base);
  return isKnownNonnegative(exponent) ? undefined : nonzero(base);
}

/** Conditions on what is nested deeper are left as they are. */
const SIMPLE = 64;

/** `1/x > 0` is `x > 0`, `x^2 > 0` is `x != 0`; positive factors do not count. */
function positive(e: Expression): Expression {
  if (e.depth > SIMPLE) return greater(e, ZERO);
  if (isPower(e)) {
    const n = numberOf(e.args[1]!);
    if (n !== undefined) return isEven(n) ? nonzero(e.args[0]!) : positive(e.args[0]!);
  }
  if (isCall(e) && e.operator === abs.operator) return nonzero(e.args[0]!);
  if (!isProduct(e)) return greater(e, ZERO);
  const factors = e.args.filter((factor) => !isKnownPositive(factor));
  const even = factors.filter((factor) => hasEvenExponent(factor));
  const odd = factors.filter((factor) => !even.includes(factor)).map(withSignOf);
  if (odd.length === e.args.length && odd.every((factor, k) => factor === e.args[k])) return greater(e, ZERO);
  return and(positive(multiply(...odd)), ...even.map(nonzero));
}

function nonnegative(e: Expression): Expression {
  if (e.depth > SIMPLE) return greaterOrEqual(e, ZERO);
  if (isPower(e)) {
    const n = numberOf(e.args[1]!);
    if (n !== undefined && isOdd(n)) return signOf(n) > 0 ? nonnegative(e.args[0]!) : positive(e.args[0]!);
  }
  if (!isProduct(e)) return greaterOrEqual(e, ZERO);
  const [first, ...others] = e.args.filter((factor) => !isKnownPositive(factor));
  if (first === undefined) return ONE;
  return greaterOrEqual(multiply(isNegativeConstant(first) ? MINUS_ONE : first, ...others), ZERO);
}

function nonzero(e: Expression): Expression {
  if (e.depth > SIMPLE) return notEqual(e, ZERO);
  if (isPower(e)) return nonzero(e.args[0]!);
  if (isCall(e) && (e.operator === abs.operator || e.operator === expm1.operator)) return nonzero(e.args[0]!);
  if (isProduct(e))
    return and(
      ...factorsOf(e)
        .filter((factor) => !isKnownNonzero(factor))
        .map(nonzero),
    );
  return notEqual(isTurned(e) ? turned(e) : e, ZERO);
}

function hasEvenExponent(factor: Expression): boolean {
  const n = numberOf(exponentOf(factor));
  return n !== undefined && isEven(n);
}

/** `x` of `1/x` and of `x^3`, which have its sign; -1 for a negative number. */
function withSignOf(factor: Expression): Expression {
  if (isNegativeConstant(factor)) return MINUS_ONE;
  const n = numberOf(exponentOf(factor));
  return n !== undefined && isOdd(n) ? baseOf(factor) : factor;
}

/** A condition on numbers alone, by its value. */
function isTrue(condition: Expression): boolean {
  if (condition.depth > SIMPLE || condition.loose !== 0 || freeSymbols(condition).length > 0) return false;
  const { value, error } = reliableValue(condition, new Map());
  return value === 1 && error === 0;
}
