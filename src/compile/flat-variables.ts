/** Variables that are numbers, vectors and matrices, one behind the other in one flat vector, as minimizers see them. */
import { symbolsOf, type Variable } from "../calculus/derivative.ts";
import { DomainError } from "../core/error.ts";
import type { Expression, Shape, SymbolNode } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import type { ParseOptions } from "../notation/parse.ts";
import { evaluateReference } from "../operators/evaluate.ts";
import { findSizes, type Sized } from "../operators/sizes.ts";
import { isSize } from "../operators/symbol.ts";
import { toText } from "../operators/text.ts";
import { Entries } from "./array-input.ts";
import type { NamedInputs } from "./callable.ts";
import { read } from "./inputs.ts";
import type { OutputValue } from "./outputs.ts";

/** Where one variable stands in the flat vector. */
export interface Place {
  readonly symbol: SymbolNode;
  /** Empty for a number. */
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

export class FlatVariables {
  readonly places: readonly Place[];
  readonly dimension: number;
  /** The sizes that the data and the first point fix. */
  readonly sizes: ReadonlyMap<SymbolNode, number>;

  /**
   * The variables of a formula; the sizes of arrays follow from the data and from a first point, which may be of some
   * variables only.
   *
   * @throws {DomainError} for an array whose sizes are unknown; {@link ShapeError} for values whose shapes do not go
   *   together.
   */
  constructor(
    e: Expression,
    variables: readonly Variable[],
    data: NamedInputs,
    first: NamedInputs = {},
    options: ParseOptions = {},
  ) {
    const symbols = symbolsOf(variables, [e], options);
    this.sizes = sizesFrom([...freeSymbols(e), ...symbols], { ...data, ...first });
    let from = 0;
    this.places = symbols.map((symbol) => {
      const shape = sizesOf(symbol, symbol.shape, this.sizes);
      const place = { symbol, shape, from, to: from + lengthOf(shape) };
      from = place.to;
      return place;
    });
    this.dimension = from;
  }

  get symbols(): readonly SymbolNode[] {
    return this.places.map(({ symbol }) => symbol);
  }

  get names(): readonly string[] {
    return this.places.map(({ symbol }) => symbol.name);
  }

  /**
   * The flat vector of a point. A variable that is left out is `otherwise` in every entry, if that is given.
   *
   * @throws {DomainError} for a name that is no variable, or a variable without a value; {@link ShapeError} for an
   *   array of another shape.
   */
  flat(point: NamedInputs, otherwise?: number): Float64Array {
    const { names, places } = this;
    const unknown = Object.keys(point).find((name) => !names.includes(name));
    if (unknown !== undefined) throw new DomainError(`${unknown} is not among the variables ${names.join(", ")}`);
    const given = places.filter(({ symbol }) => otherwise === undefined || Object.hasOwn(point, symbol.name));
    const values = given.map(({ symbol }) => readValue(symbol, point));
    const arrays = given.flatMap(({ symbol }, k) => sized(symbol, values[k]));
    findSizes(arrays, this.sizes, false); // throws where sizes disagree
    const out = new Float64Array(this.dimension).fill(otherwise ?? 0);
    for (const [k, { from }] of given.entries()) {
      const value = values[k]!;
      if (typeof value === "number") out[from] = value;
      else out.set(value.data, from);
    }
    return out;
  }

  /** The variables of a flat vector: numbers, vectors, and entries with their shape. */
  byName(x: Float64Array): Record<string, OutputValue> {
    return Object.fromEntries(
      this.places.map(({ symbol, shape, from, to }) => {
        if (shape.length === 0) return [symbol.name, x[from]!];
        const data = x.slice(from, to);
        return [symbol.name, shape.length === 1 ? data : { data, shape }];
      }),
    );
  }
}

/** The indices of the k-th entry of an array, which count from 1. */
export function indicesOf(k: number, shape: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = k;
  for (const size of [...shape].reverse()) {
    indices.unshift((rest % size) + 1);
    rest = Math.floor(rest / size);
  }
  return indices;
}

function sizesFrom(symbols: readonly SymbolNode[], values: NamedInputs): Map<SymbolNode, number> {
  const sizes = freeSymbols(...symbols.flatMap(({ shape }) => shape));
  const given = [...new Set([...symbols, ...sizes])]
    .filter(({ name }) => Object.hasOwn(values, name))
    .map((symbol) => [symbol, readValue(symbol, values)] as const);
  const known = given.filter((pair): pair is readonly [SymbolNode, number] => isSize(pair[0]));
  const arrays = given.flatMap(([symbol, value]) => sized(symbol, value));
  return findSizes(arrays, new Map(known), false);
}

const readValue = (symbol: SymbolNode, values: NamedInputs): number | Entries | undefined =>
  read({ name: symbol.name, symbol }, values[symbol.name]);

const sized = ({ name, shape }: SymbolNode, entries: number | Entries | undefined): Sized[] =>
  entries instanceof Entries ? [{ name, shape, entries }] : [];

function sizesOf({ name }: SymbolNode, shape: Shape, sizes: ReadonlyMap<SymbolNode, number>): number[] {
  const unknown = freeSymbols(...shape).find((size) => !sizes.has(size));
  if (unknown === undefined) return shape.map((dimension) => evaluateReference(dimension, sizes));
  throw new DomainError(
    `The size ${toText(unknown)} of ${name} is unknown`,
    `Give ${name} a start, or ${toText(unknown)} a value among the data.`,
  );
}

const lengthOf = (shape: readonly number[]): number => shape.reduce((count, size) => count * size, 1);
