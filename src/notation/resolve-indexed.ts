/** What runs over indices: `sum(body, i=1..n, j=1..m)`, `[body for i=1..n, j=1..m]`. The last index is the innermost. */
import { freshIndex } from "../core/binder.ts";
import type { Expression } from "../core/expression.ts";
import { INDEX } from "../core/facts.ts";
import type { Operator } from "../core/operator.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { Syntax } from "./syntax.ts";

export function overIndices(body: Syntax, bindings: readonly Syntax[], operator: Operator, scope: Scope): Step {
  const ranges = bindings.map(rangeOf);
  const indices = ranges.map(({ name }) => freshIndex(INDEX, name));
  const scopes = [scope];
  for (const [k, { name }] of ranges.entries()) scopes.push(scopes[k]!.with(name, indices[k]!));
  return {
    children: [...ranges.flatMap(({ from, to }) => [from, to]), body],
    scopeOf: (child) => scopes[Math.floor(child / 2)]!,
    build: (values) => {
      const inner = values[values.length - 1]!;
      return indices.reduceRight<Expression>(
        (e, index, k) => operator.build([index, e, values[2 * k]!, values[2 * k + 1]!]),
        inner,
      );
    },
  };
}

function rangeOf(binding: Syntax): { name: string; from: Syntax; to: Syntax } {
  if (binding.kind === "binding" && binding.name.kind === "name" && binding.value.kind === "range") {
    const { from, to } = binding.value;
    return { name: binding.name.name, from, to };
  }
  throw new Meaningless("Here stands the range of an index", "Write i=1..n.", binding);
}
