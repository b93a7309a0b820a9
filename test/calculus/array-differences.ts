/** Jacobians of arrays by differences of their values, at points with small sizes that differ from each other. */
import { compile, type OutputValue } from "../../src/compile/compile.ts";
import type { Expression, SymbolNode } from "../../src/core/expression.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { isSize } from "../../src/operators/symbol.ts";

const SIZES: Readonly<Record<string, number>> = { n: 4, m: 3, k: 2, d: 5, p: 6, q: 7, h: 3, r: 5 };

export const flat = (value: OutputValue): number[] =>
  typeof value === "number" ? [value] : Array.from("data" in value ? value.data : value);

/** Entries between 0.3 and 1.7, the same for the same name, which obey the facts of the symbol. */
function entriesOf({ name, shape, facts }: SymbolNode): { data: Float64Array; shape: number[] } {
  const sizes = shape.map((size) => SIZES[(size as SymbolNode).name]!);
  const length = sizes.reduce((product, size) => product * size, 1);
  const seed = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const data = Float64Array.from({ length }, (_, k) => 1 + 0.7 * Math.sin(seed + 2.7 * k));
  const width = sizes.at(-1) ?? 1;
  if (facts.interval.integer) return { data: data.map((_, k) => 1 + ((2 * k) % 3)), shape: sizes };
  if (facts.words.includes("symmetric"))
    return {
      data: data.map((_, at) => data[(at % width) * width + Math.floor(at / width)]! + data[at]!),
      shape: sizes,
    };
  if (!facts.words.includes("simplex")) return { data, shape: sizes };
  const rowSum = (row: number): number => data.slice(row * width, (row + 1) * width).reduce((sum, each) => sum + each);
  return { data: data.map((each, at) => each / rowSum(Math.floor(at / width))), shape: sizes };
}

const pointOf = (e: Expression): Record<string, OutputValue> =>
  Object.fromEntries(
    freeSymbols(e).map((symbol) => {
      if (isSize(symbol)) return [symbol.name, SIZES[symbol.name]!];
      return [symbol.name, symbol.shape.length === 0 ? entriesOf(symbol).data[0]! : entriesOf(symbol)];
    }),
  );

export function valueAt(e: Expression, changed: Record<string, OutputValue> = {}): OutputValue {
  const f = compile<OutputValue>(e);
  const point = { ...pointOf(e), ...changed };
  return f(Object.fromEntries(f.inputs.map((name) => [name, point[name] ?? SIZES[name]!])) as never);
}

/** The entries of the formula by those of the variable, row by row; differences of order 4 at steps of h. */
export function jacobianByDifferences(e: Expression, by: string, h = 1e-3): number[] {
  const symbol = freeSymbols(e).find(({ name }) => name === by)!;
  const { data, shape } = entriesOf(symbol);
  const at = (k: number, change: number): number[] => {
    const moved = data.with(k, data[k]! + change);
    return flat(valueAt(e, { [by]: symbol.shape.length === 0 ? moved[0]! : { data: moved, shape } }));
  };
  const columns = Array.from({ length: symbol.shape.length === 0 ? 1 : data.length }, (_, k) => {
    const [a, b, c, d] = [at(k, -2 * h), at(k, -h), at(k, h), at(k, 2 * h)] as [number[], number[], number[], number[]];
    return a.map((_, row) => (a[row]! - 8 * b[row]! + 8 * c[row]! - d[row]!) / (12 * h));
  });
  return columns[0]!.flatMap((_, row) => columns.map((column) => column[row]!));
}
