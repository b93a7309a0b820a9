/** Operators on whole arrays as nodes of mathjs. */
import type { MathNode } from "mathjs";
import type { Expression } from "../../core/expression.ts";
import type { Operator } from "../../core/operator.ts";
import { concatenate } from "../../operators/concatenation.ts";
import { largest, smallest } from "../../operators/extreme-entry.ts";
import { fill } from "../../operators/fill.ts";
import { isRange, range } from "../../operators/integer-range.ts";
import { kronecker } from "../../operators/kronecker.ts";
import { diagonal, eye, matmul } from "../../operators/matrix.ts";
import { ONE, ZERO } from "../../operators/number.ts";
import { norm } from "../../operators/reduction.ts";
import { reshape } from "../../operators/reshape.ts";
import { slice } from "../../operators/subscript.ts";
import { axisSum, total } from "../../operators/sums.ts";
import { factorNode, type NodeOf } from "./arithmetic.ts";
import { arrayNode, entryNode, functionNode, joined, operation, rangeNode, symbolNode, textNode } from "./make.ts";

type Writer = (args: readonly Expression[], nodeOf: NodeOf) => MathNode;

/** Those whose name is another one in mathjs, or none. */
export const arrayWriters: ReadonlyMap<Operator, Writer> = new Map<Operator, Writer>([
  [fill.operator, fillNode],
  [eye.operator, ([size], nodeOf) => functionNode("identity", nodeOf(size!))],
  [
    matmul.operator,
    (factors, nodeOf) =>
      joined(
        "multiply",
        factors.map((factor) => factorNode(factor, nodeOf)),
      ),
  ],
  [slice.operator, sliceNode],
  [range.operator, (ends, nodeOf) => functionNode("range", ...reordered(ends).map(nodeOf), symbolNode("true"))],
  [diagonal.operator, ([matrix], nodeOf) => functionNode("diag", nodeOf(matrix!))],
  [total.operator, ([array], nodeOf) => functionNode("sum", nodeOf(array!))],
  [axisSum.operator, ([matrix, axis], nodeOf) => functionNode("sum", nodeOf(matrix!), nodeOf(axis!))],
  [largest.operator, ([array, ...axis], nodeOf) => functionNode("max", nodeOf(array!), ...axis.map(nodeOf))],
  [smallest.operator, ([array, ...axis], nodeOf) => functionNode("min", nodeOf(array!), ...axis.map(nodeOf))],
  [concatenate.operator, ([axis, ...parts], nodeOf) => functionNode("concat", ...parts.map(nodeOf), nodeOf(axis!))],
  [
    reshape.operator,
    ([array, ...sizes], nodeOf) => functionNode("reshape", nodeOf(array!), arrayNode(sizes.map(nodeOf), 0)),
  ],
  [
    kronecker.operator,
    (factors, nodeOf) =>
      functionNode(
        "reshape",
        functionNode("kron", ...factors.map(nodeOf)),
        arrayNode(kronecker(...(factors as [Expression, Expression])).shape.map(nodeOf), 0),
      ),
  ],
  [norm.operator, ([array], nodeOf) => normNode(array!, nodeOf(array!))],
]);

/** `zeros(n)`, `ones(n)`, `v * ones(n)`. */
function fillNode([value, ...sizes]: readonly Expression[], nodeOf: NodeOf): MathNode {
  const array = functionNode(value === ZERO ? "zeros" : "ones", ...sizes.map(nodeOf));
  return value === ZERO || value === ONE ? array : operation("multiply", nodeOf(value!), array);
}

/** `A[1:2, j]`, ranges as such. */
function sliceNode([array, ...subscripts]: readonly Expression[], nodeOf: NodeOf): MathNode {
  return entryNode(
    nodeOf(array!),
    subscripts.map((subscript) => {
      if (!isRange(subscript)) return nodeOf(subscript);
      const [from, step, to] = subscript.args as [Expression, Expression, Expression];
      return rangeNode(nodeOf(from), nodeOf(to), step === ONE ? undefined : nodeOf(step));
    }),
  );
}

/** mathjs wants the step last. */
const reordered = ([from, step, to]: readonly Expression[]): Expression[] => [from!, to!, step!];

/** Without `"fro"` the norm of a matrix would be the spectral one. */
const normNode = ({ shape }: Expression, array: MathNode): MathNode =>
  shape.length === 1 ? functionNode("norm", array) : functionNode("norm", array, textNode("fro"));
