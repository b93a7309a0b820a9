/**
 * Names and shapes: from the syntax tree to an expression. Here `x(y + 1)` turns out to be a call or a product, a
 * misspelled function gets the nearest name, and an error of shapes gets its place in the text. The walk keeps its
 * own stack, so the depth of a text does not matter.
 */
import { located, ParseError, UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { add, negate } from "../operators/arithmetic.ts";
import { normOf } from "../operators/array-functions.ts";
import { comprehension } from "../operators/comprehension.ts";
import { infinity } from "../operators/constants.ts";

import { and, or } from "../operators/logic.ts";
import { integer, TWO } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { toText } from "../operators/text.ts";
import { numberLiteral } from "./number-literal.ts";
import { resolveArray, resolveIndex } from "./resolve-array.ts";
import { resolveCall } from "./resolve-call.ts";
import { resolveDerivative } from "./resolve-derivative.ts";
import { overIndices } from "./resolve-indexed.ts";
import { resolveName } from "./resolve-name.ts";
import { comparison, conditional, juxtaposition, prefixed, raised, suffixed } from "./resolve-operator.ts";
import { chain } from "./resolve-product.ts";
import { isRow, rowOf, unmarked } from "./row.ts";
import type { Scope } from "./scope.ts";
import { Meaningless, type Step } from "./step.ts";
import type { Syntax } from "./syntax.ts";

interface Frame {
  readonly node: Syntax;
  readonly scope: Scope;
  readonly step: Step;
  /** Of the children resolved so far. */
  readonly values: Expression[];
}

/**
 * The expression of a syntax tree.
 *
 * @throws {ParseError} for a name or an operation without meaning, with its place in the source
 * @throws {ShapeError} and the other errors of constructors, with the place too
 */
export function resolve(root: Syntax, scope: Scope, source: string): Expression {
  let node = root;
  try {
    const stack: Frame[] = [];
    let inner = scope;
    for (;;) {
      let value = leaf(node, inner);
      if (value === undefined) stack.push({ node, scope: inner, step: stepOf(node, inner), values: [] });
      for (;;) {
        const frame = stack[stack.length - 1];
        if (frame === undefined) return unmarked(value!);
        const { step, values } = frame;
        if (value !== undefined) values.push(step.keepsRows ? value : unmarked(value));
        if (values.length < step.children.length) {
          node = step.children[values.length]!;
          inner = step.scopeOf?.(values.length, values) ?? frame.scope;
          break;
        }
        node = frame.node;
        value = step.build(values);
        stack.pop();
      }
    }
  } catch (error) {
    throw placed(error, node, source);
  }
}

function placed(error: unknown, node: Syntax, source: string): unknown {
  if (!(error instanceof Meaningless)) return located(error, { source, start: node.start, end: node.end });
  const { start, end } = error.culprit ?? node;
  return new ParseError(error.reason, { source, start, end, hint: error.hint });
}

function leaf(node: Syntax, scope: Scope): Expression | undefined {
  if (node.kind === "number") return numberLiteral(node.text);
  return node.kind === "name" ? resolveName(node.name, scope) : undefined;
}

function stepOf(node: Syntax, scope: Scope): Step {
  switch (node.kind) {
    case "sum":
      return { keepsRows: true, children: node.terms, build: (terms) => sumOf(terms, node.minus) };
    case "product":
      return chain(node.factors, node.operators);
    case "juxtaposition":
      return juxtaposition(node, scope);
    case "prefix":
      return { keepsRows: true, children: [node.argument], build: ([x]) => prefixed(node.operator, x!) };
    case "power":
      return raised(node, scope);
    case "postfix":
      return suffixed(node, scope);
    case "comparison":
      return { children: node.operands, build: (operands) => comparison(operands, node.operators) };
    case "logic":
      return {
        children: node.operands,
        build: (operands) => (node.operator === "and" ? and : or).operator.build(operands),
      };
    case "conditional":
      return conditional(node);
    case "derivative":
      return resolveDerivative(node, scope);
    case "call":
      return resolveCall(node, scope);
    case "group":
      return { keepsRows: true, children: [node.argument], build: ([x]) => x! };
    case "absolute":
      return { children: [node.argument], build: ([x]) => abs(x!) };
    case "norm":
      return { children: [node.argument], build: ([x]) => orderedNorm(x!, node.order) };
    case "matrix":
      return resolveArray(node.rows);
    case "comprehension":
      return overIndices(node.body, node.indices, comprehension.operator, scope);
    case "index":
    case "end":
      return resolveIndex(node, scope);
    default:
      throw new Meaningless(...MISPLACED[node.kind]);
  }
}

const MISPLACED: Readonly<
  Record<"number" | "name" | "string" | "slice" | "range" | "binding" | "tuple", [string, string?]>
> = {
  number: ["A number has no meaning here"],
  name: ["A name has no meaning here"],
  string: ["A text has no meaning here", "Only einsum takes one."],
  slice: ["A slice stands only between index brackets"],
  range: ["A range stands only behind an index, as in sum(x[i], i=1..n)"],
  binding: ["`=` has no meaning here", "Write == to compare."],
  tuple: ["A list in parentheses has no meaning here", "A vector is written [a, b]."],
};

/** A sum of rows is a row. */
function sumOf(terms: readonly Expression[], minus: readonly boolean[]): Expression {
  const sum = add.operator.build(terms.map((term, k) => (minus[k] ? negate(unmarked(term)) : unmarked(term))));
  if (!terms.some(isRow)) return sum;
  const column = terms.find((term) => term.shape.length > 0 && !isRow(term));
  if (column === undefined) return rowOf(sum);
  throw new Meaningless(
    `A row and ${toText(column)}, which is none, have no sum`,
    "Leave the transposes out: vectors are added as they are.",
  );
}

/** `||x||`, `||A||_F`, `||x||_1`, `||x||_inf`. Of a matrix `||A||` could be more than one norm. */
function orderedNorm(x: Expression, order: string): Expression {
  if (order === "F") return normOf(x, TWO);
  if (x.shape.length === 2 && order === "2")
    throw new UnsupportedError(
      `This norm of ${toText(x)} cannot be worked with yet`,
      "There are ||A||_F, ||A||_1 and ||A||_inf of matrices.",
    );
  const number = Number(order);
  if (order !== "inf" && !Number.isInteger(number)) throw new Meaningless(`There is no norm of order ${order}`);
  return normOf(x, order === "inf" ? infinity() : integer(number));
}
