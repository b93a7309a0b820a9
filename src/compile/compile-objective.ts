/**
 * A scalar formula as an objective: value, gradient and Hessian as functions of its variables in one flat vector, all
 * else being bound. Compiled once, it serves a search, a gradient check and standard errors.
 */
import type { Variable } from "../calculus/derivative.ts";
import { hessianProductForCode } from "../calculus/for-code.ts";
import { DomainError } from "../core/error.ts";
import { type Expression, isScalar, type SymbolNode } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import { type ExpressionLike, type ParseOptions, toExpression } from "../notation/parse.ts";
import { isSize, symbol } from "../operators/symbol.ts";
import type { CompiledFunction, NamedInputs } from "./callable.ts";
import { compile } from "./compile.ts";
import { FlatVariables } from "./flat-variables.ts";
import { valueAndGradient, valueGradientAndHessian } from "./value-and-gradient.ts";
import type { VectorFunction } from "./vector-function.ts";

export interface ObjectiveOptions extends ParseOptions {
  /** The variables, in the order of the flat vector; the entries of arrays stand row by row. */
  readonly variables: readonly Variable[];
  /** Values for everything else in the formula, and for sizes that occur in variables only. */
  readonly data?: NamedInputs;
  /** A point that fixes the sizes that occur in variables only. */
  readonly start?: NamedInputs;
}

/**
 * What `compileObjective` gives. After the first evaluation another one allocates nothing, but for the order of chains of
 * three matrices and more, a few numbers each.
 */
export interface CompiledObjective {
  readonly variables: FlatVariables;
  readonly dimension: number;
  readonly value: (x: Float64Array) => number;
  /** The value; the gradient is written. */
  readonly valueAndGradient: (x: Float64Array, gradient: Float64Array) => number;
  /** Writes the Hessian row by row; it is compiled when it is first asked for. */
  readonly hessian: (x: Float64Array, out: Float64Array) => void;
}

/**
 * The objective of a scalar formula with the data bound. The Hessian by numbers is one program with value and
 * gradient; if an array is among the variables, it is put together from its exact products with the unit vectors, so
 * that it costs `dimension` products.
 *
 * @throws {ShapeError} for data of another shape than declared; {@link DomainError} for data that are missing, or
 *   sizes that do not follow from the data or the start.
 * @example
 * const objective = compileObjective("norm(A*x)^2", {
 *   symbols: "A: matrix(n, d); x: vector(d)",
 *   variables: ["x"],
 *   data: { A: [[1, 2], [0, 1]] },
 * });
 * objective.dimension // 2
 * const slopes = new Float64Array(2);
 * objective.valueAndGradient(objective.variables.flat({ x: [1, -1] }), slopes) // 2
 * [...slopes] // [-2,-6]
 */
export function compileObjective(e: ExpressionLike, options: ObjectiveOptions): CompiledObjective {
  const { data = {}, start = {} } = options;
  const input = toExpression(e, options);
  const variables = new FlatVariables(input, options.variables, data, start, options);
  checkData(input, variables, data);
  const bound = binding(variables, data);
  const first = bound((order) => valueAndGradient(input, variables.symbols, order));
  const { dimension } = variables;
  const out = new Float64Array(1 + dimension);
  let second: Hessian | undefined;
  return {
    variables,
    dimension,
    value: (x) => first(out, x)[0]!,
    valueAndGradient: (x, gradient) => {
      first(out, x);
      for (let k = 0; k < dimension; k++) gradient[k] = out[k + 1]!;
      return out[0]!;
    },
    hessian: (x, entries) => {
      second ??= (variables.symbols.every(isScalar) ? byEntries : byProducts)(input, variables, bound);
      second(x, entries);
    },
  };
}

/** Whether a formula is compiled already. */
export const isCompiledObjective = (e: ExpressionLike | CompiledObjective): e is CompiledObjective =>
  typeof e === "object" && "valueAndGradient" in e;

/** An objective and a point of its variables; or a formula with variables, and a point of everything in it. */
export type ObjectiveAtPoint =
  | readonly [objective: CompiledObjective, point: NamedInputs]
  | readonly [
      e: ExpressionLike,
      variables: readonly Variable[],
      point: NamedInputs,
      options?: ParseOptions | undefined,
    ];

/** Both as an objective and a flat vector. */
export function objectiveAt(given: ObjectiveAtPoint): readonly [objective: CompiledObjective, x: Float64Array] {
  if (isCompiledAtPoint(given)) return [given[0], given[0].variables.flat(given[1])];
  const [e, variables, point, options = {}] = given;
  const names = new Set(variables.map((variable) => (typeof variable === "string" ? variable : variable.name)));
  const part = (inside: boolean): NamedInputs =>
    Object.fromEntries(Object.entries(point).filter(([name]) => names.has(name) === inside));
  const [start, data] = [part(true), part(false)];
  const objective = compileObjective(e, { ...options, variables, data, start });
  return [objective, objective.variables.flat(start)];
}

const isCompiledAtPoint = (given: ObjectiveAtPoint): given is readonly [CompiledObjective, NamedInputs] =>
  isCompiledObjective(given[0]);

/** Sizes follow from arrays; whatever else is no variable needs a value. */
function checkData(input: Expression, { names }: FlatVariables, data: NamedInputs): void {
  const missing = freeSymbols(input).find(
    (symbol) => !isSize(symbol) && !names.includes(symbol.name) && !Object.hasOwn(data, symbol.name),
  );
  if (missing !== undefined) throw new DomainError(`${missing.name} has no value`, "Give it one among the data.");
}

type Hessian = CompiledObjective["hessian"];
type Compiling = (order: { readonly inputs: readonly Variable[] }) => CompiledFunction<unknown>;
type Bound = (compiling: Compiling, directions?: readonly SymbolNode[]) => VectorFunction;

/** Binds data and sizes to what is compiled, and makes it a function of the variables, and of directions behind them. */
function binding({ symbols, sizes }: FlatVariables, data: NamedInputs): Bound {
  const given = Object.fromEntries([...sizes].map(([{ name }, size]) => [name, size]));
  const values = { ...given, ...data };
  return (compiling, directions = []) => {
    const open = [...symbols, ...directions];
    const compiled = compiling({ inputs: [...open, ...Object.keys(values)] });
    return compiled.bind(values).vector(open.map(({ name }) => name));
  };
}

function byEntries(input: Expression, { symbols, dimension }: FlatVariables, bound: Bound): Hessian {
  const second = bound((order) => valueGradientAndHessian(input, symbols, order));
  const out = new Float64Array(1 + dimension + dimension ** 2);
  const entries = out.subarray(1 + dimension);
  return (x, hessian) => {
    second(out, x);
    hessian.set(entries);
  };
}

function byProducts(input: Expression, { symbols, dimension }: FlatVariables, bound: Bound): Hessian {
  // No name that a formula can have ends with a stroke.
  const directions = symbols.map(({ name, shape }) => symbol(`${name}'`, [], shape));
  const parts = hessianProductForCode(input, symbols, directions);
  const outputs = Object.fromEntries(parts.map((part, k) => [symbols[k]!.name, part]));
  const product = bound((order) => compile(outputs, order), directions);
  const given = new Float64Array(2 * dimension);
  const row = new Float64Array(dimension);
  return (x, hessian) => {
    given.set(x);
    for (let k = 0; k < dimension; k++) {
      given[dimension + k] = 1;
      hessian.set(product(row, given), k * dimension);
      given[dimension + k] = 0;
    }
  };
}
