/** Arrays written out, and reading their entries. */
import { ShapeError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { arrayOf } from "../operators/array.ts";
import { range } from "../operators/integer-range.ts";
import { integer, ONE } from "../operators/number.ts";
import { part } from "../operators/subscript.ts";
import { shapeText, toText } from "../operators/text.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { EndSyntax, IndexSyntax, SliceSyntax, Syntax } from "./syntax.ts";

/** `[1, 2]` is a vector, `[1, 2; 3, 4]` a matrix. */
export function resolveArray(rows: readonly (readonly Syntax[])[]): Step {
  if (rows.length === 0) throw new Meaningless("An array needs at least one entry");
  const columns = rows[0]!.length;
  const ragged = rows.find((row) => row.length !== columns);
  if (ragged !== undefined) {
    const reason = `The rows of a matrix have the same length: here are ${columns} and ${ragged.length} entries`;
    throw new Meaningless(reason, undefined, { start: ragged[0]!.start, end: ragged[ragged.length - 1]!.end });
  }
  return { children: rows.flat(), build: (entries) => arrayOf(integer(rows.length === 1 ? 0 : columns), ...entries) };
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
