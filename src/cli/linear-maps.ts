/**
 * Derivatives with more than two axes that have no matrix notation, as what they make of a direction:
 * `dV -> A*dV'*B`. By their entries they could hardly be read.
 */
import { hvp, jvp, symbolsOf } from "../calculus/derivative.ts";
import { type Expression, makeSymbol, type SymbolNode } from "../core/expression.ts";
import { NO_FACTS } from "../core/facts.ts";
import { freeSymbols, postorder } from "../core/traverse.ts";
import { isComprehension } from "../operators/comprehension.ts";
import { filled } from "../operators/fill.ts";
import { ZERO } from "../operators/number.ts";
import { toText } from "../operators/text.ts";
import { toLatex } from "../printers/latex.ts";

/** How formulas are written. */
export interface Script {
  readonly formula: (e: Expression) => string;
  readonly arrow: string;
}

export const TEXT: Script = { formula: toText, arrow: "->" };
export const LATEX: Script = { formula: (e) => toLatex(e), arrow: "\\mapsto" };

/** Writes one of several formulas, by the names or numbers of its row and column. */
export type Write = (e: Expression, row: string | number, column: string | number) => string;

/** Writes the blocks of a Hessian. */
export function writeHessian(input: Expression, variables: readonly string[], script: Script): Write {
  const symbols = symbolsOf(variables, [input]);
  return (e, row, column) =>
    written(e, script, [input], symbols.find(({ name }) => name === column)!, (direction) => {
      const tangents = symbols.map(({ name, shape }) => [name, name === column ? direction : filled(ZERO, shape)]);
      return hvp(input, Object.fromEntries(tangents))[row]!;
    });
}

/** Writes the blocks of a Jacobian, rows by formulas. */
export function writeJacobian(inputs: readonly Expression[], variables: readonly string[], script: Script): Write {
  const symbols = symbolsOf(variables, inputs);
  return (e, row, column) => {
    const by = symbols[column as number]!;
    return written(e, script, inputs, by, (direction) => jvp(inputs[row as number]!, { [by.name]: direction }));
  };
}

function written(
  e: Expression,
  { formula, arrow }: Script,
  inputs: readonly Expression[],
  by: SymbolNode,
  productWith: (direction: SymbolNode) => Expression,
): string {
  if (e.shape.length < 3 || !isByEntries(e)) return formula(e);
  const direction = directionOf(by, inputs);
  const product = productWith(direction);
  return isByEntries(product) ? formula(e) : `${formula(direction)} ${arrow} ${formula(product)}`;
}

const isByEntries = (e: Expression): boolean => postorder(e).some(isComprehension);

/** `dV`, or with more letters where that is taken. */
function directionOf({ name, shape }: SymbolNode, inputs: readonly Expression[]): SymbolNode {
  const taken = new Set(freeSymbols(...inputs).map((symbol) => symbol.name));
  let free = `d${name}`;
  while (taken.has(free)) free = `d${free}`;
  return makeSymbol(free, shape, NO_FACTS);
}
