/** An identity that counts how often it is computed: shows what generated code does and what it leaves. */
import type { Expression } from "../../src/core/expression.ts";
import { operator } from "../../src/operators/operator.ts";

export interface Probe {
  (x: Expression): Expression;
  /** Computations since the last call of this. */
  readonly count: () => number;
}

export function probe(): Probe {
  let calls = 0;
  const made = operator("probe(x)", {
    evaluate: (x) => {
      calls++;
      return x;
    },
  });
  const count = (): number => {
    const since = calls;
    calls = 0;
    return since;
  };
  return Object.assign((x: Expression) => made(x), { count });
}
