/** Whether two formulas have the same value wherever both are real: a proof, a counterexample, or neither. */
import type { Expression, SymbolNode } from "../core/expression.ts";
import type { Interval } from "../core/interval.ts";
import { freeSymbols } from "../core/traverse.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { subtract } from "../operators/arithmetic.ts";
import { isZeroConstant } from "../operators/number.ts";
import { type ReliableValue, reliableValue } from "./reliable-value.ts";
import { simplify } from "./simplify.ts";

export type Equivalence = "yes" | "no" | "unknown";

export interface EquivalenceOptions extends ParseOptions {
  /** Points at which the values are compared. Left out: 64. */
  readonly points?: number;
}

/**
 * `"yes"` if the difference simplifies to 0, `"no"` if the values differ at a point by more than rounding can explain,
 * `"unknown"` otherwise: that two formulas agree at many points is no proof. Points where one of them is not real say
 * nothing, so `x/x` and 1 are equivalent. Facts of the symbols bound the points; the points are the same in every call.
 *
 * @throws {ParseError} for a text that does not parse; {@link ShapeError} for two formulas of different shapes.
 * @example
 * equivalent("(x + 1)^2", "x^2 + 2x + 1") // yes
 */
export function equivalent(a: ExpressionLike, b: ExpressionLike, options: EquivalenceOptions = {}): Equivalence {
  const [left, right] = [toExpression(a, options), toExpression(b, options)];
  if (left === right || isZeroConstant(simplify(subtract(left, right)))) return "yes";
  const symbols = freeSymbols(left, right);
  if (![left, right, ...symbols].every(({ shape }) => shape.length === 0)) return "unknown";
  const random = generator();
  for (let k = 0; k < (options.points ?? POINTS); k++) {
    const point = new Map<Expression, number>(symbols.map((symbol) => [symbol, valueOfSymbol(symbol, random)]));
    if (differ(left, right, point)) return "no";
  }
  return "unknown";
}

const POINTS = 64;
/** Errors are bounds to first order; a difference has to be well beyond them. */
const SAFETY = 100;

function differ(left: Expression, right: Expression, point: ReadonlyMap<Expression, number>): boolean {
  const [a, b] = [reliableValue(left, point), reliableValue(right, point)];
  return isPrecise(a) && isPrecise(b) && Math.abs(a.value - b.value) > SAFETY * (a.error + b.error);
}

const isPrecise = ({ value, error }: ReliableValue): boolean => error <= 1e-6 * (1 + Math.abs(value));

/** Values of different sizes within the interval of a symbol. */
function valueOfSymbol({ facts }: SymbolNode, random: () => number): number {
  const value = within(facts.interval, random);
  return facts.interval.integer ? Math.round(value) : value;
}

function within({ low, high }: Interval, random: () => number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return low + (high - low) * random();
  const away = 1 / (1 - random()) - 1 + random();
  if (Number.isFinite(low)) return low + away;
  if (Number.isFinite(high)) return high - away;
  return random() < 0.5 ? -away : away;
}

/** Marsaglia (2003), Xorshift RNGs, Journal of Statistical Software 8(14): the one of 32 bits. */
function generator(): () => number {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
