/** How arrays of zeros with a part elsewhere are written: `diag(v, 1)` where that is a vector beside the diagonal. */
import type { Expression } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout, separated } from "../core/layout.ts";
import { add, subtract } from "./arithmetic.ts";
import { filled } from "./fill.ts";
import { isStretchOf } from "./integer-range.ts";
import { isDiagonalMatrix, isEye } from "./matrix-kinds.ts";
import { integer, integerOf, ONE } from "./number.ts";

export function scatterText(value: Expression, ...rest: Expression[]): Layout {
  const offset = offsetOfDiagonal(value, rest);
  return offset === undefined
    ? layout(LEVEL.atom, "scatter(", ...separated([value, ...rest], ", "), ")")
    : layout(LEVEL.atom, "diag(", hole(vectorOf(value)!), `, ${offset})`);
}

export function scatterLatex(value: Expression, ...rest: Expression[]): Layout {
  const offset = offsetOfDiagonal(value, rest);
  return offset === undefined
    ? layout(LEVEL.atom, "\\operatorname{scatter}\\left(", ...separated([value, ...rest], ", "), "\\right)")
    : layout(LEVEL.atom, `\\operatorname{diag}_{${offset}}\\left(`, hole(vectorOf(value)!), "\\right)");
}

/** On the diagonal of a matrix that is 0 elsewhere. */
function vectorOf(matrix: Expression): Expression | undefined {
  if (isEye(matrix)) return filled(ONE, matrix.args);
  return isDiagonalMatrix(matrix) ? matrix.args[0]! : undefined;
}

/** By how many places a vector stands above the diagonal, below if negative, of a matrix that is just large enough. */
function offsetOfDiagonal(value: Expression, rest: readonly Expression[]): number | undefined {
  if (vectorOf(value) === undefined || rest.length !== 4) return undefined;
  const [rows, columns, down, along] = rest as [Expression, Expression, Expression, Expression];
  const count = value.shape[0]!;
  const offset = integerOf(subtract(rows, count));
  if (rows !== columns || offset === undefined || offset <= 0) return undefined;
  const shifted = add(integer(offset), ONE);
  if (isStretchOf(down, ONE, count) && isStretchOf(along, shifted, rows)) return offset;
  return isStretchOf(down, shifted, rows) && isStretchOf(along, ONE, count) ? -offset : undefined;
}
