/**
 * Derivatives with more than two axes that have no matrix notation, as what they make of a direction:
 * `dV -> A*dV'*B`. By their entries they could hardly be read.
 */
import { hvp, jvp, symbolsOf } from "../calculus/derivative.ts";
import { type Expression, makeSymbol, type SymbolNode } from "../core/expression.ts";
import { NO_FACTS } from "../core/facts.ts";
import { freeSymbols, postorder } from "../core/traverse.ts";
import type { ParseOptions } from "../notation/parse.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { filled } from "../operators/fill.ts";
import { ZERO } from "../operators/number.ts";

/** A formula as it is shown: itself, or what it makes of a direction. */
export interface Shown {
  readonly direction: SymbolNode | undefined;
  readonly formula: Expression;
}

/** What is shown of one of several formulas, by the names or numbers of its row and column. */
export type Show = (e: Expression, row: string | number, column: string | number) => Shown;

export const asItIs: Show = (formula) => ({ direction: undefined, formula });

/** The blocks of a Hessian. */
export function blocksOfHessian(input: Expression, variables: readonly string[], reading: ParseOptions = {}): Show {
  const symbols = symbolsOf(variables, [input], reading);
  return (e, row, column) =>
    shown(e, [input], symbols.find(({ name }) => name === column)!, (direction) => {
      const tangents = symbols.map(({ name, shape }) => [name, name === column ? direction : filled(ZERO, shape)]);
      return hvp(input, Object.fromEntries(tangents), reading)[row]!;
    });
}

/** The blocks of a Jacobian, rows by formulas. */
export function blocksOfJacobian(
  inputs: readonly Expression[],
  variables: readonly string[],
  reading: ParseOptions = {},
): Show {
  const symbols = symbolsOf(variables, inputs, reading);
  return (e, row, column) => {
    const by = symbols[column as number]!;
    return shown(e, inputs, by, (direction) => jvp(inputs[row as number]!, { [by.name]: direction }, reading));
  };
}

function shown(
  e: Expression,
  inputs: readonly Expression[],
  by: SymbolNode,
  productWith: (direction: SymbolNode) => Expression,
): Shown {
  if (e.shape.length < 3 || !isByEntries(e)) return { direction: undefined, formula: e };
  const direction = directionOf(by, inputs);
  const product = productWith(direction);
  return isByEntries(product) ? { direction: undefined, formula: e } : { direction, formula: product };
}

const isByEntries = (e: Expression): boolean => postorder(e).some(isComprehension);

/** `dV`, or with more letters where that is taken. */
function directionOf({ name, shape }: SymbolNode, inputs: readonly Expression[]): SymbolNode {
  const taken = new Set(freeSymbols(...inputs).map((symbol) => symbol.name));
  let free = `d${name}`;
  while (taken.has(free)) free = `d${free}`;
  return makeSymbol(free, shape, NO_FACTS);
}
