/**
 * Entries of rearranged arrays, by arithmetic on their indices: for code, where an array changes with the index of a sum
 * and there is no notation for all of its values.
 */
import { freshIndex } from "../core/binder.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { add, divide, multiply, subtract } from "../operators/arithmetic.ts";
import { arrayOf } from "../operators/array.ts";
import { entryOf } from "../operators/comprehension.ts";
import { concatenate, offsetsOf } from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { exp } from "../operators/exponential.ts";
import { sumOfEntries, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import { and, equal, lessOrEqual, where } from "../operators/logic.ts";
import { integer, integerOf, ONE, ZERO } from "../operators/number.ts";
import { floor, mod } from "../operators/piecewise.ts";
import { logSoftmax, logsumexp, softmax } from "../operators/reduction.ts";
import { reshape } from "../operators/reshape.ts";
import { scatter, subscriptsOf } from "../operators/subscript.ts";

type Written = (args: readonly Expression[], at: readonly Expression[]) => Expression;

/** The entry of an array at indices that lie within; nothing where it cannot be written. */
export const writtenEntry = (array: Call, at: readonly Expression[]): Expression | undefined =>
  WRITTEN.get(array.operator)?.(array.args, at);

const WRITTEN: ReadonlyMap<Operator, Written> = new Map<Operator, Written>([
  [arrayOf.operator, ([columns, ...entries], at) => listedEntry(columns!, entries, at)],
  [reshape.operator, ([array, ...sizes], at) => reshapedEntry(array!, sizes, at)],
  [concatenate.operator, ([axis, ...parts], at) => joinedEntry(integerOf(axis!)! - 1, parts, at)],
  [cumsum.operator, ([array, axis], at) => cumulativeEntry(array!, integerOf(axis!)! - 1, at)],
  [scatter.operator, ([value, ...rest], at) => scatteredEntry(value!, rest, at)],
  [softmax.operator, ([array], at) => exp(subtract(entryOf(array!, at), logOfRow(array!, at.slice(0, -1))))],
  [logSoftmax.operator, ([array], at) => subtract(entryOf(array!, at), logOfRow(array!, at.slice(0, -1)))],
  [logsumexp.operator, ([array], at) => logOfRow(array!, at)],
]);

/** The one whose place it is. */
function listedEntry(columns: Expression, entries: readonly Expression[], [i, j]: readonly Expression[]): Expression {
  const place = j === undefined ? i! : add(multiply(subtract(i!, ONE), columns), j);
  return entries.reduceRight((rest, entry, k) => where(equal(place, integer(k + 1)), entry, rest));
}

/** Where an entry stands among all of them, and where that is in the other shape. */
function reshapedEntry(array: Expression, sizes: readonly Expression[], at: readonly Expression[]): Expression {
  const place = at.reduce<Expression>(
    (before, index, axis) => add(multiply(before, sizes[axis]!), subtract(index, ONE)),
    ZERO,
  );
  const indices = array.shape.map((size, axis) => {
    const steps = floor(divide(place, multiply(...array.shape.slice(axis + 1))));
    return add(axis === 0 ? steps : mod(steps, size), ONE);
  });
  return entryOf(array, indices);
}

function joinedEntry(axis: number, parts: readonly Expression[], at: readonly Expression[]): Expression {
  const offsets = offsetsOf(parts, axis);
  const entries = parts.map((each, k) => entryOf(each, at.with(axis, subtract(at[axis]!, offsets[k]!))));
  return entries.reduceRight((rest, entry, k) => where(lessOrEqual(at[axis]!, offsets[k + 1]!), entry, rest));
}

function cumulativeEntry(array: Expression, axis: number, at: readonly Expression[]): Expression {
  const k = freshIndex();
  return sumOver(k, entryOf(array, at.with(axis, k)), ONE, at[axis]!);
}

/** The sum of what the subscripts bring to the place. */
function scatteredEntry(value: Expression, rest: readonly Expression[], at: readonly Expression[]): Expression {
  const subscripts = subscriptsOf(rest);
  return sumOfEntries(value.shape, (inner) => {
    let next = 0;
    const met = subscripts.map((subscript, axis) =>
      equal(subscript.shape.length === 0 ? subscript : entryOf(subscript, [inner[next++]!]), at[axis]!),
    );
    return where(and(...met), value.shape.length === 0 ? value : entryOf(value, inner), ZERO);
  });
}

function logOfRow(array: Expression, row: readonly Expression[]): Expression {
  const k = freshIndex();
  return logSumExpOver(k, entryOf(array, [...row, k]), ONE, array.shape.at(-1)!);
}
