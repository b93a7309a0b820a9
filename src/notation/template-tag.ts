/** Formulas in program text, with expressions put in. */
import type { Expression } from "../core/expression.ts";
import { type ExpressionLike, parse, toExpression } from "./parse.ts";

/**
 * A formula with expressions, numbers or text in it, each taken as a whole.
 *
 * @throws {ParseError} as `parse`
 * @example
 * toText(nabla`${"a + b"}^2 + ${3}`) // 3 + (a + b)^2
 */
export function nabla(strings: TemplateStringsArray, ...values: readonly ExpressionLike[]): Expression {
  const names = values.map((_, k) => `$value_${k}`);
  const text = strings.reduce((before, next, k) => `${before} ${names[k - 1]} ${next}`);
  return parse(text, { symbols: Object.fromEntries(values.map((value, k) => [names[k]!, toExpression(value)])) });
}
