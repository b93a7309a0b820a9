/**
 * Rules for the index form, arrays given by their entries: in the notation of matrices where there is one, else joined.
 * Class A.
 */
import { freshIndex, openBinder } from "../core/binder.ts";
import type { Call } from "../core/expression.ts";
import { substitute } from "../core/traverse.ts";
import { add } from "../operators/arithmetic.ts";
import { comprehension, entryOf, isComprehension } from "../operators/comprehension.ts";
import { sumOfEntries } from "../operators/indexed.ts";
import { ONE } from "../operators/number.ts";
import { total } from "../operators/sums.ts";
import { raised } from "./raise.ts";
import type { Procedure } from "./rewrite.ts";

const toMatrices: Procedure = {
  name: "index-form-to-matrices",
  operator: comprehension.operator,
  apply: (e) => {
    const { index, body, from, to } = openBinder(e);
    if (from !== ONE) return undefined;
    const inner = body.shape.map((size) => ({ index: freshIndex(), size }));
    const entry = entryOf(
      body,
      inner.map((axis) => axis.index),
    );
    return raised(entry, [{ index, size: to }, ...inner]);
  },
};

/** The sum of an array that has no notation. */
const sumOfComprehension: Procedure = {
  name: "sum-of-comprehension",
  operator: total.operator,
  with: [comprehension.operator],
  apply: ({ args: [array] }) =>
    isComprehension(array!) ? sumOfEntries(array.shape, (indices) => entryOf(array, indices)) : undefined,
};

/** Arrays over the same range are added entry by entry. */
const joinedComprehensions: Procedure = {
  name: "joined-comprehensions",
  operator: add.operator,
  with: [comprehension.operator],
  apply: (e) => {
    const joined = e.args.filter((term) => isComprehension(term) && term.args[2] === ONE);
    if (joined.length < 2) return undefined;
    const index = freshIndex();
    const shape = joined[0]!.shape;
    const rows = joined.map((term) => substitute((term as Call).args[1]!, new Map([[(term as Call).args[0]!, index]])));
    return add(...e.args.filter((term) => !joined.includes(term)), comprehension(index, add(...rows), ONE, shape[0]!));
  },
};

export const INDEX_FORM: readonly Procedure[] = [toMatrices, sumOfComprehension, joinedComprehensions];
