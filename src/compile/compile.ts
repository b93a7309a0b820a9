/** Expressions as fast functions of numbers and arrays. */
import type { Variable } from "../calculus/derivative.ts";
import { expandDerivatives } from "../calculus/phases.ts";
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { onStack } from "../core/stack.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { specialize } from "../simplify/simplify.ts";
import { Callable, type CompiledFunction } from "./callable.ts";
import { inputsOf } from "./inputs.ts";
import { type Backend, makeKernel } from "./kernel.ts";
import { lower } from "./lower.ts";
import { countScheduled } from "./operations.ts";
import type { OutputValue } from "./outputs.ts";
import { schedule } from "./schedule.ts";

export type { ArrayInput } from "./array-input.ts";
export type { CompiledFunction, InputValue, NamedInputs } from "./callable.ts";
export type { OutputValue } from "./outputs.ts";

export interface CompileOptions extends ParseOptions {
  /**
   * The order of positional inputs, by name or symbol; left out: by name. Names that do not occur are allowed and not
   * looked at.
   */
  readonly inputs?: readonly Variable[];
  /** Left out: JavaScript, or the interpreter where code cannot be made at run time. Both give the same numbers. */
  readonly backend?: Backend;
}

/**
 * A fast function that computes a formula, or several named ones with all work shared. Sums over data stay loops, and
 * sizes are read off the arrays. A scalar gives a number, a vector a `Float64Array`, anything above
 * `{ data, shape }` with the entries row by row; name the type where it is not a number.
 *
 * @throws UnsupportedError for what has no machine form; ParseError for a text that does not parse.
 * @example
 * compile("a*x + b")({ a: 2, b: 1, x: 3 }) // 7
 */
export function compile<Result extends OutputValue = number>(
  e: ExpressionLike,
  options?: CompileOptions,
): CompiledFunction<Result>;
export function compile<Name extends string, Result extends OutputValue = number>(
  e: Readonly<Record<Name, ExpressionLike>>,
  options?: CompileOptions,
): CompiledFunction<Readonly<Record<Name, Result>>>;
export function compile(
  e: ExpressionLike | Readonly<Record<string, ExpressionLike>>,
  options: CompileOptions = {},
): CompiledFunction<unknown> {
  if (isFormula(e)) return compileExpressions(new Map([["value", toExpression(e, options)]]), options, true);
  const outputs = Object.entries(e).map(([name, formula]) => [name, toExpression(formula, options)] as const);
  return compileExpressions(new Map(outputs), options, false);
}

/** The same for a map; with `bare` the function gives a number instead of an object. A limit is for the interpreter. */
export function compileExpressions(
  expressions: ReadonlyMap<string, Expression>,
  options: CompileOptions,
  bare: boolean,
  limit?: number,
): CompiledFunction<unknown> {
  if (expressions.size === 0) throw new UnsupportedError("There is nothing to compile");
  return onStack(() => compiled(expressions, options, bare, limit));
}

function compiled(
  expressions: ReadonlyMap<string, Expression>,
  options: CompileOptions,
  bare: boolean,
  limit: number | undefined,
): CompiledFunction<unknown> {
  const outputs = new Map([...expressions].map(([name, e]) => [name, prepared(e)]));
  const shapes = [...expressions].map(([name, { shape }]) => ({ name, shape }));
  const inputs = inputsOf([...expressions.values()], options.inputs);
  const program = lower(
    outputs,
    inputs.open.flatMap(({ symbol }) => symbol ?? []),
  );
  const scheduled = schedule(program);
  const kernel = makeKernel(program, scheduled, options.backend, limit);
  const operations = countScheduled(scheduled).weighted;
  return new Callable({ program, kernel, operations, outputs: shapes, bare }, inputs, new Map()).function();
}

/** Derivatives in the formula are worked out, and it gets the stable form for code. */
const prepared = (e: Expression): Expression => specialize(expandDerivatives(e));

const isFormula = (e: ExpressionLike | object): e is ExpressionLike =>
  typeof e !== "object" || ("kind" in e && typeof e.kind === "string");
