/** Evaluation to any number of digits, in the big numbers of mathjs. */
import type { BigNumber } from "mathjs";
import { expandDerivatives } from "../calculus/phases.ts";
import { DomainError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import type { Rational } from "../core/number.ts";
import { type ExpressionLike, type Symbols, toExpression } from "../notation/parse.ts";
import type { Limits } from "../notation/parse-syntax.ts";
import { toText } from "../operators/text.ts";
import type { Value } from "./entries.ts";
import { type Given, valuesBySymbol } from "./given.ts";
import { type Arithmetic, big } from "./precise/arithmetic.ts";
import { preciseMeanings } from "./precise/meanings.ts";
import { settle } from "./precise/settle.ts";
import { type Numbers, valueIn } from "./walk.ts";

/** A double with all its bits, an exact integer or ratio, a big number, or a number as decimal text: `"0.1"`. */
export type PreciseNumber = number | bigint | string | BigNumber | Rational;
/** Values by name; arrays nested, flat with a shape, typed, or as matrices of mathjs. */
export type PreciseValues = Readonly<Record<string, Given<PreciseNumber>>>;

export interface EvaluateOptions {
  /** Significant digits of the result, up to 400. */
  readonly precision?: number;
  /** Declarations for a formula given as text. */
  readonly symbols?: Symbols;
  readonly limits?: Limits;
}

/**
 * The value of a scalar formula to so many significant digits (50), as a BigNumber of mathjs. Integers and ratios are
 * exact; a double, also one written as a decimal in the formula, counts with all its bits, so `0.1` is
 * 0.1000000000000000055511151231257827…; give `"0.1"` or write `1/10` for a tenth. Sums run over ranges, sizes follow
 * from the arrays, conditions are 1 and 0. The last digits hold even where the formula cancels: it is computed
 * with more digits until two results agree.
 *
 * @throws {DomainError} if a symbol has no value; {@link ShapeError} for an array of another shape;
 *   {@link UnsupportedError} for an array or an undefined function; {@link LimitError} beyond 400 digits, or for sums
 *   and products that take more operations than the limit.
 * @example
 * import { evaluate } from "nabla/mathjs"
 * evaluate("erf(1/2) + log(x)", { x: 3 }, { precision: 30 }).toString() // 1.61911216648115622907799189081
 */
export function evaluate(e: ExpressionLike, values: PreciseValues = {}, options: EvaluateOptions = {}): BigNumber {
  const { precision = 50, symbols = {}, limits = {} } = options;
  const root = toExpression(e, { symbols, limits });
  const known = (a: Arithmetic) => valuesBySymbol<PreciseNumber, BigNumber>(root, values, (value) => toBig(a, value));
  return evaluateWith(root, known, precision, limits.operations);
}

/** The same with values by symbol. */
export function evaluateWith(
  e: Expression,
  values: (a: Arithmetic) => ReadonlyMap<Expression, Value<BigNumber>>,
  precision: number,
  limit?: number,
): BigNumber {
  if (e.shape.length > 0)
    throw new UnsupportedError(`${toText(e)} is an array`, "Evaluate its entries, or a sum of them.");
  const root = expandDerivatives(e);
  return settle((a) => valueIn(root, values(a), preciseNumbers(a), limit), precision);
}

const preciseNumbers = (a: Arithmetic): Numbers<BigNumber> => ({
  name: "big numbers",
  cost: 400,
  constant: (value) => big(a, value),
  count: (value) => value.toNumber(),
  range: function* (first, last) {
    for (let i = first; i.lte(last); i = i.plus(1)) yield i;
  },
  meanings: preciseMeanings(a),
});

/** A big number of another class is copied with all its digits. */
function toBig(a: Arithmetic, value: PreciseNumber): BigNumber {
  if (typeof value === "number") return big(a, value);
  if (typeof value === "bigint") return new a.Big(String(value));
  if (typeof value === "object" && "n" in value) return big(a, value);
  try {
    return new a.Big(typeof value === "string" ? value : value.toString());
  } catch {
    throw new DomainError(`${JSON.stringify(value)} is not a number`);
  }
}
