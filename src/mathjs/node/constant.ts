/** Constants of mathjs as constants of ours. */
import { UnsupportedError } from "../../core/error.ts";
import { constant, type Expression } from "../../core/expression.ts";
import { rational } from "../../core/number.ts";
import { divide, negate } from "../../operators/arithmetic.ts";
import { infinity } from "../../operators/constants.ts";
import { integer, ONE, ZERO } from "../../operators/number.ts";

/** Integers, ratios and big numbers are exact; other numbers are doubles, as in a text. */
export function constantMeaning(value: unknown): Expression {
  switch (typeof value) {
    case "number":
      return numberMeaning(value);
    case "bigint":
      return integer(value);
    case "boolean":
      return value ? ONE : ZERO;
    case "string":
      throw new UnsupportedError(`The text ${JSON.stringify(value)} in a formula of mathjs has no counterpart here`);
    default:
      return objectMeaning(value);
  }
}

function numberMeaning(value: number): Expression {
  if (Number.isNaN(value)) throw new UnsupportedError("NaN in a formula of mathjs has no counterpart here");
  if (!Number.isFinite(value)) return value > 0 ? infinity() : negate(infinity());
  return constant(Number.isSafeInteger(value) ? rational(value) : value);
}

function objectMeaning(value: unknown): Expression {
  if (typeof value === "object" && value !== null) {
    if ("isFraction" in value) {
      const { s, n, d } = value as unknown as { s: bigint; n: bigint; d: bigint };
      return constant(rational(s * n, d));
    }
    if ("isBigNumber" in value) return decimalMeaning(value as unknown as { toFixed(): string });
    if ("isUnit" in value) throw new UnsupportedError(`The unit ${value} of mathjs has no counterpart here`);
  }
  throw new UnsupportedError(`The constant ${value} of mathjs has no counterpart here`);
}

/** Of a big number, all digits: `12.5` is 125/10. */
function decimalMeaning(value: { toFixed(): string }): Expression {
  const [whole, fraction = ""] = value.toFixed().split(".") as [string, string?];
  if (!/^-?\d+$/.test(whole)) return numberMeaning(Number(whole));
  return divide(integer(BigInt(whole + fraction)), integer(10n ** BigInt(fraction.length)));
}
