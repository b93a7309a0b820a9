/** Numbers as typed: digits alone are an exact integer, a point or an exponent makes a double. */
import { LimitError } from "../core/error.ts";
import { type Constant, constant } from "../core/expression.ts";
import { rational } from "../core/number.ts";
import { Meaningless } from "./step.ts";

/** Digits of an exact integer. */
const LONGEST = 100_000;

export function numberLiteral(text: string): Constant {
  if (/^\p{Nd}+$/u.test(text)) return integerLiteral(text);
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Meaningless(`${text} is beyond the largest double, 1.8e308`);
  return constant(value);
}

function integerLiteral(text: string): Constant {
  if (text.length < 16) return constant(rational(Number(text)));
  if (text.length > LONGEST)
    throw new LimitError(`An integer of ${text.length} digits is beyond the limit of ${LONGEST}`);
  return constant(BigInt(text));
}
