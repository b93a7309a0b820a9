/** `nabla evaluate`: the value at a point, as a double, exact, or to many digits. */
import { evaluate, substitute } from "../../compile/evaluate.ts";
import type { OutputValue } from "../../compile/outputs.ts";
import { UnsupportedError } from "../../core/error.ts";
import type { Expression } from "../../core/expression.ts";
import type { Rational } from "../../core/number.ts";
import { dataColumns } from "../columns.ts";
import type { Answer } from "../command.ts";
import { arrayIn, checkValues, pointOf } from "../point.ts";
import type { Request } from "../request.ts";
import { arrayData, arrayText } from "../value-text.ts";

export async function evaluated(request: Request): Promise<Answer> {
  const input = request.formula(request.words[0]!);
  const digits = request.count("precision");
  const value = digits === undefined ? pointValue(input, request) : await precisePointValue(input, request, digits);
  const text = typeof value === "string" ? value : computedText(value);
  return { text, data: { result: text, value: dataOf(value) } };
}

/** A ratio as `n/d`, a double with all its digits, an array as `[1, 2; 3, 4]`. */
export const computedText = (value: OutputValue | Rational): string =>
  isRatio(value) ? value.toFraction() : arrayText(value, String);

const isRatio = (value: OutputValue | Rational): value is Rational =>
  typeof value === "object" && "toFraction" in value;

function dataOf(value: string | OutputValue | Rational): unknown {
  if (typeof value === "object" && !isRatio(value)) return arrayData(value);
  const double = Number(value);
  return Number.isFinite(double) ? double : null;
}

function pointValue(input: Expression, request: Request): OutputValue | Rational {
  const columns = dataColumns(request, input);
  checkValues(input, [...request.values.keys(), ...Object.keys(columns)]);
  return evaluate<OutputValue>(input, { ...columns, ...pointOf(request.values) }, { limits: request.limits });
}

/** Decimals keep their digits; other texts are formulas, which are put in exactly. */
async function precisePointValue(input: Expression, request: Request, precision: number): Promise<string> {
  const columns = dataColumns(request, input);
  checkValues(input, [...request.values.keys(), ...Object.keys(columns)]);
  const { evaluate: evaluatePrecisely } = await loadBridge();
  const exact = (text: string): string | number | Rational => (isDecimal(text) ? text : evaluate<number>(text));
  const texts = [...request.values].map(([name, text]) => [name, text, arrayIn(text, exact)] as const);
  const isFormula = (text: string, array: unknown): boolean => array === undefined && !isDecimal(text);
  const formulas = texts.filter(([, text, array]) => isFormula(text, array)).map(([name, text]) => [name, text]);
  const numbers = texts.filter(([, text, array]) => !isFormula(text, array));
  const given = Object.fromEntries(numbers.map(([name, text, array]) => [name, array ?? text]));
  const formula = substitute(input, Object.fromEntries(formulas));
  return String(evaluatePrecisely(formula, { ...columns, ...given }, { precision, limits: request.limits }));
}

const isDecimal = (text: string): boolean => /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text);

async function loadBridge(): Promise<typeof import("../../mathjs/evaluate.ts")> {
  try {
    return await import("../../mathjs/evaluate.ts");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UnsupportedError("--precision needs the package mathjs", "npm install mathjs");
  }
}
