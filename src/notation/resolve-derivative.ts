/** Derivatives written in formulas: `d/dx x^2`, `derivative(x^2, x)`, `f'(u)`. Layer calculus works them out. */
import { UnsupportedError } from "../core/error.ts";
import { type Expression, isSymbol, type SymbolNode } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { derivativeAt } from "../operators/derivative.ts";
import { integer, ONE } from "../operators/number.ts";
import { resolveName } from "./resolve-name.ts";
import { type Definition, type Scope, scalarSymbol } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { CallSyntax, DerivativeSyntax } from "./syntax.ts";

/** `d/dx d^2/dy^2 f`: the innermost first. */
export function resolveDerivative(node: DerivativeSyntax, scope: Scope): Step {
  return {
    children: [node.argument],
    build: ([argument]) =>
      node.variables.reduceRight(
        (body, { name, order }) => by(body, resolveName(name, scope), integer(order)),
        argument!,
      ),
  };
}

const by = (body: Expression, variable: Expression, order: Expression): Expression => {
  if (!isSymbol(variable)) throw new Meaningless("A derivative is taken by a variable");
  if (variable.shape.length > 0)
    throw new UnsupportedError(`${variable.name} is an array`, "Take the gradient by it: gradient(e, …).");
  return derivativeAt(variable, body, variable, order);
};

/** `derivative(e, x)`, `derivative(e, x, 2)`, `derivative(e, t=point, 2)`. */
export function derivativeCall(node: CallSyntax, scope: Scope): Step {
  const [body, variable, order] = node.arguments;
  if (body === undefined || variable === undefined || node.arguments.length > 3) {
    throw new Meaningless("derivative takes a formula, a variable and perhaps an order", "derivative(x^2, x)");
  }
  const orders = order === undefined ? [] : [order];
  if (variable.kind !== "binding") {
    return { children: [body, variable, ...orders], build: ([f, x, n]) => by(f!, x!, n ?? ONE) };
  }
  if (variable.name.kind !== "name") throw new Meaningless("A derivative is taken by a variable");
  const symbol = scalarSymbol(variable.name.name);
  return {
    children: [variable.value, body, ...orders],
    build: ([point, f, n]) => derivativeAt(symbol, f!, point!, n ?? ONE),
    scopeOf: (child) => (child === 1 ? scope.with(symbol.name, symbol) : scope),
  };
}

/** `f'(u)` of a definition or an operator of one argument. */
export function primed(f: Definition | Operator, primes: number, argument: Expression): Expression {
  if ("body" in f) return derivativeAt(f.parameters[0]!, f.body, argument, integer(primes));
  const variable: SymbolNode = scalarSymbol("x");
  return derivativeAt(variable, f.build([variable]), argument, integer(primes));
}
