/**
 * Kronecker products. With four axes, `(A ⊗ B)[i, j, k, l] = A[i, k]*B[j, l]` is the derivative of `A*W*B'` by W. With
 * two, `kron(A, B)`, it is the same array with its first two axes and its last two joined, row by row: it maps the
 * entries of W, one row behind the other, to those of `A*W*B'`.
 */
import { ShapeError } from "../core/error.ts";
import { call, type Expression } from "../core/expression.ts";
import { hole, LEVEL, layout, separated } from "../core/layout.ts";
import { multiply } from "./arithmetic.ts";
import { arrayOver, entryOf } from "./comprehension.ts";
import { kroneckerProduct } from "./evaluate-array.ts";
import { filled, isFill, unfilled } from "./fill.ts";
import { sumOfEntries } from "./indexed.ts";
import { type Constructor, record } from "./record.ts";
import { reshape } from "./reshape.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { shapeText, toText } from "./text.ts";

/** The Kronecker product of two matrices, with four axes. */
export const kronecker: Constructor<["left", "right"]> = record("kronecker(left, right)", {
  multilinear: true,
  derivative: ([a, b], _value, cotangent) => [
    arrayOver(a!.shape, ([i, k]) =>
      sumOfEntries(b!.shape, ([j, l]) => multiply(entryOf(cotangent, [i!, j!, k!, l!]), entryOf(b!, [j!, l!]))),
    ),
    arrayOver(b!.shape, ([j, l]) =>
      sumOfEntries(a!.shape, ([i, k]) => multiply(entryOf(cotangent, [i!, j!, k!, l!]), entryOf(a!, [i!, k!]))),
    ),
  ],
  evaluate: () => Number.NaN,
  evaluateArray: kroneckerProduct,
  entry: ([a, b], [i, j, k, l]) => multiply(entryOf(a!, [i!, k!]), entryOf(b!, [j!, l!])),
  shape: ([a, b]) => [axis(a!, 0), axis(b!, 0), axis(a!, 1), axis(b!, 1)],
  text: (a, b) =>
    layout(
      LEVEL.atom,
      "reshape(kron(",
      ...separated([a, b], ", "),
      "), ",
      ...separated(kronecker(a, b).shape, ", "),
      ")",
    ),
  latex: (a, b) => layout(LEVEL.product, hole(a, LEVEL.power), " \\otimes ", hole(b, LEVEL.power)),
  build: (args, made) =>
    scalarsInFront(args, (factors) => {
      const shape = made.shape(factors);
      return factors.every(isFill) ? filled(multiply(...factors.map(unfilled)), shape) : call(made, factors, shape);
    }),
});

/** The Kronecker product of two matrices as a matrix. */
export function kron(a: Expression, b: Expression): Expression {
  const [m, p, n, q] = [axis(a, 0), axis(b, 0), axis(a, 1), axis(b, 1)];
  return reshape(kronecker(a, b), multiply(m, p), multiply(n, q));
}

function axis(matrix: Expression, k: 0 | 1): Expression {
  if (matrix.shape.length === 2) return matrix.shape[k]!;
  throw new ShapeError(`A Kronecker product is of two matrices, but ${toText(matrix)} is ${shapeText(matrix.shape)}`);
}
