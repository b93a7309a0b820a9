/** Walks over expressions. All are linear in the shared graph and use no stack frames of ours for depth. */

import { type Call, type Expression, isCall, isSymbol, type SymbolNode } from "./expression.ts";
import { NodeSet } from "./node-set.ts";

/** Every node once, arguments before the calls that use them. */
export function postorder(...roots: readonly Expression[]): Expression[] {
  const out: Expression[] = [];
  const seen = new NodeSet();
  for (const root of roots) visitNew(root, seen, (node) => out.push(node));
  return out;
}

/** Visits the nodes not seen before, arguments first, and adds them to the seen ones. */
export function visitNew(root: Expression, seen: NodeSet, visit: (e: Expression) => void): void {
  if (!seen.add(root)) return;
  const path: Expression[] = [root];
  const position: number[] = [0];
  while (path.length > 0) {
    const top = path.length - 1;
    const node = path[top]!;
    const k = position[top]!;
    if (node.kind === "call" && k < node.args.length) {
      position[top] = k + 1;
      const argument = node.args[k]!;
      if (!seen.add(argument)) continue;
      if (argument.kind === "call") {
        path.push(argument);
        position.push(0);
      } else visit(argument);
    } else {
      path.pop();
      position.pop();
      visit(node);
    }
  }
}

/**
 * The nodes in an order in which what each needs comes before it, without those that are done already. What is below
 * a node that is done is not walked, so a question about a new call of known ones costs no more than the call.
 */
export function orderOfNeeds(
  roots: readonly Expression[],
  needsOf: (e: Expression) => readonly Expression[] = argumentsOf,
  done: { has(e: Expression): boolean } = NOTHING,
): Expression[] {
  const out: Expression[] = [];
  const seen = new NodeSet();
  const isOpen = (e: Expression): boolean => !seen.has(e) && !done.has(e);
  const todo = roots.filter(isOpen);
  while (todo.length > 0) {
    const node = todo[todo.length - 1]!;
    const before = todo.length;
    if (!seen.has(node)) for (const need of needsOf(node)) if (isOpen(need)) todo.push(need);
    if (todo.length > before) continue;
    todo.pop();
    if (!seen.has(node)) out.push(node);
    seen.add(node);
  }
  return out;
}

const NOTHING: ReadonlySet<Expression> = new Set();

const argumentsOf = (e: Expression): readonly Expression[] => (e.kind === "call" ? e.args : NO_ARGUMENTS);

const NO_ARGUMENTS: readonly Expression[] = [];

/**
 * Rebuilds bottom-up. `visit` sees each node with its arguments already rebuilt, and gives what to put in its place
 * (the node itself to leave it).
 */
export const transform = (root: Expression, visit: (e: Expression) => Expression): Expression =>
  transformAll([root], visit)[0]!;

/** The same for several; what they share is rebuilt once. */
export function transformAll(roots: readonly Expression[], visit: (e: Expression) => Expression): Expression[] {
  const changed = new Map<Expression, Expression>();
  for (const node of postorder(...roots)) {
    const next = visit(isCall(node) && changed.size > 0 ? rebuild(node, changed) : node);
    if (next !== node) changed.set(node, next);
  }
  return roots.map((root) => changed.get(root) ?? root);
}

/** The same call of other arguments, built by its canonical constructor; itself if none has changed. */
function rebuild(node: Call, changed: ReadonlyMap<Expression, Expression>): Expression {
  let args: Expression[] | undefined;
  for (let k = 0; k < node.args.length; k++) {
    const argument = changed.get(node.args[k]!);
    if (argument === undefined || argument === node.args[k]) continue;
    args ??= [...node.args];
    args[k] = argument;
  }
  return args === undefined ? node : node.operator.build(args);
}

/**
 * Puts expressions in the place of others, all at once. An index that a binder binds is not replaced inside of it.
 */
export function substitute(root: Expression, replacements: ReadonlyMap<Expression, Expression>): Expression {
  if (replacements.size === 0) return root;
  const changed = new Map<Expression, Expression>(replacements);
  for (const node of postorder(root)) {
    if (!isCall(node) || changed.has(node)) continue;
    const next = replacements.has(boundIndex(node)!) ? outsideRebuilt(node, changed) : rebuild(node, changed);
    if (next !== node) changed.set(node, next);
  }
  return changed.get(root) ?? root;
}

const boundIndex = (node: Call): Expression | undefined =>
  node.operator.binder === undefined ? undefined : node.args[0];

/** Only the range of a binder lies outside of it. */
function outsideRebuilt(node: Call, changed: ReadonlyMap<Expression, Expression>): Expression {
  const [index, body, ...range] = node.args;
  return node.operator.build([index!, body!, ...range.map((end) => changed.get(end) ?? end)]);
}

/** The free symbols, in the order in which they occur; indices of binders are not free. */
export function freeSymbols(...roots: readonly Expression[]): SymbolNode[] {
  return postorder(...roots).filter((e): e is SymbolNode => isSymbol(e) && e.index === 0);
}

/** The nodes that contain any of the given ones, found in one walk. */
export function dependents(nodes: readonly Expression[], on: ReadonlySet<Expression>): NodeSet {
  const found = new NodeSet();
  for (const node of nodes) {
    if (on.has(node) || (isCall(node) && node.args.some((argument) => found.has(argument)))) found.add(node);
  }
  return found;
}

/** The parts of a body that have another value for every value of an index, arguments first. */
export function changingWith(body: Expression, index: Expression): Expression[] {
  const nodes = postorder(body);
  const changing = dependents(nodes, new Set([index]));
  return nodes.filter((node) => changing.has(node));
}
