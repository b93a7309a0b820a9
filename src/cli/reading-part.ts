/** One node of a syntax tree as it is read: its name in a tree, its children, and how they are written together. */

import type { CallSyntax, ConditionalSyntax, PowerSyntax, ProductOperator, Syntax } from "../notation/syntax.ts";
import { isFunctionName } from "../operators/table.ts";

/** Whether a name is a variable, so that `x(y)` is a product. */
export type IsVariable = (name: string) => boolean;

/** A written part; operators put parentheses around operators. */
export interface Piece {
  readonly text: string;
  readonly isOperator: boolean;
}

export interface Part {
  readonly label: string;
  readonly children: readonly Syntax[];
  readonly write: (children: readonly Piece[]) => Piece;
}

/** Names without meaning of their own are shown as they are read: `x(y)^2` with a variable x as `x*y^2`. */
export function partOf(given: Syntax, isVariable: IsVariable): Part {
  const node = asRead(given, isVariable);
  switch (node.kind) {
    case "number":
      return leaf(node.text);
    case "string":
      return leaf(`"${node.value}"`);
    case "name":
      return leaf(node.name);
    case "end":
      return leaf("end");
    case "sum":
      return sum(node.terms, node.minus);
    case "product":
      return product(node.factors, node.operators);
    case "juxtaposition":
      return infix("*", node.factors);
    case "prefix":
      return prefix(node.operator === "not" ? "not " : node.operator, node.argument);
    case "power":
      return infix(node.operator, [node.base, node.exponent]);
    case "postfix":
      return { label: node.operator, children: [node.argument], write: ([x]) => atom(operand(x!) + node.operator) };
    case "comparison":
      return infix(
        node.operators.map((operator) => ` ${operator} `),
        node.operands,
      );
    case "logic":
      return infix(` ${node.operator} `, node.operands);
    case "conditional":
      return conditional(node);
    case "derivative":
      return prefix(`${node.variables.map(differential).join(" ")} `, node.argument);
    case "call":
      return bracketed(`${node.name}${"'".repeat(node.primes)}`, ["(", ")"], node.arguments);
    case "index":
      return index(node.target, node.indices);
    case "slice":
      return slice(node.from, node.step, node.to);
    case "range":
      return joined("..", [node.from, node.to]);
    case "binding":
      return joined("=", [node.name, node.value]);
    case "matrix":
      return matrix(node.rows);
    case "comprehension":
      return bracketed("", ["[", "]"], [node.body, ...node.indices], "for");
    case "tuple":
      return bracketed("", ["(", ")"], node.items);
    case "group":
      return partOf(node.argument, isVariable); // a single step: of nested parentheses the parser keeps one pair
    case "absolute":
      return bracketed("abs", ["(", ")"], [node.argument]);
    case "norm":
      return bracketed("norm", ["||", `||_${node.order}`], [node.argument], "");
  }
}

/** Whether `x(y)` is a product. */
export const isProductCall = (part: Syntax, isVariable: IsVariable): part is CallSyntax =>
  part.kind === "call" && part.primes === 0 && part.arguments.length === 1 && isVariable(part.name);

function asRead(node: Syntax, isVariable: IsVariable): Syntax {
  const isProduct = (part: Syntax): part is CallSyntax => isProductCall(part, isVariable);
  if (isProduct(node)) return times(nameOf(node), node.arguments[0]!);
  if (node.kind === "postfix" && isProduct(node.argument))
    return times(nameOf(node.argument), { ...node, argument: node.argument.arguments[0]! });
  if (node.kind === "juxtaposition") return withRaisedFunctions(node.factors, isVariable);
  return node.kind === "power" ? raised(node, isProduct) : node;
}

function raised(node: PowerSyntax, isProduct: (part: Syntax) => part is CallSyntax): Syntax {
  const { base, exponent } = node;
  if (isProduct(base)) return times(nameOf(base), { ...node, base: base.arguments[0]! });
  return isProduct(exponent) ? times({ ...node, exponent: nameOf(exponent) }, exponent.arguments[0]!) : node;
}

/** `sin^2(x)` is `sin(x)^2`. */
function withRaisedFunctions(factors: readonly Syntax[], isVariable: IsVariable): Syntax {
  const read: Syntax[] = [];
  for (let k = 0; k < factors.length; k++) {
    const raisedCall = raisedFunction(factors[k]!, factors[k + 1], isVariable);
    read.push(raisedCall ?? factors[k]!);
    if (raisedCall !== undefined) k++;
  }
  const { start, end } = { start: factors[0]!.start, end: factors[factors.length - 1]!.end };
  return read.length === 1 ? read[0]! : { kind: "juxtaposition", factors: read, start, end };
}

function raisedFunction(factor: Syntax, next: Syntax | undefined, isVariable: IsVariable): Syntax | undefined {
  if (factor.kind !== "power" || factor.base.kind !== "name" || next?.kind !== "group") return undefined;
  const { name, start, end: nameEnd } = factor.base;
  if (isVariable(name) || !isFunctionName(name)) return undefined;
  const base: Syntax = { kind: "call", name, primes: 0, arguments: [next.argument], nameEnd, start, end: next.end };
  return { ...factor, base };
}

const times = (a: Syntax, b: Syntax): Syntax => ({
  kind: "product",
  factors: [a, b],
  operators: ["*"],
  start: a.start,
  end: b.end,
});

const nameOf = ({ name, start, nameEnd }: CallSyntax): Syntax => ({ kind: "name", name, start, end: nameEnd });

const atom = (text: string): Piece => ({ text, isOperator: false });
const operation = (text: string): Piece => ({ text, isOperator: true });
const operand = ({ text, isOperator }: Piece): string => (isOperator ? `(${text})` : text);

const leaf = (label: string): Part => ({ label, children: [], write: () => atom(label) });

/** Operands with one operator between all of them, or with one for each gap. */
function infix(operators: string | readonly string[], children: readonly Syntax[]): Part {
  const between = (k: number): string => (typeof operators === "string" ? operators : operators[k]!);
  const label = typeof operators === "string" ? operators : [...new Set(operators)].join("");
  return {
    label: label.trim(),
    children,
    write: ([first, ...others]) =>
      operation(others.reduce((text, piece, k) => text + after(text, between(k)) + operand(piece), operand(first!))),
  };
}

/** `d/dx` would be a derivative. */
const after = (text: string, operator: string): string => (operator === "/" && /^[d∂]$/u.test(text) ? " / " : operator);

/** In a tree, what is subtracted stands under a minus sign. */
function sum(terms: readonly Syntax[], minus: readonly boolean[]): Part {
  const written = (piece: Piece, k: number): string => {
    if (k === 0) return operand(piece);
    return minus[k] ? ` - ${piece.text.slice(1)}` : ` + ${operand(piece)}`;
  };
  return {
    label: "+",
    children: terms.map((term, k) => (minus[k] ? opposite(term) : term)),
    write: (pieces) => operation(pieces.map(written).join("")),
  };
}

const opposite = (argument: Syntax): Syntax => ({
  kind: "prefix",
  operator: "-",
  argument,
  start: argument.start,
  end: argument.end,
});

/** Read from the left: `a*b/c` is `(a*b)/c`. */
function product(factors: readonly Syntax[], operators: readonly ProductOperator[]): Part {
  const spelled = (operator: ProductOperator): string => (operator === "mod" ? " mod " : operator);
  if (operators.every((operator) => operator === "*") || factors.length === 2)
    return infix(operators.map(spelled), factors);
  const [last, first] = [factors[factors.length - 1]!, factors[0]!];
  const before: Syntax = {
    kind: "product",
    factors: factors.slice(0, -1),
    operators: operators.slice(0, -1),
    start: first.start,
    end: last.start,
  };
  return infix(spelled(operators[operators.length - 1]!), [before, last]);
}

const prefix = (sign: string, argument: Syntax): Part => ({
  label: sign.trim(),
  children: [argument],
  write: ([piece]) => operation(sign + operand(piece!)),
});

function differential({ name, order }: { readonly name: string; readonly order: number }): string {
  const power = order === 1 ? "" : `^${order}`;
  return `d${power}/d${name}${power}`;
}

function conditional({ cases, otherwise }: ConditionalSyntax): Part {
  return {
    label: "{…}",
    children: [...cases.flatMap(({ value, condition }) => [value, condition]), ...(otherwise ? [otherwise] : [])],
    write: (pieces) => {
      const texts = pieces.map(({ text }) => text);
      const written = cases.map((_, k) => `${texts[2 * k]} if ${texts[2 * k + 1]}`);
      if (otherwise !== undefined) written.push(`${texts[texts.length - 1]} otherwise`);
      return atom(`{${written.join(", ")}}`);
    },
  };
}

function bracketed(
  name: string,
  [open, close]: readonly [string, string],
  children: readonly Syntax[],
  shown = name,
): Part {
  return {
    label: name || `${open}…${close}`,
    children,
    write: (pieces) => atom(`${shown}${open}${pieces.map(({ text }) => text).join(", ")}${close}`),
  };
}

const index = (target: Syntax, indices: readonly Syntax[]): Part => ({
  label: "[…]",
  children: [target, ...indices],
  write: ([array, ...places]) => atom(`${operand(array!)}[${places.map(({ text }) => text).join(", ")}]`),
});

function slice(from: Syntax | undefined, step: Syntax | undefined, to: Syntax | undefined): Part {
  const places = step === undefined ? [from, to] : [from, step, to];
  return {
    label: ":",
    children: places.filter((place) => place !== undefined),
    write: (pieces) => {
      let next = 0;
      return atom(places.map((place) => (place === undefined ? "" : pieces[next++]!.text)).join(":"));
    },
  };
}

/** Parts of an argument, which need no parentheses. */
const joined = (sign: string, children: readonly Syntax[]): Part => ({
  label: sign,
  children,
  write: (pieces) => atom(pieces.map(({ text }) => text).join(sign)),
});

function matrix(rows: readonly (readonly Syntax[])[]): Part {
  const ends = rows.map((_, k) => rows.slice(0, k + 1).reduce((count, row) => count + row.length, 0));
  return {
    label: "[…]",
    children: rows.flat(),
    write: (pieces) => {
      const texts = pieces.map(({ text }) => text);
      const written = rows.map((row, k) => texts.slice(ends[k]! - row.length, ends[k]).join(", "));
      return atom(`[${written.join("; ")}]`);
    },
  };
}
