/** Nodes of mathjs, made briefly. */
import {
  AccessorNode,
  ArrayNode,
  ConditionalNode,
  ConstantNode,
  FunctionAssignmentNode,
  FunctionNode,
  IndexNode,
  type MathNode,
  OperatorNode,
  type OperatorNodeFn,
  type OperatorNodeOp,
  ParenthesisNode,
  RangeNode,
  SymbolNode,
} from "mathjs";
import { isExact, type Numeric, negateNumber, signOf } from "../../core/number.ts";

export const RELATIONS = {
  smaller: "<",
  smallerEq: "<=",
  larger: ">",
  largerEq: ">=",
  equal: "==",
  unequal: "!=",
} as const;

const SIGNS = {
  add: "+",
  subtract: "-",
  multiply: "*",
  dotMultiply: ".*",
  divide: "/",
  dotDivide: "./",
  pow: "^",
  dotPow: ".^",
  unaryMinus: "-",
  ...RELATIONS,
  and: "and",
  or: "or",
  not: "not",
} as const satisfies Partial<Record<OperatorNodeFn, OperatorNodeOp>>;

export type OperationName = keyof typeof SIGNS;

/** An operator between or before operands. */
export const operation = (name: OperationName, ...args: readonly MathNode[]): MathNode =>
  new OperatorNode(SIGNS[name] as never, name as never, [...args]);

/** Operands joined from the left, as a text is read: `(a + b) + c`. */
export const joined = (name: OperationName, [first, ...rest]: readonly MathNode[]): MathNode =>
  rest.reduce((left, right) => operation(name, left, right), first!);

export const symbolNode = (name: string): MathNode => new SymbolNode(name);

export const functionNode = (name: string, ...args: readonly MathNode[]): MathNode =>
  new FunctionNode(new SymbolNode(name), [...args]);

export const parenthesis = (content: MathNode): MathNode => new ParenthesisNode(content);

export const conditionalNode = (condition: MathNode, then: MathNode, otherwise: MathNode): MathNode =>
  new ConditionalNode(condition, then, otherwise);

/** `array[i, j]`. */
export const entryNode = (array: MathNode, indices: readonly MathNode[]): MathNode =>
  new AccessorNode(array, new IndexNode([...indices]));

/** `from:to` or `from:step:to` between index brackets. */
export const rangeNode = (from: MathNode, to: MathNode, step: MathNode | undefined): MathNode =>
  step === undefined ? new RangeNode(from, to) : new RangeNode(from, to, step);

/** A vector, or with columns a matrix. */
export function arrayNode(entries: readonly MathNode[], columns: number): MathNode {
  if (columns === 0) return new ArrayNode([...entries]);
  const rows = Array.from({ length: entries.length / columns }, (_, row) =>
    entries.slice(row * columns, (row + 1) * columns),
  );
  return new ArrayNode(rows.map((row) => new ArrayNode(row)));
}

/** `name(map(from:to, term(index) = body))`, which mathjs itself can evaluate. */
export const overRange = (
  name: string,
  term: string,
  index: string,
  [body, from, to]: readonly [MathNode, MathNode, MathNode],
): MathNode =>
  functionNode(name, functionNode("map", new RangeNode(from, to), new FunctionAssignmentNode(term, [index], body)));

/** `-3`, `2 / 7`, `0.1`; a double with the value of an integer is `number(2)`, or it would be taken for exact. */
export function numberNode(value: Numeric): MathNode {
  if (signOf(value) < 0) return operation("unaryMinus", numberNode(negateNumber(value)));
  if (!isExact(value))
    return Number.isInteger(value) ? functionNode("number", constantNode(value)) : constantNode(value);
  if (value.d === 1n) return integerNode(value.n);
  return operation("divide", integerNode(value.n), integerNode(value.d));
}

const integerNode = (value: bigint): MathNode =>
  value <= Number.MAX_SAFE_INTEGER ? constantNode(Number(value)) : constantNode(value);

const constantNode = (value: number | bigint): MathNode => new ConstantNode(value as number);

export const textNode = (text: string): MathNode => new ConstantNode(text);
