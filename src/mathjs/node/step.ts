/** What a node of mathjs means: its parts, and how their meanings are put together. */
import type * as mathjs from "mathjs";
import { UnsupportedError } from "../../core/error.ts";
import type { Expression } from "../../core/expression.ts";
import { comparison } from "../../notation/resolve-operator.ts";
import { add, negate } from "../../operators/arithmetic.ts";
import { arrayOf } from "../../operators/array.ts";
import { productOver, sumOver } from "../../operators/indexed.ts";
import { range } from "../../operators/integer-range.ts";
import { logSumExpOver } from "../../operators/log-sum-exp.ts";
import { where } from "../../operators/logic.ts";
import { integer, ONE, ZERO } from "../../operators/number.ts";
import { norm } from "../../operators/reduction.ts";
import { part } from "../../operators/subscript.ts";
import { applied, isFunctionSymbol } from "../../operators/undefined-function.ts";
import type { Level } from "./level.ts";
import { RELATIONS } from "./make.ts";
import { applyFunction } from "./names.ts";
import { type ProductSign, product } from "./product.ts";

type MathNode = mathjs.MathNode;
type Build = (values: readonly Expression[]) => Expression;

/** The parts of a node, in the order in which they are read; the level of a part may depend on those before it. */
export interface Step {
  readonly children: readonly MathNode[];
  readonly build: Build;
  readonly levelOf?: (child: number, values: readonly Expression[]) => Level;
}

/** Whether a node is used more than once, so that no chain may take it apart. */
export type IsShared = (node: MathNode) => boolean;

export function stepOf(node: MathNode, level: Level, isShared: IsShared): Step {
  switch (node.type) {
    case "ParenthesisNode":
      return { children: [(node as mathjs.ParenthesisNode).content], build: ([content]) => content! };
    case "OperatorNode":
      return operatorStep(node as OperatorNode, isShared);
    case "FunctionNode":
      return functionStep(node as mathjs.FunctionNode, level);
    case "ConditionalNode":
      return conditionalStep(node as mathjs.ConditionalNode);
    case "RelationalNode":
      return relationalStep(node as mathjs.RelationalNode);
    case "ArrayNode":
      return arrayStep(node as mathjs.ArrayNode);
    case "AccessorNode":
      return entryStep(node as mathjs.AccessorNode, level);
    default:
      throw new UnsupportedError(`${KINDS.get(node.type) ?? `A ${node.type}`} of mathjs has no counterpart here`);
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["AssignmentNode", "An assignment"],
  ["BlockNode", "A block of several expressions"],
  ["FunctionAssignmentNode", "A function definition"],
  ["IndexNode", "An index without an array"],
  ["ObjectNode", "An object"],
  ["RangeNode", "A range, but in sum(map(1:n, f(i) = …)),"],
]);

type OperatorNode = MathNode & { readonly op: string; readonly fn: string; readonly args: readonly MathNode[] };

const isOperator = (node: MathNode): node is OperatorNode => node.type === "OperatorNode";

const SUMS: ReadonlySet<string> = new Set(["add", "subtract"]);
const PRODUCTS: ReadonlyMap<string, ProductSign> = new Map([
  ["multiply", "*"],
  ["divide", "/"],
  ["dotMultiply", ".*"],
  ["dotDivide", "./"],
  ["mod", "mod"],
]);

function operatorStep(node: OperatorNode, isShared: IsShared): Step {
  if (node.fn === "to") throw new UnsupportedError("Units of mathjs have no counterpart here");
  if (SUMS.has(node.fn)) return sumStep(node, isShared);
  if (PRODUCTS.has(node.fn) && node.args.length > 1) return productStep(node, isShared);
  return { children: node.args, build: (values) => applyFunction(node.fn, values) };
}

/** `a - b + c` at once, so that long sums are not built term by term. */
function sumStep(node: OperatorNode, isShared: IsShared): Step {
  const { operands, functions } = chainOf(node, SUMS, isShared);
  return {
    children: operands,
    build: (values) =>
      add.operator.build(values.map((value, k) => (functions[k - 1] === "subtract" ? negate(value) : value))),
  };
}

/** `a * b / c` at once; a minus sign before it belongs to the whole, as in a text. */
function productStep(node: OperatorNode, isShared: IsShared): Step {
  const { operands, functions } = chainOf(node, PRODUCTS, isShared);
  const [first, ...rest] = operands as [MathNode, ...MathNode[]];
  const negative = isOperator(first) && first.fn === "unaryMinus";
  const signs = functions.map((name) => PRODUCTS.get(name)!);
  return {
    children: negative ? [first.args[0]!, ...rest] : operands,
    build: (values) => product(values, signs, negative),
  };
}

interface Chain {
  readonly operands: readonly MathNode[];
  /** The function between each operand and the one before it. */
  readonly functions: readonly string[];
}

/** The operands of operators of one level, down the left side. */
function chainOf(node: OperatorNode, level: { has(name: string): boolean }, isShared: IsShared): Chain {
  const operands: MathNode[] = [];
  const functions: string[] = [];
  let left: MathNode = node;
  while (isOperator(left) && level.has(left.fn) && left.args.length > 1 && (left === node || !isShared(left))) {
    for (let k = left.args.length - 1; k > 0; k--) {
      operands.push(left.args[k]!);
      functions.push(left.fn);
    }
    left = left.args[0]!;
  }
  operands.push(left);
  return { operands: operands.reverse(), functions: functions.reverse() };
}

function functionStep(node: mathjs.FunctionNode, level: Level): Step {
  const name = node.fn.type === "SymbolNode" ? node.fn.name : undefined;
  if (name === undefined) throw new UnsupportedError("A function of mathjs that has no name has no counterpart here");
  const known = level.scope.find(name);
  if (known !== undefined && !isFunctionSymbol(known))
    throw new UnsupportedError(`${name} is a variable, not a function`, `A product is written ${name} * (…).`);
  if (known !== undefined) return { children: node.args, build: (args) => applied(known, ZERO, ...args) };
  if (name === "norm" && isFrobenius(node.args[1])) return { children: [node.args[0]!], build: ([a]) => norm(a!) };
  return overRangeStep(name, node.args, level) ?? { children: node.args, build: (args) => applyFunction(name, args) };
}

/** The norm of the entries of a matrix is `norm(A, "fro")`. */
const isFrobenius = (kind: MathNode | undefined): boolean =>
  kind?.type === "ConstantNode" && (kind as mathjs.ConstantNode<string>).value === "fro";

/** `sum(map(from:to, f(i) = body))`, or prod or logsumexp. */
function overRangeStep(name: string, [map]: readonly MathNode[], level: Level): Step | undefined {
  const operator = OVER_RANGE.get(name);
  if (operator === undefined || map?.type !== "FunctionNode") return undefined;
  const [range, body] = (map as mathjs.FunctionNode).args as [mathjs.RangeNode?, mathjs.FunctionAssignmentNode?];
  if (range?.type !== "RangeNode" || range.step !== null || body?.type !== "FunctionAssignmentNode") return undefined;
  const [index, ...others] = body.params;
  if (index === undefined || others.length > 0) return undefined;
  const inner = level.over(index);
  return {
    children: [range.start, range.end, body.expr],
    levelOf: (child) => (child === 2 ? inner : level),
    build: ([from, to, value]) => operator.build([inner.meaningOf(index), value!, from!, to!]),
  };
}

const OVER_RANGE = new Map([
  ["sum", sumOver.operator],
  ["prod", productOver.operator],
  ["logsumexp", logSumExpOver.operator],
]);

const conditionalStep = ({ condition, trueExpr, falseExpr }: mathjs.ConditionalNode): Step => ({
  children: [condition, trueExpr, falseExpr],
  build: ([c, a, b]) => where(c!, a!, b!),
});

/** `0 <= x < 1` is both comparisons. */
function relationalStep({ conditionals, params }: mathjs.RelationalNode): Step {
  const relations = conditionals.map((name) => RELATIONS[name as keyof typeof RELATIONS]);
  return { children: params, build: (values) => comparison(values, relations) };
}

/** A vector, or rows of equal length. */
function arrayStep({ items }: mathjs.ArrayNode): Step {
  const rows = items.filter((item): item is mathjs.ArrayNode => item.type === "ArrayNode");
  const columns = rows[0]?.items.length ?? 0;
  const regular =
    rows.length === 0 || (rows.length === items.length && rows.every((row) => row.items.length === columns));
  if (items.length === 0 || !regular || (rows.length > 0 && columns === 0))
    throw new UnsupportedError("An array of mathjs that is neither a vector nor a matrix has no counterpart here");
  return {
    children: rows.length === 0 ? items : rows.flatMap((row) => row.items),
    build: (entries) => arrayOf(integer(columns), ...entries),
  };
}

/** `A[i, j]`, `A[1:2, j]`; inside the brackets `end` is the size of the dimension. */
function entryStep({ object, index }: mathjs.AccessorNode, level: Level): Step {
  const { dimensions, dotNotation } = index;
  if (dotNotation) throw new UnsupportedError("A property of an object in mathjs has no counterpart here");
  const parts = dimensions.map((node) => (node.type === "RangeNode" ? endsOf(node as mathjs.RangeNode) : [node]));
  const axes = parts.flatMap((ends, axis) => ends.map(() => axis));
  return {
    children: [object, ...parts.flat()],
    levelOf: (child, [array]) => (child === 0 ? level : level.within(array!.shape[axes[child - 1]!])),
    build: ([array, ...values]) =>
      part(
        array!,
        dimensions.map((node, axis) => {
          const [first, second, third] = values.filter((_, k) => axes[k] === axis) as [Expression, ...Expression[]];
          if (node.type !== "RangeNode") return first;
          return third === undefined ? range(first, ONE, second!) : range(first, second!, third);
        }),
      ),
  };
}

const endsOf = ({ start, step, end }: mathjs.RangeNode): mathjs.MathNode[] =>
  step == null ? [start, end] : [start, step, end];
