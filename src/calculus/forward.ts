/** The forward sweep: the tangents of outputs from those of variables, in one walk from the leaves up. */
import { openBinder } from "../core/binder.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { NodeSet } from "../core/node-set.ts";
import { dependents, postorder } from "../core/traverse.ts";
import { add, multiply } from "../operators/arithmetic.ts";
import { filled } from "../operators/fill.ts";
import { sumOver } from "../operators/indexed.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { checkRange, pullbackOf } from "./reverse.ts";

/** The tangents of the outputs, given the tangents of variables; whatever is not given has tangent 0. */
export function forwardSweep(
  outputs: readonly Expression[],
  tangents: ReadonlyMap<Expression, Expression>,
): Expression[] {
  const known = new Map(tangents);
  push(outputs, known);
  return outputs.map((output) => known.get(output) ?? filled(ZERO, output.shape));
}

/** Adds the tangents of all nodes outside of bodies to the known ones. */
function push(outputs: readonly Expression[], known: Map<Expression, Expression>): void {
  const active = dependents(postorder(...outputs), new Set(known.keys()));
  for (const node of postorder(...outputs)) {
    if (!active.has(node) || known.has(node) || node.kind !== "call" || node.loose !== 0) continue;
    known.set(node, tangentOf(node, active, known));
  }
}

function tangentOf(node: Call, active: NodeSet, known: ReadonlyMap<Expression, Expression>): Expression {
  const { binder, multilinear, pushforward } = node.operator;
  if (binder !== undefined) return binderTangent(node, active, known);
  const tangents = node.args.map((argument) => (active.has(argument) ? known.get(argument) : undefined));
  if (pushforward !== undefined) return pushforward(node.args, node, tangents);
  return filled(multilinear ? eachReplaced(node, tangents) : chained(node, active, known), node.shape);
}

/** What is linear in every argument: the sum of it with one argument replaced by its tangent. */
const eachReplaced = (node: Call, tangents: readonly (Expression | undefined)[]): Expression =>
  add(
    ...tangents.flatMap((tangent, k) =>
      tangent === undefined ? [] : [node.operator.build(node.args.with(k, tangent))],
    ),
  );

/** The chain rule, entry by entry. */
function chained(node: Call, active: NodeSet, known: ReadonlyMap<Expression, Expression>): Expression {
  const wanted = node.args.map((argument) => active.has(argument));
  const partials = pullbackOf(node, ONE, wanted);
  const terms = node.args.flatMap((argument, k) => {
    const [partial, tangent] = [partials[k], known.get(argument)];
    return wanted[k] && partial !== undefined && tangent !== undefined ? [multiply(partial, tangent)] : [];
  });
  return add(...terms);
}

/** The tangent of an array is that of its entries, the tangent of a sum is the sum of the tangents; that of a product the sum of each tangent times the other factors. */
function binderTangent(node: Call, active: NodeSet, known: ReadonlyMap<Expression, Expression>): Expression {
  checkRange(node, active);
  const parts = openBinder(node);
  const inner = new Map(known);
  push([parts.body], inner);
  const { index, from, to } = parts;
  const tangent = inner.get(parts.body) ?? filled(ZERO, parts.body.shape);
  if (node.operator.binder!.collects) return node.operator.build([index, tangent, from, to]);
  const each = node.operator.binder!.pullback(parts, node, ONE);
  return sumOver(index, multiply(each, tangent), from, to);
}
