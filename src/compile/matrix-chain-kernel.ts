/**
 * The product of three matrices and more, in the order that takes the fewest multiplications for their sizes (the
 * dynamic program of Godbole, "On efficient computation of matrix chain products", 1973).
 */
import type { ArrayKernel } from "./array-kernel.ts";
import { matrixMatrix } from "./matrix-product-kernel.ts";
import { roomFor } from "./outputs.ts";

/** For each factor its array, rows, columns, and strides from row to row and from column to column. */
export const MATRIX_CHAIN: ArrayKernel = {
  name: "matrixChain",
  writes: true,
  run: matrixChain,
  operations: (...numbers) => chainCost(sizesAmong(numbers)) / 8, // as for two: a tile does many at a time
};

interface Factor {
  readonly array: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Of each factor its rows, then the columns of the last one. */
const sizesAmong = (numbers: readonly number[]): number[] => [
  ...numbers.filter((_, k) => k % 4 === 0),
  numbers[numbers.length - 3]!,
];

/** The multiplications of the best order, for factors of size[k] × size[k + 1]. */
export const chainCost = (sizes: readonly number[]): number => splits(sizes).cost;

interface Order {
  readonly cost: number;
  /** After which factor the product of those from i to j is split; at i*count + j. */
  readonly split: readonly number[];
}

function splits(sizes: readonly number[]): Order {
  const count = sizes.length - 1;
  const costs = new Array<number>(count * count).fill(0);
  const split = new Array<number>(count * count).fill(0);
  for (let length = 2; length <= count; length++) {
    for (let i = 0, j = length - 1; j < count; i++, j++) {
      let best = Infinity;
      for (let k = i; k < j; k++) {
        const cost = costs[i * count + k]! + costs[(k + 1) * count + j]! + sizes[i]! * sizes[k + 1]! * sizes[j + 1]!;
        if (cost >= best) continue;
        best = cost;
        split[i * count + j] = k;
      }
      costs[i * count + j] = best;
    }
  }
  return { cost: costs[count - 1]!, split };
}

/** For products on the way, by the place of their first factor and that of their last; kept for the next call. */
const rooms: Float64Array[] = [];

function matrixChain(out: Float64Array, ...given: (Float64Array | number)[]): void {
  const factors = Array.from({ length: given.length / 5 }, (_, k) => factorOf(given.slice(5 * k, 5 * k + 5)));
  const count = factors.length;
  const { split } = splits([...factors.map(({ rows }) => rows), factors[count - 1]!.columns]);
  const product = (i: number, j: number): Factor => {
    if (i === j) return factors[i]!;
    const k = split[i * count + j]!;
    const [a, b] = [product(i, k), product(k + 1, j)];
    const isWhole = i === 0 && j === count - 1;
    const array = isWhole ? out : roomAt(i * count + j, a.rows * b.columns);
    const strides = [a.rowStride, a.columnStride, b.rowStride, b.columnStride] as const;
    matrixMatrix(array, a.array, b.array, a.rows, a.columns, b.columns, ...strides);
    return { array, rows: a.rows, columns: b.columns, rowStride: b.columns, columnStride: 1 };
  };
  product(0, count - 1);
}

function factorOf(given: readonly (Float64Array | number)[]): Factor {
  const [array, rows, columns, rowStride, columnStride] = given as [Float64Array, number, number, number, number];
  return { array, rows, columns, rowStride, columnStride };
}

function roomAt(place: number, length: number): Float64Array {
  if ((rooms[place]?.length ?? -1) < length) rooms[place] = roomFor(length);
  return rooms[place]!;
}
