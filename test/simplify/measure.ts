/** The measures that rules decrease: the weight, but for one rule the number of different logarithms. */
import type { Expression } from "../../src/core/expression.ts";
import { postorder } from "../../src/core/traverse.ts";
import { log } from "../../src/operators/exponential.ts";

/**
 * `log(exp(x) - exp(y)) = x + log1mexp(y - x)` has x twice, so a long x makes it longer. But a logarithm is gone for
 * good: no other rule of its phase makes a new one, so the number of different logarithms and then the weight decrease.
 */
export const LOGARITHM_GONE: readonly string[] = ["log-of-exp-difference"];

export const logarithms = (e: Expression): number =>
  postorder(e).filter((node) => node.kind === "call" && node.operator === log.operator).length;
