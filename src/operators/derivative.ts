/**
 * The derivative as a formula not yet worked out: what `d/dx x^2` and `f'(u)` in a text stand for. The variable is
 * bound like an index, so it can be renamed and the point put in: the arguments are `[variable, body, point, order]`.
 * Layer `calculus` works it out.
 */
import { bind } from "../core/binder.ts";
import { UnsupportedError } from "../core/error.ts";
import { type Call, type Expression, isCall, isSymbol, type SymbolNode } from "../core/expression.ts";
import { hole, type Layout, LEVEL, layout } from "../core/layout.ts";
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
  build: ([variable, body, point, order], made) =>
    bind(made, { index: variable as SymbolNode, body: body!, from: point!, to: order! }, body!.shape),
});

export const isDerivative = (e: Expression): e is Call => isCall(e) && e.operator === derivativeAt.operator;

function unresolved(): never {
  throw new UnsupportedError(
    "A derivative in a formula has to be worked out first",
    "Use simplify, derivative or compile.",
  );
}

/** `d/dx (…)` where the point is a plain variable, otherwise `derivative(…, i=point)`. */
function derivativeText(variable: Expression, body: Expression, point: Expression, order: Expression): Layout {
  const n = integerOf(order) ?? 1;
  if (!isSymbol(point)) {
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

function derivativeLatex(variable: Expression, body: Expression, point: Expression, order: Expression): Layout {
  const raised = order === ONE ? "" : `^{${integerOf(order)}}`;
  const fraction = ["\\frac{d", raised, "}{d ", hole(variable), raised, "} ", hole(body, LEVEL.power)];
  if (isSymbol(point))
    return { ...layout(LEVEL.product, ...fraction), binds: { index: variable as SymbolNode, name: point.name } };
  return {
    ...layout(LEVEL.product, "\\left.", ...fraction, "\\right|_{", hole(variable), "=", hole(point), "}"),
    binds: { index: variable as SymbolNode },
  };
}
