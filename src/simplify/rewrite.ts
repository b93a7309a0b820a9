/**
 * Applies rules until none fits: bottom-up, each node once, with a budget. Rules are looked up by the operator at
 * their root and passed over if an operator that they need does not occur; one that fires gives an expression whose
 * new parts are settled in turn.
 */
import { DomainError } from "../core/error.ts";
import { bitOf, type Call, call, type Expression, isCall } from "../core/expression.ts";
import { NodeSet } from "../core/node-set.ts";
import type { Operator } from "../core/operator.ts";
import { onStack } from "../core/stack.ts";
import { postorder, visitNew } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { filled } from "../operators/fill.ts";
import { and } from "../operators/logic.ts";
import { ZERO } from "../operators/number.ts";
import { isProved } from "../operators/prove.ts";
import { mayBeInfinite } from "../operators/record.ts";
import { isSum } from "../operators/ring.ts";
import { lostConditions } from "./domain.ts";
import { type Bindings, instantiate, matchRoot, matchTerms } from "./pattern.ts";
import type { Rule } from "./rule.ts";

/** A rule as code, for what a pattern cannot say: `undefined` where it does not apply. */
export interface Procedure {
  readonly name: string;
  readonly operator: Operator;
  /** Operators that must occur in an expression for the rule to apply: most are passed over by this alone. */
  readonly with?: readonly Operator[];
  readonly apply: (e: Call, context: Context) => Expression | undefined;
}

/** How far rewriting may go, and what it has assumed. */
export interface Context {
  /** `strict`: rules of class B must be proved like those of class C. `generic`: what they assume is recorded. */
  readonly mode: "generic" | "strict";
  readonly conditions: Set<Expression>;
  /** The most rules that may fire. */
  readonly budget: number;
  /** Whether it matters what is lost where terms cancel; `strict` refuses it, `generic` records it. */
  readonly watchful: boolean;
  /** Whether the budget ended before all rules were done. */
  exhausted: boolean;
  /** How many nodes were looked at, and how many rules fired. */
  visited: number;
  fired: number;
  /** Is told of every rule that fires. */
  readonly onStep: ((rule: string, before: Call, after: Expression) => void) | undefined;
}

/** Rules and procedures, ready to be applied together. */
export interface RuleSet {
  readonly byOperator: ReadonlyMap<Operator, readonly Ready[]>;
  /** All of them; an expression in which none can apply is not walked. */
  readonly all: readonly Ready[];
}

interface Ready {
  readonly name: string;
  /** Bits that an expression has if all operators that the rule needs occur in it. */
  readonly needs: number;
  readonly apply: Procedure["apply"];
}

export const newContext = (
  mode: Context["mode"] = "generic",
  budget = Number.POSITIVE_INFINITY,
  watchful = mode === "strict",
  onStep?: Context["onStep"],
): Context => ({
  mode,
  conditions: new Set(),
  budget,
  watchful,
  exhausted: false,
  visited: 0,
  fired: 0,
  onStep,
});

/** Rules are compiled when the set is first used. */
export function ruleSet(...members: readonly (readonly (Rule | Procedure)[])[]): () => RuleSet {
  let compiled: RuleSet | undefined;
  return () => {
    compiled ??= compile(members.flat());
    return compiled;
  };
}

/** Firings allowed for each node seen. */
const FIRINGS_PER_NODE = 32;
/** How many steps one place may take in a row. */
const LONGEST_CHAIN = 500;

/** The normal form of an expression under the rules; best so far when the budget ends. */
export const rewrite = (root: Expression, rules: RuleSet, context: Context): Expression =>
  rewriteAll([root], rules, context)[0]!;

/** The same for several; what they share is rewritten once. */
export function rewriteAll(roots: readonly Expression[], rules: RuleSet, context: Context): Expression[] {
  const rewriting = new Rewriting(rules, context);
  const canChange = (root: Expression): boolean => rules.all.some(({ needs }) => (root.operators & needs) === needs);
  const results = onStack(() => roots.map((root) => (canChange(root) ? rewriting.settle(root, LONGEST_CHAIN) : root)));
  context.visited += rewriting.visited;
  return results;
}

/** One run over expressions. Nodes that have been seen are normal, or have a normal form that differs. */
class Rewriting {
  private readonly seen = new NodeSet();
  private readonly changed = new Map<Expression, Expression>();
  private readonly rules: RuleSet;
  private readonly context: Context;

  constructor(rules: RuleSet, context: Context) {
    this.rules = rules;
    this.context = context;
  }

  get visited(): number {
    return this.seen.size;
  }

  /** The normal form; what is new in it is settled first. */
  settle(e: Expression, chain: number): Expression {
    visitNew(e, this.seen, (node) => {
      if (node.kind !== "call") return;
      const next = this.step(node);
      if (next !== node) this.changed.set(node, chain > 0 ? this.settle(next, chain - 1) : next);
    });
    return this.changed.get(e) ?? e;
  }

  /** With normal arguments, or by a rule; the node itself if nothing fits. */
  private step(node: Call): Expression {
    if (this.changed.size > 0 && node.args.some((argument) => this.changed.has(argument))) {
      const built = this.rebuilt(node);
      if (built !== node) return built;
    }
    if (mayBeInfinite(node)) return node; // rules are laws of real numbers
    if (this.context.fired >= Math.min(this.context.budget, FIRINGS_PER_NODE * this.seen.size)) {
      this.context.exhausted = true;
      return node;
    }
    const next = fire(node, this.rules, this.context);
    if (next === undefined) return node;
    this.context.fired++;
    return next;
  }

  private rebuilt(node: Call): Expression {
    const args = node.args.map((argument) => this.changed.get(argument) ?? argument);
    const built = unlessUndefined(() => node.operator.build(args)) ?? node;
    if (!this.context.watchful) return built;
    const before = node.operator.binder === undefined ? [call(node.operator, args, node.shape)] : args;
    return keepsDomain(before, built, this.context) ? built : node;
  }
}

function fire(node: Call, rules: RuleSet, context: Context): Expression | undefined {
  const procedures = rules.byOperator.get(node.operator);
  if (procedures === undefined) return undefined;
  for (const { name, needs, apply } of procedures) {
    if ((node.operators & needs) !== needs) continue;
    const found = unlessUndefined(() => apply(node, context));
    const result = found && filled(found, node.shape); // a rule of scalars may give one for all entries
    if (result === undefined || result === node) continue;
    context.onStep?.(name, node, result);
    return result;
  }
  return undefined;
}

/** Nothing where a step would divide by a number that has turned out to be 0. */
function unlessUndefined<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

function compile(members: readonly (Rule | Procedure)[]): RuleSet {
  const byOperator = new Map<Operator, Ready[]>();
  for (const member of members) {
    const { name, operator, apply, with: others = [] } = "apply" in member ? watched(member) : compileRule(member);
    const ready = { needs: others.reduce((bits, other) => bits | bitOf(other), bitOf(operator)), name, apply };
    const known = byOperator.get(operator);
    if (known === undefined) byOperator.set(operator, [ready]);
    else known.push(ready);
  }
  return { byOperator, all: [...byOperator.values()].flat() };
}

/** A pattern says itself what it loses; of a procedure it is found by comparing what was with what is. */
const watched = (procedure: Procedure): Procedure => ({
  ...procedure,
  apply: (e, context) => {
    const result = procedure.apply(e, context);
    return result === undefined || keeps([e], result, context) ? result : undefined;
  },
});

const compiledRules = new WeakMap<Rule, Procedure>();

/** A condition is checked where the letters are bound. */
export function compileRule(rule: Rule): Procedure {
  const known = compiledRules.get(rule);
  if (known !== undefined) return known;
  const pattern = parse(rule.from);
  const result = parsedOnce(rule.to);
  const when = rule.when === undefined ? undefined : parsedOnce(rule.when);
  if (pattern.kind !== "call") throw new TypeError(`Rule ${rule.name}: a pattern is a call`);
  const allows = (bindings: Bindings, context: Context): boolean =>
    when === undefined || assume(instantiate(when(), bindings), context, rule.class);
  const apply = isSum(pattern) ? onTerms(pattern, result, allows) : onOperands(pattern, result, allows);
  const operators = postorder(pattern)
    .filter(isCall)
    .map(({ operator }) => operator);
  const compiled = { name: rule.name, operator: pattern.operator, with: operators, apply };
  compiledRules.set(rule, compiled);
  return compiled;
}

/** Parsed when it is first needed: most rules never fire in a process, and their patterns are enough to see that. */
type Parsed = () => Expression;

function parsedOnce(text: string): Parsed {
  let parsed: Expression | undefined;
  return () => {
    parsed ??= parse(text);
    return parsed;
  };
}

type Allows = (bindings: Bindings, context: Context) => boolean;

/** A rule at the root of a product or any other call. */
const onOperands =
  (pattern: Call, result: Parsed, allows: Allows): Procedure["apply"] =>
  (e, context) => {
    const match = matchRoot(pattern, e);
    if (match === undefined || !allows(match.bindings, context)) return undefined;
    const replaced = instantiate(result(), match.bindings);
    const whole = match.rest.length === 0 ? replaced : e.operator.build([replaced, ...match.rest]);
    return keeps([...match.bindings.values(), ...match.rest], whole, context) ? whole : undefined;
  };

/** A rule on some terms of a sum, wherever it fits. */
const onTerms =
  (pattern: Call, result: Parsed, allows: Allows): Procedure["apply"] =>
  (e, context) => {
    const matches = matchTerms(pattern, e);
    if (matches === undefined) return undefined;
    const parts = [...matches.rest];
    const before = [...matches.rest];
    for (const { bindings, terms } of matches.found) {
      const isAllowed = allows(bindings, context);
      if (isAllowed) parts.push(instantiate(result(), bindings));
      else parts.push(...terms);
      before.push(...(isAllowed ? bindings.values() : terms));
    }
    const whole = e.operator.build(parts);
    return whole !== e && keeps(before, whole, context) ? whole : undefined;
  };

const keeps = (before: readonly Expression[], after: Expression, context: Context): boolean =>
  !context.watchful || keepsDomain(before, after, context);

/** Whether a step under this condition may be taken; a condition of class B that is not proved is recorded. */
export function assume(condition: Expression, context: Context, ruleClass: Rule["class"] = "B"): boolean {
  if (isProved(condition)) return true;
  if (condition === ZERO) return false;
  if (ruleClass !== "B" || context.mode === "strict") return false;
  for (const part of condition.kind === "call" && condition.operator === and.operator ? condition.args : [condition]) {
    if (!isProved(part) && part.loose === 0) context.conditions.add(part);
  }
  return true;
}

/** Whether a step may lose the conditions that it loses; if so, they are recorded. */
function keepsDomain(before: readonly Expression[], after: Expression, context: Context): boolean {
  const lost = lostConditions(before, after);
  if (lost.length > 0 && context.mode === "strict") return false;
  for (const condition of lost) if (condition.loose === 0) context.conditions.add(condition);
  return true;
}
