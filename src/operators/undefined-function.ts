/**
 * A function of which nothing is known but its name, declared as `f : function`. Its derivative is `f'`, and so on;
 * the arguments are `[f, primes, x]`.
 */
import { UnsupportedError } from "../core/error.ts";
import { type Expression, isSymbol, type SymbolNode } from "../core/expression.ts";
import { hole, LEVEL, layout, separated } from "../core/layout.ts";
import { add, multiply } from "./arithmetic.ts";
import { integerOf, ONE } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { inParentheses } from "./template.ts";

export const applied: Constructor<[string, string, `...${string}`]> = record("apply(f, primes, ...args)", {
  arity: 2,
  derivative: (args, _value, cotangent) => {
    const [f, primes, x, second] = args as [SymbolNode, Expression, Expression, Expression | undefined];
    if (second !== undefined)
      throw new UnsupportedError(`${f.name} has several arguments; only a function of one has a derivative f'`);
    return [undefined, undefined, multiply(cotangent, applied(f, add(primes, ONE), x))];
  },
  evaluate: () => {
    throw new UnsupportedError("A function that is only declared has no value", "Define it: f(x) = ….");
  },
  text: (f, primes, ...args) =>
    layout(LEVEL.postfix, hole(f), "'".repeat(integerOf(primes) ?? 0), "(", ...separated(args, ", "), ")"),
  latex: (f, primes, ...args) =>
    layout(LEVEL.postfix, hole(f), primeLatex(integerOf(primes) ?? 0), ...inParentheses(args)),
});

/** Whether a symbol was declared as a function. */
export const isFunctionSymbol = (e: Expression): e is SymbolNode => isSymbol(e) && e.facts.words.includes("function");

/** `f''`, but `f^{\left(4\right)}`. */
const primeLatex = (count: number): string => (count <= 3 ? "'".repeat(count) : `^{\\left(${count}\\right)}`);
