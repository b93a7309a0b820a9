/** Products of factors over three axes and more, and factors that have only some of them. */
import type { Expression } from "../core/expression.ts";
import { multiply } from "../operators/arithmetic.ts";
import { filled } from "../operators/fill.ts";
import { kronecker } from "../operators/kronecker.ts";
import { integer, ONE } from "../operators/number.ts";
import { spread } from "../operators/sums.ts";
import { type Axes, among, isOver, isSame, joined, type Raise, type Raised } from "./axes.ts";

/** The array of a product: of Kronecker products, or of what is repeated beside a factor of all axes. */
export const raisedTensor = (factors: readonly Expression[], axes: Axes, raise: Raise): Raised =>
  (axes.length === 4 ? tensorOfKronecker(factors, axes, raise) : undefined) ?? besideWhole(factors, axes, raise);

/** An array of some of the axes over all of them. */
export const spreadOverTensor = (part: Expression, own: Axes, axes: Axes): Expression =>
  (axes.length === 4 ? kroneckerWithOnes(part, own, axes) : undefined) ?? spreadOver(part, own, axes);

/** `A[i, k]*B[j, l]*T[i, j, k, l]` over i, j, k, l. */
function tensorOfKronecker(factors: readonly Expression[], axes: Axes, raise: Raise): Raised {
  const [first, second] = pairsOf(axes);
  const of = (fits: (own: Axes) => boolean): Expression[] => factors.filter((factor) => fits(among(factor, axes)));
  const scalars = of((own) => own.length === 0);
  const whole = of((own) => own.length === axes.length);
  const [left, right] = [of((own) => isOver(own, first)), of((own) => isOver(own, second))];
  if (scalars.length + whole.length + left.length + right.length < factors.length) return undefined;
  return joined([...whole.map((factor) => raise(factor, axes)), ...kroneckerOf(left, right, axes, raise)], (parts) =>
    multiply(...scalars, ...parts),
  );
}

function kroneckerOf(left: readonly Expression[], right: readonly Expression[], axes: Axes, raise: Raise): Raised[] {
  if (left.length + right.length === 0) return [];
  const [first, second] = pairsOf(axes);
  const a = left.length === 0 ? onesOver(first) : raise(multiply(...left), first);
  const b = right.length === 0 ? onesOver(second) : raise(multiply(...right), second);
  return [a && b && kronecker(a, b)];
}

/** Beside a factor of all axes the others are repeated along those that they do not have. */
function besideWhole(factors: readonly Expression[], axes: Axes, raise: Raise): Raised {
  const scalars = factors.filter((factor) => among(factor, axes).length === 0);
  const others = factors.filter((factor) => !scalars.includes(factor));
  if (!others.some((factor) => among(factor, axes).length === axes.length)) return undefined;
  return joined(
    others.map((factor) => raise(factor, axes)),
    (parts) => multiply(...scalars, ...parts),
  );
}

/** Along each axis that it does not have. */
const spreadOver = (part: Expression, own: Axes, axes: Axes): Expression =>
  axes.reduce((array, axis, k) => (own.includes(axis) ? array : spread(array, integer(k + 1), axis.size)), part);

/** `A[i, k]` over i, j, k, l is the Kronecker product of A and ones. */
function kroneckerWithOnes(part: Expression, own: Axes, axes: Axes): Raised {
  const [first, second] = pairsOf(axes);
  if (isSame(own, first)) return kronecker(part, onesOver(second));
  return isSame(own, second) ? kronecker(onesOver(first), part) : undefined;
}

const onesOver = (axes: Axes): Expression =>
  filled(
    ONE,
    axes.map(({ size }) => size),
  );

/** The axes of the two matrices of a Kronecker product. */
const pairsOf = ([i, j, k, l]: Axes): [Axes, Axes] => [
  [i!, k!],
  [j!, l!],
];
