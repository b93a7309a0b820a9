/** Arrays written out, and reading their entries. */
import { ShapeError } from "../core/error.ts";
import { type Expression, isCall, sameItems } from "../core/expression.ts";
import { arrayOf } from "../operators/array.ts";
import { asColumn, asRow, concatenate } from "../operators/concatenation.ts";
import { filled } from "../operators/fill.ts";
import { range } from "../operators/integer-range.ts";
import { integer, ONE, TWO, ZERO } from "../operators/number.ts";
import { isReshape, reshape } from "../operators/reshape.ts";
import { part } from "../operators/subscript.ts";
import { shapeText, toText } from "../operators/text.ts";
import { isRow, rowOf, unmarked } from "./row.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { EndSyntax, IndexSyntax, SliceSyntax, Syntax } from "./syntax.ts";

/**
 * `[1, 2]` is a vector, `[1, 2; 3, 4]` a matrix, and so is `[[1, 2], [3, 4]]`, by its rows. With arrays among the entries they stand side by side and below each
 * other: a vector is a column, `x'` a row, and what is one column of numbers and vectors, `[1; x]`, is a vector.
 */
export function resolveArray(rows: readonly (readonly Syntax[])[]): Step {
  if (rows.length === 0) throw new Meaningless("An array needs at least one entry");
  const isNested = rows.length === 1 && rows[0]!.every((entry) => entry.kind === "matrix" && entry.rows.length === 1);
  return {
    keepsRows: true,
    children: rows.flat(),
    build: (values) => {
      if (values.every(({ shape }) => shape.length === 0)) return numbers(rows, values);
      return (isNested ? nestedLists(values) : undefined) ?? blocks(inRows(rows, values));
    },
  };
}

/** Lists of numbers in lists, as deep as they are. */
function nestedLists(lists: readonly Expression[]): Expression | undefined {
  const entries = lists.map(entriesOfList);
  const [first, ...others] = lists as [Expression, ...Expression[]];
  if (!entries.every((each) => each !== undefined)) return undefined;
  const ragged = others.find((other) => !sameItems(other.shape, first.shape));
  if (ragged !== undefined)
    throw new Meaningless(
      `The lists in a list are of one shape: here are ${shapeText(first.shape)} and ${shapeText(ragged.shape)}`,
    );
  const [columns, deeper] = first.shape;
  if (deeper === undefined) return arrayOf(columns!, ...entries.flat());
  return reshape(arrayOf(ZERO, ...entries.flat()), integer(lists.length), ...first.shape);
}

/** The entries of an array that is written out. */
function entriesOfList(e: Expression): readonly Expression[] | undefined {
  const list = isReshape(e) ? e.args[0]! : e;
  return isCall(list) && list.operator === arrayOf.operator ? list.args.slice(1) : undefined;
}

function numbers(rows: readonly (readonly Syntax[])[], entries: readonly Expression[]): Expression {
  const columns = rows[0]!.length;
  const ragged = rows.find((row) => row.length !== columns);
  if (ragged === undefined) return arrayOf(integer(rows.length === 1 ? 0 : columns), ...entries);
  const reason = `The rows of a matrix have the same length: here are ${columns} and ${ragged.length} entries`;
  throw new Meaningless(reason, undefined, { start: ragged[0]!.start, end: ragged[ragged.length - 1]!.end });
}

function inRows(rows: readonly (readonly Syntax[])[], values: readonly Expression[]): Expression[][] {
  let start = 0;
  return rows.map((row) => {
    const from = start;
    start += row.length;
    return values.slice(from, start);
  });
}

function blocks(rows: readonly (readonly Expression[])[]): Expression {
  const all = rows.flat();
  const isFlat = all.every((block) => block.shape.length < 2);
  if (isFlat && rows.every(({ length }) => length === 1) && !all.some(isRow))
    return concatenate(ONE, ...all.map(asPart));
  if (isFlat && rows.length === 1 && all.every((block) => isRow(block) || block.shape.length === 0))
    return rowOf(concatenate(ONE, ...all.map(asPart)));
  const number = all.find(({ shape }) => shape.length === 0);
  if (isFlat && rows.length === 1 && number !== undefined)
    throw new Meaningless(`${toText(number)} stands beside a column`, "For one vector write [a; x].");
  return concatenate(ONE, ...rows.map((row) => concatenate(TWO, ...row.map(asBlock))));
}

const asPart = (block: Expression): Expression => (block.shape.length === 0 ? filled(block, [ONE]) : unmarked(block));

function asBlock(block: Expression): Expression {
  if (block.shape.length === 0) return filled(block, [ONE, ONE]);
  if (isRow(block)) return asRow(unmarked(block));
  return block.shape.length === 1 ? asColumn(block) : block;
}

/** `x[i]`, `A[i, j]`, `x[2:5]`, `A[:, j]`, and `end` inside the brackets. */
export function resolveIndex(node: IndexSyntax | EndSyntax, scope: Scope): Step {
  if (node.kind === "end") {
    if (scope.end === undefined)
      throw new Meaningless("`end` is the last index and stands only between index brackets");
    const { end } = scope;
    return { children: [], build: () => end };
  }
  const subscripts = node.indices.map((index) => (index.kind === "slice" ? ends(index) : [index]));
  const axes = subscripts.flatMap((parts, axis) => parts.map(() => axis));
  return {
    children: [node.target, ...subscripts.flat()],
    build: ([target, ...values]) => {
      const array = readable(target!);
      if (node.indices.length !== array.shape.length) throw wrongCount(array, node.indices.length);
      return part(
        array,
        node.indices.map((index, axis) => {
          const own = values.filter((_, k) => axes[k] === axis);
          return index.kind === "slice" ? sliceOf(index, own, array.shape[axis]!) : own[0]!;
        }),
      );
    },
    scopeOf: (child, [target]) => (child === 0 ? scope : scope.within(readable(target!).shape[axes[child - 1]!])),
  };
}

/** What is written of a slice, in order. */
const ends = ({ from, step, to }: SliceSyntax): Syntax[] => [from, step, to].filter((end) => end !== undefined);

function sliceOf({ from, step }: SliceSyntax, values: readonly Expression[], size: Expression): Expression {
  const left = [...values];
  const first = from === undefined ? ONE : left.shift()!;
  const by = step === undefined ? ONE : left.shift()!;
  return range(first, by, left[0] ?? size);
}

const wrongCount = (array: Expression, count: number): ShapeError =>
  new ShapeError(`${toText(array)} is ${shapeText(array.shape)}, but is read with ${count} indices`);

function readable(target: Expression): Expression {
  if (target.shape.length > 0) return target;
  const name = toText(target);
  throw new Meaningless(`${name} is a scalar and has no entries`, `Declare it as an array: ${name} : vector(n).`);
}
