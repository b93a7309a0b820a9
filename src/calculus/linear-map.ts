/**
 * The matrix of a linear map, read off its formula: `X'*(h .* (X*v))` is `(X'*diag(h)*X)*v`. So a Hessian is found from
 * the product with a vector that the two sweeps give, and no array of a higher rank arises where there need not be one.
 */
import { UnsupportedError } from "../core/error.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { NodeSet } from "../core/node-set.ts";
import { dependents, postorder, substitute, transform } from "../core/traverse.ts";
import { add, multiply } from "../operators/arithmetic.ts";
import { arrayOver, entryOf } from "../operators/comprehension.ts";
import { concatenate, isConcatenation } from "../operators/concatenation.ts";
import { cumsum } from "../operators/cumulative.ts";
import { fill, filled, isFill } from "../operators/fill.ts";
import { wholeAxis } from "../operators/integer-range.ts";
import { kronecker } from "../operators/kronecker.ts";
import { diagonalMatrix, dot, eye, isMatmul, matmul, outer, transpose } from "../operators/matrix.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { factorsOf, isProduct, isSum, termsOf } from "../operators/ring.ts";
import { isElement, isScatter, isSlice, part, scatter, sizesOf, subscriptsOf } from "../operators/subscript.ts";
import { isTotal } from "../operators/sums.ts";
import { toText } from "../operators/text.ts";

/**
 * The array of a map that is linear in an array: M of a vector `e = M*v`, m of a scalar `e = m'*v`, and of any other
 * its index form, with the axes of the value before those of v.
 */
export function linearMapOf(e: Expression, v: Expression): Expression {
  const active = dependents(postorder(e), new Set([v]));
  if (!active.has(e)) return filled(ZERO, [...e.shape, ...v.shape]);
  return notated(e, v, active) ?? byEntries(e, v);
}

/** In the notation of matrices, where there is one. */
function notated(e: Expression, v: Expression, active: NodeSet): Expression | undefined {
  if (v.shape.length === 1 && e.shape.length < 2) return matrixOf(e, v, active);
  return v.shape.length === 2 && e.shape.length === 2 ? kroneckerProductsOf(e, v, active) : undefined;
}

/** Its values at the arrays that have one entry 1, and 0 elsewhere. */
const byEntries = (e: Expression, v: Expression): Expression =>
  arrayOver([...e.shape, ...v.shape], (indices) => {
    const unit = scatter(ONE, ...v.shape, ...indices.slice(e.shape.length));
    const value = transform(substitute(e, new Map([[v, unit]])), entryIfScalar);
    return entryOf(value, indices.slice(0, e.shape.length));
  });

/** Scalars made of arrays that change with an index are written out as sums; all that is read lies within. */
function entryIfScalar(e: Expression): Expression {
  if (e.kind !== "call" || e.shape.length > 0) return e;
  if (isElement(e)) return entryOf(e.args[0]!, e.args.slice(1));
  return e.operator.entry?.(e.args, [], entryOf) ?? e;
}

/** `A*V*B + C*V` is `A ⊗ B' + C ⊗ I`; terms with the same factor on one side are joined. */
function kroneckerProductsOf(e: Expression, v: Expression, active: NodeSet): Expression | undefined {
  const pairs: [left: Expression, right: Expression][] = [];
  for (const term of termsOf(e)) {
    const factors = factorsOf(term);
    const scalars = factors.filter((factor) => factor.shape.length === 0 && !active.has(factor));
    const [array, second] = factors.filter((factor) => !scalars.includes(factor));
    const sides = second === undefined && array !== undefined ? sidesOf(array, v, active) : undefined;
    if (sides === undefined) return undefined;
    pairs.push([multiply(...scalars, sides[0]), sides[1]]);
  }
  return add(...joinedPairs(pairs).map(([left, right]) => kronecker(left, right)));
}

/** A and B' of `A*V*B`. */
function sidesOf(e: Expression, v: Expression, active: NodeSet): [Expression, Expression] | undefined {
  const factors = isMatmul(e) ? e.args : [e];
  const at = factors.indexOf(v);
  if (at < 0 || factors.some((factor, k) => k !== at && active.has(factor))) return undefined;
  const [before, after] = [factors.slice(0, at), factors.slice(at + 1)];
  return [product(before, v.shape[0]!), transpose(product(after, v.shape[1]!))];
}

/** A product of matrices; of none, the identity of a size. */
const product = (factors: readonly Expression[], size: Expression): Expression =>
  factors.length === 0 ? eye(size) : factors.length === 1 ? factors[0]! : matmul(...factors);

/** Pairs with the same right part have their left ones added up, and the other way round. */
function joinedPairs(pairs: readonly (readonly [Expression, Expression])[]): [Expression, Expression][] {
  const lefts = grouped(pairs.map(([left, right]) => [right, left]));
  return [...grouped([...lefts].map(([right, left]) => [left, right]))];
}

function grouped(pairs: readonly (readonly [Expression, Expression])[]): Map<Expression, Expression> {
  const sums = new Map<Expression, Expression>();
  for (const [key, part] of pairs) {
    const known = sums.get(key);
    sums.set(key, known === undefined ? part : add(known, part));
  }
  return sums;
}

function matrixOf(e: Expression, v: Expression, active: NodeSet): Expression | undefined {
  const known = new Map<Expression, Expression>();
  for (const node of postorder(e)) {
    if (!active.has(node)) continue;
    if (node.shape.length > 1) return undefined;
    const part = partOf(node, v, known);
    if (part === undefined) return undefined;
    known.set(node, part);
  }
  return known.get(e);
}

/** From the maps of the arguments that depend on v; every other argument is a coefficient. */
function partOf(node: Expression, v: Expression, known: ReadonlyMap<Expression, Expression>): Expression | undefined {
  if (node === v) return eye(v.shape[0]!);
  if (node.kind !== "call") return undefined;
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
  return undefined;
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
function productOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression | undefined {
  const [linear, second] = node.args.filter((factor) => known.has(factor));
  if (linear === undefined || second !== undefined) return undefined;
  const others = node.args.filter((factor) => factor !== linear);
  const scalars = others.filter(({ shape }) => shape.length === 0);
  const vectors = others.filter(({ shape }) => shape.length > 0);
  const part = known.get(linear)!;
  if (vectors.length === 0) return multiply(...scalars, part);
  const vector = multiply(...vectors);
  return multiply(...scalars, linear.shape.length === 0 ? outer(vector, part) : matmul(diagonalMatrix(vector), part));
}

function chainOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression | undefined {
  const last = node.args[node.args.length - 1]!;
  if (node.args.some((factor) => factor !== last && known.has(factor))) return undefined;
  return matmul(...node.args.slice(0, -1), known.get(last)!);
}

/** The rows of the matrix stand where the entries stood. */
function scatterOf({ args: [, ...rest] }: Call, v: Expression, matrix: Expression): Expression {
  const columns = v.shape[0]!;
  return scatter(matrix, ...sizesOf(rest), columns, ...subscriptsOf(rest), wholeAxis(columns));
}

function dotOf(node: Call, known: ReadonlyMap<Expression, Expression>): Expression | undefined {
  const [a, b] = node.args as [Expression, Expression];
  const [p, q] = [known.get(a), known.get(b)];
  if (p !== undefined && q !== undefined) return undefined;
  return p === undefined ? applied(q!, a) : applied(p, b);
}

/** `M'*a`. */
const applied = (matrix: Expression, vector: Expression): Expression => matmul(transpose(matrix), vector);
