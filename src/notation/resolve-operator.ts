/** Products, comparisons, choices, and what is written before or behind an operand. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { multiply, negate, power } from "../operators/arithmetic.ts";
import { and, equal, greater, greaterOrEqual, less, lessOrEqual, not, notEqual, where } from "../operators/logic.ts";
import { MINUS_ONE } from "../operators/number.ts";
import { mod } from "../operators/piecewise.ts";
import { findAbbreviation, isFunctionName } from "../operators/table.ts";
import { shapeText, toText } from "../operators/text.ts";
import { isFunctionSymbol } from "../operators/undefined-function.ts";
import { namedConstant } from "./resolve-name.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type {
  CallSyntax,
  ComparisonOperator,
  ConditionalSyntax,
  JuxtapositionSyntax,
  PostfixSyntax,
  PowerSyntax,
  ProductOperator,
  Syntax,
} from "./syntax.ts";

/** A chain of one level; a minus sign before it belongs to the whole, so `-(a - b)*c` is the opposite of `(a - b)*c`. */
export function chain(factors: readonly Syntax[], operators: readonly ProductOperator[]): Step {
  const [first, ...others] = factors as [Syntax, ...Syntax[]];
  const negative = first.kind === "prefix" && first.operator === "-";
  return {
    children: negative ? [first.argument, ...others] : factors,
    build: (values) => product(values, operators, negative ? [MINUS_ONE] : []),
  };
}

/** Read from the left; the factors between two `mod` make one product. */
export function product(
  factors: readonly Expression[],
  operators: readonly ProductOperator[],
  sign: readonly Expression[] = [],
): Expression {
  let pending: Expression[] = [...sign, factors[0]!];
  let entries = factors[0]!;
  for (const [k, operator] of operators.entries()) {
    const factor = factors[k + 1]!;
    if (operator === "*" || operator === "/") checkScalars(entries, factor, operator);
    if (operator === "mod") pending = [mod(multiply(...pending), factor)];
    else pending.push(operator === "/" || operator === "./" ? power(factor, MINUS_ONE) : factor);
    if (factor.shape.length > 0) entries = factor;
  }
  return multiply(...pending);
}

/** `*` and `/` between arrays are products of matrices; `.*` and `./` go entry by entry. */
function checkScalars(a: Expression, b: Expression, operator: "*" | "/"): void {
  if (b.shape.length === 0 || (operator === "*" && a.shape.length === 0)) return;
  if (a.shape.length === 1 && b.shape.length === 1 && operator === "*") {
    throw new ShapeError(
      `Two vectors have no product: ${toText(a)} is ${shapeText(a.shape)}, ${toText(b)} is ${shapeText(b.shape)}`,
      "Entry by entry it is .* and with an index sum(x[i]*y[i], i=1..n).",
    );
  }
  throw new UnsupportedError(
    `${toText(a)} ${operator} ${toText(b)} is a product of arrays, which cannot be worked with yet`,
    `Entry by entry it is .${operator}; with an index, sum(A[i, j]*x[j], j=1..n).`,
  );
}

/** `2x`, `a b`; also `sin^2(x)`, the power of a value, and `sin x`, which is an error. */
export function juxtaposition(node: JuxtapositionSyntax, scope: Scope): Step {
  const factors: Syntax[] = [];
  for (let k = 0; k < node.factors.length; k++) {
    const raised = raisedFunction(node.factors[k]!, node.factors[k + 1], scope);
    factors.push(raised ?? node.factors[k]!);
    if (raised !== undefined) k++;
  }
  return {
    children: factors,
    build: (values) =>
      product(
        values,
        values.slice(1).map(() => "*"),
      ),
  };
}

/** `sin^2 (x)` as `sin(x)^2`. */
function raisedFunction(factor: Syntax, next: Syntax | undefined, scope: Scope): Syntax | undefined {
  if (factor.kind !== "power" || factor.base.kind !== "name" || next?.kind !== "group") return undefined;
  const { name, end: nameEnd, start } = factor.base;
  if (scope.find(name) !== undefined || !isFunctionName(name)) return undefined;
  if (factor.exponent.kind === "prefix") {
    throw new Meaningless(
      `"${name}" with a negative exponent could be a reciprocal or an inverse`,
      `Write 1/${name}(x) or a${name}(x).`,
      factor,
    );
  }
  const call: CallSyntax = { kind: "call", name, primes: 0, arguments: [next.argument], nameEnd, start, end: next.end };
  return { ...factor, base: call, end: next.end };
}

/** `x(y + 1)^2` with a variable x: the call was read too tightly, it is `x*(y + 1)^2`. In an exponent, `2^x(y)` is `2^x*y`. */
export function raised(node: PowerSyntax, scope: Scope): Step {
  const factor = calledVariable(node.base, scope);
  const exponent = calledVariable(node.exponent, scope);
  if (factor === undefined && exponent === undefined) {
    return { children: [node.base, node.exponent], build: ([base, n]) => power(base!, n!) };
  }
  const base = factor === undefined ? node.base : (node.base as CallSyntax).arguments[0]!;
  const last = exponent === undefined ? node.exponent : (node.exponent as CallSyntax).arguments[0]!;
  return {
    children: [base, last],
    build: ([b, n]) => {
      const value = exponent === undefined ? power(b!, n!) : product([power(b!, exponent), n!], ["*"]);
      return factor === undefined ? value : product([factor, value], ["*"]);
    },
  };
}

/** The variable that stands where a function was expected: `x` of `x(y)`. */
export function calledVariable(node: Syntax, scope: Scope): Expression | undefined {
  if (node.kind !== "call" || node.primes > 0 || node.arguments.length !== 1) return undefined;
  const value = scope.find(node.name) ?? (isFunctionName(node.name) ? undefined : namedConstant(node.name));
  return value !== undefined && !isFunctionSymbol(value) ? value : undefined;
}

export function prefixed(operator: "-" | "+" | "not", x: Expression): Expression {
  if (operator === "not") return not(x);
  return operator === "-" ? negate(x) : x;
}

/** `x(y)!` with a variable x is `x*y!`. */
export function suffixed(node: PostfixSyntax, scope: Scope): Step {
  const factor = calledVariable(node.argument, scope);
  if (factor === undefined) return { children: [node.argument], build: ([x]) => postfixed(node.operator, x!) };
  const [argument] = (node.argument as CallSyntax).arguments;
  return { children: [argument!], build: ([x]) => product([factor, postfixed(node.operator, x!)], ["*"]) };
}

function postfixed(operator: "'" | "!", x: Expression): Expression {
  if (operator === "!") return findAbbreviation("factorial", 1)!.build([x]);
  if (x.shape.length === 0) return x;
  throw new UnsupportedError(
    `The transpose of ${toText(x)} cannot be worked with yet`,
    "Write the entries with indices.",
  );
}

const COMPARISONS: Readonly<Record<Exclude<ComparisonOperator, "in">, (a: Expression, b: Expression) => Expression>> = {
  "==": equal,
  "!=": notEqual,
  "<": less,
  "<=": lessOrEqual,
  ">": greater,
  ">=": greaterOrEqual,
};

/** `0 <= x < 1` is both comparisons. */
export function comparison(operands: readonly Expression[], operators: readonly ComparisonOperator[]): Expression {
  const links = operators.map((operator, k) => {
    if (operator === "in") throw new UnsupportedError("`in` cannot be worked with yet", "Write a <= x and x <= b.");
    return COMPARISONS[operator](operands[k]!, operands[k + 1]!);
  });
  return and(...links);
}

/** The first case that holds; nested from the end. */
export function conditional({ cases, otherwise }: ConditionalSyntax): Step {
  if (otherwise === undefined)
    throw new Meaningless("What is the value where no condition holds?", "Add a last case: …, 0 otherwise.");
  return {
    children: [...cases.flatMap(({ condition, value }) => [condition, value]), otherwise],
    build: (values) => {
      let result = values[values.length - 1]!;
      for (let k = values.length - 3; k >= 0; k -= 2) result = where(values[k]!, values[k + 1]!, result);
      return result;
    },
  };
}
