/** Values, gradients, Hessians and Jacobians of formulas with vectors and matrices against reference values from 50 digits. */
import { expect, test } from "vitest";
import { gradient, hvp, jvp } from "../../src/calculus/derivative.ts";
import { compile, type OutputValue } from "../../src/compile/compile.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import data from "../data/derivatives_matrix.json" with { type: "json" };

type Entries = number | readonly (readonly number[])[];

interface Case {
  readonly id: string;
  readonly expression: string;
  readonly inputs: Readonly<Record<string, Entries>>;
  readonly shapes: Readonly<Record<string, "scalar" | readonly [rows: number, columns: number]>>;
  readonly wrt: readonly string[];
  readonly value: number | readonly number[];
  readonly gradient?: Readonly<Record<string, Entries>>;
  readonly hess_order?: readonly string[];
  readonly hessian?: readonly (readonly number[])[];
  readonly jacobian_columns?: readonly string[];
  readonly jacobian?: readonly (readonly number[])[];
}

const all = data.cases as unknown as readonly Case[];
/** Operators that are not there yet. */
const MISSING = /\b(det|inv)\(/;

test("only cases with det and inv are left out", () => {
  expect(all.filter(({ expression }) => MISSING.test(expression)).map(({ id }) => id)).toEqual([
    ...["m010", "m012", "m014", "m016", "m024", "m026", "m028", "m051", "m053", "m055", "m057", "m074", "m078"],
  ]);
  expect(all.length).toBe(43);
});

/** What doubles give relative to the largest entry: entries are sums in which terms of its size may cancel. */
const RELATIVE = 1e-12;

function expectClose(actual: readonly number[], expected: readonly number[], what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const floor = 1e-15 * Math.max(...expected.map(Math.abs));
  for (const [k, value] of expected.entries()) {
    const error = Math.abs(actual[k]! - value);
    expect(error, `${what}: entry ${k} is ${actual[k]}, not ${value}`).toBeLessThanOrEqual(
      RELATIVE * Math.abs(value) + floor,
    );
  }
}

const flat = (entries: Entries | OutputValue): number[] => {
  if (typeof entries === "number") return [entries];
  return Array.from("data" in entries ? entries.data : (entries as ArrayLike<number>)).flat();
};

/** Columns are vectors. */
function declarations(shapes: Case["shapes"], prefix = ""): string {
  const typeOf = (shape: Case["shapes"][string]): string => {
    if (shape === "scalar") return "real";
    return shape[1] === 1 ? `vector(${shape[0]})` : `matrix(${shape.join(", ")})`;
  };
  return Object.entries(shapes)
    .map(([name, shape]) => `${prefix}${name}: ${typeOf(shape)}`)
    .join("; ");
}

/** The inputs, with the tangent 1 of one entry, `x[2,1]` or the scalar `a`, and 0 of all others. */
function withTangent({ inputs, wrt }: Case, entry: string): Record<string, never> {
  const [, name, row, column] = /^(\w+)(?:\[(\d+),(\d+)\])?$/.exec(entry)!;
  const tangents = wrt.map((variable) => {
    const value = inputs[variable]!;
    const zero = typeof value === "number" ? 0 : value.map((line) => line.map(() => 0));
    if (variable !== name) return [`d${variable}`, zero] as const;
    if (typeof zero === "number") return [`d${variable}`, 1] as const;
    zero[Number(row) - 1]![Number(column) - 1] = 1;
    return [`d${variable}`, zero] as const;
  });
  return asGiven({ ...inputs, ...Object.fromEntries(tangents) });
}

/** Columns flat, as vectors. */
const asGiven = (inputs: Readonly<Record<string, Entries>>): Record<string, never> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      (typeof value !== "number" && value[0]!.length === 1 ? value.flat() : value) as never,
    ]),
  );

const evaluated = (e: Expression, inputs: Record<string, never>): number[] =>
  flat(compile<OutputValue>(e, { inputs: Object.keys(inputs) })(inputs));

const cases = all.filter(({ expression }) => !MISSING.test(expression));
const declared = (one: Case): string => `${declarations(one.shapes)}; ${declarations(one.shapes, "d")}`;
const read = (one: Case): Expression => parse(one.expression, { symbols: declared(one) });
const directions = (one: Case): Record<string, Expression> =>
  Object.fromEntries(one.wrt.map((name) => [name, parse(`d${name}`, { symbols: declared(one) })]));

test.each(cases)("value of $id: $expression", (one) =>
  expectClose(evaluated(read(one), asGiven(one.inputs)), flat(one.value as Entries), "value"),
);

test.each(cases.filter((one) => one.gradient))("gradient of $id: $expression", (one) => {
  const parts = gradient(read(one), one.wrt);
  for (const name of one.wrt)
    expectClose(evaluated(parts[name]!, asGiven(one.inputs)), flat(one.gradient![name]!), name);
});

test.each(cases.filter((one) => one.hessian))("Hessian of $id: $expression", (one) => {
  const products = hvp(read(one), directions(one));
  for (const [k, entry] of one.hess_order!.entries()) {
    const column = one.wrt.flatMap((name) => evaluated(products[name]!, withTangent(one, entry)));
    expectClose(column, one.hessian![k]!, entry);
  }
});

test.each(cases.filter((one) => one.jacobian))("Jacobian of $id: $expression", (one) => {
  const product = jvp(read(one), directions(one));
  for (const [k, entry] of one.jacobian_columns!.entries()) {
    const column = one.jacobian!.map((row) => row[k]!);
    expectClose(evaluated(product, withTangent(one, entry)), column, entry);
  }
});
