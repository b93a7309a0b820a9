/** The forms that calls have for lowering, and what must be lowered before each. */
import { isBinder } from "../core/binder.ts";
import type { Call, Expression } from "../core/expression.ts";
import { group } from "../operators/arithmetic.ts";
import { numberOf } from "../operators/number.ts";
import { exponentOf, isPower, isProduct, isSum, isWhere } from "../operators/ring.ts";
import { isElement } from "../operators/subscript.ts";
import { type IsWhole, lowerProduct, lowerSum, operandsOfProduct, operandsOfSum } from "./arithmetic.ts";
import type { Value, Values } from "./program.ts";

export type Form = "binder" | "entry" | "sum" | "product" | "power" | "conditional" | "whole" | "call";

/** `whole` is a scalar of whole arrays: a norm, a scalar product. */
export function formOf(call: Call): Form {
  const e: Expression = call;
  if (isSum(e)) return "sum";
  if (isProduct(e) || call.operator === group.operator) return "product";
  if (isPower(e) && numberOf(exponentOf(call)) !== undefined) return "power";
  if (isBinder(e)) return "binder";
  if (isElement(e)) return "entry";
  if (isWhere(e)) return "conditional";
  return call.shape.length === 0 && call.args.some(({ shape }) => shape.length > 0) ? "whole" : "call";
}

/** The arguments whose values the value, or every entry, of a call is made of. */
export function operandsOf(call: Call, isStored: IsWhole): readonly Expression[] {
  const isWhole: IsWhole = (e) => e !== call && isStored(e);
  switch (formOf(call)) {
    case "sum":
      return operandsOfSum(call.args, isWhole);
    case "product":
      return operandsOfProduct(call.args, isWhole);
    case "power":
      return operandsOfProduct([call], isWhole);
    default:
      return call.args;
  }
}

/** What is needed to make the value of a call from those of its operands. */
export interface Making {
  readonly values: Values;
  readonly operand: (e: Expression) => Value;
  readonly isStored: IsWhole;
  readonly branchOf: (node: Call) => number;
}

/** The value of a call that acts on numbers, or an entry of one that acts on every entry. */
export function lowerCall(node: Call, making: Making): Value {
  const { values, operand, isStored } = making;
  const arithmetic = { values, operand, isWhole: (e: Expression) => e !== node && isStored(e) };
  switch (formOf(node)) {
    case "sum":
      return lowerSum(node, arithmetic);
    case "product":
      return lowerProduct(node.args, arithmetic);
    case "power":
      return lowerProduct([node], arithmetic);
    case "conditional":
      return lowerConditional(node, node.args.map(operand) as [Value, Value, Value], making);
    default:
      return values.call(node, node.args.map(operand));
  }
}

function lowerConditional(
  node: Call,
  [condition, then, otherwise]: [Value, Value, Value],
  { values, branchOf }: Making,
): Value {
  if (condition.opcode === "constant") return condition.number !== 0 ? then : otherwise;
  return then === otherwise ? then : values.choice(condition, [then, otherwise], branchOf(node));
}
