/** Derivatives as formulas: of one variable, of many, of vectors of formulas, and their products with vectors. */

import { freshSymbol } from "../core/binder.ts";
import { within } from "../core/budget.ts";
import { ShapeError, UnsupportedError } from "../core/error.ts";
import { type Expression, type SymbolNode, sameItems } from "../core/expression.ts";
import { onStack } from "../core/stack.ts";
import { freeSymbols } from "../core/traverse.ts";
import { type ExpressionLike, type ParseOptions, type Symbols, scopeOf, toExpression } from "../notation/parse.ts";
import { namedConstant } from "../notation/resolve-name.ts";
import { scalarSymbol } from "../notation/scope.ts";
import { add } from "../operators/arithmetic.ts";
import { filled } from "../operators/fill.ts";
import { ONE } from "../operators/number.ts";
import { shapeText, toText } from "../operators/text.ts";
import { isFunctionSymbol } from "../operators/undefined-function.ts";
import { stabilizeDerivative } from "../simplify/simplify.ts";
import { forwardSweep } from "./forward.ts";
import { linearMapOf } from "./linear-map.ts";
import { derivativeOfOrder } from "./order.ts";
import { prepare, present, presentAll } from "./phases.ts";
import { reverseSweep } from "./reverse.ts";

/** A variable by name, or its symbol. */
export type Variable = string | SymbolNode;
/** What belongs to each of several variables, by name. */
export type ByName<T> = Readonly<Record<string, T>>;

/**
 * The derivative of a scalar formula by a scalar variable, `order` times.
 *
 * @throws {UnsupportedError} if an operator has no derivative; {@link ParseError} for a text that does not parse;
 *   {@link LimitError} for a derivative of high order that grows beyond the limit of operations.
 * @example
 * toText(derivative("sin(x)^2", "x")) // 2*cos(x)*sin(x)
 */
export function derivative(e: ExpressionLike, variable: Variable, order = 1, options: ParseOptions = {}): Expression {
  const input = toExpression(e, options);
  const [x] = symbolsOf([variable], [input], options) as [SymbolNode];
  if (x.shape.length > 0)
    throw new UnsupportedError(`${x.name} is an array`, "Take the gradient by it: gradient(e, …).");
  const prepared = prepare(scalar(input), options.limits?.operations);
  return present(
    within(options.limits?.operations, () => derivativeOfOrder(prepared, x, order)),
    input,
  );
}

/**
 * The gradient of a scalar formula: the derivative by one variable, or by each of several, all from one sweep.
 *
 * @example
 * toText(gradient("x^2*y", ["x", "y"]).x) // 2*x*y
 */
export function gradient(e: ExpressionLike, variable: Variable, options?: ParseOptions): Expression;
export function gradient(e: ExpressionLike, variables: readonly Variable[], options?: ParseOptions): ByName<Expression>;
export function gradient(
  e: ExpressionLike,
  by: Variable | readonly Variable[],
  options: ParseOptions = {},
): Expression | ByName<Expression> {
  const input = toExpression(e, options);
  const [symbols, pack] = variablesOf(by, [input], options);
  return pack(presentAll(sweepAll(prepare(scalar(input)), symbols), input));
}

/**
 * The derivative of a formula by a variable, either of which may be an array: the entries of the result have the indices
 * of the formula, then those of the variable. Of several formulas by several variables: one row for each formula, one
 * column for each variable.
 *
 * @example
 * toText(jacobian("exp(A*x)", "x", { symbols: "A: matrix(m, n); x: vector(n)" })) // diag(exp(A*x))*A
 * @example
 * jacobian(["x*y", "x + y"], ["x", "y"]).map((row) => row.map(toText)) // [["y","x"],["1","1"]]
 */
export function jacobian(formula: ExpressionLike, variable: Variable, options?: ParseOptions): Expression;
export function jacobian(
  formulas: readonly ExpressionLike[],
  variables: readonly Variable[],
  options?: ParseOptions,
): Expression[][];
export function jacobian(
  formulas: ExpressionLike | readonly ExpressionLike[],
  variables: Variable | readonly Variable[],
  options: ParseOptions = {},
): Expression | Expression[][] {
  const [several, by] = [[formulas].flat() as ExpressionLike[], [variables].flat() as Variable[]];
  const inputs = several.map((formula) => toExpression(formula, options));
  const rows = rowsOf(
    inputs.map((input) => prepare(input)),
    symbolsOf(by, inputs, options),
  );
  const shown = rows.map((row, k) => presentAll(row, inputs[k]!));
  return Array.isArray(formulas) ? shown : shown[0]![0]!;
}

/**
 * The second derivatives of a scalar formula: one formula for one variable, or by name and name for several. The entries
 * of a block have the indices of its row's variable, then those of its column's.
 *
 * @example
 * toText(hessian("x^2*y", ["x", "y"]).x.y) // 2*x
 */
export function hessian(e: ExpressionLike, variable: Variable, options?: ParseOptions): Expression;
export function hessian(
  e: ExpressionLike,
  variables: readonly Variable[],
  options?: ParseOptions,
): ByName<ByName<Expression>>;
export function hessian(
  e: ExpressionLike,
  by: Variable | readonly Variable[],
  options: ParseOptions = {},
): Expression | ByName<ByName<Expression>> {
  const input = toExpression(e, options);
  const [symbols, pack] = variablesOf(by, [input], options);
  const rows = rowsOf(sweepAll(prepare(scalar(input)), symbols), symbols);
  const entries = presentAll(rows.flat(), input);
  const count = symbols.length;
  return pack(rows.map((_, k) => pack(entries.slice(k * count, (k + 1) * count)))) as
    | Expression
    | ByName<ByName<Expression>>;
}

/**
 * The directional derivative: the Jacobian of a formula times a vector, given as one tangent for each variable. It has
 * the shape of the formula.
 *
 * @example
 * toText(jvp("x*y", { x: "u", y: "v" })) // u*y + v*x
 */
export function jvp(e: ExpressionLike, tangents: ByName<ExpressionLike>, options: ParseOptions = {}): Expression {
  const input = toExpression(e, options);
  const [tangent] = forwardSweep([prepare(input)], directionOf(tangents, [input], options));
  return present(filled(tangent!, input.shape), input);
}

/**
 * A vector times the Jacobian of several formulas: for each variable, the sum of the derivatives weighted by the
 * cotangents of the formulas.
 *
 * @throws {ShapeError} unless there is one cotangent for each formula, of its shape.
 * @example
 * toText(vjp(["x*y", "x + y"], ["u", "v"], ["x", "y"]).x) // u*y + v
 */
export function vjp(
  formulas: readonly ExpressionLike[],
  cotangents: readonly ExpressionLike[],
  variables: readonly Variable[],
  options: ParseOptions = {},
): ByName<Expression> {
  if (formulas.length !== cotangents.length) {
    throw new ShapeError(`${formulas.length} formulas need as many cotangents, here are ${cotangents.length}`);
  }
  const inputs = formulas.map((formula) => toExpression(formula, options));
  const [symbols, pack] = variablesOf(variables, inputs, options);
  const seeds = cotangents.map((cotangent, k) => shapedLike(inputs[k]!, toExpression(cotangent, options)));
  const parts = reverseSweep(
    weighted(
      inputs.map((input) => prepare(input)),
      seeds,
    ),
    symbols,
  );
  return pack(parts.map((part) => present(part, inputs[0]!))) as ByName<Expression>;
}

/**
 * The Hessian times a vector, given as one tangent for each variable: the derivative of the gradient along it, at a
 * cost that does not grow with the number of variables.
 *
 * @example
 * toText(hvp("x^2*y", { x: "u", y: "v" }).y) // 2*u*x
 */
export function hvp(
  e: ExpressionLike,
  tangents: ByName<ExpressionLike>,
  options: ParseOptions = {},
): ByName<Expression> {
  const input = toExpression(e, options);
  const [symbols, pack] = variablesOf(Object.keys(tangents), [input], options);
  const gradients = sweepAll(prepare(scalar(input)), symbols);
  const products = forwardSweep(gradients, directionOf(tangents, [input], options));
  return pack(presentAll(products, input)) as ByName<Expression>;
}

const sweepAll = (e: Expression, symbols: readonly SymbolNode[]): Expression[] =>
  reverseSweep(new Map([[e, ONE]]), symbols);

/** Row by row in reverse, or column by column forward, whichever takes fewer sweeps; an array has no row in reverse. */
export function rowsOf(outputs: readonly Expression[], symbols: readonly SymbolNode[]): Expression[][] {
  const areScalars = outputs.every(({ shape }) => shape.length === 0);
  const isFewer = outputs.length <= symbols.length || symbols.some(({ shape }) => shape.length > 0);
  if (areScalars && isFewer) return outputs.map((output) => sweepAll(output, symbols));
  const columns = symbols.map((symbol) => columnOf(outputs, symbol));
  return outputs.map((_, k) => columns.map((column) => column[k]!));
}

/** The derivatives of all outputs by one symbol; those by an array are read off the tangents, which are linear in its own. */
function columnOf(outputs: readonly Expression[], symbol: SymbolNode): Expression[] {
  if (symbol.shape.length === 0) return forwardSweep(outputs, new Map([[symbol, ONE]]));
  const tangent = freshSymbol(symbol.shape);
  const products = forwardSweep(outputs, new Map([[symbol, tangent]]));
  return onStack(() => products.map((product) => linearMapOf(stabilizeDerivative(product), tangent)));
}

/** Cotangents by output; an output that stands twice gets the sum. */
function weighted(outputs: readonly Expression[], cotangents: readonly Expression[]): Map<Expression, Expression> {
  const sums = new Map<Expression, Expression>();
  for (const [k, output] of outputs.entries()) {
    const known = sums.get(output);
    sums.set(output, known === undefined ? cotangents[k]! : add(known, cotangents[k]!));
  }
  return sums;
}

function directionOf(
  tangents: ByName<ExpressionLike>,
  inputs: readonly Expression[],
  options: ParseOptions,
): Map<Expression, Expression> {
  const symbols = symbolsOf(Object.keys(tangents), inputs, options);
  return new Map(symbols.map((symbol) => [symbol, toExpression(tangents[symbol.name]!, options)]));
}

function variablesOf(by: Variable | readonly Variable[], inputs: readonly Expression[], options: ParseOptions) {
  const one = typeof by === "string" || "kind" in by;
  const symbols = symbolsOf(one ? [by] : by, inputs, options);
  const pack = <T>(parts: readonly T[]): T | ByName<T> =>
    one ? parts[0]! : Object.fromEntries(symbols.map(({ name }, k) => [name, parts[k]!]));
  return [symbols, pack] as const;
}

/** The symbols of the given names as the formulas have them, else as they are declared; any other name is a real scalar. */
export function symbolsOf(
  variables: readonly Variable[],
  inputs: readonly Expression[],
  { symbols }: ParseOptions = {},
): SymbolNode[] {
  const known = new Map(freeSymbols(...inputs).map((symbol) => [symbol.name, symbol]));
  const named = (name: string): SymbolNode => known.get(name) ?? declared(name, symbols) ?? undeclared(name);
  return variables.map((variable) => requireVariable(typeof variable === "string" ? named(variable) : variable));
}

/** What is declared under a name but does not occur: its derivative has its shape, too. */
function declared(name: string, symbols: Symbols | undefined): SymbolNode | undefined {
  const found = symbols === undefined ? undefined : scopeOf(symbols).symbols.get(name);
  return found?.kind === "symbol" ? found : undefined;
}

/** A derivative by a function would be 0, as one by what does not occur is. */
function requireVariable(symbol: SymbolNode): SymbolNode {
  if (!isFunctionSymbol(symbol)) return symbol;
  throw new UnsupportedError(`${symbol.name} is a function, not a variable`, "Differentiate by its argument.");
}

/** A derivative by e would be 0, which nobody can want who asks for it. */
function undeclared(name: string): SymbolNode {
  if (namedConstant(name) === undefined) return scalarSymbol(name);
  throw new UnsupportedError(
    `${name} is a constant, not a variable`,
    `If a variable is meant, declare it: { symbols: { ${name}: "real" } }.`,
  );
}

/** @throws {UnsupportedError} for an array. */
export function scalar(e: Expression): Expression {
  if (e.shape.length === 0) return e;
  throw new UnsupportedError(`${toText(e)} is an array`, "Take its jacobian, or differentiate a sum of its entries.");
}

/** A cotangent of the shape of its formula; a scalar counts for every entry. */
function shapedLike(formula: Expression, cotangent: Expression): Expression {
  if (cotangent.shape.length === 0 || sameItems(cotangent.shape, formula.shape))
    return filled(cotangent, formula.shape);
  throw new ShapeError(
    `${toText(formula)} is ${shapeText(formula.shape)}, but its cotangent ${toText(cotangent)} is ${shapeText(cotangent.shape)}`,
  );
}
