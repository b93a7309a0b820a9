/** `name(…)`: a function, a sum over an index, or a product with a variable. */
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { arrayFunctions } from "../operators/array-functions.ts";
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
  const values = node.arguments.map(axisOf);
  const binder = values.some(({ kind }) => kind === "binding") ? findBinder(node.name) : undefined;
  if (binder !== undefined) return indexed(node, binder, scope);
  const arrayFunction = arrayFunctions.get(node.name);
  if (arrayFunction !== undefined && values.length > 0) {
    checkBetween(node, arrayFunction.parameters);
    return { children: values, build: arrayFunction.build };
  }
  if (operator?.binder !== undefined) return indexed(node, operator, scope);
  if (isFunctionName(node.name)) return functionCall(node);
  const constant = namedConstant(node.name);
  if (constant !== undefined) return asProduct(node, constant);
  throw unknownName(node, scope);
}

/** `axis=1` as its value; what is no such binding as it is. */
const axisOf = (argument: Syntax): Syntax =>
  argument.kind === "binding" &&
  argument.name.kind === "name" &&
  argument.name.name === "axis" &&
  argument.value.kind !== "range"
    ? argument.value
    : argument;

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
  return { children: node.arguments, build: (args) => build(notReduction(node, args)) };
}

/** Functions such as max have another meaning for one array; it is not there yet. */
function notReduction(node: CallSyntax, args: readonly Expression[]): readonly Expression[] {
  const operator = findOperator(node.name);
  if (operator?.variadic && args.length === 1 && args[0]!.shape.length > 0) {
    throw new UnsupportedError(`${node.name} of an array cannot be worked with yet`, "Write it with an index.");
  }
  return args;
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
  const number = `${atLeast ? "at least " : ""}${expected} argument${expected === 1 ? "" : "s"}`;
  throw new Meaningless(`${node.name} takes ${number}, here are ${count}`);
}

/** Between the parameters that are needed and all. */
function checkBetween(node: CallSyntax, parameters: readonly string[]): void {
  const least = parameters.filter((name) => !name.endsWith("?")).length;
  if (node.arguments.length < least) checkCount(node, least, least < parameters.length);
  const isOpen = parameters.some((name) => name.startsWith("..."));
  if (node.arguments.length > parameters.length && !isOpen) checkCount(node, parameters.length);
}

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
