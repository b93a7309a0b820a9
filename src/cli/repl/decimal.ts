/** Formulas that are numbers, with their decimal value beside: `1/2  (0.5)`. */
import { evaluate } from "../../compile/evaluate.ts";
import { NablaError } from "../../core/error.ts";
import { type Expression, isConstant, isScalar } from "../../core/expression.ts";
import { isExact } from "../../core/number.ts";
import { freeSymbols } from "../../core/traverse.ts";
import { toText } from "../../operators/text.ts";

export function withDecimal(e: Expression): string {
  const text = toText(e);
  const number = decimal(e);
  return number === undefined || number === text ? text : `${text}  (${number})`;
}

/** The double nearest to a formula without symbols; undefined where the formula shows it already. */
function decimal(e: Expression): string | undefined {
  if (!isScalar(e) || freeSymbols(e).length > 0) return undefined;
  if (isConstant(e) && (!isExact(e.value) || e.value.d === 1n)) return undefined;
  const value = doubleOf(e);
  return value === undefined || Math.abs(value) === Infinity ? undefined : String(value);
}

function doubleOf(e: Expression): number | undefined {
  try {
    return Number(evaluate(e));
  } catch (error) {
    if (error instanceof NablaError) return undefined; // without a value, the formula stands for itself
    throw error;
  }
}
