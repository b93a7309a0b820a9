/**
 * The matrix of a linear map, read off its formula: `X'*(h .* (X*v))` is `(X'*diag(h)*X)*v`. So a Hessian is found from
 * the product with a vector that the two sweeps give, and no array of a higher rank ever arises.
 */
import { UnsupportedError } from "../core/error.ts";
import type { Call, Expression } from "../core/expression.ts";
import { dependents, postorder } from "../core/traverse.ts";
import { add, multiply } from "../operators/arithmetic.ts";
import { concatenate, isConcatenation } from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { fill, filled, isFill } from "../operators/fill.ts";
import { wholeAxis } from "../operators/integer-range.ts";
import { diagonalMatrix, dot, eye, isMatmul, matmul, outer, transpose } from "../operators/matrix.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { isTotal } from "../operators/reduction.ts";
import { isProduct, isSum } from "../operators/ring.ts";
import { isElement, isScatter, isSlice, part, scatter, sizesOf, subscriptsOf } from "../operators/subscript.ts";
import { toText } from "../operators/text.ts";

/**
 * M of a vector `e = M*v`, or the vector m of a scalar `e = m'*v`.
 *
 * @throws {UnsupportedError} for a formula that is linear in a way that has no matrix here, naming the part.
 */
export function matrixOf(e: Expression, v: Expression): Expression {
  const active = dependents(postorder(e), new Set([v]));
  const known = new Map<Expression, Expression>();
  for (const node of postorder(e)) if (active.has(node)) known.set(node, partOf(node, v, known));
  return known.get(e) ?? filled(ZERO, [...e.shape, ...v.shape]);
}

/** From the maps of the arguments that depend on v; every other argument is a coefficient. */
function partOf(node: Expression, v: Expression, known: ReadonlyMap<Expression, Expression>): Expression {
  if (node === v) return eye(v.shape[0]!);
  if (node.kind !== "call") throw noMatrix(node);
  if (isSum(node)) return add(...node.args.map((term) => termOf(term, node, v, known)));
  if (isProduct(node)) return productOf(node, known);
  if (isMatmul(node)) return chainOf(node, known);
  if (isFill(node) && node.args.length === 2) return outer(fill(ONE, node.args[1]!), known.get(node.args[0]!)!);
  if (node.operator === dot.operator) return dotOf(node, known);
  if (isSlice(node) || isElement(node))
    return part(known.get(node.args[0]!)!, [...node.args.slice(1), wholeAxis(v.shape[0]!)]);
  if (isConcatenation(node)) {
    const parts = node.args.slice(1);
    return concatenate(ONE, ...parts.map((e) => known.get(e) ?? filled(ZERO, [...e.shape, v.shape[0]!])));
  }
  if (node.operator === cumsum.operator) return cumsum(known.get(node.args[0]!)!, ONE);
  if (isScatter(node) && node.shape.length === 1) return scatterOf(node, v, known.get(node.args[0]!)!);
  if (isTotal(node) && node.args[0]!.shape.length === 1)
    return applied(known.get(node.args[0]!)!, filled(ONE, node.args[0]!.shape));
  throw noMatrix(node);
}

/** A scalar term of a sum of vectors counts for every entry. */
function termOf(
  term: Expression,
  sum: Expression,
  v: Expression,
  known: ReadonlyMap<Expression, Expression>,
): Expression {
  const part = known.get(term);
  if (part === undefined) throw new UnsupportedError(`${toText(sum)} is not linear in ${toText(v)}`);
  return term.shape.length < sum.shape.length ? outer(filled(ONE, sum.shape), part) : part;
}

/** Coefficients beside the one factor that depends on v: numbers stay in front, a vector scales rows. */
function productOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression {
  const [linear, second] = node.args.filter((factor) => known.has(factor));
  if (linear === undefined || second !== undefined) throw noMatrix(node);
  const others = node.args.filter((factor) => factor !== linear);
  const scalars = others.filter(({ shape }) => shape.length === 0);
  const vectors = others.filter(({ shape }) => shape.length > 0);
  const part = known.get(linear)!;
  if (vectors.length === 0) return multiply(...scalars, part);
  const vector = multiply(...vectors);
  return multiply(...scalars, linear.shape.length === 0 ? outer(vector, part) : matmul(diagonalMatrix(vector), part));
}

function chainOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression {
  const last = node.args[node.args.length - 1]!;
  if (node.args.some((factor) => factor !== last && known.has(factor))) throw noMatrix(node);
  return matmul(...node.args.slice(0, -1), known.get(last)!);
}

/** The rows of the matrix stand where the entries stood. */
function scatterOf({ args: [, ...rest] }: Call, v: Expression, matrix: Expression): Expression {
  const columns = v.shape[0]!;
  return scatter(matrix, ...sizesOf(rest), columns, ...subscriptsOf(rest), wholeAxis(columns));
}

function dotOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression {
  const [a, b] = node.args as [Expression, Expression];
  const [p, q] = [known.get(a), known.get(b)];
  if (p !== undefined && q !== undefined) throw noMatrix(node);
  return p === undefined ? applied(q!, a) : applied(p, b);
}

/** `M'*a`. */
const applied = (matrix: Expression, vector: Expression): Expression => matmul(transpose(matrix), vector);

const noMatrix = (e: Expression): UnsupportedError =>
  new UnsupportedError(
    `The matrix of ${toText(e)} cannot be worked out`,
    "Take its product with a vector: hvp or jvp.",
  );
