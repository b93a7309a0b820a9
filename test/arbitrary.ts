/**
 * Random expressions that reach every operator of the table, and random points to evaluate them at.
 *
 * Free in them are the real scalars x, y, z, the positive p, the share q between 0 and 1, the integer k, the size n and
 * the vectors u, v of n entries. Inside of sums and products stand their indices and the entries of u and v at them.
 */
import fc from "fast-check";
import { freshIndex } from "../src/core/binder.ts";
import { DomainError } from "../src/core/error.ts";
import { constant, type Expression, isCall, type SymbolNode } from "../src/core/expression.ts";
import type { Operator } from "../src/core/operator.ts";
import { postorder } from "../src/core/traverse.ts";
import type { Symbols } from "../src/notation/parse.ts";
import { scopeOf } from "../src/notation/parse.ts";
import { add, group, multiply, power } from "../src/operators/arithmetic.ts";
import { arrayOf } from "../src/operators/array.ts";
import { infinity } from "../src/operators/constants.ts";
import { derivativeAt } from "../src/operators/derivative.ts";
import type { Value } from "../src/operators/evaluate.ts";
import { productOver, sumOver } from "../src/operators/indexed.ts";
import { logSumExpOver } from "../src/operators/log-sum-exp.ts";
import { where } from "../src/operators/logic.ts";
import { integer, ONE, ratio } from "../src/operators/number.ts";
import { polygamma } from "../src/operators/special.ts";
import { element } from "../src/operators/subscript.ts";
import { operators } from "../src/operators/table.ts";
import { applied } from "../src/operators/undefined-function.ts";

/** What the free symbols of random expressions are declared as. */
export const DECLARATIONS: Symbols =
  "x, y, z : real; p : positive; q : interval(0, 1); k : integer; u, v : vector(n); f : function";

const scope = scopeOf(DECLARATIONS);
/** A free symbol of random expressions, by its name. */
export const free = (name: string): SymbolNode => scope.find(name) as SymbolNode;

export type Point = ReadonlyMap<Expression, Value>;

/** Off 0, the integers and halves, where functions jump or grow without bound; rounding does not decide anything there. */
const real = fc.integer({ min: -2950, max: 2950 }).map((n) => (n + (n < 0 ? -50.37 : 50.37)) / 1000);
const share = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);

const vectorOf = (length: number): fc.Arbitrary<Value> =>
  fc.array(real, { minLength: length, maxLength: length }).map((data) => ({ data, shape: [length] }));

/** Values of all free symbols; the vectors have so many entries. */
export const pointsOf = (min: number, max: number): fc.Arbitrary<Point> =>
  fc
    .integer({ min, max })
    .chain((n) =>
      fc.record<Record<string, Value>>({
        x: real,
        y: real,
        z: real,
        p: real.map(Math.abs),
        q: share,
        k: fc.integer({ min: -3, max: 5 }),
        u: vectorOf(n),
        v: vectorOf(n),
        n: fc.constant(n),
      }),
    )
    .map((values) => new Map(Object.entries(values).map(([name, value]) => [free(name), value])));

/** With vectors of one to four entries, so that some sums are empty. */
export const points: fc.Arbitrary<Point> = pointsOf(1, 4);

/** Numbers as formulas have them: integers, ratios, decimals. */
export const numbers: fc.Arbitrary<Expression> = fc.oneof(
  { arbitrary: fc.integer({ min: -4, max: 6 }).map((n) => integer(n)), weight: 4 },
  {
    arbitrary: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 2, max: 7 })).map(([n, d]) => ratio(n, d)),
    weight: 2,
  },
  { arbitrary: fc.integer({ min: -40, max: 40 }).map((n) => constant(n / 8 + 0.01)), weight: 1 },
);

/** Scalars that can be evaluated and differentiated. */
export const expressions = (maxDepth = 4): fc.Arbitrary<Expression> => grow(maxDepth, false);

/** Scalars with all that can be written, also what has no value yet: unknown functions, derivatives, array formulas. */
export const writtenExpressions = (maxDepth = 4): fc.Arbitrary<Expression> => grow(maxDepth, true);

/** The operators that occur. */
export const operatorsIn = (e: Expression): Operator[] =>
  postorder(e)
    .filter(isCall)
    .map(({ operator }) => operator);

/** Operators with a form of their own below, and those that would drown the rest in infinities. */
const SPECIAL: ReadonlySet<Operator> = new Set(
  [
    add,
    multiply,
    power,
    group,
    polygamma,
    where,
    sumOver,
    productOver,
    logSumExpOver,
    element,
    arrayOf,
    derivativeAt,
    applied,
  ].map(({ operator }) => operator),
);
const ordinary = operators.filter((operator) => !SPECIAL.has(operator) && operator.parameters.length > 0);
const ofNumbers = ordinary.filter(({ logical }) => !logical);
const comparisons = ordinary.filter(({ logical, variadic, arity }) => logical && !variadic && arity === 2);
const connectives = ordinary.filter(({ logical, variadic, arity }) => logical && (variadic || arity === 1));

/** How deeply sums and products over an index nest; each nesting has an index of its own. */
const NESTING = 2;
const indices: readonly SymbolNode[] = Array.from({ length: NESTING }, () => freshIndex());

interface Trees {
  readonly [name: string]: Expression;
}
type Tie = fc.LetrecTypedTie<Trees>;

function grow(maxDepth: number, written: boolean): fc.Arbitrary<Expression> {
  const trees = fc.letrec<Trees>((tie) =>
    Object.fromEntries(
      Array.from({ length: NESTING + 1 }, (_, nesting) => {
        const limits = { maxDepth, depthIdentifier: fc.createDepthIdentifier(), withCrossShrink: true };
        return [
          [`scalar${nesting}`, fc.oneof(limits, ...scalarCases(tie, nesting, written))],
          [`condition${nesting}`, fc.oneof(limits, ...conditionCases(tie, nesting))],
        ] as const;
      }).flat(),
    ),
  );
  return trees.scalar0!;
}

type Weighted = { readonly arbitrary: fc.Arbitrary<Expression>; readonly weight: number };

function scalarCases(tie: Tie, nesting: number, written: boolean): [Weighted, ...Weighted[]] {
  const scalar = tie(`scalar${nesting}`);
  const condition = tie(`condition${nesting}`);
  const several = fc.array(scalar, { minLength: 2, maxLength: 4 });
  const exponent = fc.oneof(
    fc.integer({ min: -3, max: 4 }).map((n) => integer(n)),
    fc.constant(ratio(1, 2)),
    numbers,
  );
  return [
    { arbitrary: leaves(nesting), weight: 30 },
    { arbitrary: several.map((terms) => built(add.operator, terms)), weight: 30 },
    { arbitrary: several.map((factors) => built(multiply.operator, factors)), weight: 30 },
    { arbitrary: several.map((factors) => built(group.operator, factors)), weight: 2 },
    { arbitrary: fc.tuple(scalar, exponent).map((args) => built(power.operator, args)), weight: 15 },
    { arbitrary: fc.tuple(scalar, scalar).map((args) => built(power.operator, args)), weight: 3 },
    { arbitrary: fc.tuple(condition, scalar, scalar).map((args) => built(where.operator, args)), weight: 6 },
    { arbitrary: polygammas(scalar), weight: 1 },
    { arbitrary: condition, weight: 1 },
    { arbitrary: fc.constant(infinity()), weight: 1 },
    { arbitrary: callsOf(ofNumbers, scalar), weight: 60 },
    ...(nesting < NESTING ? [{ arbitrary: indexed(tie, nesting), weight: 12 }] : []),
    ...(written ? writtenCases(tie, nesting) : []),
  ];
}

const conditionCases = (tie: Tie, nesting: number): fc.Arbitrary<Expression>[] => [
  callsOf(comparisons, tie(`scalar${nesting}`)),
  callsOf(connectives, tie(`condition${nesting}`)),
];

/** Any of the operators, of so many arguments as it takes. */
const callsOf = (among: readonly Operator[], argument: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.constantFrom(...among).chain((operator) => {
    const [least, most] = operator.variadic ? [2, 4] : [operator.arity, operator.arity];
    return fc.array(argument, { minLength: least, maxLength: most }).map((args) => built(operator, args));
  });

const polygammas = (scalar: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.tuple(fc.integer({ min: 0, max: 3 }), scalar).map(([n, x]) => built(polygamma.operator, [integer(n), x]));

function leaves(nesting: number): fc.Arbitrary<Expression> {
  const bound = indices.slice(0, nesting);
  const entries = bound.flatMap((index) => [element(free("u"), index), element(free("v"), index)]);
  const symbols = ["x", "y", "z", "p", "q", "k", "n"].map(free);
  const constants = operators.filter(({ parameters, name }) => parameters.length === 0 && name !== "∞");
  return fc.oneof(
    { arbitrary: fc.constantFrom<Expression>(...symbols, ...constants.map(({ build }) => build([]))), weight: 4 },
    { arbitrary: numbers, weight: 3 },
    { arbitrary: fc.constant(element(free("u"), ONE)), weight: 1 },
    { arbitrary: fc.constantFrom<Expression>(...bound, ...entries, free("x")), weight: bound.length === 0 ? 1 : 8 },
  );
}

/** A sum or product over the next index, along the vectors or a few steps. */
function indexed(tie: Tie, nesting: number): fc.Arbitrary<Expression> {
  const from = fc.constantFrom<Expression>(ONE, integer(2));
  const to = fc.constantFrom<Expression>(free("n"), free("n"), integer(3));
  return fc
    .tuple(
      fc.constantFrom(sumOver.operator, productOver.operator, logSumExpOver.operator),
      tie(`scalar${nesting + 1}`),
      from,
      to,
    )
    .map(([operator, body, first, last]) => built(operator, [indices[nesting]!, body, first, last]));
}

/** What can be written but not yet be evaluated. */
function writtenCases(tie: Tie, nesting: number): Weighted[] {
  const scalar = tie(`scalar${nesting}`);
  const [f, x] = [free("f"), free("x")];
  const order = fc.integer({ min: 0, max: 2 }).map((n) => integer(n));
  return [
    { arbitrary: fc.tuple(order, scalar).map(([primes, e]) => applied(f, primes, e)), weight: 4 },
    { arbitrary: fc.tuple(scalar, scalar).map(([body, at]) => derivativeAt(x, body, at, ONE)), weight: 3 },
    { arbitrary: scalar.map((body) => derivativeAt(x, body, x, integer(2))), weight: 3 },
    { arbitrary: fc.tuple(scalar, scalar).map((args) => element(arrayOf(integer(0), ...args), ONE)), weight: 3 },
    { arbitrary: scalar.map((e) => element(add(multiply(e, free("u")), free("v")), ONE)), weight: 3 },
  ];
}

/** The operator's own form of a call; the first argument where there is none, as for exactly 1/0. */
function built(operator: Operator, args: readonly Expression[]): Expression {
  try {
    return operator.build(args);
  } catch (error) {
    if (error instanceof DomainError) return args[0]!;
    throw error;
  }
}
