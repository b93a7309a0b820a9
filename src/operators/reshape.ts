/** The same entries, row by row, in another shape: `reshape(x, n, d)`. */
import { ShapeError } from "../core/error.ts";
import { call, type Expression, isCall, type Shape, sameItems } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, separated } from "../core/layout.ts";
import { multiply } from "./arithmetic.ts";
import { reshapedArray } from "./evaluate-array.ts";
import { fill, filled, isFill } from "./fill.ts";
import { isKronecker } from "./matrix-kinds.ts";
import { type Constructor, record } from "./record.ts";
import type { Named } from "./ring.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { shapeText, toText } from "./text.ts";

export const reshape: Constructor<["array", "...sizes"]> = record("reshape(array, ...sizes)", {
  arity: 2,
  derivative: ([array, ...sizes], _value, cotangent) => [
    reshape(cotangent, ...array!.shape),
    ...sizes.map(() => undefined),
  ],
  pushforward: ([array, ...sizes], _value, [tangent]) => reshape(filled(tangent!, array!.shape), ...sizes),
  evaluate: () => Number.NaN,
  evaluateArray: reshapedArray,
  range: (array) => array,
  shape: ([array, ...sizes]) => checkedShape(array!, sizes),
  text: reshapeText,
  latex: reshapeLatex,
  build: ([array, ...sizes], made) => {
    const shape = checkedShape(array!, sizes);
    if (sameItems(shape, array!.shape)) return array!;
    if (isFill(array!)) return fill(array!.args[0]!, ...shape);
    if (isReshape(array!)) return reshape(array!.args[0]!, ...sizes);
    return scalarsInFront([array!], ([inside]) =>
      inside === array ? call(made, [inside!, ...sizes], shape) : reshape(inside!, ...sizes),
    );
  },
  cost: 0,
});

export const isReshape = (e: Expression): e is Named<"reshape"> => isCall(e) && e.operator === reshape.operator;

/** A Kronecker product with its axes joined two by two is the matrix of that name. */
function isMatrixOfKronecker(array: Expression, sizes: Shape): array is Named<"kronecker"> {
  if (!isKronecker(array)) return false;
  const [m, p, n, q] = array.shape as [Expression, Expression, Expression, Expression];
  return sameItems(sizes, [multiply(m, p), multiply(n, q)]);
}

function reshapeText(array: Expression, ...sizes: Expression[]): Layout {
  return isMatrixOfKronecker(array, sizes)
    ? layout(LEVEL.atom, "kron(", ...separated(array.args, ", "), ")")
    : layout(LEVEL.atom, "reshape(", ...separated([array, ...sizes], ", "), ")");
}

function reshapeLatex(array: Expression, ...sizes: Expression[]): Layout {
  return isMatrixOfKronecker(array, sizes)
    ? layout(LEVEL.product, hole(array, LEVEL.product))
    : layout(LEVEL.atom, "\\operatorname{reshape}\\left(", ...separated([array, ...sizes], ", "), "\\right)");
}

/** Both shapes must have the same number of entries, whatever the named sizes are. */
function checkedShape(array: Expression, sizes: Shape): Shape {
  const [has, wants] = [multiply(...array.shape), multiply(...sizes)];
  if (array.shape.length > 0 && has === wants) return sizes;
  throw new ShapeError(
    `${toText(array)} is ${shapeText(array.shape)}, which are ${toText(has)} entries, but ${shapeText(sizes)} are ${toText(wants)}`,
    "Declare sizes of which it is known that they agree: x : vector(n*d).",
  );
}
