/** Values, gradients and Hessians against reference values from 90 digits. */
import { describe, expect, test } from "vitest";
import { gradient, hessian } from "../../src/calculus/derivative.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { scalarSymbol } from "../../src/notation/scope.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import data from "../data/derivatives_scalar.json" with { type: "json" };

interface Evaluation {
  readonly point: Readonly<Record<string, number>>;
  readonly value: number;
  readonly grad: readonly (number | null)[];
  readonly hess: readonly (readonly (number | null)[])[];
}

interface Case {
  readonly id: string;
  readonly expression: string;
  readonly variables: readonly string[];
  readonly evaluations: readonly Evaluation[];
}

/** What doubles give without loss by cancellation. */
const RELATIVE = 1e-12;

/** Absolute bounds where terms cancel, so that no evaluation in doubles of the formula as it stands can do better. */
const CANCELLING: Readonly<Record<string, number>> = {
  // tanh^2 + sech^2 is 1, all derivatives are 0; their terms are up to 8 in size, and each is off by ulps.
  "tanh(x)^2+1/cosh(x)^2": 1e-14,
  // x*log(x/y) + y - x near x = y: terms of size 2 leave a value of 2e-4.
  "x*log(x/y)+y-x": 1e-15,
};

const close = (actual: number, expected: number | null, absolute: number): boolean =>
  expected === null || Math.abs(actual - expected) <= RELATIVE * Math.abs(expected) + absolute;

describe.each(data.cases as unknown as readonly Case[])(
  "$id: $expression",
  ({ expression, variables, evaluations }) => {
    const absolute = CANCELLING[expression] ?? 0;
    const e = parse(inOurSyntax(expression));
    const first = gradient(e, variables);
    const second = hessian(e, variables);

    test.each(evaluations)("at $point", ({ point, value, grad, hess }) => {
      const values = new Map<Expression, number>(variables.map((name) => [scalarSymbol(name), point[name]!]));
      const at = (formula: Expression) => evaluateReference(formula, values);
      const check = (what: string, formula: Expression, expected: number | null) =>
        expect(close(at(formula), expected, absolute), `${what}: ${at(formula)}, not ${expected}`).toBe(true);
      check("value", e, value);
      for (const [i, x] of variables.entries()) {
        check(`by ${x}`, first[x]!, grad[i]!);
        for (const [j, y] of variables.entries()) check(`by ${x} and ${y}`, second[x]![y]!, hess[i]![j]!);
      }
    });
  },
);

/** `piecewise(c1, v1, c2, v2, v3)` as `{v1 if c1, v2 if c2, v3 otherwise}`. */
function inOurSyntax(text: string): string {
  const inside = /^piecewise\((.*)\)$/.exec(text)?.[1];
  if (inside === undefined) return text;
  const parts = splitAtCommas(inside);
  const cases = parts.slice(0, -1).flatMap((part, k) => (k % 2 === 0 ? [`${parts[k + 1]} if ${part}`] : []));
  return `{${[...cases, `${parts[parts.length - 1]} otherwise`].join(", ")}}`;
}

/** The arguments of a call; commas inside of parentheses do not count. */
function splitAtCommas(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
