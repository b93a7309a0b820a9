/**
 * Arrays of zeros with a part elsewhere: what is made of them stands at the same place. So derivatives of formulas with
 * slices come out as diagonals and their neighbours. All of it holds for any reals (class A), and for slices that lie
 * within their arrays, as they must.
 */
import type { Call, Expression } from "../core/expression.ts";
import { add, multiply, subtract } from "../operators/arithmetic.ts";
import { concatenate } from "../operators/concatenation.ts";
import { fill } from "../operators/fill.ts";
import { isRange, isWhole, wholeAxis } from "../operators/integer-range.ts";
import { eye, matmul } from "../operators/matrix.ts";
import { isEye } from "../operators/matrix-kinds.ts";
import { integer, integerOf, ONE, ZERO } from "../operators/number.ts";
import { offDiagonal } from "../operators/off-diagonal.ts";
import { factorsOf, type Named, termsOf } from "../operators/ring.ts";
import { isScatter, joinedSubscript, part, scatter, sizesOf, slice, subscriptsOf } from "../operators/subscript.ts";
import { diagonalOf } from "./arrays.ts";
import type { Procedure } from "./rewrite.ts";

/** `eye(n)[2:n, :]` is an identity matrix among zeros. */
const partOfIdentity: Procedure = {
  name: "part-of-identity",
  operator: slice.operator,
  with: [eye.operator],
  apply: ({ args: [matrix, rows, columns] }) => {
    if (!isEye(matrix!)) return undefined;
    const size = matrix.args[0]!;
    const [isRows, isColumns] = [isStretch(rows!), isStretch(columns!)];
    if (isRows && isWhole(columns!, size)) {
      const count = rows!.shape[0]!;
      return scatter(eye(count), count, size, wholeAxis(count), rows!);
    }
    if (!isColumns || !isWhole(rows!, size)) return undefined;
    const count = columns!.shape[0]!;
    return scatter(eye(count), size, count, columns!, wholeAxis(count));
  },
};

/** A product with a part among zeros needs that part alone, and stands among zeros itself; of each term of a sum of such. */
const productWithScatter: Procedure = {
  name: "product-with-scatter",
  operator: matmul.operator,
  with: [scatter.operator],
  apply: ({ args }) => {
    for (const [k, factor] of args.entries()) {
      const placed = termsOf(factor).map(placedOf);
      if (!placed.every((part) => part !== undefined)) continue;
      const before = args.slice(0, k);
      const after = args.slice(k + 1);
      if (before.length > 0 && placed.every(isMatrix))
        return matmulOf(add(...placed.map((part) => fromLeft(matmulOf(...before), part))), ...after);
      if (after.length > 0 && placed.every(isMatrix))
        return matmulOf(...before, add(...placed.map((part) => fromRight(part, matmulOf(...after)))));
    }
    return undefined;
  },
};

/** What is among zeros among zeros, and each term of a sum of such. */
const scatterOfScatter: Procedure = {
  name: "scatter-of-scatter",
  operator: scatter.operator,
  apply: ({ args: [value, ...rest] }) => {
    const placed = termsOf(value!).map(placedOf);
    if (!placed.every((part) => part !== undefined)) return undefined;
    const moved = placed.map(({ scale, array }) => {
      const places = subscriptsOf(rest).map((outer, axis) =>
        outer.shape.length === 0
          ? undefined
          : joinedSubscript(outer, subscriptsOf(array.args.slice(1))[axis]!, sizesOf(rest)[axis]!),
      );
      if (!places.every((place) => place !== undefined)) return undefined;
      return multiply(...scale, scatter(array.args[0]!, ...sizesOf(rest), ...places));
    });
    return moved.every((term) => term !== undefined) ? add(...moved) : undefined;
  },
};

/** Parts at the same place are added up. */
const joinedScatters: Procedure = {
  name: "joined-scatters",
  operator: add.operator,
  with: [scatter.operator],
  apply: (e) => {
    const byPlace = new Map<string, Placed[]>();
    for (const part of e.args.map(placedOf)) {
      if (part === undefined) continue;
      const key = part.array.args
        .slice(1)
        .map(({ serial }) => serial)
        .join();
      byPlace.set(key, [...(byPlace.get(key) ?? []), part]);
    }
    const joined = [...byPlace.values()].filter((parts) => parts.length > 1);
    if (joined.length === 0) return undefined;
    const terms = new Set(joined.flat().map(({ term }) => term));
    return add(...e.args.filter((term) => !terms.has(term)), ...joined.map(together));
  },
};

/** For a reader: a vector among zeros, `[0; x]`. */
const vectorAmongZeros: Procedure = {
  name: "vector-among-zeros",
  operator: scatter.operator,
  apply: ({ args: [vector, size, place] }) => {
    if (vector!.shape.length !== 1 || size === undefined || place === undefined || !isStretch(place)) return undefined;
    return padded(vector!, place, size);
  },
};

/** For a reader: a diagonal that is part of the main one or of one beside it; an identity is one, too. */
const diagonalAmongZeros: Procedure = {
  name: "diagonal-among-zeros",
  operator: scatter.operator,
  apply: ({ args: [matrix, ...rest] }) => {
    const vector = diagonalOf(matrix!);
    const [rows, columns, down, along] = rest as [Expression, Expression, Expression, Expression];
    if (vector === undefined || rest.length !== 4 || rows !== columns || !isStretch(down) || !isStretch(along))
      return undefined;
    const offset = integerOf(subtract(along.args[0]!, down.args[0]!));
    if (offset === undefined) return undefined;
    const whole = padded(vector, offset < 0 ? along : down, subtract(rows, integer(Math.abs(offset))));
    return whole === undefined || (whole === vector && offset !== 0) ? undefined : offDiagonal(whole, integer(offset));
  },
};

export const SCATTERS: readonly Procedure[] = [partOfIdentity, productWithScatter, scatterOfScatter, joinedScatters];
export const READABLE_SCATTERS: readonly Procedure[] = [vectorAmongZeros, diagonalAmongZeros];

/** A term that is a scatter times scalars. */
interface Placed {
  readonly term: Expression;
  readonly scale: readonly Expression[];
  readonly array: Call;
}

function placedOf(term: Expression): Placed | undefined {
  const factors = factorsOf(term);
  const [array, second] = factors.filter((factor) => factor.shape.length > 0);
  if (array === undefined || second !== undefined || !isScatter(array)) return undefined;
  return { term, scale: factors.filter((factor) => factor !== array), array };
}

/** Whether it has rows and columns, and so does the part. */
const isMatrix = ({ array: { args } }: Placed): boolean => args.length === 5 && args[0]!.shape.length === 2;

function fromLeft(matrix: Expression, { scale, array }: Placed): Expression {
  const [value, , columns, down, along] = array.args as [Expression, Expression, Expression, Expression, Expression];
  const rows = matrix.shape[0]!;
  const needed = part(matrix, [wholeAxis(rows), down]);
  return multiply(...scale, scatter(matmul(needed, value), rows, columns, wholeAxis(rows), along));
}

function fromRight({ scale, array }: Placed, factor: Expression): Expression {
  const [value, rows, , down, along] = array.args as [Expression, Expression, Expression, Expression, Expression];
  const [columns] = factor.shape.slice(1);
  const product = matmul(value, part(factor, columns === undefined ? [along] : [along, wholeAxis(columns)]));
  const placed =
    columns === undefined ? scatter(product, rows, down) : scatter(product, rows, columns, down, wholeAxis(columns));
  return multiply(...scale, placed);
}

/** Of matrices; of one, itself. */
const matmulOf = (...factors: readonly Expression[]): Expression =>
  factors.length === 1 ? factors[0]! : matmul(...factors);

function together(parts: readonly Placed[]): Expression {
  const [, ...rest] = parts[0]!.array.args;
  return scatter(add(...parts.map(({ scale, array }) => multiply(...scale, array.args[0]!))), ...rest);
}

/** Whether a subscript takes one entry after the other. */
const isStretch = (subscript: Expression): subscript is Named<"range"> =>
  isRange(subscript) && subscript.args[1] === ONE;

/** With zeros before and behind, if it is known how many. */
function padded(vector: Expression, place: Expression, size: Expression): Expression | undefined {
  const [from, , to] = (place as Call).args as [Expression, Expression, Expression];
  const counts = [subtract(from, ONE), subtract(size, to)];
  if (!counts.every((count) => (integerOf(count) ?? -1) >= 0)) return undefined;
  const [before, after] = counts.map((count) => fill(ZERO, count));
  return concatenate(ONE, before!, vector, after!);
}
