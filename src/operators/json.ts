/** Expressions as plain data and back, each node once. */
import { DomainError } from "../core/error.ts";
import { constant, type Expression, makeSymbol } from "../core/expression.ts";
import { facts } from "../core/facts.ts";
import type { Interval } from "../core/interval.ts";
import { isExact, rational } from "../core/number.ts";
import { postorder } from "../core/traverse.ts";
import { findOperator } from "./table.ts";

/** A node: numbers as text, symbols by name, calls by operator; arguments are positions in the list. */
export type JsonNode =
  | { readonly number: string }
  | { readonly double: number }
  | { readonly symbol: string; readonly shape?: readonly number[]; readonly facts?: JsonFacts; readonly index?: number }
  | { readonly call: string; readonly args: readonly number[] };

interface JsonFacts {
  readonly interval: readonly [
    low: number | string,
    high: number | string,
    lowOpen: boolean,
    highOpen: boolean,
    integer: boolean,
  ];
  readonly words: readonly string[];
}

/** The nodes of an expression, arguments before their calls; the last one is the expression. */
export interface JsonExpression {
  readonly nabla: 1;
  readonly nodes: readonly JsonNode[];
}

/**
 * An expression as data for `JSON.stringify`; shared parts stay shared.
 *
 * @example
 * fromJSON(toJSON(parse("x^2 + 1"))) === parse("x^2 + 1") // true
 */
export function toJSON(e: Expression): JsonExpression {
  const position = new Map<Expression, number>();
  const nodes: JsonNode[] = [];
  for (const node of withSizes(e)) {
    position.set(node, nodes.length);
    nodes.push(nodeToJson(node, (child) => position.get(child)!));
  }
  return { nabla: 1, nodes };
}

/**
 * The expression of data made by `toJSON`.
 *
 * @throws {DomainError} for data of another form, or an operator that is not known.
 */
export function fromJSON(json: JsonExpression): Expression {
  if (json?.nabla !== 1 || !Array.isArray(json.nodes) || json.nodes.length === 0)
    throw new DomainError("This is not an expression as toJSON gives it");
  const built: Expression[] = [];
  for (const node of json.nodes) built.push(nodeFromJson(node, (position) => argumentAt(built, position)));
  return built[built.length - 1]!;
}

/** The dimensions of symbols stand in the list too. */
function withSizes(e: Expression): Expression[] {
  const dimensions = postorder(e).flatMap(({ kind, shape }) => (kind === "symbol" ? shape : []));
  return postorder(...dimensions, e);
}

function nodeToJson(node: Expression, at: (e: Expression) => number): JsonNode {
  if (node.kind === "call") return { call: node.operator.name, args: node.args.map(at) };
  if (node.kind === "constant")
    return isExact(node.value) ? { number: node.value.toFraction() } : { double: node.value };
  return {
    symbol: node.name,
    ...(node.shape.length > 0 && { shape: node.shape.map(at) }),
    ...(node.facts.text !== "" && { facts: { interval: ends(node.facts.interval), words: node.facts.words } }),
    ...(node.index !== 0 && { index: node.index }),
  };
}

function nodeFromJson(node: JsonNode, at: (position: number) => Expression): Expression {
  if ("number" in node) {
    const [n, d] = String(node.number).split("/");
    return constant(rational(BigInt(n!), d === undefined ? 1 : BigInt(d)));
  }
  if ("double" in node) return constant(Number(node.double));
  if ("symbol" in node) {
    const known = facts(node.facts && interval(node.facts.interval), node.facts?.words);
    return makeSymbol(String(node.symbol), (node.shape ?? []).map(at), known, node.index ?? 0);
  }
  const operator = findOperator(node.call);
  if (operator === undefined) throw new DomainError(`"${node.call}" is not an operator`);
  return operator.build(node.args.map(at));
}

function argumentAt(built: readonly Expression[], position: number): Expression {
  const found = built[position];
  if (found === undefined) throw new DomainError("An argument stands behind the call that uses it");
  return found;
}

/** JSON has no infinity. */
const ends = ({ low, high, lowOpen, highOpen, integer }: Interval): JsonFacts["interval"] => [
  endOf(low),
  endOf(high),
  lowOpen,
  highOpen,
  integer,
];
const endOf = (end: number): number | string => (Number.isFinite(end) ? end : String(end));

function interval([low, high, lowOpen, highOpen, integer]: JsonFacts["interval"]): Interval {
  return { low: Number(low), high: Number(high), lowOpen, highOpen, integer };
}
