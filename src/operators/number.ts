/** Constants as expressions. */
import { type Constant, constant, type Expression, isConstant } from "../core/expression.ts";
import { isExact, isOne, isZero, type Numeric, rational, signOf } from "../core/number.ts";

const SMALL = 64;
const small: readonly Constant[] = Array.from({ length: 2 * SMALL + 1 }, (_, k) => constant(rational(k - SMALL)));

/** The exact integer as a constant. */
export function integer(n: number | bigint): Constant {
  if (typeof n === "number" && n >= -SMALL && n <= SMALL) return small[n + SMALL]!;
  return constant(rational(n));
}
export const ratio = (n: number | bigint, d: number | bigint): Constant => constant(rational(n, d));

export const ZERO = integer(0);
export const ONE = integer(1);
export const TWO = integer(2);
export const HALF = ratio(1, 2);
export const MINUS_ONE = integer(-1);

/** The value of a constant; `undefined` for anything else. */
export const numberOf = (e: Expression): Numeric | undefined => (isConstant(e) ? e.value : undefined);

export const isZeroConstant = (e: Expression): boolean => isConstant(e) && isZero(e.value);
export const isOneConstant = (e: Expression): boolean => isConstant(e) && isOne(e.value);
export const isPositiveConstant = (e: Expression): boolean => isConstant(e) && signOf(e.value) > 0;
export const isNegativeConstant = (e: Expression): boolean => isConstant(e) && signOf(e.value) < 0;

/** The value of an exact integer constant within the safe integers; `undefined` for anything else. */
export function integerOf(e: Expression): number | undefined {
  if (!isConstant(e) || !isExact(e.value) || e.value.d !== 1n) return undefined;
  const value = Number(e.value.s * e.value.n);
  return Number.isSafeInteger(value) ? value : undefined;
}
