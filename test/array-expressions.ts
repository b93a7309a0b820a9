/** Random formulas of scalars, vectors and matrices of named sizes, whose shapes fit. */
import type { Expression } from "../src/core/expression.ts";
import { parse } from "../src/notation/parse.ts";
import { add, multiply, negate, power } from "../src/operators/arithmetic.ts";
import { cumsum } from "../src/operators/cumulative.ts";
import { exp } from "../src/operators/exponential.ts";
import { largest, smallest } from "../src/operators/extreme-entry.ts";
import { tanh } from "../src/operators/hyperbolic.ts";
import { range } from "../src/operators/integer-range.ts";
import { kronecker } from "../src/operators/kronecker.ts";
import { greater, where } from "../src/operators/logic.ts";
import { diagonal, diagonalMatrix, dot, eye, matmul, outer, trace, transpose } from "../src/operators/matrix.ts";
import { integer, MINUS_ONE, ONE, TWO, ZERO } from "../src/operators/number.ts";
import { permute } from "../src/operators/permute.ts";
import { abs, max } from "../src/operators/piecewise.ts";
import { logSoftmax, logsumexp, norm, softmax } from "../src/operators/reduction.ts";
import { scatter, slice } from "../src/operators/subscript.ts";
import { axisSum, spread, total } from "../src/operators/sums.ts";

const SIZES = ["n", "m", "k"] as const;
type Size = (typeof SIZES)[number];
/** The sizes of the axes. */
export type Sizes = readonly Size[];

const DECLARED = [
  "a, b, c: real",
  ...SIZES.map((size) => `x_${size}, y_${size}, z_${size}: vector(${size})`),
  ...SIZES.flatMap((n) => SIZES.map((m) => `A_${n}${m}, B_${n}${m}, C_${n}${m}: matrix(${n}, ${m})`)),
  ...tensors(3),
  ...tensors(4),
].join("; ");

/** One for each choice of sizes for so many axes. */
function tensors(axes: number): string[] {
  let choices: string[][] = [[]];
  for (let axis = 0; axis < axes; axis++)
    choices = choices.flatMap((sizes) => SIZES.map((size) => [...sizes, size as string]));
  return choices.map((sizes) => `T_${sizes.join("")}: tensor(${sizes.join(", ")})`);
}

export const read = (text: string): Expression => parse(text, { symbols: DECLARED });

const symbols = new Map<string, Expression>();

function symbol(name: string): Expression {
  const known = symbols.get(name) ?? read(name);
  symbols.set(name, known);
  return known;
}

/** A source of random choices. */
export interface Choices {
  below(count: number): number;
  of<T>(items: readonly T[]): T;
}

/** From a seed (Lehmer 1951, modulus 2^31 - 1). */
export function choicesFrom(seed: number): Choices {
  let state = (Math.abs(seed) % 2147483646) + 1;
  const below = (count: number): number => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * count);
  };
  return { below, of: (items) => items[below(items.length)]! };
}

export const randomSizes = (choices: Choices, axes: number): Sizes =>
  Array.from({ length: axes }, () => choices.of(SIZES));

/** A formula of the given shape, nested at most so deep. */
export function randomArray(choices: Choices, sizes: Sizes, depth: number): Expression {
  if (depth === 0 || choices.below(6) === 0) return leaf(choices, sizes);
  const make = choices.of([...ENTRYWISE, ...BY_AXES[sizes.length]!]);
  return make(choices, sizes, (inner) => randomArray(choices, inner, depth - 1)) ?? leaf(choices, sizes);
}

function leaf(choices: Choices, sizes: Sizes): Expression {
  const [first, second, third] = sizes;
  if (first === undefined)
    return choices.below(4) === 0 ? integer(choices.below(7) - 3) : symbol(choices.of(["a", "b", "c"]));
  if (second === undefined) return symbol(`${choices.of(["x", "y", "z"])}_${first}`);
  if (third !== undefined) return symbol(`T_${sizes.join("")}`);
  return symbol(`${choices.of(["A", "B", "C"])}_${first}${second}`);
}

type Part = (sizes: Sizes) => Expression;
type Make = (choices: Choices, sizes: Sizes, part: Part) => Expression | undefined;

/** What acts on entries, for any shape. */
const ENTRYWISE: readonly Make[] = [
  (_, sizes, part) => add(part(sizes), part(sizes)),
  (_, sizes, part) => multiply(part(sizes), part(sizes)),
  (_, sizes, part) => multiply(part([]), part(sizes)),
  (_, sizes, part) => negate(part(sizes)),
  (choices, sizes, part) => choices.of([exp, tanh, abs])(part(sizes)),
  (_, sizes, part) => power(part(sizes), TWO),
  (_, sizes, part) => max(part(sizes), part(sizes)),
  (_, sizes, part) => where(greater(part(sizes), part(sizes)), part(sizes), ZERO),
];

const ROWWISE = [softmax, logSoftmax] as const;

/** What makes scalars, vectors, matrices of others; by the number of axes. */
const BY_AXES: readonly (readonly Make[])[] = [
  [
    (choices, _, part) => total(part(randomSizes(choices, 1 + choices.below(2)))),
    (choices, _, part) => norm(part(randomSizes(choices, 1 + choices.below(2)))),
    (choices, _, part) => withSize(choices, (n) => dot(part([n]), part([n]))),
    (choices, _, part) => withSize(choices, (n) => trace(part([n, n]))),
    (choices, _, part) => withSize(choices, (n) => logsumexp(part([n]))),
    (choices, _, part) => choices.of([largest, smallest])(part(randomSizes(choices, 1 + choices.below(2)))),
  ],
  [
    (choices, [n], part) => withSize(choices, (m) => matmul(part([n!, m]), part([m]))),
    (choices, [n], part) => withSize(choices, (m) => axisSum(part([n!, m]), TWO)),
    (choices, [n], part) => withSize(choices, (m) => axisSum(part([m, n!]), integer(1))),
    (choices, [n], part) => withSize(choices, (m) => logsumexp(part([n!, m]))),
    (_, [n], part) => diagonal(part([n!, n!])),
    (_, [n], part) => cumsum(part([n!]), ONE),
    (_, [n], part) => slice(part([n!]), turned(n!)),
    (_, [n], part) => scatter(part([n!]), sizeOf(n!), turned(n!)),
    (choices, sizes, part) => choices.of(ROWWISE)(part(sizes)),
  ],
  [
    (choices, [n, m], part) => withSize(choices, (k) => matmul(part([n!, k]), part([k, m!]))),
    (_, [n, m], part) => transpose(part([m!, n!])),
    (_, [n, m], part) => outer(part([n!]), part([m!])),
    (_, [n, m], part) => (n === m ? diagonalMatrix(part([n!])) : undefined),
    (_, [n, m]) => (n === m ? eye(sizeOf(n!)) : undefined),
    (choices, sizes, part) => choices.of(ROWWISE)(part(sizes)),
    (choices, [n, m], part) => withSize(choices, (k) => axisSum(part([k, n!, m!]), ONE)),
    (choices, [n, m], part) => withSize(choices, (k) => axisSum(part([n!, k, m!]), TWO)),
    (choices, [n, m], part) => withSize(choices, (k) => axisSum(part([n!, m!, k]), integer(3))),
    (choices, [n, m], part) => withSize(choices, (k) => logsumexp(part([n!, m!, k]))),
  ],
  [
    (_, [n, m, k], part) => permute(part([k!, n!, m!]), TWO, integer(3), ONE),
    (_, [n, m, k], part) => permute(part([m!, n!, k!]), TWO, ONE, integer(3)),
    (_, [n, m, k], part) => spread(part([m!, k!]), ONE, sizeOf(n!)),
    (_, [n, m, k], part) => spread(part([n!, m!]), integer(3), sizeOf(k!)),
    (choices, sizes, part) => choices.of(ROWWISE)(part(sizes)),
  ],
  [(_, [n, m, k, l], part) => kronecker(part([n!, k!]), part([m!, l!]))],
];

const sizeOf = (size: Size): Expression => symbol(`x_${size}`).shape[0]!;

/** From the last to the first. */
const turned = (size: Size): Expression => range(sizeOf(size), MINUS_ONE, ONE);

const withSize = (choices: Choices, make: (size: Size) => Expression): Expression => make(choices.of(SIZES));
