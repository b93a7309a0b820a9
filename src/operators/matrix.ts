/**
 * Products of matrices and vectors, transposes, diagonals and traces. Vectors have one axis and are neither rows nor
 * columns; `x'` of a text only says how `*` contracts. Constructors bring every expression into one form: transposes
 * stand at symbols, scalars in front, products are flat and lose identities.
 */
import { freshIndex } from "../core/binder.ts";
import { ShapeError } from "../core/error.ts";
import { type Call, call, type Expression, isCall, type Shape, sameItems } from "../core/expression.ts";
import { REAL } from "../core/interval.ts";
import { hole, LEVEL, layout, separated } from "../core/layout.ts";
import type { Operator } from "../core/operator.ts";
import { compare } from "../core/order.ts";
import { remembered } from "../core/remember.ts";
import { postorder } from "../core/traverse.ts";
import { FLATTEN, multiply } from "./arithmetic.ts";
import { actsOnEntries, entryOf } from "./comprehension.ts";
import {
  diagonalOf,
  identityMatrix,
  matrixOfDiagonal,
  matrixProduct,
  outerProduct,
  scalarProduct,
  traceOf,
  transposedMatrix,
} from "./evaluate-array.ts";
import { fill, filled, isFill, unfilled } from "./fill.ts";
import { sumOfEntries, sumOver } from "./indexed.ts";
import { equal, where } from "./logic.ts";
import { isDiagonalMatrix, isEye, isTranspose } from "./matrix-kinds.ts";
import { isNegativeConstant, ONE, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { exponentOf, isPower, isProduct, type Named } from "./ring.ts";
import { scalarsInFront } from "./scalar-factors.ts";
import { shapeText, toText } from "./text.ts";

const noNumber = (): number => Number.NaN;

/** The identity matrix of a size. */
export const eye = record("eye(size)", {
  evaluate: noNumber,
  evaluateArray: identityMatrix,
  entry: (_args, [i, j]) => where(equal(i!, j!), ONE, ZERO),
  shape: ([size]) => [size!, size!],
  latex: (size) => layout(LEVEL.postfix, "I_{", hole(size), "}"),
  cost: 0,
});

/** The transpose of a matrix. */
export const transpose: Constructor<["matrix"]> = record("transpose(matrix)", {
  multilinear: true,
  derivative: (_args, _value, cotangent) => [transpose(cotangent)],
  evaluate: noNumber,
  evaluateArray: transposedMatrix,
  entry: ([matrix], indices) => entryOf(matrix!, indices.toReversed()),
  range: (matrix) => matrix,
  shape: ([matrix]) => [...matrix!.shape].reverse(),
  text: (matrix) => layout(LEVEL.postfix, hole(matrix, LEVEL.postfix), "'"),
  latex: (matrix) => layout(LEVEL.postfix, hole(matrix, LEVEL.postfix), "^{\\top}"),
  build: ([matrix]) => transposeOf(matrix!),
  cost: 0,
});

/** The product of matrices, of which the last may be a vector. */
export const matmul: Constructor<[`...factors`]> = record("matmul(...factors)", {
  arity: 2,
  multilinear: true,
  derivative: (args, _value, cotangent, wanted) =>
    args.map((_, k) => (wanted[k] ? factorCotangent(args, k, cotangent) : undefined)),
  evaluate: noNumber,
  evaluateArray: matrixProduct,
  entry: productEntry,
  range: () => REAL,
  shape: productShape,
  text: (...factors) => layout(LEVEL.product, ...separated(factors, "*", LEVEL.sign)),
  latex: (...factors) => layout(LEVEL.product, ...separated(factors, " ", LEVEL.sign)),
  build: buildMatmul,
});

/** The scalar product of two vectors. */
export const dot: Constructor<["a", "b"]> = record("dot(a, b)", {
  multilinear: true,
  derivative: ([a, b], _value, cotangent) => [multiply(cotangent, b!), multiply(cotangent, a!)],
  evaluate: noNumber,
  evaluateArray: scalarProduct,
  entry: ([a, b]) => sumOfEntries(a!.shape, (at) => multiply(entryOf(a!, at), entryOf(b!, at))),
  range: () => REAL,
  shape: (args) => dotShape(args),
  text: (a, b) => layout(LEVEL.product, hole(a, LEVEL.postfix), "'*", hole(b, beside(b))),
  latex: (a, b) => layout(LEVEL.product, hole(a, LEVEL.postfix), "^{\\top} ", hole(b, beside(b))),
  build: ([a, b], made) => buildDot(a!, b!, made),
});

/** The matrix of all products of the entries of two vectors: `a*b'`. */
export const outer: Constructor<["a", "b"]> = record("outer(a, b)", {
  multilinear: true,
  derivative: ([a, b], _value, cotangent) => [matmul(cotangent, b!), matmul(transpose(cotangent), a!)],
  evaluate: noNumber,
  evaluateArray: outerProduct,
  entry: ([a, b], [i, j]) => multiply(entryOf(a!, [i!]), entryOf(b!, [j!])),
  range: () => REAL,
  shape: ([a, b]) => [vectorSize(a!), vectorSize(b!)],
  text: (a, b) => layout(LEVEL.product, hole(a, beside(a)), "*", hole(b, LEVEL.postfix), "'"),
  latex: (a, b) => layout(LEVEL.product, hole(a, beside(a)), " ", hole(b, LEVEL.postfix), "^{\\top}"),
  build: ([a, b], made) =>
    scalarsInFront([a!, b!], (factors) => {
      const shape = made.shape(factors);
      return factors.every(isFill) ? filled(multiply(...factors.map(unfilled)), shape) : call(made, factors, shape);
    }),
});

/** The matrix with a vector on its diagonal. */
export const diagonalMatrix: Constructor<["vector"]> = record("diag(vector)", {
  multilinear: true,
  derivative: (_args, _value, cotangent) => [diagonal(cotangent)],
  evaluate: noNumber,
  evaluateArray: matrixOfDiagonal,
  entry: ([vector], [i, j]) => where(equal(i!, j!), entryOf(vector!, [i!]), ZERO),
  range: () => REAL,
  shape: ([vector]) => [vectorSize(vector!), vectorSize(vector!)],
  latexName: "\\operatorname{diag}",
  build: ([vector], made) =>
    isFill(vector!)
      ? multiply(vector.args[0]!, eye(vector.args[1]!))
      : scalarsInFront([vector!], (factors) => call(made, factors, made.shape(factors))),
});

/** The vector on the diagonal of a square matrix. */
export const diagonal: Constructor<["matrix"]> = record("diagonal(matrix)", {
  multilinear: true,
  derivative: (_args, _value, cotangent) => [diagonalMatrix(cotangent)],
  evaluate: noNumber,
  evaluateArray: diagonalOf,
  entry: ([matrix], [i]) => entryOf(matrix!, [i!, i!]),
  range: () => REAL,
  shape: ([matrix]) => [squareSize(matrix!)],
  text: (matrix) => layout(LEVEL.atom, "diag(", hole(matrix), ")"),
  latex: (matrix) => layout(LEVEL.atom, "\\operatorname{diag}\\left(", hole(matrix), "\\right)"),
  build: ([matrix]) => diagonalEntries(matrix!),
});

/** The sum of the diagonal of a square matrix. */
export const trace: Constructor<["matrix"]> = record("trace(matrix)", {
  aliases: ["tr"],
  multilinear: true,
  derivative: ([matrix], _value, cotangent) => [multiply(cotangent, eye(matrix!.shape[0]!))],
  evaluate: noNumber,
  evaluateArray: traceOf,
  entry: ([matrix]) => sumOfEntries(matrix!.shape.slice(1), ([i]) => entryOf(matrix!, [i!, i!])),
  range: () => REAL,
  shape: ([matrix]) => [squareSize(matrix!)].slice(1),
  latexName: "\\operatorname{tr}",
  build: ([matrix], made) => scalarsInFront([matrix!], ([m]) => call(made, [m!], made.shape([m!]))),
});

export const isMatmul = (e: Expression): e is Named<"matmul"> => isCall(e) && e.operator === matmul.operator;
export const isOuter = (e: Expression): e is Named<"outer"> => isCall(e) && e.operator === outer.operator;
export const isDiagonal = (e: Expression): e is Named<"diagonal"> => isCall(e) && e.operator === diagonal.operator;

/** Products of entries get parentheses beside a product of matrices: the two signs bind alike. */
const beside = (factor: Expression): number =>
  isProduct(factor) || (isPower(factor) && isNegativeConstant(exponentOf(factor))) ? LEVEL.power : LEVEL.product;

/** Parts that are shared are transposed once. */
const transposeOf = remembered((matrix) => buildTranspose(matrix, transpose.operator));

function buildTranspose(matrix: Expression, made: Operator): Expression {
  if (matrix.shape.length !== 2)
    throw new ShapeError(`The transpose is of a matrix, but ${toText(matrix)} is ${shapeText(matrix.shape)}`);
  if (matrix.kind === "symbol")
    return matrix.facts.words.includes("symmetric") || matrix.facts.words.includes("diagonal")
      ? matrix
      : call(made, [matrix], made.shape([matrix]));
  if (matrix.kind !== "call") return matrix;
  const { operator, args } = matrix;
  if (isTranspose(matrix)) return args[0]!;
  if (isEye(matrix) || isDiagonalMatrix(matrix)) return matrix;
  if (isFill(matrix)) return fill(args[0]!, args[2]!, args[1]!);
  if (isMatmul(matrix)) return matmul(...args.map(transposed).reverse());
  if (isOuter(matrix)) return outer(args[1]!, args[0]!);
  if (isProduct(matrix) && args.length <= FLATTEN) return operator.build(args.map(transposed));
  if (actsOnEntries(operator) && countTransposes(...args.map(transposed)) <= countTransposes(...args))
    return operator.build(args.map(transposed));
  return call(made, [matrix], made.shape([matrix]));
}

export const countTransposes = (...terms: readonly Expression[]): number =>
  postorder(...terms).filter(isTranspose).length;

/** Scalars are their own transposes. */
const transposed = (e: Expression): Expression => (e.shape.length === 2 ? transpose(e) : e);

const diagonalEntries = remembered((matrix) => buildDiagonal(matrix, diagonal.operator));

/** Where entries are made of those beside them, only those on the diagonal are made. */
function buildDiagonal(matrix: Expression, made: Operator): Expression {
  const shape = [squareSize(matrix)];
  if (matrix.kind !== "call") return call(made, [matrix], shape);
  const { operator, args } = matrix;
  const on = (e: Expression): Expression => (e.shape.length === 2 ? made.build([e]) : e);
  if (isTranspose(matrix)) return on(args[0]!);
  if (isDiagonalMatrix(matrix)) return args[0]!;
  if (isEye(matrix)) return fill(ONE, args[0]!);
  if (isFill(matrix)) return fill(args[0]!, args[1]!);
  if (isOuter(matrix)) return multiply(args[0]!, args[1]!);
  return actsOnEntries(operator) ? operator.build(args.map(on)) : call(made, [matrix], shape);
}

function buildMatmul(args: readonly Expression[], made: Operator): Expression {
  productShape(args);
  return scalarsInFront(flattened(args), (factors) => chain(flattened(factors), made));
}

const flattened = (factors: readonly Expression[]): readonly Expression[] =>
  factors.flatMap((factor) => (isMatmul(factor) && factor.args.length <= FLATTEN ? factor.args : [factor]));

/** A product without its scalars, identities, and diagonal matrices beside a vector or each other. */
function chain(factors: readonly Expression[], made: Operator): Expression {
  const shape = productShape(factors);
  const kept = withJoinedDiagonals(factors.filter((factor) => !isEye(factor)));
  if (kept.length === 0) return factors[0]!;
  const [last, before] = [kept[kept.length - 1]!, kept[kept.length - 2]];
  if (before !== undefined && last.shape.length === 1) {
    if (isDiagonalMatrix(kept[0]!)) return multiply(kept[0]!.args[0]!, productOf(kept.slice(1)));
    if (isDiagonalMatrix(before)) return productOf([...kept.slice(0, -2), multiply(before.args[0]!, last)]);
    if (isOuter(before))
      return multiply(dot(before.args[1]!, last), productOf([...kept.slice(0, -2), before.args[0]!]));
  }
  return kept.length === 1 ? kept[0]! : call(made, kept, shape);
}

/** `diag(u)*diag(v)` is `diag(u .* v)`. */
function withJoinedDiagonals(factors: readonly Expression[]): readonly Expression[] {
  const at = factors.findIndex(
    (factor, k) => isDiagonalMatrix(factor) && k + 1 < factors.length && isDiagonalMatrix(factors[k + 1]!),
  );
  if (at < 0) return factors;
  const [u, v] = factors.slice(at, at + 2).map((factor) => (factor as Call).args[0]!) as [Expression, Expression];
  return withJoinedDiagonals(factors.toSpliced(at, 2, diagonalMatrix(multiply(u, v))));
}

const productOf = (factors: readonly Expression[]): Expression =>
  factors.length === 1 ? factors[0]! : matmul(...factors);

/**
 * `a'*M*b` is one chain, read in the direction with fewer transposes: `(M'*a)'*b`, `b'*M'*a` and `a'*(M*b)` are one.
 */
function buildDot(a: Expression, b: Expression, made: Operator): Expression {
  dotShape([a, b]);
  return scalarsInFront([a, b], ([x, y]) => {
    const [left, right] = [vectorChain(x!), vectorChain(y!)];
    const matrices = [...left.matrices.map(transpose).reverse(), ...right.matrices];
    const forward = { first: left.vector, matrices, last: right.vector };
    const backward = { first: right.vector, matrices: matrices.map(transpose).reverse(), last: left.vector };
    const { first, matrices: between, last } = preferred(forward, backward);
    const second = between.length === 0 ? last : matmul(...between, last);
    if (isFill(first) && isFill(second)) return multiply(first.args[0]!, ...second.args);
    return call(made, [first, second], []);
  });
}

/** `A*B*x` as its matrices and its vector. */
const vectorChain = (e: Expression): { matrices: readonly Expression[]; vector: Expression } =>
  isMatmul(e) ? { matrices: e.args.slice(0, -1), vector: e.args[e.args.length - 1]! } : { matrices: [], vector: e };

interface Chain {
  readonly first: Expression;
  readonly matrices: readonly Expression[];
  readonly last: Expression;
}

function preferred(a: Chain, b: Chain): Chain {
  const transposes = ({ matrices }: Chain): number => matrices.filter(isTranspose).length;
  const difference = transposes(a) - transposes(b) || compare(a.first, b.first);
  return difference <= 0 ? a : b;
}

/** `(F1*…*Fk-1)' * g * (Fk+1*…*Fn)'`, where a vector beside g makes an outer product. */
function factorCotangent(args: readonly Expression[], k: number, cotangent: Expression): Expression {
  const left = args.slice(0, k).reverse().map(transpose);
  const before = left.length === 0 ? cotangent : matmul(...left, cotangent);
  const after = args.slice(k + 1);
  if (after.length === 0) return before;
  const last = after[after.length - 1]!;
  if (last.shape.length === 1) return outer(before, productOf(after));
  return matmul(before, ...after.reverse().map(transpose));
}

/** The sum over what the last factor shares with those before it, whose product stays whole. */
function productEntry(factors: readonly Expression[], indices: readonly Expression[]): Expression {
  const last = factors[factors.length - 1]!;
  const before = productOf(factors.slice(0, -1));
  const k = freshIndex();
  const left = entryOf(before, [indices[0]!, k]);
  return sumOver(k, multiply(left, entryOf(last, [k, ...indices.slice(1)])), ONE, last.shape[0]!);
}

function productShape(factors: readonly Expression[]): Shape {
  for (let k = 0; k + 1 < factors.length; k++) {
    const [a, b] = [factors[k]!, factors[k + 1]!];
    if (
      a.shape.length === 2 &&
      (b.shape.length === 2 || (b.shape.length === 1 && k + 2 === factors.length)) &&
      a.shape[1] === b.shape[0]
    )
      continue;
    throw new ShapeError(
      `${toText(a)} is ${shapeText(a.shape)}, but ${toText(b)} is ${shapeText(b.shape)}: they have no product`,
      "The columns of the first must be the rows of the second.",
    );
  }
  return [factors[0]!.shape[0]!, ...factors[factors.length - 1]!.shape.slice(1)];
}

function dotShape([a, b]: readonly Expression[]): Shape {
  if (a!.shape.length === 1 && b!.shape.length === 1 && sameItems(a!.shape, b!.shape)) return [];
  throw new ShapeError(
    `${toText(a!)} is ${shapeText(a!.shape)}, but ${toText(b!)} is ${shapeText(b!.shape)}`,
    "The scalar product is of two vectors of one size.",
  );
}

function vectorSize(e: Expression): Expression {
  if (e.shape.length === 1) return e.shape[0]!;
  throw new ShapeError(`${toText(e)} is ${shapeText(e.shape)}, but a vector is needed`);
}

function squareSize(e: Expression): Expression {
  if (e.shape.length === 2 && e.shape[0] === e.shape[1]) return e.shape[0]!;
  throw new ShapeError(`${toText(e)} is ${shapeText(e.shape)}, but a square matrix is needed`);
}
