/**
 * Rows. `x'` of a vector is not another value, it only says how the next `*` contracts: `x'*y` is a number, `x*y'` a
 * matrix, `x'*A` is `A'*x` and again a row. The mark lives while a product is resolved and never leaves the resolver.
 */
import { call, type Expression, isCall } from "../core/expression.ts";
import { record } from "../operators/record.ts";
import type { Named } from "../operators/ring.ts";

const row = record("row(vector)", { evaluate: (x) => x, shape: ([vector]) => vector!.shape });

/** A vector marked as a row. */
export const rowOf = (e: Expression): Expression => call(row.operator, [e], e.shape);

export const isRow = (e: Expression): e is Named<"row"> => isCall(e) && e.operator === row.operator;

/** The vector without the mark. */
export const unmarked = (e: Expression): Expression => (isRow(e) ? e.args[0]! : e);
