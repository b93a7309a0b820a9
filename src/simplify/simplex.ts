/** What is declared to lie on the simplex: the entries of a vector, and of each row of a matrix, add up to 1. */
import { openBinder } from "../core/binder.ts";
import type { Expression } from "../core/expression.ts";
import { SIMPLEX } from "../core/facts.ts";
import { dependsOn } from "../operators/comprehension.ts";
import { fill } from "../operators/fill.ts";
import { sumOver } from "../operators/indexed.ts";
import { ONE, TWO } from "../operators/number.ts";
import { element, isElement } from "../operators/subscript.ts";
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

/** `sum(Y[i, j], j=1..k)` over the entries of a row is 1. Class A. */
const entriesOnSimplex: Procedure = {
  name: "entries-on-simplex",
  operator: sumOver.operator,
  with: [element.operator],
  apply: (e) => {
    const { index, body, from, to } = openBinder(e);
    if (!isElement(body) || !isOnSimplex(body.args[0]!) || from !== ONE) return undefined;
    const [array, ...at] = body.args as [Expression, ...Expression[]];
    const isRow = at.at(-1) === index && to === array.shape.at(-1) && !at.slice(0, -1).some((i) => dependsOn(i, index));
    return isRow ? ONE : undefined;
  },
};

export const SIMPLEX_SUMS: readonly Procedure[] = [sumOnSimplex, rowSumsOnSimplex, entriesOnSimplex];

const isOnSimplex = (e: Expression): boolean =>
  e.kind === "symbol" && e.shape.length <= 2 && e.facts.words.includes(SIMPLEX);
