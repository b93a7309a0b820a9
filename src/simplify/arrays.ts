/** Forms of arrays that keep their digits or that a reader expects. */
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { add, multiply, power, subtract } from "../operators/arithmetic.ts";
import { concatenate, isConcatenation, offsetsOf } from "../operators/concatenation.ts";
import { exp, log } from "../operators/exponential.ts";
import { fill, isFill } from "../operators/fill.ts";
import { isRange, range } from "../operators/integer-range.ts";
import { greater, where } from "../operators/logic.ts";
import { diagonalMatrix, dot, isMatmul, isOuter, matmul, outer, transpose } from "../operators/matrix.ts";
import { isDiagonalMatrix, isEye, isTranspose } from "../operators/matrix-kinds.ts";
import { integer, integerOf, MINUS_ONE, ONE, TWO, ZERO } from "../operators/number.ts";
import { innerProduct, logSoftmax, norm, softmax } from "../operators/reduction.ts";
import { baseOf, exponentOf, isExponential, isProduct } from "../operators/ring.ts";
import { element, isElement, part, slice } from "../operators/subscript.ts";
import { isInsideAxis } from "../operators/subscript-shape.ts";
import { axisSum, total } from "../operators/sums.ts";
import { logOfParts } from "./exponential-sums.ts";
import type { Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `norm(x)^2` is `x'*x`, which has a derivative everywhere, and so for other even powers. Class A. */
const squaredNorm: Procedure = {
  name: "squared-norm",
  operator: power.operator,
  with: [norm.operator],
  apply: ({ args: [base, exponent] }) => {
    const half = (integerOf(exponent!) ?? 1) / 2;
    if (base!.kind !== "call" || base!.operator !== norm.operator || half < 1 || !Number.isInteger(half))
      return undefined;
    return power(innerProduct(base!.args[0]!, base!.args[0]!), integer(half));
  },
};

/** `log(y .* softmax(x))` is `log(y) + log_softmax(x)`, along columns too: `softmax(A')'`. Class A. */
const logOfSoftmax: Procedure = {
  name: "log-of-softmax",
  operator: log.operator,
  with: [softmax.operator],
  apply: ({ args: [x] }) =>
    logOfParts(x!, (factor) => {
      if (isTranspose(factor) && isSoftmax(factor.args[0]!)) return transpose(logSoftmax(factor.args[0].args[0]!));
      return isSoftmax(factor) ? logSoftmax(factor.args[0]!) : undefined;
    }),
};

const isSoftmax = (e: Expression): e is Call => e.kind === "call" && e.operator === softmax.operator;

/** `log(softmax(x)[k])` is `log_softmax(x)[k]`. Class A. */
const logOfSoftmaxEntry: Procedure = {
  name: "log-of-softmax-entry",
  operator: log.operator,
  with: [softmax.operator, element.operator],
  apply: ({ args: [x] }) =>
    isElement(x!) && isSoftmax(x.args[0]!) ? element(logSoftmax(x.args[0].args[0]!), ...x.args.slice(1)) : undefined,
};

/** `exp(x)/sum(exp(x))` of a vector is `softmax(x)`. Class A. */
const exponentialShare: Procedure = {
  name: "exponential-share",
  operator: multiply.operator,
  with: [total.operator, exp.operator],
  apply: (e) => {
    const exponential = e.args.find((factor) => isExponential(factor) && factor.shape.length === 1);
    if (exponential === undefined) return undefined;
    const divisor = power(total(exponential), MINUS_ONE);
    const at = e.args.indexOf(divisor);
    if (at < 0) return undefined;
    const others = e.args.filter((factor, k) => k !== at && factor !== exponential);
    return multiply(...others, softmax((exponential as Call).args[0]!));
  },
};

/** The sum of diagonal matrices, and of identities beside them, is one. Class A. */
const joinedDiagonals: Procedure = {
  name: "joined-diagonals",
  operator: add.operator,
  with: [diagonalMatrix.operator],
  apply: (e) => {
    const diagonals = e.args.filter((term) => diagonalOf(term) !== undefined);
    if (diagonals.length < 2) return undefined;
    const others = e.args.filter((term) => diagonalOf(term) === undefined);
    return add(diagonalMatrix(add(...diagonals.map((term) => diagonalOf(term)!))), ...others);
  },
};

/** The vector on the diagonal of a matrix that is 0 elsewhere. */
export function diagonalOf(term: Expression): Expression | undefined {
  if (isDiagonalMatrix(term)) return term.args[0]!;
  if (isEye(term)) return fill(ONE, term.args[0]!);
  if (!isProduct(term)) return undefined;
  const [matrix, second] = term.args.filter((factor) => factor.shape.length > 0);
  const vector = matrix === undefined || second !== undefined ? undefined : diagonalOf(matrix);
  return vector && multiply(...term.args.filter((factor) => factor !== matrix), vector);
}

/** `(u*ones(d)') .* A` is `diag(u)*A`, and `(ones(n)*v') .* A` is `A*diag(v)`. Class A. */
const scaledLines: Procedure = {
  name: "scaled-lines",
  operator: multiply.operator,
  with: [outer.operator, fill.operator],
  apply: ({ args }) => {
    const repeated = args.find((factor) => isOuter(factor) && factor.args.some(isOnes));
    const others = args.filter((factor) => factor !== repeated);
    if (repeated?.kind !== "call" || !others.some(({ shape }) => shape.length === 2)) return undefined;
    const [u, v] = repeated.args as [Expression, Expression];
    const rest = multiply(...others);
    return isOnes(v) ? matmul(diagonalMatrix(u), rest) : matmul(rest, diagonalMatrix(v));
  },
};

const isOnes = (e: Expression): boolean => isFill(e) && e.args[0] === ONE;

/** A matrix times ones is its sums along the rows, its transpose times ones those along the columns. Class A. */
const lineSums: Procedure = {
  name: "line-sums",
  operator: matmul.operator,
  with: [fill.operator],
  apply: ({ args: [matrix, ones, third] }) => {
    if (third !== undefined || !isFill(ones!) || ones.args.length > 2 || ones.args[0] !== ONE) return undefined;
    const [byRow, byColumn] = [axisSum(matrix!, TWO), axisSum(transpose(matrix!), ONE)];
    return weightOf(byColumn) <= weightOf(byRow) ? byColumn : byRow;
  },
};

/** `[x; y][1:n]` is x, where a subscript surely meets one part alone. Class A. */
const partOfJoined = (operator: Operator): Procedure => ({
  name: `part-of-joined-${operator.name}`,
  operator,
  with: [concatenate.operator],
  apply: ({ args: [array, ...subscripts] }) => {
    if (!isConcatenation(array!)) return undefined;
    const [axis, ...parts] = array.args as [Expression, ...Expression[]];
    const along = integerOf(axis)! - 1;
    const offsets = offsetsOf(parts, along);
    for (const [k, each] of parts.entries()) {
      const moved = movedBack(subscripts[along]!, offsets[k]!);
      if (moved !== undefined && isInsideAxis(moved, each.shape[along]!))
        return part(each, subscripts.with(along, moved));
    }
    return undefined;
  },
});

/** A subscript as it is after so many entries; none for a vector that is no range. */
function movedBack(subscript: Expression, offset: Expression): Expression | undefined {
  if (subscript.shape.length === 0) return subtract(subscript, offset);
  if (!isRange(subscript)) return undefined;
  const [from, step, to] = subscript.args as [Expression, Expression, Expression];
  return range(subtract(from, offset), step, subtract(to, offset));
}

/** Parts of arrays that are there already. */
export const ARRAY_PARTS: readonly Procedure[] = [slice.operator, element.operator].map(partOfJoined);

/** The columns of `A*B` add up to A times those of B, its rows to those of A times B. Class A. */
const lineSumsOfProduct: Procedure = {
  name: "line-sums-of-product",
  operator: axisSum.operator,
  with: [matmul.operator],
  apply: ({ args: [product, axis] }) => {
    if (!isMatmul(product!)) return undefined;
    const [first, last] = [product.args[0]!, product.args[product.args.length - 1]!];
    return axis === TWO
      ? matmul(...product.args.slice(0, -1), axisSum(last, TWO))
      : matmul(...product.args.slice(1).map(transpose).reverse(), axisSum(first, ONE));
  },
};

/** For code: all entries of `A*B` add up to the product of the sums of columns and of rows. Class A. */
const totalOfProduct: Procedure = {
  name: "total-of-product",
  operator: total.operator,
  with: [matmul.operator],
  apply: ({ args: [product] }) => {
    if (!isMatmul(product!) || product.shape.length !== 2) return undefined;
    const [first, ...others] = product.args as [Expression, ...Expression[]];
    const last = axisSum(others.pop()!, TWO);
    return dot(axisSum(first, ONE), others.length === 0 ? last : matmul(...others, last));
  },
};

/** For code: powers of one norm are joined, so that at 0 there is no 0/0 where the limit is 0. Class A. */
const joinedNorms: Procedure = {
  name: "joined-norms",
  operator: multiply.operator,
  with: [norm.operator],
  apply: ({ args }) => {
    const divisor = args.find((factor) => isNorm(baseOf(factor)) && (integerOf(exponentOf(factor)) ?? 0) < 0);
    if (divisor === undefined) return undefined;
    const base = baseOf(divisor) as Call;
    const powers = args.map((factor) => powerOfNorm(factor, base));
    const joined = powers.filter((exponent) => exponent !== undefined);
    const others = args.filter((_, k) => powers[k] === undefined);
    return joined.length < 2 ? undefined : multiply(...others, power(base, add(...joined)));
  },
};

const isNorm = (e: Expression): e is Call => e.kind === "call" && e.operator === norm.operator;

/** The exponent with which a factor is a power of a norm, of which `x'*x` is the square. */
function powerOfNorm(factor: Expression, base: Call): Expression | undefined {
  const inside = baseOf(factor);
  if (inside === base) return exponentOf(factor);
  return inside === innerProduct(base.args[0]!, base.args[0]!) ? multiply(TWO, exponentOf(factor)) : undefined;
}

/** For code: `x/norm(x)` is 0 at 0, where the norm has that derivative by definition. */
const directionAtZero: Procedure = {
  name: "direction-at-zero",
  operator: multiply.operator,
  with: [norm.operator],
  apply: ({ args }) => {
    const divisor = args.find((factor) => isNorm(baseOf(factor)) && exponentOf(factor) === MINUS_ONE);
    if (divisor === undefined || !args.includes((baseOf(divisor) as Call).args[0]!)) return undefined;
    const others = args.filter((factor) => factor !== divisor);
    return multiply(...others, where(greater(baseOf(divisor), ZERO), divisor, ZERO));
  },
};

export const PRODUCT_SUMS: readonly Procedure[] = [lineSumsOfProduct];
export const CODE_ARRAYS: readonly Procedure[] = [lineSumsOfProduct, totalOfProduct, joinedNorms, directionAtZero];
export const STABLE_ARRAYS: readonly Procedure[] = [squaredNorm, logOfSoftmax, logOfSoftmaxEntry, exponentialShare];
export const READABLE_ARRAYS: readonly Procedure[] = [joinedDiagonals, scaledLines, lineSums];
