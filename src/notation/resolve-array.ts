/** Arrays written out, and reading their entries. */
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { arrayOf } from "../operators/array.ts";
import { element } from "../operators/element.ts";
import { integer } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { EndSyntax, IndexSyntax, Syntax } from "./syntax.ts";

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

/** `x[i]`, `A[i, j]`, and `end` inside the brackets. */
export function resolveIndex(node: IndexSyntax | EndSyntax, scope: Scope): Step {
  if (node.kind === "end") {
    if (scope.end === undefined)
      throw new Meaningless("`end` is the last index and stands only between index brackets");
    const { end } = scope;
    return { children: [], build: () => end };
  }
  const slice = node.indices.find(({ kind }) => kind === "slice");
  if (slice !== undefined) throw new UnsupportedError("Slices cannot be worked with yet", "Read single entries: x[i].");
  return {
    children: [node.target, ...node.indices],
    build: ([target, ...indices]) => element(readable(target!), ...indices),
    scopeOf: (child, [target]) => (child === 0 ? scope : scope.within(readable(target!).shape[child - 1])),
  };
}

function readable(target: Expression): Expression {
  if (target.shape.length > 0) return target;
  const name = toText(target);
  throw new Meaningless(`${name} is a scalar and has no entries`, `Declare it as an array: ${name} : vector(n).`);
}
