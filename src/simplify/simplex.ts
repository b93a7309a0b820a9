/** What is declared to lie on the simplex: the entries of a vector, and of each row of a matrix, add up to 1. */
import type { Expression } from "../core/expression.ts";
import { SIMPLEX } from "../core/facts.ts";
import { fill } from "../operators/fill.ts";
import { ONE, TWO } from "../operators/number.ts";
import { axisSum, total } from "../operators/sums.ts";
import type { Procedure } from "./rewrite.ts";

/** The sum of all entries is 1, or the number of rows. Class A. */
const sumOnSimplex: Procedure = {
  name: "sum-on-simplex",
  operator: total.operator,
  apply: (e) => {
    const array = e.args[0]!;
    if (!isOnSimplex(array)) return undefined;
    return array.shape.length === 1 ? ONE : array.shape[0];
  },
};

/** The sums of the rows are ones. Class A. */
const rowSumsOnSimplex: Procedure = {
  name: "row-sums-on-simplex",
  operator: axisSum.operator,
  apply: ({ args: [matrix, axis] }) =>
    isOnSimplex(matrix!) && axis === TWO ? fill(ONE, matrix!.shape[0]!) : undefined,
};

export const SIMPLEX_SUMS: readonly Procedure[] = [sumOnSimplex, rowSumsOnSimplex];

const isOnSimplex = (e: Expression): boolean =>
  e.kind === "symbol" && e.shape.length <= 2 && e.facts.words.includes(SIMPLEX);
