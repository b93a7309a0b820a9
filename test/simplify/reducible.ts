/** Random formulas to which rules apply: left sides of rules, with random formulas for their letters, in others. */
import fc from "fast-check";
import { DomainError } from "../../src/core/error.ts";
import type { Expression } from "../../src/core/expression.ts";
import { freeSymbols, postorder, substitute } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, multiply } from "../../src/operators/arithmetic.ts";
import { infinity } from "../../src/operators/constants.ts";
import { ONE, TWO } from "../../src/operators/number.ts";
import { expressions, free } from "../arbitrary.ts";
import { RULES } from "./tables.ts";

const simple = fc.constantFrom<Expression>(
  free("x"),
  free("y"),
  free("p"),
  multiply(TWO, free("x")),
  add(free("x"), ONE),
);
const part = fc.oneof(simple, expressions(1), expressions(2));

/** The left side of a rule; its letters for numbers are 2. */
const leftSide: fc.Arbitrary<Expression> = fc
  .tuple(fc.constantFrom(...RULES), part, part, part)
  .map(([{ from }, ...parts]) => {
    const pattern = parse(from);
    const letters = freeSymbols(pattern);
    return built(
      () =>
        substitute(pattern, new Map(letters.map((letter, k) => [letter, /[cn]/.test(letter.name) ? TWO : parts[k]!]))),
      parts[0]!,
    );
  });

/** One or two left sides in a sum, a product or a function; or any formula. None has ∞ in it, which is not a number. */
export const reducible: fc.Arbitrary<Expression> = fc
  .oneof(
    expressions(),
    leftSide,
    fc.tuple(leftSide, leftSide).map(([a, b]) => built(() => add(a, b), a)),
    fc.tuple(leftSide, leftSide).map(([a, b]) => built(() => multiply(a, b), a)),
    fc
      .tuple(fc.constantFrom(...RULES), leftSide)
      .map(([{ from }, e]) =>
        built(() => substitute(parse(from), new Map(freeSymbols(parse(from)).map((x) => [x, e]))), e),
      ),
  )
  .filter((e) => !hasInfinity(e));

const hasInfinity = (e: Expression): boolean => postorder(e).includes(infinity());

function built(make: () => Expression, otherwise: Expression): Expression {
  try {
    return make();
  } catch (error) {
    if (error instanceof DomainError) return otherwise;
    throw error;
  }
}
