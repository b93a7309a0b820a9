/**
 * Applies rules until none fits: bottom-up, each node once, with a budget. Rules are looked up by the operator at
 * their root; a rule that fires gives an expression whose new parts are normalized in turn.
 */
import type { Call, Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { postorder } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { and } from "../operators/logic.ts";
import { isProved } from "../operators/prove.ts";
import { instantiate, matchRoot } from "./pattern.ts";
import type { Rule } from "./rule.ts";

/** A rule as code, for what a pattern cannot say: `undefined` where it does not apply. */
export interface Procedure {
  readonly name: string;
  readonly operator: Operator;
  readonly apply: (e: Call, context: Context) => Expression | undefined;
}

/** How far rewriting may go, and what it has assumed. */
export interface Context {
  /** `strict`: rules of class B must be proved like those of class C. `generic`: what they assume is recorded. */
  readonly mode: "generic" | "strict";
  readonly conditions: Set<Expression>;
  /** How many rules may still fire. */
  budget: number;
}

/** Rules and procedures, ready to be applied together. */
export interface RuleSet {
  readonly byOperator: ReadonlyMap<Operator, readonly Procedure[]>;
}

export const newContext = (mode: Context["mode"] = "generic", budget = Number.POSITIVE_INFINITY): Context => ({
  mode,
  conditions: new Set(),
  budget,
});

/** Rules are compiled when the set is first used. */
export function ruleSet(...members: readonly (readonly (Rule | Procedure)[])[]): () => RuleSet {
  let compiled: RuleSet | undefined;
  return () => {
    compiled ??= compile(members.flat());
    return compiled;
  };
}

/** Firings allowed for each node of the input. */
const FIRINGS_PER_NODE = 32;

/** The normal form of an expression under the rules; best so far when the budget ends. */
export function rewrite(root: Expression, rules: RuleSet, context: Context): Expression {
  const budgeted = { ...context, budget: Math.min(context.budget, FIRINGS_PER_NODE * postorder(root).length) };
  const normal = new Map<Expression, Expression>();
  const becomes = new Map<Expression, Expression>();
  const todo = [root];
  while (todo.length > 0) {
    const node = todo[todo.length - 1]!;
    const next = normal.has(node) ? undefined : (becomes.get(node) ?? successor(node, normal, todo, rules, budgeted));
    if (next === WAITING) continue;
    if (next === undefined || next === node) {
      if (!normal.has(node)) normal.set(node, node);
      todo.pop();
    } else if (normal.has(next)) {
      normal.set(node, normal.get(next)!);
      todo.pop();
    } else {
      becomes.set(node, next);
      todo.push(next);
      if (becomes.get(next) === node) normal.set(next, next); // two rules that undo each other stop here
    }
  }
  context.budget = budgeted.budget;
  return normal.get(root)!;
}

const WAITING = Symbol("waiting for arguments");

/** What a node is rewritten to in one step: with normal arguments, or by a rule; the node itself if nothing fits. */
function successor(
  node: Expression,
  normal: ReadonlyMap<Expression, Expression>,
  todo: Expression[],
  rules: RuleSet,
  context: Context,
): Expression | typeof WAITING {
  if (node.kind !== "call") return node;
  const waiting = node.args.filter((argument) => !normal.has(argument));
  if (waiting.length > 0) {
    todo.push(...waiting);
    return WAITING;
  }
  if (node.args.some((argument) => normal.get(argument) !== argument)) {
    return node.operator.build(node.args.map((argument) => normal.get(argument)!));
  }
  return fire(node, rules, context) ?? node;
}

function fire(node: Call, rules: RuleSet, context: Context): Expression | undefined {
  if (context.budget <= 0) return undefined;
  for (const procedure of rules.byOperator.get(node.operator) ?? []) {
    const result = procedure.apply(node, context);
    if (result === undefined || result === node) continue;
    context.budget--;
    return result;
  }
  return undefined;
}

function compile(members: readonly (Rule | Procedure)[]): RuleSet {
  const byOperator = new Map<Operator, Procedure[]>();
  for (const member of members) {
    const procedure = "apply" in member ? member : compileRule(member);
    const known = byOperator.get(procedure.operator);
    if (known === undefined) byOperator.set(procedure.operator, [procedure]);
    else known.push(procedure);
  }
  return { byOperator };
}

/** The pattern and the result are parsed once; a condition is checked where the letters are bound. */
export function compileRule(rule: Rule): Procedure {
  const pattern = parse(rule.from);
  const result = parse(rule.to);
  const when = rule.when === undefined ? undefined : parse(rule.when);
  if (pattern.kind !== "call") throw new TypeError(`Rule ${rule.name}: a pattern is a call`);
  const apply = (e: Call, context: Context): Expression | undefined => {
    const found = matchRoot(pattern, e);
    if (found === undefined) return undefined;
    if (when !== undefined && !isAllowed(rule, instantiate(when, found.bindings), context)) return undefined;
    const replaced = instantiate(result, found.bindings);
    return found.rest.length === 0 ? replaced : e.operator.build([replaced, ...found.rest]);
  };
  return { name: rule.name, operator: pattern.operator, apply };
}

const isAllowed = (rule: Rule, condition: Expression, context: Context): boolean =>
  assume(condition, context, rule.class);

/** Whether a step under this condition may be taken; a condition of class B that is not proved is recorded. */
export function assume(condition: Expression, context: Context, ruleClass: Rule["class"] = "B"): boolean {
  if (isProved(condition)) return true;
  if (ruleClass === "C" || context.mode === "strict") return false;
  for (const part of condition.kind === "call" && condition.operator === and.operator ? condition.args : [condition]) {
    if (!isProved(part)) context.conditions.add(part);
  }
  return true;
}
