/**
 * Comparisons as regions of the real line: `2*x + 1 < 3*y` says that `x - 3*y/2` lies below -1/2. Two comparisons of
 * the same term then imply or exclude each other by their bounds.
 */
import { type Call, constant, type Expression, isConstant } from "../core/expression.ts";
import type { Interval } from "../core/interval.ts";
import {
  compareNumbers,
  isExact,
  isZero,
  type Numeric,
  negateNumber,
  ONE,
  rational,
  signOf,
  toNumber,
} from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { add, divide, subtract } from "../operators/arithmetic.ts";
import { equal, greater, greaterOrEqual, less, lessOrEqual, notEqual } from "../operators/logic.ts";
import { rangeOf } from "../operators/range.ts";
import { coefficientOf, isSum, termsOf } from "../operators/ring.ts";

/** Where `term` lies: below, at or above the bound, each bit saying whether it may. */
export interface Region {
  readonly term: Expression;
  readonly bound: Numeric;
  readonly sides: number;
}

const BELOW = 1;
const AT = 2;
const ABOVE = 4;
const ANYWHERE = BELOW | AT | ABOVE;

const SIDES: ReadonlyMap<Operator, number> = new Map([
  [less.operator, BELOW],
  [lessOrEqual.operator, BELOW | AT],
  [equal.operator, AT],
  [notEqual.operator, BELOW | ABOVE],
  [greaterOrEqual.operator, AT | ABOVE],
  [greater.operator, ABOVE],
]);
const COMPARISONS = new Map([...SIDES].map(([operator, sides]) => [sides, operator]));

export const COMPARISON_OPERATORS: readonly Operator[] = [...SIDES.keys()];

/** The region of a comparison; `undefined` for any other condition. */
export function regionOf(condition: Expression): Region | undefined {
  const sides = condition.kind === "call" ? SIDES.get(condition.operator) : undefined;
  if (sides === undefined) return undefined;
  const [a, b] = (condition as Call).args as [Expression, Expression];
  const terms = termsOf(isConstant(b) ? a : subtract(a, b));
  const others = terms.filter((term) => !isConstant(term));
  const shift = isConstant(b) ? [b] : [];
  const bound = subtract(add(...shift), add(...terms.filter(isConstant)));
  return isConstant(bound) ? scaled(add(...others), bound.value, sides) : undefined;
}

/** A comparison in its shortest form: `x != -1` of `x + 1 != 0`, but sums of several terms stay together. */
export function shortComparison(condition: Expression): Expression {
  const region = regionOf(condition);
  if (region === undefined || isSum(region.term)) return condition;
  return COMPARISONS.get(region.sides)!.build([region.term, constant(region.bound)]);
}

/** The comparison that holds wherever the given one does not, if its sides are real. */
export function opposite(comparison: Call): Expression | undefined {
  const operator = COMPARISONS.get(ANYWHERE ^ (SIDES.get(comparison.operator) ?? ANYWHERE));
  return operator?.build(comparison.args);
}

/** The rest of the line. */
export const complement = (region: Region): Region => ({ ...region, sides: ANYWHERE ^ region.sides });

/** Whether the facts of the symbols say that the term lies in the region, or that it does not. */
export function decided({ term, bound, sides }: Region): boolean | undefined {
  const possible = possibleSides(rangeOf(term), toNumber(bound));
  if ((possible & sides) === 0) return false;
  return (possible & ~sides) === 0 ? true : undefined;
}

/** What the first of two regions says of the second: that the term is in it, that it is not, or nothing. */
export function implied(known: Region, asked: Region): boolean | undefined {
  if (known.term !== asked.term) return undefined;
  const inside = cells(known, asked).filter(([k]) => k);
  if (inside.every(([, a]) => a)) return true;
  return inside.every(([, a]) => !a) ? false : undefined;
}

/** Whether every number is in one of the two. */
export const coverAll = (a: Region, b: Region): boolean =>
  a.term === b.term && cells(a, b).every(([inA, inB]) => inA || inB);

/** 1 or -1 if the region is one side of 0, with 0 or without. */
export function signIn({ bound, sides }: Region): 1 | -1 | undefined {
  if (!isZero(bound)) return undefined;
  if ((sides & ~AT) === ABOVE) return 1;
  return (sides & ~AT) === BELOW ? -1 : undefined;
}

/** With 1 in front of the first term, so that `x < y` and `y > x` are the same region. */
function scaled(term: Expression, bound: Numeric, sides: number): Region {
  const first = coefficientOf(termsOf(term)[0]!);
  if (isConstant(term) || first === ONE) return { term, bound, sides };
  const divisor = isExact(first) ? first : rational(signOf(first));
  const turned = signOf(first) < 0 ? (sides & AT) | (sides & BELOW ? ABOVE : 0) | (sides & ABOVE ? BELOW : 0) : sides;
  return { term: divide(term, constant(divisor)), bound: quotient(bound, divisor), sides: turned };
}

const quotient = (bound: Numeric, divisor: Numeric): Numeric => {
  if (isExact(bound) && isExact(divisor)) return bound.div(divisor);
  return signOf(divisor) < 0 ? negateNumber(toNumber(bound) / -toNumber(divisor)) : toNumber(bound) / toNumber(divisor);
};

function possibleSides({ low, high, lowOpen, highOpen }: Interval, bound: number): number {
  const at = (low < bound || (low === bound && !lowOpen)) && (high > bound || (high === bound && !highOpen));
  return (low < bound ? BELOW : 0) | (at ? AT : 0) | (high > bound ? ABOVE : 0);
}

/** The line cut at both bounds: for each piece, whether it lies in the one and in the other. */
function cells(a: Region, b: Region): (readonly [boolean, boolean])[] {
  const order = compareNumbers(a.bound, b.bound);
  const between: readonly (readonly [number, number])[] =
    order === 0
      ? [[AT, AT]]
      : order < 0
        ? [
            [AT, BELOW],
            [ABOVE, BELOW],
            [ABOVE, AT],
          ]
        : [
            [BELOW, AT],
            [BELOW, ABOVE],
            [AT, ABOVE],
          ];
  const pieces: readonly (readonly [number, number])[] = [[BELOW, BELOW], ...between, [ABOVE, ABOVE]];
  return pieces.map(([x, y]) => [(a.sides & x) !== 0, (b.sides & y) !== 0]);
}
