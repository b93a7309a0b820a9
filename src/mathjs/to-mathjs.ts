/** From our expressions to nodes of mathjs. */
import type { MathNode } from "mathjs";
import { UnsupportedError } from "../core/error.ts";
import { type Call, type Expression, isCall, type SymbolNode } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { freeSymbols, postorder } from "../core/traverse.ts";
import { type ExpressionLike, type Symbols, toExpression } from "../notation/parse.ts";
import { add, group, multiply, power } from "../operators/arithmetic.ts";
import { arrayOf } from "../operators/array.ts";
import { infinity } from "../operators/constants.ts";
import { isDerivative } from "../operators/derivative.ts";
import { exp } from "../operators/exponential.ts";
import { productOver, sumOver } from "../operators/indexed.ts";
import { logSumExpOver } from "../operators/log-sum-exp.ts";
import * as logic from "../operators/logic.ts";
import { integerOf, ONE, ZERO } from "../operators/number.ts";
import { element } from "../operators/subscript.ts";
import { indexNames, toText } from "../operators/text.ts";
import { applied } from "../operators/undefined-function.ts";
import { type NodeOf, powerNode, productNode, sumNode } from "./node/arithmetic.ts";
import { arrayWriters } from "./node/arrays.ts";
import * as make from "./node/make.ts";

export interface ToMathjsOptions {
  /** Declarations for a formula given as text. */
  readonly symbols?: Symbols;
}

/**
 * The formula as a node of mathjs, of its default instance, written as a person would. Integers and ratios stay exact, functions keep their
 * names (those that mathjs lacks, such as `sigmoid`, have to be imported there before it can evaluate them), sums over
 * an index become `sum(map(1:n, term(i) = x[i]))`. Shared parts of the formula are shared nodes.
 *
 * @throws {UnsupportedError} for a derivative that is not worked out, and `f'` of a function that is only declared.
 * @example
 * import { toMathjs } from "nabla/mathjs"
 * toMathjs("x^2/2 - sqrt(y) - x").toString() // x ^ 2 / 2 - x - sqrt(y)
 */
export function toMathjs(e: ExpressionLike, options: ToMathjsOptions = {}): MathNode {
  const root = toExpression(e, { symbols: options.symbols ?? {} });
  const names = namesIn(root);
  const done = new Map<Expression, MathNode>();
  const nodeOf: NodeOf = (part) =>
    done.get(part) ?? (part.kind === "constant" ? make.numberNode(part.value) : unexpected(part));
  for (const part of postorder(root))
    done.set(part, isCall(part) ? callNode(part, nodeOf, names) : leafNode(part, names));
  return nodeOf(root);
}

interface Names {
  /** Indices are named by their number, from the outside in, so the node of a shared body is the same everywhere. */
  readonly index: (symbol: SymbolNode) => string;
  /** What the body of a sum or product is called. */
  readonly body: (name: string) => string;
}

function namesIn(root: Expression): Names {
  const nameOf = indexNames(root);
  const taken = new Set(freeSymbols(root).map(({ name }) => name));
  return {
    index: ({ index }) => nameOf(root.height - index),
    body: (name) => (taken.has(name) ? `${name}_of_index` : name),
  };
}

function leafNode(leaf: Exclude<Expression, Call>, names: Names): MathNode {
  if (leaf.kind === "constant") return make.numberNode(leaf.value);
  return make.symbolNode(leaf.index > 0 ? names.index(leaf) : leaf.name);
}

type Writer = (args: readonly Expression[], nodeOf: NodeOf, names: Names) => MathNode;

function callNode(call: Call, nodeOf: NodeOf, names: Names): MathNode {
  const { operator, args } = call;
  const writer = WRITERS.get(operator);
  if (writer !== undefined) return writer(args, nodeOf, names);
  if (isDerivative(call)) throw new UnsupportedError(`${toText(call)} is not worked out`, "Take derivative(…) first.");
  return args.length === 0 ? make.symbolNode(operator.name) : make.functionNode(operator.name, ...args.map(nodeOf));
}

/** Operators that are more than a function's name and its arguments. */
const WRITERS: ReadonlyMap<Operator, Writer> = new Map<Operator, Writer>([
  [add.operator, sumNode],
  [multiply.operator, productNode],
  [group.operator, productNode],
  [power.operator, ([base, exponent], nodeOf) => powerNode(base!, exponent!, nodeOf)],
  [exp.operator, ([x], nodeOf) => (x === ONE ? make.symbolNode("e") : make.functionNode("exp", nodeOf(x!)))],
  [infinity.operator, () => make.symbolNode("Infinity")],
  [logic.less.operator, comparison("smaller")],
  [logic.lessOrEqual.operator, comparison("smallerEq")],
  [logic.greater.operator, comparison("larger")],
  [logic.greaterOrEqual.operator, comparison("largerEq")],
  [logic.equal.operator, comparison("equal")],
  [logic.notEqual.operator, comparison("unequal")],
  [logic.and.operator, (args, nodeOf) => make.joined("and", args.map(nodeOf))],
  [logic.or.operator, (args, nodeOf) => make.joined("or", args.map(nodeOf))],
  [logic.not.operator, ([condition], nodeOf) => make.operation("not", nodeOf(condition!))],
  [
    logic.where.operator,
    ([condition, a, b], nodeOf) => make.conditionalNode(nodeOf(condition!), nodeOf(a!), nodeOf(b!)),
  ],
  [element.operator, ([array, ...indices], nodeOf) => make.entryNode(nodeOf(array!), indices.map(nodeOf))],
  [arrayOf.operator, ([columns, ...entries], nodeOf) => make.arrayNode(entries.map(nodeOf), integerOf(columns!)!)],
  [sumOver.operator, indexed("sum", "term")],
  [productOver.operator, indexed("prod", "factor")],
  [logSumExpOver.operator, indexed("logsumexp", "term")],
  [applied.operator, unknownFunction],
  ...arrayWriters,
]);

/** Comparisons side by side would be read as a chain. */
function comparison(name: make.OperationName): Writer {
  const side = (e: Expression, nodeOf: NodeOf): MathNode =>
    e.kind === "call" && e.operator.logical ? make.parenthesis(nodeOf(e)) : nodeOf(e);
  return ([a, b], nodeOf) => make.operation(name, side(a!, nodeOf), side(b!, nodeOf));
}

function indexed(name: string, bodyName: string): Writer {
  return ([index, body, from, to], nodeOf, names) =>
    make.overRange(name, names.body(bodyName), names.index(index as SymbolNode), [
      nodeOf(body!),
      nodeOf(from!),
      nodeOf(to!),
    ]);
}

function unknownFunction([f, primes, ...args]: readonly Expression[], nodeOf: NodeOf): MathNode {
  const { name } = f as SymbolNode;
  if (primes !== ZERO)
    throw new UnsupportedError(`mathjs cannot write ${name}'`, `Define the function: ${name}(x) = ….`);
  return make.functionNode(name, ...args.map(nodeOf));
}

function unexpected(part: Expression): never {
  throw new UnsupportedError(`${toText(part)} has no node`);
}
