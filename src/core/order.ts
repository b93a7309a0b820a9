/**
 * The canonical order of terms and factors, which is also the order of reading: `x^2 + x*y + y^2 + exp(x) + 1`,
 * `2*x*y*exp(x)*(a + b)`. It looks at the expressions only, never at the history of the process.
 */
import type { Expression } from "./expression.ts";
import { compareNumbers } from "./number.ts";

/** Below this depth, equal-looking expressions are told apart by their hashes. */
const DEPTH = 8;

const rank = { constant: 0, symbol: 1, index: 2, call: 3, many: 4 };

/** Negative if `a` stands before `b` as a factor or an argument. */
export function compare(a: Expression, b: Expression, depth = 0): number {
  if (a === b) return 0;
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  if (a.kind === "symbol" && b.kind === "symbol")
    return compareText(a.name, b.name) || b.index - a.index || a.hash - b.hash;
  if (a.kind === "constant" && b.kind === "constant") return compareNumbers(a.value, b.value) || a.hash - b.hash;
  if (a.kind !== "call" || b.kind !== "call") return a.hash - b.hash;
  return (
    compareText(a.operator.name, b.operator.name) ||
    (depth >= DEPTH && a.hash !== b.hash ? a.hash - b.hash : compareItems(a.args, b.args, depth + 1)) ||
    a.hash - b.hash
  );
}

function compareItems(a: readonly Expression[], b: readonly Expression[], depth: number): number {
  for (let k = 0; k < a.length && k < b.length; k++) {
    const difference = compare(a[k]!, b[k]!, depth);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rankOf(e: Expression): number {
  if (e.kind === "constant") return rank.constant;
  if (e.kind === "symbol") return e.index === 0 ? rank.symbol : rank.index;
  if (e.args.length === 0) return rank.constant;
  return e.operator.variadic || e.operator.binder !== undefined ? rank.many : rank.call;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
