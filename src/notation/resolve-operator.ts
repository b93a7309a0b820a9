/** Products, comparisons, choices, and what is written before or behind an operand. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { negate, power } from "../operators/arithmetic.ts";
import { and, equal, greater, greaterOrEqual, less, lessOrEqual, not, notEqual, where } from "../operators/logic.ts";
import { matmul, transpose } from "../operators/matrix.ts";
import { integerOf } from "../operators/number.ts";
import { findAbbreviation, isFunctionName } from "../operators/table.ts";
import { shapeText, toText } from "../operators/text.ts";
import { isFunctionSymbol } from "../operators/undefined-function.ts";
import { namedConstant } from "./resolve-name.ts";
import { chain, product } from "./resolve-product.ts";
import { isRow, rowOf, unmarked } from "./row.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type {
  CallSyntax,
  ComparisonOperator,
  ConditionalSyntax,
  JuxtapositionSyntax,
  PostfixSyntax,
  PowerSyntax,
  Syntax,
} from "./syntax.ts";

/** `2x`, `a b`; also `sin^2(x)`, the power of a value, and `sin x`, which is an error. */
export function juxtaposition(node: JuxtapositionSyntax, scope: Scope): Step {
  const factors: Syntax[] = [];
  for (let k = 0; k < node.factors.length; k++) {
    const raised = raisedFunction(node.factors[k]!, node.factors[k + 1], scope);
    factors.push(raised ?? node.factors[k]!);
    if (raised !== undefined) k++;
  }
  return chain(
    factors,
    factors.slice(1).map(() => "*"),
  );
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
  const { operator } = node;
  if (factor === undefined && exponent === undefined) {
    return { children: [node.base, node.exponent], build: ([base, n]) => powered(base!, operator, n!) };
  }
  const base = factor === undefined ? node.base : (node.base as CallSyntax).arguments[0]!;
  const last = exponent === undefined ? node.exponent : (node.exponent as CallSyntax).arguments[0]!;
  return {
    children: [base, last],
    build: ([b, n]) => {
      const value =
        exponent === undefined ? powered(b!, operator, n!) : product([powered(b!, operator, exponent), n!], ["*"]);
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
  if (operator === "not") return not(unmarked(x));
  if (operator === "+") return x;
  return isRow(x) ? rowOf(negate(unmarked(x))) : negate(x);
}

/** `x(y)!` with a variable x is `x*y!`. */
export function suffixed(node: PostfixSyntax, scope: Scope): Step {
  const factor = calledVariable(node.argument, scope);
  if (factor === undefined) return { children: [node.argument], build: ([x]) => postfixed(node.operator, x!) };
  const [argument] = (node.argument as CallSyntax).arguments;
  return { children: [argument!], build: ([x]) => product([factor, postfixed(node.operator, x!)], ["*"]) };
}

/** The transpose of a vector is its row, that of a row the vector. */
function postfixed(operator: "'" | "!", x: Expression): Expression {
  if (operator === "!") return findAbbreviation("factorial", 1)!.build([unmarked(x)]);
  if (isRow(x)) return unmarked(x);
  if (x.shape.length === 0) return x;
  return x.shape.length === 1 ? rowOf(x) : transpose(x);
}

/** `x^n` of a scalar, `A^2` as a product of matrices, `x.^n` entry by entry. */
function powered(base: Expression, operator: "^" | ".^", exponent: Expression): Expression {
  if (base.shape.length === 0 || operator === ".^") return power(base, exponent);
  const n = integerOf(exponent) ?? 0;
  const text = toText(base);
  if (base.shape.length !== 2)
    throw new ShapeError(
      `${text} is ${shapeText(base.shape)} and has no powers`,
      `Entry by entry it is ${text}.^${toText(exponent)}.`,
    );
  if (n >= 2 && n <= MOST_FACTORS) return matmul(...new Array<Expression>(n).fill(base));
  throw new UnsupportedError(
    `This power of the matrix ${text} cannot be worked with yet`,
    `Entry by entry it is ${text}.^${toText(exponent)}.`,
  );
}

/** Powers of a matrix up to this one are written out. */
const MOST_FACTORS = 16;

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
