/** Matrices and vectors that the terms of a sum have in common on one side: `A*x + B*x` is `(A + B)*x`. */
import type { Call, Expression } from "../core/expression.ts";
import { add, multiply } from "../operators/arithmetic.ts";
import { isMatmul, isOuter, matmul, outer } from "../operators/matrix.ts";
import { isDiagonalMatrix } from "../operators/matrix-kinds.ts";
import { factorsOf, isSum } from "../operators/ring.ts";
import type { Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** Terms that begin with the same matrix, or end with the same matrix or vector, are joined if that is shorter. Class A. */
const commonSides: Procedure = {
  name: "common-matrix-factors",
  operator: add.operator,
  with: [matmul.operator],
  apply: (e) => joined(e, "left") ?? joined(e, "right"),
};

/** `u*x' + v*x'` is `(u + v)*x'`. Class A. */
const commonVectors: Procedure = {
  name: "common-outer-factors",
  operator: add.operator,
  with: [outer.operator],
  apply: (e) => {
    const [first, ...others] = e.args.map(outerOf);
    if (first === undefined || others.some((other) => other === undefined)) return undefined;
    const all = [first, ...(others as Outer[])];
    if (all.every(({ b }) => b === first.b))
      return outer(add(...all.map(({ scale, a }) => multiply(...scale, a))), first.b);
    if (all.every(({ a }) => a === first.a))
      return outer(first.a, add(...all.map(({ scale, b }) => multiply(...scale, b))));
    return undefined;
  },
};

export const MATRIX_FACTORS: readonly Procedure[] = [commonSides, commonVectors];

type Side = "left" | "right";

/** Joins the terms that have the most factors in common with the first of them, on one side. */
function joined(e: Call, side: Side): Expression | undefined {
  const chains = e.args.map((term) => chainOf(term, side));
  for (const chain of chains) {
    const members = chains.filter(({ factors }) => factors.length > 1 && factors[0] === chain.factors[0]);
    if (members.length < 2 || members[0] !== chain) continue;
    const common = commonLength(members);
    const sum = add(...members.map((member) => withoutOutermost(member, common, side)));
    const outermost = chain.factors.slice(0, common);
    const product = side === "left" ? matmul(...outermost, sum) : matmul(sum, ...outermost.toReversed());
    const result = add(product, ...e.args.filter((_, j) => !members.includes(chains[j]!)));
    if (weightOf(result) < weightOf(e)) return result;
  }
  return undefined;
}

interface Chain {
  readonly scalars: readonly Expression[];
  /** Of the product of matrices, from the outside in; a diagonal or a sum outermost counts as no product. */
  readonly factors: readonly Expression[];
}

function chainOf(term: Expression, side: Side): Chain {
  const { scalars, array } = parts(term);
  const factors = isMatmul(array) ? (side === "left" ? array.args : array.args.toReversed()) : [array];
  const first = factors[0]!;
  return { scalars, factors: isDiagonalMatrix(first) || isSum(first) ? [array] : factors };
}

/** How many factors all have in common, leaving each at least one. */
function commonLength([first, ...others]: readonly Chain[]): number {
  const longest = Math.min(...[first!, ...others].map(({ factors }) => factors.length - 1));
  let length = 1;
  while (length < longest && others.every(({ factors }) => factors[length] === first!.factors[length])) length++;
  return length;
}

function withoutOutermost({ scalars, factors }: Chain, common: number, side: Side): Expression {
  const rest = side === "left" ? factors.slice(common) : factors.slice(common).reverse();
  return multiply(...scalars, rest.length === 1 ? rest[0]! : matmul(...rest));
}

/** The scalars of a term, and the array that is left. */
function parts(term: Expression): { scalars: readonly Expression[]; array: Expression } {
  const factors = factorsOf(term);
  return {
    scalars: factors.filter(({ shape }) => shape.length === 0),
    array: multiply(...factors.filter(({ shape }) => shape.length > 0)),
  };
}

interface Outer {
  readonly scale: readonly Expression[];
  readonly a: Expression;
  readonly b: Expression;
}

function outerOf(term: Expression): Outer | undefined {
  const { scalars, array } = parts(term);
  return isOuter(array) ? { scale: scalars, a: array.args[0]!, b: array.args[1]! } : undefined;
}
