/**
 * Binders: calls with the arguments `[index, body, from, to]` whose index is local to them.
 *
 * The index carries a number, one above the highest number of a binder inside the body, so binders that differ in
 * nothing but the name of their index are the same node. A pass that combines parts of bodies first opens the binder:
 * the index becomes a symbol that occurs nowhere else, and nothing can be captured by accident.
 */
import { LimitError } from "./error.ts";
import {
  type Call,
  call,
  type Expression,
  isCall,
  MAX_HEIGHT,
  makeSymbol,
  SCALAR,
  type Shape,
  type SymbolNode,
} from "./expression.ts";
import { type Facts, INDEX, NO_FACTS } from "./facts.ts";
import type { Operator } from "./operator.ts";
import { substitute } from "./traverse.ts";

export interface Opened {
  readonly index: SymbolNode;
  readonly body: Expression;
  readonly from: Expression;
  readonly to: Expression;
}

export const isBinder = (e: Expression): e is Call => isCall(e) && e.operator.binder !== undefined;

let opened = 0;

/** An index that occurs nowhere else, with a name for messages; or a variable that a derivative binds, with other facts. */
export const freshIndex = (facts: Facts = INDEX, name = "#"): SymbolNode => makeSymbol(name, SCALAR, facts, -++opened);

/** A symbol of a shape that occurs nowhere else. */
export const freshSymbol = (shape: Shape): SymbolNode => makeSymbol("#", shape, NO_FACTS, -++opened);

/** The parts of a binder, with an index of their own. */
export function openBinder(binder: Call): Opened {
  const [index, body, from, to] = binder.args as [Expression, Expression, Expression, Expression];
  const { shape, facts } = index as SymbolNode;
  const fresh = makeSymbol("#", shape, facts, -++opened);
  return { index: fresh, body: substitute(body, new Map([[index, fresh]])), from, to };
}

/** Binds an index (a named, opened or numbered one) in a body; nothing is folded. */
export function bind(operator: Operator, { index, body, from, to }: Opened, shape: Shape): Call {
  const around = from.loose | to.loose; // the range lies outside
  if (index.index === body.height + 1 && !(around & (1 << index.index)))
    return call(operator, [index, body, from, to], shape);
  // A body that was bound before may hold binders numbered around the old index: opening it numbers them afresh.
  const local = index.index > 0 ? makeSymbol("#", index.shape, index.facts, -++opened) : index;
  const open = local === index ? body : substitute(body, new Map([[index, local]]));
  let number = open.height + 1;
  while ((open.loose | around) & (1 << number)) number++; // the index of a binder around this one
  if (number > MAX_HEIGHT) throw new LimitError(`Sums and products are nested more than ${MAX_HEIGHT} deep`);
  const bound = makeSymbol("#", index.shape, index.facts, number);
  return call(operator, [bound, substitute(open, new Map([[local, bound]])), from, to], shape);
}
