/** Largest and smallest: terms that cannot win, and functions of pieces of which the facts leave one. */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { isNonnegative, isNonpositive } from "../core/interval.ts";
import type { Operator } from "../core/operator.ts";
import { negate, subtract } from "../operators/arithmetic.ts";
import { abs, ceil, floor, max, min, round } from "../operators/piecewise.ts";
import { rangeOf } from "../operators/range.ts";
import type { Procedure } from "./rewrite.ts";

/** `max(x, 0)` of a nonnegative x is x; `max(x, x + 1)` is `x + 1`. Class A. */
const beatenTerms: readonly Procedure[] = [max, min].map(({ operator }) => ({
  name: `beaten-terms-of-${operator.name}`,
  operator,
  apply: (e) => {
    const left = e.args.length <= FEW ? withoutBeaten(e) : unbeatenByRange(e);
    return left.length === e.args.length ? undefined : operator.build(left);
  },
}));

/** `max(x, min(x, y))` is x. Class A. */
const absorbedTerms: readonly Procedure[] = [max, min].map(({ operator }) => ({
  name: `absorbed-terms-of-${operator.name}`,
  operator,
  with: [max.operator, min.operator],
  apply: (e) => {
    const all = new Set(e.args);
    const left = e.args.filter((term) => !isOther(operator, term) || !term.args.some((inner) => all.has(inner)));
    return left.length === e.args.length ? undefined : operator.build(left);
  },
}));

/** `max(x, -x)` is `abs(x)`. Class A; both have the derivative 0 at 0. */
const largestOfOpposites: Procedure = {
  name: "largest-of-opposites",
  operator: max.operator,
  apply: ({ args }) => (args.length === 2 && negate(args[0]!) === args[1] ? abs(args[0]!) : undefined),
};

/** `min(x, -x)` is `-abs(x)`. Class A. */
const smallestOfOpposites: Procedure = {
  name: "smallest-of-opposites",
  operator: min.operator,
  apply: ({ args }) => (args.length === 2 && negate(args[0]!) === args[1] ? negate(abs(args[0]!)) : undefined),
};

/** `floor(n)` of an integer is n. Class A. */
const roundedIntegers: readonly Procedure[] = [floor, ceil, round].map(({ operator }) => ({
  name: `${operator.name}-of-integer`,
  operator,
  apply: ({ args: [x] }) => (rangeOf(x!).integer ? x : undefined),
}));

export const EXTREMES: readonly Procedure[] = [
  ...beatenTerms,
  ...absorbedTerms,
  largestOfOpposites,
  smallestOfOpposites,
  ...roundedIntegers,
];

/** Up to so many terms are compared with each other; beyond, each with the best bound. */
const FEW = 8;

const isOther = (operator: Operator, term: Expression): term is Call =>
  isCall(term) && term.operator === (operator === max.operator ? min : max).operator;

function withoutBeaten({ operator, args }: Call): readonly Expression[] {
  const beats = operator === max.operator ? isNonnegative : isNonpositive;
  let left: readonly Expression[] = args;
  for (const term of args) {
    const others = left.filter((other) => other !== term);
    if (others.some((other) => beats(rangeOf(subtract(other, term))))) left = others;
  }
  return left;
}

function unbeatenByRange({ operator, args }: Call): readonly Expression[] {
  const isMax = operator === max.operator;
  const sure = (term: Expression): number => (isMax ? rangeOf(term).low : -rangeOf(term).high);
  const hoped = (term: Expression): number => (isMax ? rangeOf(term).high : -rangeOf(term).low);
  const best = args.reduce((a, b) => (sure(b) > sure(a) ? b : a));
  return args.filter((term) => term === best || hoped(term) > sure(best));
}
