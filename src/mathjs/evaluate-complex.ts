/** Evaluation in complex numbers, those of mathjs, in doubles. */
import type { Complex } from "mathjs";
import { expandDerivatives } from "../calculus/phases.ts";
import { UnsupportedError } from "../core/error.ts";
import { toNumber } from "../core/number.ts";
import { type ExpressionLike, type Symbols, toExpression } from "../notation/parse.ts";
import type { Limits } from "../notation/parse-syntax.ts";
import { toText } from "../operators/text.ts";
import { complex, complexMeanings, isReal } from "./complex/meanings.ts";
import { type Given, valuesBySymbol } from "./given.ts";
import type { ComplexNumber } from "./instance.ts";
import { type Numbers, valueIn } from "./walk.ts";

/** Values by name: numbers, complex numbers of mathjs or anything else with `re` and `im`, arrays of these. */
export type ComplexValues = Readonly<Record<string, Given<number | { readonly re: number; readonly im: number }>>>;

export interface EvaluateComplexOptions {
  /** Declarations for a formula given as text. */
  readonly symbols?: Symbols;
  readonly limits?: Limits;
}

/**
 * The value of a scalar formula in complex numbers, as a Complex of mathjs: what is NaN for reals, such as `sqrt(-1)`
 * or `log(-2)`, has its principal value. Real operators (`floor`, `max`, `<`, `erf`, …) take real arguments only.
 *
 * @throws {UnsupportedError} if a real operator meets a complex number; {@link DomainError} if a symbol has no value;
 *   {@link LimitError} for sums and products that take more operations than the limit.
 * @example
 * import { evaluateComplex } from "nabla/mathjs"
 * evaluateComplex("(-8)^(1/3)").toString() // 1 + 1.732050807568877i
 */
export function evaluateComplex(
  e: ExpressionLike,
  values: ComplexValues = {},
  options: EvaluateComplexOptions = {},
): Complex {
  const { symbols = {}, limits = {} } = options;
  const input = toExpression(e, { symbols, limits });
  if (input.shape.length > 0)
    throw new UnsupportedError(`${toText(input)} is an array`, "Evaluate its entries, or a sum of them.");
  const known = valuesBySymbol<ComplexValue, ComplexNumber>(input, values, (value) =>
    typeof value === "number" ? complex(value) : complex(value.re, value.im),
  );
  return valueIn(expandDerivatives(input), known, COMPLEX, limits.operations);
}

type ComplexValue = number | { readonly re: number; readonly im: number };

const COMPLEX: Numbers<ComplexNumber> = {
  name: "complex numbers",
  cost: 50,
  constant: (value) => complex(toNumber(value)),
  count: (value) => (isReal(value) ? value.re : Number.NaN),
  range: function* (first, last) {
    if (!isReal(first) || !isReal(last)) throw new UnsupportedError("The range of an index is real");
    for (let i = first.re; i <= last.re; i++) yield complex(i);
  },
  meanings: complexMeanings(),
};
