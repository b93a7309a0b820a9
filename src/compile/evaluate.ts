/** The value of a formula at one point: exact if everything is, otherwise a double of its stable form. */
import { expandDerivatives } from "../calculus/phases.ts";
import { DomainError } from "../core/error.ts";
import { type Expression, isConstant, type SymbolNode } from "../core/expression.ts";
import { isExact, type Rational, toNumber } from "../core/number.ts";
import { onStack } from "../core/stack.ts";
import { freeSymbols, substitute as substituteAll } from "../core/traverse.ts";
import { OPERATIONS } from "../core/work.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { integerOf } from "../operators/number.ts";
import { findSizes } from "../operators/sizes.ts";
import { isSize } from "../operators/symbol.ts";
import { toText } from "../operators/text.ts";
import { type ArrayInput, entriesOf } from "./array-input.ts";
import type { CompiledFunction, NamedInputs } from "./callable.ts";
import { compileExpressions } from "./compile.ts";
import type { OutputValue } from "./outputs.ts";

/** A number, an array, or an exact value as text or expression: `"1/3"`. */
export type PointValue = number | string | Expression | ArrayInput;
export type Point = Readonly<Record<string, PointValue>>;

/**
 * The value at a point. An exact ratio that is no integer comes as a `Fraction`, which computes like a number; an array
 * as a `Float64Array`, with its shape if it has more than one axis.
 *
 * @throws {DomainError} if a symbol has no value, naming all that lack one; {@link LimitError} for sums, products and
 *   arrays that take more operations than the limit.
 * @example
 * evaluate("x^2 + 1/3", { x: "1/3" }).toFraction() // 4/9
 */
export function evaluate<Result extends OutputValue = number>(
  e: ExpressionLike,
  point: Point = {},
  options: ParseOptions = {},
): Result | number | Rational {
  const input = expandDerivatives(toExpression(e, options), options.limits?.operations);
  const { exact, rest } = split(point);
  const formula = substitute(input, exact);
  const integer = integerOf(formula);
  if (integer !== undefined) return integer;
  if (isConstant(formula)) return isExact(formula.value) ? likeNumber(formula.value) : formula.value;
  const f = limited<Result>(formula, options.limits?.operations ?? OPERATIONS);
  return onStack(() => f(inputsOf(formula, withSizes(input, rest))));
}

/** The values with the sizes that their arrays fix: an array may have gone out of the formula, and its size not. */
function withSizes(
  input: Expression,
  values: ReadonlyMap<string, number | ArrayInput>,
): ReadonlyMap<string, number | ArrayInput> {
  const arrays = freeSymbols(input).flatMap(({ name, shape }) => {
    const value = values.get(name);
    return shape.length === 0 || value === undefined
      ? []
      : [{ name, shape, entries: entriesOf(name, value, shape.length) }];
  });
  const sizes = [...findSizes(arrays, new Map(), true)].map(([{ name }, size]) => [name, size] as const);
  return new Map([...sizes, ...values]);
}

/** A ratio of long integers too is the double nearest to it where it is computed with: theirs alone would be infinite. */
function likeNumber(value: Rational): Rational {
  if (!Number.isNaN(value.valueOf())) return value;
  return Object.defineProperty(value.clone(), "valueOf", { value: () => toNumber(value) });
}

const limited = <Result>(formula: Expression, operations: number): CompiledFunction<Result> =>
  compileExpressions(
    new Map([["value", formula]]),
    { backend: "interpreter" },
    true,
    operations,
  ) as CompiledFunction<Result>;

/**
 * Puts formulas in the place of symbols, by name and all at once.
 *
 * @example
 * toText(substitute("x^2 + y", { x: "y + 1" })) // y + (y + 1)^2
 */
export function substitute(
  e: ExpressionLike,
  replacements: Readonly<Record<string, ExpressionLike>>,
  options: ParseOptions = {},
): Expression {
  const input = expandDerivatives(toExpression(e, options));
  const found = freeSymbols(input).filter(({ name }) => Object.hasOwn(replacements, name));
  const values = new Map(found.map((symbol) => [symbol, replacement(symbol, replacements[symbol.name]!)]));
  return onStack(() => substituteAll(input, values));
}

function replacement(symbol: SymbolNode, by: ExpressionLike): Expression {
  const expression = toExpression(by);
  if (expression.shape.length === symbol.shape.length) return expression;
  throw new DomainError(`${toText(expression)} cannot stand for ${symbol.name}: one is an array, the other is not`);
}

/** Exact values are put into the formula; doubles and arrays wait for the evaluation. */
function split(point: Point): { exact: Record<string, Expression | string>; rest: Map<string, number | ArrayInput> } {
  const exact: Record<string, Expression | string> = Object.create(null);
  const rest = new Map<string, number | ArrayInput>();
  for (const [name, value] of Object.entries(point)) {
    if (typeof value === "string" || (typeof value === "object" && "kind" in value)) exact[name] = value;
    else rest.set(name, value);
  }
  return { exact, rest };
}

/** The inputs of a formula among the given values. */
function inputsOf(formula: Expression, values: ReadonlyMap<string, number | ArrayInput>): NamedInputs {
  const symbols = freeSymbols(formula);
  const missing = symbols.filter((symbol) => !values.has(symbol.name) && !isSize(symbol)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new DomainError(
      `${missing.join(", ")} ${missing.length === 1 ? "has" : "have"} no value`,
      `Give one: { ${missing[0]}: … }.`,
    );
  }
  const names = new Set(symbols.map(({ name }) => name));
  return Object.fromEntries([...values].filter(([name]) => names.has(name)));
}
