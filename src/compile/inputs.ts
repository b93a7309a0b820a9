/** The inputs of a compiled function: which there are, and their values by the slots of the program. */
import { DomainError, ShapeError } from "../core/error.ts";
import { type Expression, isScalar, type SymbolNode } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import { findSizes, type Sized, sizesFixedBy } from "../operators/sizes.ts";
import { isSize } from "../operators/symbol.ts";
import { shapeText } from "../operators/text.ts";
import { type Entries, entriesOf } from "./array-input.ts";
import type { Program } from "./program.ts";

export interface Input {
  readonly name: string;
  /** Left out for a name that does not occur in the expressions: its value is not looked at. */
  readonly symbol: SymbolNode | undefined;
}

export interface Inputs {
  readonly open: readonly Input[];
  /** Sizes that arrays fix: they may be given, and are checked then. */
  readonly fixed: readonly Input[];
}

/** The values by slot; `undefined` for what is not known yet. */
export interface Slots {
  readonly scalars: readonly (number | undefined)[];
  readonly arrays: readonly (Float64Array | undefined)[];
  readonly sizes: readonly (number | undefined)[];
}

/**
 * The inputs in the order asked for, else by name; sizes that an array fixes are no inputs unless asked for.
 *
 * @throws DomainError if one name has two declarations, or an input is missing from the order.
 */
export function inputsOf(outputs: readonly Expression[], asked: readonly (string | SymbolNode)[] | undefined): Inputs {
  const symbols = new Map<string, SymbolNode>();
  for (const symbol of freeSymbols(...outputs)) declare(symbols, symbol);
  for (const input of asked ?? []) if (typeof input !== "string") declare(symbols, input);
  const order = asked?.map((input) => (typeof input === "string" ? input : input.name));
  const fixed = sizesFixedBy([...symbols.values()].map(({ shape }) => shape));
  for (const symbol of fixed) declare(symbols, symbol);
  const needed = [...symbols.values()].filter((symbol) => !fixed.has(symbol)).map(({ name }) => name);
  const ordered = new Set(order ?? needed);
  const missing = needed.find((name) => !ordered.has(name));
  if (missing !== undefined) throw new DomainError(`${missing} is missing from the inputs`);
  const names = order ?? needed.sort();
  const twice = names.length > ordered.size && names.find((name, k) => names.indexOf(name) !== k);
  if (twice) throw new DomainError(`${twice} is an input twice`);
  const inputs = (list: readonly string[]): Input[] => list.map((name) => ({ name, symbol: symbols.get(name) }));
  return {
    open: inputs(names),
    fixed: inputs([...fixed].map(({ name }) => name).filter((name) => !ordered.has(name))),
  };
}

/** Whether an input is a number that is no size. */
export const isNumber = ({ symbol }: Input): boolean => symbol === undefined || (isScalar(symbol) && !isSize(symbol));

function declare(symbols: Map<string, SymbolNode>, symbol: SymbolNode): void {
  const known = symbols.get(symbol.name);
  if (known !== undefined && known !== symbol) {
    const [a, b] = [known, symbol].map(({ shape, facts }) => [shapeText(shape), facts.text].filter(Boolean).join(", "));
    throw new DomainError(`${symbol.name} is declared twice: as ${a} and as ${b}`);
  }
  symbols.set(symbol.name, symbol);
}

/** Reads one value as what its input asks for: a number, or the entries of an array. */
export function read({ name, symbol }: Input, value: unknown): number | Entries | undefined {
  if (value === undefined) throw new DomainError(`${name} has no value`, `Give one: { ${name}: … }.`);
  if (symbol === undefined) return undefined;
  if (!isScalar(symbol)) return entriesOf(name, value, symbol.shape.length);
  if (typeof value === "number") return isSize(symbol) ? sizeOf(name, value) : value;
  if (typeof value === "object" && value !== null) throw new ShapeError(`${name} is a scalar, but was given an array`);
  throw new DomainError(`${name} is no number`);
}

function sizeOf(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 0) return value;
  throw new DomainError(`The size ${name} is ${value}`, "Sizes are integers from 0.");
}

/** The named sizes, from values that were read. */
export const sizesAmong = (
  values: ReadonlyMap<Input, number | Entries | undefined>,
  moreToCome: boolean,
): Map<SymbolNode, number> => bySymbolOf(values, moreToCome).sizes;

/** Values that were read, by slot; sizes are found from the arrays, as far as they can be if more values are to come. */
export function fill(
  program: Program,
  values: ReadonlyMap<Input, number | Entries | undefined>,
  moreToCome: boolean,
): Slots {
  const { bySymbol, sizes } = bySymbolOf(values, moreToCome);
  return {
    scalars: program.scalars.map((symbol) => bySymbol.get(symbol) as number | undefined),
    arrays: program.arrays.map((symbol) => (bySymbol.get(symbol) as Entries | undefined)?.data),
    sizes: program.sizes.map((symbol) => sizes.get(symbol)),
  };
}

function bySymbolOf(values: ReadonlyMap<Input, number | Entries | undefined>, moreToCome: boolean) {
  const bySymbol = new Map<SymbolNode, number | Entries>();
  for (const [{ symbol }, value] of values) {
    if (symbol !== undefined && value !== undefined) bySymbol.set(symbol, value);
  }
  const arrays: Sized[] = [];
  const given = new Map<SymbolNode, number>();
  for (const [symbol, value] of bySymbol) {
    if (typeof value !== "number") arrays.push({ name: symbol.name, shape: symbol.shape, entries: value });
    else if (isSize(symbol)) given.set(symbol, value);
  }
  return { bySymbol, sizes: findSizes(arrays, given, moreToCome) };
}
