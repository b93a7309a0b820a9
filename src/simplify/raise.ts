/**
 * From the index form to matrix notation: `[sum(A[i, j]*x[j], j=1..m) for i=1..n]` is `A*x`. An entry is taken apart
 * by which of the indices its parts depend on; where some part has no notation, the whole stays as it is. All of it
 * holds for any reals (class A).
 *
 * The directions of Laue, Mitterreiter and Giesen (2018), Computing higher order derivatives of matrix and tensor
 * expressions; products of more than two axes are in `raise-tensor.ts`.
 */
import { openBinder } from "../core/binder.ts";
import { type Call, type Expression, isCall } from "../core/expression.ts";
import { remembered } from "../core/remember.ts";
import { postorder, substitute } from "../core/traverse.ts";
import { add, multiply, subtract } from "../operators/arithmetic.ts";
import { actsOnEntries, dependsOn } from "../operators/comprehension.ts";
import { fill } from "../operators/fill.ts";
import { sumOver } from "../operators/indexed.ts";
import { isRange, range } from "../operators/integer-range.ts";
import { and, equal, where } from "../operators/logic.ts";
import { countTransposes, diagonal, diagonalMatrix, matmul, outer, transpose } from "../operators/matrix.ts";
import { isPermute } from "../operators/matrix-kinds.ts";
import { integer, isZeroConstant, MINUS_ONE, ONE, TWO, ZERO } from "../operators/number.ts";
import { inverse, permuted } from "../operators/permute.ts";
import { isKnownInteger, isKnownNonnegative } from "../operators/range.ts";
import { factorsOf, isProduct, isWhere, termsOf } from "../operators/ring.ts";
import { isElement, part } from "../operators/subscript.ts";
import { isInsideAxis } from "../operators/subscript-shape.ts";
import { axisSum, total } from "../operators/sums.ts";
import { type Axes, type Axis, among, isSame, joined, type Raised } from "./axes.ts";
import { batchedElement, batchedNumber } from "./batch.ts";
import { isRealEverywhere } from "./domain.ts";
import { raisedTensor, spreadOverTensor } from "./raise-tensor.ts";

/** What was found for each entry over each choice of axes: a part that many share is raised once. */
const found = remembered((_entry) => new Map<string, Raised>());

/** The array over the axes of which this is the entry. */
export function raised(entry: Expression, axes: Axes): Raised {
  const known = found(entry);
  const key = axes.map(({ index, size }) => `${index.serial} ${size.serial}`).join();
  if (!known.has(key)) known.set(key, raisedAnew(entry, axes));
  return known.get(key);
}

function raisedAnew(entry: Expression, axes: Axes): Raised {
  const own = among(entry, axes);
  if (own.length < axes.length) return spread(own.length === 0 ? entry : raised(entry, own), own, axes);
  if (isElement(entry)) return wholeOf(entry, axes) ?? batchedElement(entry, axes, raised);
  if (entry.kind !== "call") return undefined;
  if (entry.operator === sumOver.operator) return raisedSum(entry, axes);
  if (isProduct(entry)) return raisedProduct(entry.args, axes);
  if (isWhere(entry) && isZeroConstant(entry.args[2]!)) return onDiagonal(entry, axes) ?? chosen(entry, axes);
  return entrywise(entry, axes) ?? batchedNumber(entry, axes, raised);
}

/** What does not change as the condition does stands before it. */
function chosen(entry: Call, axes: Axes): Raised {
  const factors = factorsOver(axes, entry);
  return factors.length > 1 ? raisedProduct(factors, axes) : entrywise(entry, axes);
}

/** As it stands, or as a transpose if that has no more of them: `tanh(X)'`. */
function entrywise(entry: Call, axes: Axes): Raised {
  if (!actsOnEntries(entry.operator)) return undefined;
  const straight = partByPart(entry, axes);
  if (straight === undefined || axes.length !== 2 || countTransposes(straight) === 0) return straight;
  const across = partByPart(entry, axes.toReversed());
  const whole = across && transpose(across);
  return whole !== undefined && countTransposes(whole) <= countTransposes(straight) ? whole : straight;
}

const partByPart = ({ operator, args }: Call, axes: Axes): Raised =>
  joined(
    args.map((part) => (among(part, axes).length === 0 ? part : raised(part, axes))),
    operator.build,
  );

/** An array along the axes that it does not have. */
function spread(part: Raised, own: Axes, axes: Axes): Raised {
  if (part === undefined) return undefined;
  const [first, second] = axes.map(({ size }) => size);
  if (own.length === 0) return fill(part, ...(axes.map(({ size }) => size) as [Expression]));
  if (axes.length > 2) return spreadOverTensor(part, own, axes);
  return own[0] === axes[0] ? outer(part, fill(ONE, second!)) : outer(fill(ONE, first!), part);
}

/** `A[i, j]` is A, `A[j, i]` its transpose, `A[i, i]` its diagonal, `A[i + 1, 2]` the slice `A[2:n, 2]`. */
function wholeOf({ args: [array, ...at] }: Call, axes: Axes): Raised {
  if (among(array!, axes).length > 0) return undefined;
  const places = at.map((e) => axes.findIndex(({ index }) => index === e));
  const fits = places.every((place, axis) => axes[place]?.size === array!.shape[axis]);
  if (!fits) return sliceOf(array!, at, axes);
  if (places.length === axes.length && places.every((place, axis) => place === axis)) return array;
  if (places.length === axes.length && new Set(places).size === axes.length) return permuted(array!, inverse(places));
  return places.length === 2 && axes.length === 1 ? diagonal(array!) : undefined;
}

/** Where each axis is met once, in order, by its index or at a fixed distance from it, up or down. */
function sliceOf(array: Expression, at: readonly Expression[], axes: Axes): Raised {
  const subscripts: Expression[] = [];
  let next = 0;
  for (const place of at) {
    const own = among(place, axes);
    if (own.length === 0) subscripts.push(place);
    else if (own.length > 1 || own[0] !== axes[next]) return undefined;
    else {
      const axis = axes[next++]!;
      const subscript = rangeOver(place, axis) ?? lookUpOver(place, axis);
      // Outside of the array an entry is NaN, which a condition may pass over; a slice is an error.
      if (subscript === undefined) return undefined;
      if (isRange(subscript) && !isInsideAxis(subscript, array.shape[subscripts.length]!)) return undefined;
      subscripts.push(subscript);
    }
  }
  return next === axes.length ? part(array, subscripts) : undefined;
}

/** `E[c[i], :]` over i is the look-up `E[c, :]`. */
function lookUpOver(place: Expression, axis: Axis): Raised {
  const vector = isElement(place) && isKnownInteger(place) ? raised(place, [axis]) : undefined;
  return vector !== undefined && isKnownInteger(vector) ? vector : undefined;
}

function rangeOver(place: Expression, { index, size }: Axis): Raised {
  const step = [ONE, MINUS_ONE].find((sign) => !dependsOn(subtract(place, multiply(sign, index)), index));
  if (step === undefined) return undefined;
  const end = (at: Expression): Expression => substitute(place, new Map([[index, at]]));
  return range(end(ONE), step, end(size));
}

/** Factors of all axes go together entry by entry; those of one axis scale rows or columns. */
function raisedProduct(factors: readonly Expression[], axes: Axes): Raised {
  if (axes.length > 2) return raisedTensor(factors, axes, raised);
  const over = (own: Axes): Raised[] =>
    factors.filter((factor) => isSame(among(factor, axes), own)).map((factor) => raised(factor, own));
  const scalars = factors.filter((factor) => among(factor, axes).length === 0);
  const whole = over(axes);
  const [rows, columns] = axes.length === 2 ? axes.map((axis) => over([axis])) : [[], []];
  if (scalars.length + whole.length + rows!.length + columns!.length < factors.length) return undefined;
  return joined([...whole, ...rows!, ...columns!], () => {
    const [inside, left, right] = [whole, rows!, columns!].map((parts) =>
      parts.length === 0 ? undefined : multiply(...(parts as Expression[])),
    );
    return multiply(...scalars, scaled(left, inside, right));
  });
}

/** Rows and columns of a matrix times the entries of vectors; of two vectors alone their outer product. */
function scaled(rows: Raised, matrix: Raised, columns: Raised): Expression {
  if (matrix === undefined) return outer(rows!, columns!);
  const left = rows === undefined ? matrix : matmul(diagonalMatrix(rows), matrix);
  return columns === undefined ? left : matmul(left, diagonalMatrix(columns));
}

/** A sum over an inner index is a product of matrices, or the sums of rows. */
function raisedSum(sum: Call, axes: Axes): Raised {
  const { index, body, from, to } = openBinder(sum);
  // Over an empty range a sum is 0, but no slice has fewer than no entries.
  if (from !== ONE || among(to, axes).length > 0 || !isKnownNonnegative(to)) return undefined;
  const inner = { index, size: to };
  const [first] = axes as [Axis];
  const terms = termsOf(body);
  // Terms whose factors change with both indices or with none are summed together, line by line.
  const together =
    axes.length > 1
      ? []
      : terms.filter((term) =>
          factorsOver([first, inner], term).every((factor) => isAllOrNothing(factor, [first, inner])),
        );
  const apart = terms.filter((term) => !together.includes(term));
  const lines =
    together.length === 0 ? [] : [raised(add(...together), [first, inner])].map((m) => m && axisSum(m, TWO));
  return joined([...lines, ...apart.map((term) => raisedTerm(term, axes, inner))], (parts) => add(...parts));
}

const isAllOrNothing = (factor: Expression, axes: Axes): boolean =>
  [0, axes.length].includes(among(factor, axes).length);

/** What does not change with the inner index stands before the sum; a term without it counts as often as there are. */
function raisedTerm(term: Expression, axes: Axes, inner: Axis): Raised {
  const factors = factorsOver([...axes, inner], term);
  const outside = factors.filter((factor) => !dependsOn(factor, inner.index));
  if (outside.length === 0) return contracted(factors, axes, inner);
  const rest = factors.filter((factor) => !outside.includes(factor));
  const product = multiply(...rest);
  const vector = rest.length > 0 && among(product, axes).length === 0 ? raised(product, [inner]) : undefined;
  const sum = vector === undefined ? sumOver(inner.index, product, ONE, inner.size) : total(vector);
  return raised(multiply(...outside, sum), axes);
}

/**
 * The factors of a term; those of `where(c, u*v, 0)` are u and `where(c, v, 0)`, where v depends on what c does. Of
 * several conditions each choice of axes has its own. What is not real everywhere stays behind all of its conditions,
 * unless these say which entries there are at all.
 */
function factorsOver(axes: Axes, term: Expression): readonly Expression[] {
  if (!isWhere(term) || !isZeroConstant(term.args[2]!)) return factorsOf(term);
  const [condition, value] = term.args as [Expression, Expression];
  const conditions = isCall(condition) && condition.operator === and.operator ? condition.args : [condition];
  let factors = factorsOver(axes, value);
  if (!conditions.every((one) => isDelta(one, axes)) && !factors.every(isRealEverywhere)) return [term];
  const choices: Expression[] = [];
  for (const one of conditions) {
    const own = among(one, axes);
    const inside = factors.filter((factor) => isSame(among(factor, axes), own));
    factors = factors.filter((factor) => factor !== ONE && !inside.includes(factor));
    choices.push(where(one, multiply(...inside), ZERO));
  }
  return [...factors, ...choices];
}

/** Whether a condition is that two indices are the same. */
const isDelta = (condition: Expression, axes: Axes): boolean =>
  isCall(condition) &&
  condition.operator === equal.operator &&
  condition.args.every((side) => axes.some(({ index }) => index === side));

/** The sum along an axis that stands where the fewest arrays have to be permuted. */
function sumOfWhole(entry: Expression, axes: Axes, inner: Axis): Raised {
  let best: { sum: Expression; permutes: number } | undefined;
  // Of more axes only the last place is tried: nested sums would try all orders of their axes.
  for (let place = axes.length; place >= (axes.length > 2 ? axes.length : 0); place--) {
    const whole = raised(entry, axes.toSpliced(place, 0, inner));
    if (whole === undefined) return undefined;
    const permutes = postorder(whole).filter(isPermute).length;
    if (permutes < (best?.permutes ?? Infinity)) best = { sum: axisSum(whole, integer(place + 1)), permutes };
  }
  return best?.sum;
}

function contracted(factors: readonly Expression[], axes: Axes, inner: Axis): Raised {
  if (axes.length > 1 && factors.every((factor) => isAllOrNothing(factor, [...axes, inner])))
    return sumOfWhole(multiply(...factors), axes, inner);
  const of = (wanted: Axes): Expression[] =>
    factors.filter((factor) => isSame(among(factor, [...axes, inner]), wanted));
  const product = (own: readonly Expression[], over: Axes): Raised =>
    own.length === 0 ? undefined : raised(multiply(...own), over);
  const [first, second] = axes as [Axis, Axis | undefined];
  const [onFirst, between] = [of([first, inner]), of([inner])];
  const onSecond = second === undefined ? [] : of([second, inner]);
  if (axes.length > 2 || onFirst.length + between.length + onSecond.length < factors.length) return undefined;
  const left = product(onFirst, [first, inner]);
  const middle = product(between, [inner]);
  if (left === undefined || (between.length > 0 && middle === undefined)) return undefined;
  if (second === undefined) return middle === undefined ? axisSum(left, TWO) : matmul(left, middle);
  const right = product(onSecond, [inner, second]);
  if (right === undefined) return undefined;
  return middle === undefined ? matmul(left, right) : matmul(left, diagonalMatrix(middle), right);
}

/** `where(i == j, v[i], 0)` is `diag(v)`. */
function onDiagonal({ args: [condition, value] }: Call, axes: Axes): Raised {
  const [row, column] = axes.map(({ index }) => index);
  if (axes.length !== 2 || axes[0]!.size !== axes[1]!.size) return undefined;
  if (condition !== equal(row!, column!) && condition !== equal(column!, row!)) return undefined;
  const vector = raised(substitute(value!, new Map([[column!, row!]])), [axes[0]!]);
  return vector && diagonalMatrix(vector);
}
