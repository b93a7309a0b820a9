/** Formulas with every operator on arrays, and their gradients, read back as the same nodes, and KaTeX takes them. */
import { describe, expect, test } from "vitest";
import { gradient } from "../../src/calculus/derivative.ts";
import { type Expression, makeSymbol } from "../../src/core/expression.ts";
import { NO_FACTS } from "../../src/core/facts.ts";
import { freeSymbols } from "../../src/core/traverse.ts";
import { declarations } from "../../src/notation/declare.ts";
import { parse } from "../../src/notation/parse.ts";
import { multiply } from "../../src/operators/arithmetic.ts";
import { fromJSON, toJSON } from "../../src/operators/json.ts";
import { total } from "../../src/operators/sums.ts";
import { isSize } from "../../src/operators/symbol.ts";
import { toText } from "../../src/operators/text.ts";
import { toLatex } from "../../src/printers/latex.ts";
import { ARRAY_FORMULAS, ARRAY_SYMBOLS, NOT_EMPTY } from "../compile/array-formulas.ts";
import { accepted } from "../printers/katex.ts";

/** The gradients of a sum in which every entry counts. */
function gradients(e: Expression): readonly Expression[] {
  const weights = makeSymbol("weights", e.shape, NO_FACTS);
  const variables = freeSymbols(e).filter((symbol) => !isSize(symbol) && !symbol.facts.interval.integer);
  return Object.values(gradient(total(multiply(weights, e)), variables));
}

describe.each([...ARRAY_FORMULAS, ...NOT_EMPTY])("%s", (text) => {
  const e = parse(text, { symbols: ARRAY_SYMBOLS });

  test("and its gradients", () => {
    for (const formula of [e, ...gradients(e)]) {
      expect(parse(toText(formula), { symbols: declarations(formula) }), toText(formula)).toBe(formula);
      expect(fromJSON(toJSON(formula))).toBe(formula);
      accepted(toLatex(formula));
    }
  });
});
