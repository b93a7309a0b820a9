/**
 * The reverse sweep: one walk from the value back to all variables, with one cotangent for every node, so that the
 * derivatives share all work with the value and with each other (at most about five times its operations).
 *
 * A sum over an index is swept as a whole: its body gets a sweep of its own, and what the body takes from outside of
 * the sum gets the sum of its cotangents. Conditions, ranges and indices have none.
 *
 * Griewank and Walther (2008), Evaluating Derivatives, chapter 3.
 */
import { isBinder, openBinder } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import type { Call, Expression } from "../core/expression.ts";
import type { NodeSet } from "../core/node-set.ts";
import { onStack } from "../core/stack.ts";
import { dependents, orderOfNeeds, postorder } from "../core/traverse.ts";
import { add, FLATTEN, hasZeroBranch, multiply } from "../operators/arithmetic.ts";
import { filled } from "../operators/fill.ts";
import { sumOver } from "../operators/indexed.ts";
import { isZeroConstant, ZERO } from "../operators/number.ts";
import { isSum, isWhere } from "../operators/ring.ts";
import { total } from "../operators/sums.ts";
import { toText } from "../operators/text.ts";
import { partialDerivative } from "./template.ts";

/**
 * The cotangents of the variables for the given cotangents of the outputs: with one output and the cotangent 1, its
 * gradient.
 */
export function reverseSweep(
  outputs: ReadonlyMap<Expression, Expression>,
  variables: readonly Expression[],
): Expression[] {
  const found = onStack(() => sweep(outputs, new Set(variables)));
  return variables.map((variable) => found.get(variable) ?? filled(ZERO, variable.shape));
}

/** Contributions to the cotangents of nodes, and from them the cotangents. */
class Cotangents {
  /** Most nodes have one; only where there are more do they need a list. */
  private readonly contributions = new Map<Expression, Expression | Expression[]>();

  contribute(node: Expression, contribution: Expression | undefined): void {
    if (contribution === undefined || isZeroConstant(contribution)) return;
    const known = this.contributions.get(node);
    if (known === undefined) this.contributions.set(node, contribution);
    else if (Array.isArray(known)) known.push(contribution);
    else this.contributions.set(node, [known, contribution]);
  }

  of(node: Expression): Expression | undefined {
    const all = this.contributions.get(node);
    return Array.isArray(all) ? add.operator.build(all) : all;
  }
}

/** Sweeps back to the targets; a target's own arguments are not looked at. */
function sweep(
  outputs: ReadonlyMap<Expression, Expression>,
  targets: ReadonlySet<Expression>,
): Map<Expression, Expression> {
  const nodes = postorder(...outputs.keys());
  const active = dependents(nodes, targets);
  const cotangents = new Cotangents();
  for (const [output, cotangent] of outputs) cotangents.contribute(output, cotangent);
  const found = new Map<Expression, Expression>();
  const order = nodes.some(isBinder) ? outsideBodies([...outputs.keys()], active, targets) : nodes;
  for (let k = order.length; k--; ) {
    const node = order[k]!;
    if (!active.has(node)) continue;
    const cotangent = cotangents.of(node);
    if (cotangent === undefined || isZeroConstant(cotangent)) continue;
    if (targets.has(node)) found.set(node, cotangent);
    else if (node.kind === "call" && node.operator.binder !== undefined)
      pullBackBinder(node, cotangent, active, targets, cotangents);
    else if (node.kind === "call") for (const part of separately(cotangent)) pullBack(node, part, active, cotangents);
  }
  return found;
}

/** The active nodes outside of bodies, arguments first. What a body takes from outside comes before its binder. */
const outsideBodies = (roots: readonly Expression[], active: NodeSet, targets: ReadonlySet<Expression>): Expression[] =>
  orderOfNeeds(
    roots.filter((root) => active.has(root)),
    (node) => (targets.has(node) || node.kind !== "call" ? [] : neededBy(node, active, targets)),
  );

function neededBy(node: Call, active: NodeSet, targets: ReadonlySet<Expression>): Expression[] {
  if (node.operator.binder === undefined) return node.args.filter((argument) => active.has(argument));
  return taken(node, active, targets);
}

/**
 * What the body of a binder takes from outside: its largest active parts free of the index and of the indices inside.
 * Below a condition that is only the targets: what comes between belongs to the branch, and has no value elsewhere.
 */
function taken(binder: Call, active: NodeSet, targets: ReadonlySet<Expression>): Expression[] {
  const [index, body] = binder.args as [Expression, Expression];
  const nodes = postorder(body);
  const changing = dependents(nodes, new Set([index]));
  const inBranches = insideBranches(nodes, changing);
  const isWhole = (node: Expression) => !changing.has(node) && node.loose === 0 && !inBranches.has(node);
  const found = new Set<Expression>();
  const seen = new Set<Expression>();
  const todo = [body];
  while (todo.length > 0) {
    const node = todo.pop()!;
    if (seen.has(node) || !active.has(node)) continue;
    seen.add(node);
    if (targets.has(node) || isWhole(node)) found.add(node);
    else if (node.kind === "call") todo.push(...node.args);
  }
  return [...found];
}

/** The nodes, given arguments first, that stand in a branch of a conditional that changes. */
function insideBranches(nodes: readonly Expression[], changing: NodeSet): ReadonlySet<Expression> {
  const inside = new Set<Expression>();
  for (let k = nodes.length; k--; ) {
    const node = nodes[k]!;
    if (node.kind !== "call") continue;
    const branches = isWhere(node) && (changing.has(node) || node.loose !== 0) ? node.args.slice(1) : [];
    for (const argument of inside.has(node) ? node.args : branches) inside.add(argument);
  }
  return inside;
}

/** The terms of a sum of conditionals that are 0 elsewhere: what they are multiplied by goes into each of the branches. */
const separately = (cotangent: Expression): readonly Expression[] =>
  isSum(cotangent) && cotangent.args.length <= FLATTEN && cotangent.args.every(hasZeroBranch)
    ? cotangent.args
    : [cotangent];

function pullBack(node: Call, cotangent: Expression, active: NodeSet, cotangents: Cotangents): void {
  const wanted = node.args.map((argument) => active.has(argument));
  const parts = pullbackOf(node, cotangent, wanted);
  for (let k = 0; k < wanted.length; k++)
    if (wanted[k]) cotangents.contribute(node.args[k]!, fitted(parts[k], node.args[k]!));
}

/** A scalar that acted on every entry gets the sum of what comes back; an array gets a cotangent for every entry. */
function fitted(cotangent: Expression | undefined, argument: Expression): Expression | undefined {
  if (cotangent === undefined || cotangent.shape.length === argument.shape.length) return cotangent;
  return argument.shape.length === 0 ? total(cotangent) : filled(cotangent, argument.shape);
}

/** The cotangents that a call passes on to its arguments. */
export function pullbackOf(
  node: Call,
  cotangent: Expression,
  wanted: readonly boolean[],
): readonly (Expression | undefined)[] {
  const { derivative, name } = node.operator;
  if (derivative === undefined)
    throw new UnsupportedError(`There is no rule for the derivative of ${name} in ${toText(node)}`);
  if (typeof derivative === "function") return derivative(node.args, node, cotangent, wanted);
  return node.args.map((_, k) =>
    wanted[k] ? multiply(cotangent, partialDerivative(node.operator, k, node.args, node)) : undefined,
  );
}

function pullBackBinder(
  node: Call,
  cotangent: Expression,
  active: NodeSet,
  targets: ReadonlySet<Expression>,
  cotangents: Cotangents,
): void {
  checkRange(node, active);
  const parts = openBinder(node);
  const seed = node.operator.binder!.pullback(parts, node, cotangent);
  for (const [target, part] of sweep(new Map([[parts.body, seed]]), new Set(taken(node, active, targets)))) {
    cotangents.contribute(target, sumOver(parts.index, part, parts.from, parts.to));
  }
}

export function checkRange(node: Call, active: NodeSet): void {
  const end = node.args.slice(2).find((argument) => active.has(argument));
  if (end === undefined) return;
  throw new UnsupportedError(`${toText(node)} cannot be differentiated by ${toText(end)}, an end of its range`);
}
