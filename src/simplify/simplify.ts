/** The phases that rewrite: simplify for reading, stabilize for numbers, and back to the words of the input. */

import { UnsupportedError } from "../core/error.ts";
import { type Expression, makeSymbol } from "../core/expression.ts";
import { facts, intersect } from "../core/facts.ts";
import { type Interval, interval, NEGATIVE, NONNEGATIVE, POSITIVE } from "../core/interval.ts";
import { freeSymbols, substitute } from "../core/traverse.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { ANGLES } from "./angles.ts";
import { ARRAY_PARTS, CODE_ARRAYS, PRODUCT_SUMS, READABLE_ARRAYS, STABLE_ARRAYS } from "./arrays.ts";
import { CONDITIONALS, READABLE_CONDITIONALS } from "./conditionals.ts";
import { CONDITIONS } from "./conditions.ts";
import { allConditions, isImplied } from "./domain.ts";
import { LOGARITHMS_OF_FACTORS, READABLE_SHARES, SHARES } from "./exponential-sums.ts";
import { EXTREMES } from "./extremes.ts";
import { EXPONENTIAL, HYPERBOLIC, READABLE_EXPONENTIAL, ROOTS, SPECIAL, TRIGONOMETRIC } from "./identities.ts";
import { INDEX_FORM } from "./index-form.ts";
import { LIMITS, POWERS_AT_ZERO } from "./limits.ts";
import { LOGARITHMS, READABLE_LOGARITHMS, STABLE_LOGARITHMS } from "./logarithms.ts";
import { MAGNITUDES } from "./magnitudes.ts";
import { MATRIX_FACTORS } from "./matrix-factors.ts";
import { PARTS_IN_CODE, PARTS_OVER_INDEX } from "./parts-over-index.ts";
import { EXPONENTIALS, POWERS, SHARED_EXPONENTIALS, TURNS } from "./powers.ts";
import { RADICALS } from "./radicals.ts";
import { shortComparison } from "./region.ts";
import { type Context, newContext, rewrite, rewriteAll, ruleSet } from "./rewrite.ts";
import { READABLE_SCATTERS, SCATTERS } from "./scatters.ts";
import { SIMPLEX_SUMS } from "./simplex.ts";
import { NEAR_ONE, STABILITY } from "./stability.ts";
import { COMMON_NUMBERS, SUMS } from "./sums.ts";
import { TOTALS } from "./total.ts";
import { weightOf } from "./weight.ts";
import { wordsBack } from "./words.ts";

/** Class A, or with their conditions: used in every phase but the one for code. */
const IDENTITIES = [
  ...[EXPONENTIAL, ROOTS, TRIGONOMETRIC, HYPERBOLIC, SPECIAL],
  ...[LOGARITHMS, POWERS, RADICALS, MAGNITUDES, ANGLES, EXTREMES, CONDITIONS, CONDITIONALS],
];
const READABLE = [
  TOTALS,
  PRODUCT_SUMS,
  READABLE_EXPONENTIAL,
  READABLE_SHARES,
  READABLE_LOGARITHMS,
  READABLE_CONDITIONALS,
];

/** What every phase begins with, so that arrays have one form. */
const ARRAYS = [PARTS_OVER_INDEX, INDEX_FORM, ARRAY_PARTS, SCATTERS];
/** Forms that keep their digits. */
const STABLE = [STABLE_ARRAYS, LOGARITHMS_OF_FACTORS, STABILITY, SHARES];

/** The rules of each phase. */
export const PHASES = {
  reading: ruleSet(...ARRAYS, SIMPLEX_SUMS, ...IDENTITIES, ...READABLE, TURNS, EXPONENTIALS, MATRIX_FACTORS, SUMS),
  stable: ruleSet(...ARRAYS, ...STABLE, ...IDENTITIES, STABLE_LOGARITHMS, NEAR_ONE, EXPONENTIALS),
  stableDerivative: ruleSet(
    ...ARRAYS,
    LOGARITHMS_OF_FACTORS,
    STABILITY,
    EXPONENTIAL,
    LOGARITHMS,
    STABLE_LOGARITHMS,
    NEAR_ONE,
    SHARED_EXPONENTIALS,
  ),
  code: ruleSet(
    ...ARRAYS,
    PARTS_IN_CODE,
    CODE_ARRAYS,
    ...STABLE,
    EXPONENTIAL,
    HYPERBOLIC,
    ROOTS,
    LOGARITHMS,
    STABLE_LOGARITHMS,
    NEAR_ONE,
    SHARED_EXPONENTIALS,
    LIMITS,
    POWERS_AT_ZERO,
  ),
  presented: ruleSet(
    ...ARRAYS,
    SIMPLEX_SUMS,
    ...IDENTITIES,
    ...READABLE,
    SHARED_EXPONENTIALS,
    READABLE_ARRAYS,
    READABLE_SCATTERS,
    MATRIX_FACTORS,
    SUMS,
    COMMON_NUMBERS,
  ),
} as const;

export interface SimplifyOptions extends ParseOptions {
  /** Conditions to take for granted, such as `"x > 0"`. */
  readonly assume?: string | readonly string[];
  /** `generic` cancels `x/x`, which assumes x is not 0; `strict` changes nothing at any point. */
  readonly mode?: Context["mode"];
  /** The most rules that may fire. */
  readonly budget?: number;
}

/** A simplified formula, and what it assumes. */
export interface Simplified {
  readonly expression: Expression;
  /** The points where the result has a value but the input had none are those where one of these fails. */
  readonly conditions: readonly Expression[];
  /** Whether no rule applies any more; if the budget ended before, the formula is the best so far. */
  readonly complete: boolean;
}

/**
 * A shorter formula with the same value.
 *
 * @throws {UnsupportedError} for an assumption that is not the sign of a symbol.
 * @example
 * toText(simplify("7*(-t-13)-4-12t")) // -19*t - 95
 */
export const simplify = (e: ExpressionLike, options: SimplifyOptions = {}): Expression =>
  simplified(e, options, newContext(options.mode, options.budget)).expression;

/**
 * A shorter formula, and the conditions under which it has the same value.
 *
 * @throws {UnsupportedError} for an assumption that is not the sign of a symbol.
 * @example
 * simplifyWithConditions("x^2/x").conditions.map(toText) // ["x != 0"]
 */
export const simplifyWithConditions = (e: ExpressionLike, options: SimplifyOptions = {}): Simplified =>
  simplified(e, options, newContext(options.mode, options.budget, true));

function simplified(e: ExpressionLike, options: SimplifyOptions, context: Context): Simplified {
  const input = toExpression(e, options);
  const assumed = assumptions(input, [options.assume ?? []].flat());
  const start = substitute(input, assumed);
  const found = rewrite(start, PHASES.reading(), context);
  // A square may come to stand over a product, which is longer when it stands at every factor.
  const inside = weightOf(found) <= weightOf(start) ? found : start;
  const back = new Map([...assumed].map(([symbol, known]) => [known, symbol]));
  const needed = context.conditions.size === 0 ? new Set<Expression>() : allConditions(inside);
  const lost = [...context.conditions].filter((condition) => !isImplied(condition, needed)).map(shortComparison);
  return {
    expression: substitute(inside, back),
    conditions: [...new Set(lost)].map((condition) => substitute(condition, back)),
    complete: !context.exhausted,
  };
}

/** The form that keeps its digits: before differentiating. */
export const stabilize = (e: Expression): Expression => rewrite(e, PHASES.stable(), newContext());

/** The same for a derivative, where exponentials are shared and stay as they are. */
export const stabilizeDerivative = (e: Expression): Expression => stabilizeDerivatives([e])[0]!;

export const stabilizeDerivatives = (all: readonly Expression[]): Expression[] =>
  rewriteAll(all, PHASES.stableDerivative(), newContext());

/** The form for code: stable, and with the limits that belong to the functions. */
export const specialize = (e: Expression): Expression => rewrite(e, PHASES.code(), newContext());

/** The form for reading results that came from `input`: in the functions that the input is written in. */
export const presentAll = (all: readonly Expression[], input: Expression): Expression[] =>
  rewriteAll(wordsBack(all, input), PHASES.presented(), newContext());

const SIGNS: Readonly<Record<string, Interval>> = {
  ">": POSITIVE,
  ">=": NONNEGATIVE,
  "<": NEGATIVE,
  "<=": interval(-Infinity, 0),
};

/** Symbols with the facts that assumptions add to theirs. */
function assumptions(e: Expression, conditions: readonly string[]): Map<Expression, Expression> {
  const symbols = new Map(freeSymbols(e).map((symbol) => [symbol.name, symbol]));
  const assumed = new Map<Expression, Expression>();
  for (const text of conditions) {
    const [, name, sign] = /^\s*([^<>=!\s]+)\s*(>=|<=|>|<)\s*0\s*$/.exec(text) ?? [];
    if (name === undefined)
      throw new UnsupportedError(`"${text}" cannot be assumed`, 'Assume the sign of a symbol: "x > 0".');
    const symbol = symbols.get(name);
    if (symbol === undefined) continue;
    const known = assumed.get(symbol) ?? symbol;
    if (known.kind !== "symbol") continue;
    const narrowed = facts(intersect(known.facts.interval, SIGNS[sign!]!), known.facts.words);
    assumed.set(symbol, makeSymbol(symbol.name, symbol.shape, narrowed));
  }
  return assumed;
}
