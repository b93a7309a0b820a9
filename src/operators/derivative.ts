/**
 * The derivative as a formula not yet worked out: what `d/dx x^2` and `f'(u)` in a text stand for. The variable is
 * bound like an index, so it can be renamed and the point put in: the arguments are `[variable, body, point, order]`.
 * Layer `calculus` works it out.
 */
import { bind, freshIndex } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { type Call, type Expression, isCall, isSymbol, type SymbolNode } from "../core/expression.ts";
import { NO_FACTS } from "../core/facts.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
import { postorder, substitute } from "../core/traverse.ts";
import { integerOf, ONE } from "./number.ts";
import { record } from "./record.ts";

export const derivativeAt = record("derivative(variable, body, point, order)", {
  binder: {
    identity: Number.NaN,
    accumulate: unresolved,
    javascript: unresolved,
    pullback: unresolved,
  },
  evaluate: unresolved,
  shape: ([, body]) => body!.shape,
  text: derivativeText,
  latex: derivativeLatex,
  build: ([variable, body, point, order], made) => {
    const [index, inner] = withFactsOf(point!, variable as SymbolNode, body!);
    return bind(made, { index, body: inner, from: point!, to: order! }, body!.shape);
  },
});

export const isDerivative = (e: Expression): e is Call => isCall(e) && e.operator === derivativeAt.operator;

/** The variable has the facts of the point that it takes, so however a derivative was written it is the same node. */
function withFactsOf(point: Expression, variable: SymbolNode, body: Expression): [SymbolNode, Expression] {
  const facts = isSymbol(point) ? point.facts : NO_FACTS;
  if (variable.facts.text === facts.text) return [variable, body];
  const local = freshIndex(facts);
  return [local, substitute(body, new Map([[variable, local]]))];
}

function unresolved(): never {
  throw new UnsupportedError(
    "A derivative in a formula has to be worked out first",
    "Use simplify, derivative or compile.",
  );
}

/** `d/dx (…)` where the point is a plain variable, otherwise `derivative(…, i=point)`. */
function derivativeText(variable: Expression, body: Expression, point: Expression, order: Expression): Layout {
  const n = integerOf(order) ?? 1;
  if (!isVariable(point, body)) {
    const times = n === 1 ? [] : [`, ${n}`];
    const parts = ["derivative(", hole(body), ", ", hole(variable), "=", hole(point, LEVEL.sum), ...times, ")"];
    return { ...layout(LEVEL.atom, ...parts), binds: { index: variable as SymbolNode } };
  }
  const sign = n === 1 ? `d/d${point.name} ` : `d^${n}/d${point.name}^${n} `;
  return {
    ...layout(LEVEL.product, sign, hole(body, LEVEL.power)),
    binds: { index: variable as SymbolNode, name: point.name },
  };
}

/** Whether the bound variable can be written by the name of the point: an index has none, and the body may use it itself. */
const isVariable = (point: Expression, body: Expression): point is SymbolNode =>
  isSymbol(point) && point.index === 0 && !postorder(body).includes(point);

function derivativeLatex(variable: Expression, body: Expression, point: Expression, order: Expression): Layout {
  const raised = order === ONE ? "" : `^{${integerOf(order)}}`;
  const fraction = ["\\frac{d", raised, "}{d ", hole(variable), raised, "} ", hole(body, LEVEL.power)];
  if (isVariable(point, body))
    return { ...layout(LEVEL.product, ...fraction), binds: { index: variable as SymbolNode, name: point.name } };
  return {
    ...layout(LEVEL.product, "\\left.", ...fraction, "\\right|_{", hole(variable), "=", hole(point), "}"),
    binds: { index: variable as SymbolNode },
  };
}
