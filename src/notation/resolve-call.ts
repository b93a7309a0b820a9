/** `name(…)`: a function, a sum over an index, or a product with a variable. */
import type { Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { type ArrayFunction, arrayFunctions } from "../operators/array-functions.ts";
import { integer } from "../operators/number.ts";
import { findAbbreviation, findBinder, findOperator, functionNames, isFunctionName } from "../operators/table.ts";
import { applied, isFunctionSymbol } from "../operators/undefined-function.ts";
import { einsum } from "./einsum.ts";
import { nearest } from "./nearest.ts";
import { derivativeCall, primed } from "./resolve-derivative.ts";
import { overIndices } from "./resolve-indexed.ts";
import { namedConstant } from "./resolve-name.ts";
import { product } from "./resolve-product.ts";
import { applyDefinition, type Definition, type Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { CallSyntax, Syntax } from "./syntax.ts";

export function resolveCall(node: CallSyntax, scope: Scope): Step {
  const value = scope.find(node.name);
  if (value !== undefined) return isFunctionSymbol(value) ? unknownFunction(node, value) : asProduct(node, value);
  const definition = scope.findFunction(node.name);
  if (definition !== undefined) return defined(node, definition);
  if (node.name === "einsum") return einsum(node);
  if (node.name === "derivative" || node.name === "D") return derivativeCall(node, scope);
  const operator = findOperator(node.name);
  const arrayFunction = arrayFunctions.get(node.name);
  const axis = axisOf(node);
  if (axis !== undefined) return alongAxis(node, axis, arrayFunction);
  const binder = node.arguments.some(({ kind }) => kind === "binding") ? findBinder(node.name) : undefined;
  if (binder !== undefined) return indexed(node, binder, scope);
  if (arrayFunction !== undefined && node.arguments.length > 0) {
    if (!arrayFunction.isEntrywise) return onArrays(node, node.arguments, arrayFunction);
    if (node.arguments.length === 1) return onArrays(node, node.arguments, arrayFunction);
  }
  if (operator?.binder !== undefined) return indexed(node, operator, scope);
  if (isFunctionName(node.name)) return functionCall(node);
  const constant = namedConstant(node.name);
  if (constant !== undefined) return asProduct(node, constant);
  throw unknownName(node, scope);
}

/** `x(y + 1)` with a variable x is a product, and `x'(y + 1)` one with its transpose. */
function asProduct(node: CallSyntax, value: Expression): Step {
  if (node.arguments.length === 1) {
    return { keepsRows: true, children: node.arguments, build: ([factor]) => product([value, factor!], ["*"]) };
  }
  throw new Meaningless(
    `"${node.name}" is a variable, not a function`,
    `A product is written ${node.name}*(…).`,
    nameOf(node),
  );
}

const unknownFunction = (node: CallSyntax, f: Expression): Step => ({
  children: node.arguments,
  build: (args) => applied(f, integer(node.primes), ...(args as [Expression])),
});

function defined(node: CallSyntax, definition: Definition): Step {
  checkCount(node, definition.parameters.length);
  if (node.primes > 0)
    return { children: node.arguments, build: ([argument]) => primed(definition, node.primes, argument!) };
  return { children: node.arguments, build: (args) => applyDefinition(definition, args) };
}

function functionCall(node: CallSyntax): Step {
  const count = node.arguments.length;
  const abbreviation = findAbbreviation(node.name, count);
  const operator = findOperator(node.name);
  const fits = operator !== undefined && (operator.variadic ? count >= operator.arity : count === operator.arity);
  if (!fits && abbreviation === undefined)
    checkCount(node, operator?.arity ?? expectedCount(node.name), operator?.variadic);
  const build = fits ? operator.build : abbreviation!.build;
  if (node.primes > 0) {
    checkCount(node, 1);
    return {
      children: node.arguments,
      build: ([argument]) => primed({ ...(operator as Operator), build }, node.primes, argument!),
    };
  }
  return { children: node.arguments, build };
}

/** The axis of `max(X, axis=1)`. */
function axisOf(node: CallSyntax): Syntax | undefined {
  const last = node.arguments[node.arguments.length - 1];
  if (last?.kind !== "binding" || last.value.kind === "range") return undefined;
  return last.name.kind === "name" && last.name.name === "axis" ? last.value : undefined;
}

function alongAxis(node: CallSyntax, axis: Syntax, f: ArrayFunction | undefined): Step {
  if (f?.parameters.at(-1) !== "axis")
    throw new Meaningless(`${node.name} is not along an axis`, undefined, node.arguments[node.arguments.length - 1]);
  checkCount(node, f.parameters.length);
  return onArrays(node, [...node.arguments.slice(0, -1), axis], f);
}

function onArrays(node: CallSyntax, args: readonly Syntax[], f: ArrayFunction): Step {
  if (args.length < f.arity || (!f.variadic && args.length > f.parameters.length))
    throw wrongCount(
      node,
      f.variadic ? `at least ${f.arity}` : [...new Set([f.arity, f.parameters.length])].join(" or "),
    );
  return { children: args, build: f.build };
}

/** `sum(body, i=1..n, j=1..m)`. */
function indexed(node: CallSyntax, operator: Operator, scope: Scope): Step {
  const [body, ...bindings] = node.arguments;
  if (body === undefined || bindings.length === 0) {
    throw new Meaningless(`${node.name} needs an index`, `Write ${node.name}(x[i], i=1..n).`);
  }
  return overIndices(body, bindings, operator, scope);
}

function checkCount(node: CallSyntax, expected: number, atLeast = false): void {
  const count = node.arguments.length;
  if (atLeast ? count >= expected : count === expected) return;
  throw wrongCount(node, `${atLeast ? "at least " : ""}${expected}`);
}

const wrongCount = (node: CallSyntax, expected: string): Meaningless =>
  new Meaningless(
    `${node.name} takes ${expected} argument${/^(at least )?1$/.test(expected) ? "" : "s"}, here are ${node.arguments.length}`,
  );

const expectedCount = (name: string): number =>
  [1, 2, 3].find((count) => findAbbreviation(name, count) !== undefined) ?? 1;

function unknownName(node: CallSyntax, scope: Scope): Meaningless {
  const near = nearest(node.name, [...functionNames(), ...scope.names(), "derivative"]);
  const guess = near === undefined ? "" : `Did you mean ${near}? `;
  return new Meaningless(
    `"${node.name}" is not a function`,
    `${guess}If it is a variable, write the product: ${node.name}*(…).`,
    nameOf(node),
  );
}

const nameOf = (node: CallSyntax) => ({ start: node.start, end: node.nameEnd });
