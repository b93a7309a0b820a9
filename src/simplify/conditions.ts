/** Conditions: comparisons that facts or numbers decide, and what `and`, `or` and `not` of comparisons come to. */
import { type Call, type Expression, isCall } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { freeSymbols } from "../core/traverse.ts";
import { and, equal, not, notEqual, or } from "../operators/logic.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { isRealEverywhere } from "./domain.ts";
import { COMPARISON_OPERATORS, coverAll, decided, implied, opposite, type Region, regionOf } from "./region.ts";
import { reliableValue } from "./reliable-value.ts";
import type { Procedure } from "./rewrite.ts";

/** `x > -1` is true of a positive x, `x < x` of none, `pi > 3` by its value. Class A where the sides are real. */
const decidedComparisons: readonly Procedure[] = COMPARISON_OPERATORS.map((operator) => ({
  name: `decided ${operator.name}`,
  operator,
  apply: (e) => {
    const region = regionOf(e);
    const truth = (region && decided(region)) ?? decidedByValue(e);
    return truth === undefined ? undefined : truth ? ONE : ZERO;
  },
}));

/** `not x > y` is `x <= y`, if both are real: nothing compares with what is not. Class A. */
const negatedComparison: Procedure = {
  name: "negated-comparison",
  operator: not.operator,
  apply: ({ args: [condition] }) => {
    if (!isCall(condition!)) return undefined;
    const exact = condition.operator === equal.operator || condition.operator === notEqual.operator;
    return exact || condition.args.every(isRealEverywhere) ? opposite(condition) : undefined;
  },
};

/** `x > 0 and x > 1` is `x > 1`; `x > 1 and x < 0` is false. Class A. */
const redundantAnd: Procedure = {
  name: "redundant-and",
  operator: and.operator,
  apply: (e) =>
    withoutRedundant(
      e,
      (a, b) => implied(b, a) === true,
      (a, b) => implied(a, b) === false,
      ZERO,
    ),
};

/** `x > 0 or x > 1` is `x > 0`; `x > 0 or x < 1` is true. Class A. */
const redundantOr: Procedure = {
  name: "redundant-or",
  operator: or.operator,
  apply: (e) => withoutRedundant(e, (a, b) => implied(a, b) === true, coverAll, ONE),
};

export const CONDITIONS: readonly Procedure[] = [...decidedComparisons, negatedComparison, redundantAnd, redundantOr];

/** More conditions than these are not compared with each other. */
const MANY = 32;
/** Formulas of numbers only are evaluated up to this depth. */
const SMALL = 16;

function decidedByValue(e: Call): boolean | undefined {
  if (e.depth > SMALL || e.loose !== 0 || e.operators === ownBit(e.operator) || freeSymbols(e).length > 0)
    return undefined;
  const { value, error } = reliableValue(e, new Map());
  return error > 0 || Number.isNaN(value) ? undefined : value !== 0;
}

const ownBit = (operator: Operator): number => 1 << operator.bit;

/** Leaves out conditions that another one makes redundant; `deciding` if two of them settle the whole. */
function withoutRedundant(
  e: Call,
  isRedundant: (a: Region, b: Region) => boolean,
  decide: (a: Region, b: Region) => boolean,
  deciding: Expression,
): Expression | undefined {
  if (e.args.length > MANY) return undefined;
  if (e.args.some((condition) => e.args.includes(not(condition)))) return deciding;
  let kept: { readonly condition: Expression; readonly region: Region | undefined }[] = [];
  for (const condition of e.args) {
    const region = regionOf(condition);
    const compared = region === undefined ? [] : kept.filter((other) => other.region !== undefined);
    if (compared.some((other) => decide(other.region!, region!))) return deciding;
    if (compared.some((other) => isRedundant(region!, other.region!))) continue;
    kept = kept.filter((other) => !compared.includes(other) || !isRedundant(other.region!, region!));
    kept.push({ condition, region });
  }
  return kept.length === e.args.length ? undefined : e.operator.build(kept.map(({ condition }) => condition));
}
