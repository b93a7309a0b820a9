/** Matrices and vectors that the terms of a sum have in common on one side: `A*x + B*x` is `(A + B)*x`. */
import type { Call, Expression } from "../core/expression.ts";
import { add, multiply } from "../operators/arithmetic.ts";
import { isDiagonalMatrix, isMatmul, isOuter, matmul, outer } from "../operators/matrix.ts";
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

function joined(e: Call, side: Side): Expression | undefined {
  const sides = e.args.map((term) => outermost(term, side));
  for (const [k, factor] of sides.entries()) {
    if (factor === undefined || sides.indexOf(factor) !== k) continue;
    const members = e.args.filter((_, j) => sides[j] === factor);
    if (members.length < 2) continue;
    const rest = members.map((term) => withoutOutermost(term, side));
    const sum = add(...rest);
    const product = side === "left" ? matmul(factor, sum) : matmul(sum, factor);
    const result = add(product, ...e.args.filter((_, j) => sides[j] !== factor));
    if (rest.every(({ shape }) => shape.length > 0) && weightOf(result) < weightOf(e)) return result;
  }
  return undefined;
}

/** The scalars of a term, and the array that is left. */
function parts(term: Expression): { scalars: readonly Expression[]; array: Expression } {
  const factors = factorsOf(term);
  return {
    scalars: factors.filter(({ shape }) => shape.length === 0),
    array: multiply(...factors.filter(({ shape }) => shape.length > 0)),
  };
}

/** A product of a diagonal matrix is joined by its diagonal elsewhere. */
function outermost(term: Expression, side: Side): Expression | undefined {
  const { array } = parts(term);
  if (!isMatmul(array)) return undefined;
  const factor = side === "left" ? array.args[0]! : array.args[array.args.length - 1]!;
  return isDiagonalMatrix(factor) || isSum(factor) ? undefined : factor;
}

function withoutOutermost(term: Expression, side: Side): Expression {
  const { scalars, array } = parts(term);
  const factors = isMatmul(array) ? (side === "left" ? array.args.slice(1) : array.args.slice(0, -1)) : [array];
  return multiply(...scalars, factors.length === 1 ? factors[0]! : matmul(...factors));
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
