/** A name that stands alone: an index, a declared symbol, a constant, or a real scalar that needs no declaration. */
import type { Expression } from "../core/expression.ts";
import { exp } from "../operators/exponential.ts";
import { ONE, ZERO } from "../operators/number.ts";
import { findOperator, isFunctionName } from "../operators/table.ts";
import { type Scope, scalarSymbol } from "./scope.ts";
import { Meaningless } from "./step.ts";

/** Functions whose names are common names of variables: they are functions only before a parenthesis. */
const ALSO_VARIABLES: ReadonlySet<string> = new Set(["beta", "gamma", "psi", "Γ"]);

export function resolveName(name: string, scope: Scope): Expression {
  const known = scope.find(name) ?? namedConstant(name);
  if (known !== undefined) return known;
  const isFunction = isFunctionName(name) && !ALSO_VARIABLES.has(name);
  if (!isFunction && scope.findFunction(name) === undefined) return scalarSymbol(name);
  throw new Meaningless(`"${name}" is a function`, `Write its argument in parentheses: ${name}(x).`);
}

/** `pi`, `e`, `true` and the like. */
export function namedConstant(name: string): Expression | undefined {
  if (name === "e") return exp(ONE);
  if (name === "true") return ONE;
  if (name === "false") return ZERO;
  const operator = findOperator(name);
  return operator !== undefined && operator.parameters.length === 0 ? operator.build([]) : undefined;
}
