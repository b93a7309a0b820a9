/** Operators on whole arrays as nodes of mathjs. */
import type { MathNode } from "mathjs";
import type { Expression } from "../../core/expression.ts";
import type { Operator } from "../../core/operator.ts";
import { fill } from "../../operators/fill.ts";
import { diagonal, eye, matmul } from "../../operators/matrix.ts";
import { ONE, ZERO } from "../../operators/number.ts";
import { axisSum, norm, total } from "../../operators/reduction.ts";
import { factorNode, type NodeOf } from "./arithmetic.ts";
import { functionNode, joined, operation, textNode } from "./make.ts";

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
  [diagonal.operator, ([matrix], nodeOf) => functionNode("diag", nodeOf(matrix!))],
  [total.operator, ([array], nodeOf) => functionNode("sum", nodeOf(array!))],
  [axisSum.operator, ([matrix, axis], nodeOf) => functionNode("sum", nodeOf(matrix!), nodeOf(axis!))],
  [norm.operator, ([array], nodeOf) => normNode(array!, nodeOf(array!))],
]);

/** `zeros(n)`, `ones(n)`, `v * ones(n)`. */
function fillNode([value, ...sizes]: readonly Expression[], nodeOf: NodeOf): MathNode {
  const array = functionNode(value === ZERO ? "zeros" : "ones", ...sizes.map(nodeOf));
  return value === ZERO || value === ONE ? array : operation("multiply", nodeOf(value!), array);
}

/** Without `"fro"` the norm of a matrix would be the spectral one. */
const normNode = ({ shape }: Expression, array: MathNode): MathNode =>
  shape.length === 1 ? functionNode("norm", array) : functionNode("norm", array, textNode("fro"));
