/** Random formulas in x and y, as users write them. */
import fc from "fast-check";
import { DomainError, parse } from "../../src/index.ts";

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    fc.constantFrom("x", "y", "2", "1/3", "0.7", "pi"),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/"), tie("formula"))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc
      .tuple(fc.constantFrom("sin", "exp", "tanh", "sqrt", "abs", "log", "floor", "erf"), tie("formula"))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie("formula"), fc.constantFrom("2", "-1", "3", "0.5")).map(([a, n]) => `(${a})^${n}`),
    fc.tuple(tie("formula"), tie("formula")).map(([a, b]) => `max(${a}, ${b})`),
    fc.tuple(tie("formula"), tie("formula"), tie("formula")).map(([a, b, c]) => `(${a} > ${b} ? ${c} : ${a})`),
  ),
}));

/** Formulas in which nothing is divided by exactly 0. */
export const scalarExpression = formula.filter((text) => {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
});

/** The members of a list by `0`, `1`, … behind a letter. */
export const numbered = <T>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((item, k) => [`d${k}`, item]));
