/** Every operator by name. A new family is one import; a new operator is none. */
import type { Operator } from "../core/operator.ts";
import { type Abbreviation, abbreviations } from "./abbreviations.ts";
import * as arithmetic from "./arithmetic.ts";
import * as array from "./array.ts";
import { comprehension } from "./comprehension.ts";
import * as concatenation from "./concatenation.ts";
import * as constants from "./constants.ts";
import * as cumulative from "./cumulative.ts";
import * as derivative from "./derivative.ts";
import * as exponential from "./exponential.ts";
import * as extremeEntry from "./extreme-entry.ts";
import * as fill from "./fill.ts";
import * as hyperbolic from "./hyperbolic.ts";
import * as indexed from "./indexed.ts";
import * as integerRange from "./integer-range.ts";
import * as kronecker from "./kronecker.ts";
import * as logSumExp from "./log-sum-exp.ts";
import * as logic from "./logic.ts";
import * as matrix from "./matrix.ts";
import * as permute from "./permute.ts";
import * as piecewise from "./piecewise.ts";
import * as reduction from "./reduction.ts";
import * as reshape from "./reshape.ts";
import * as sigmoidal from "./sigmoidal.ts";
import * as special from "./special.ts";
import * as subscript from "./subscript.ts";
import * as sums from "./sums.ts";
import * as trigonometric from "./trigonometric.ts";
import * as undefinedFunction from "./undefined-function.ts";

const families = [
  arithmetic,
  array,
  constants,
  derivative,
  exponential,
  hyperbolic,
  indexed,
  { element: subscript.element },
  logic,
  logSumExp,
  piecewise,
  sigmoidal,
  special,
  trigonometric,
  undefinedFunction,
];

/** The records of all families that act on scalars, or on every entry of arrays, in their order. */
export const operators: readonly Operator[] = recordsOf(families);

/** The records of operators on whole arrays. */
export const arrayOperators: readonly Operator[] = recordsOf([
  concatenation,
  cumulative,
  extremeEntry,
  fill,
  { comprehension },
  integerRange,
  kronecker,
  matrix,
  permute,
  reduction,
  reshape,
  sums,
  { ...subscript, element: undefined },
]);

const byName: ReadonlyMap<string, Operator> = new Map(
  [...operators, ...arrayOperators].flatMap((operator) =>
    [operator.name, ...operator.aliases].map((name) => [name, operator]),
  ),
);

/** The operator of a name or an alias. */
export const findOperator = (name: string): Operator | undefined => byName.get(name);

/** The operator that a name stands for where an index has a range behind it: `sum`, or `logsumexp`, which is also one of arrays. */
export const findBinder = (name: string): Operator | undefined =>
  operators.find((operator) => operator.binder !== undefined && [operator.name, ...operator.aliases].includes(name));

/** The abbreviation of a name with so many arguments. */
export const findAbbreviation = (name: string, count: number): Abbreviation | undefined =>
  abbreviations.find((entry) => entry.name === name && entry.parameters.length === count);

/** Whether a name stands for a function when it comes before a parenthesis. */
export const isFunctionName = (name: string): boolean =>
  (byName.has(name) && byName.get(name)!.parameters.length > 0) || abbreviations.some((entry) => entry.name === name);

/** All names that a text can use as a function. */
export const functionNames = (): string[] => [
  ...[...byName]
    .filter(([name, { parameters }]) => parameters.length > 0 && /^\p{L}/u.test(name))
    .map(([name]) => name),
  ...abbreviations.map(({ name }) => name),
];

function recordsOf(modules: readonly object[]): Operator[] {
  return modules
    .flatMap((family) => Object.values(family) as unknown[])
    .filter((value): value is { operator: Operator } => typeof value === "function" && "operator" in value)
    .map(({ operator }) => operator);
}
