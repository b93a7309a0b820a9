/** Which operators occur in a formula: to be asked before a formula of a stranger is evaluated. */
import { type Expression, isCall } from "../core/expression.ts";
import { postorder } from "../core/traverse.ts";

/**
 * The names of the operators in an expression, sorted.
 *
 * @example
 * functionsUsed(parse("sin(x)^2 + 1")) // ["+","^","sin"]
 */
export const functionsUsed = (e: Expression): string[] =>
  [
    ...new Set(
      postorder(e)
        .filter(isCall)
        .map(({ operator }) => operator.name),
    ),
  ].sort();
