/** Random expressions over the operator table, for fast-check. */
import fc from "fast-check";
import { freshIndex } from "../../src/core/binder.ts";
import { NablaError } from "../../src/core/error.ts";
import { constant, type Expression } from "../../src/core/expression.ts";
import type { Operator } from "../../src/core/operator.ts";
import { productOver, sumOver } from "../../src/operators/indexed.ts";
import { integer, ONE, ratio } from "../../src/operators/number.ts";
import { element } from "../../src/operators/subscript.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { operators } from "../../src/operators/table.ts";

const LETTERS = ["x", "y", "z"].map((name) => symbol(name));
const SIZE = symbol("n", ["nonnegative", "integer"]);
const VECTOR = symbol("v", [], [SIZE]);

/** Operators whose arguments are any scalars. */
export const elementary: readonly Operator[] = operators.filter((operator) => takesScalars(operator));

/** Expressions of the given operators, up to so many levels above the letters and numbers. */
export function randomExpression(of: readonly Operator[], depth = 4): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(
    { arbitrary: fc.constantFrom<Expression>(...LETTERS), weight: 3 },
    fc.integer({ min: -12, max: 12 }).map(integer),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([n, d]) => ratio(n, d)),
    fc.constantFrom(0.5, -2.5, 1.5e-7, 1e21, 3.0).map(constant),
  );
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: depth, depthIdentifier: "expression" },
      leaf,
      fc.constantFrom(...of).chain((operator) => {
        const count = operator.variadic ? Math.max(operator.arity, 3) : operator.arity;
        const args = fc.array(tie("tree"), { minLength: count, maxLength: count, depthIdentifier: "expression" });
        return args.map((made) => built(operator, made));
      }),
    ),
  }));
  return tree;
}

/** The same, under a sum or product over an index now and then. */
export const randomIndexed = (of: readonly Operator[]): fc.Arbitrary<Expression> =>
  fc
    .tuple(randomExpression(of, 2), randomExpression(of, 2), fc.constantFrom(sumOver, productOver))
    .map(([inside, outside, over]) => {
      const index = freshIndex();
      const entry = element(VECTOR, index);
      const body = built(operators.find(({ name }) => name === "*")!, [inside, entry]);
      return built(operators.find(({ name }) => name === "+")!, [over(index, body, ONE, SIZE), outside]);
    });

/** A call, or its first argument where there is none: `1/0`. */
export function built(operator: Operator, args: readonly Expression[]): Expression {
  try {
    return operator.build(args);
  } catch (error) {
    if (error instanceof NablaError) return args[0] ?? ONE;
    throw error;
  }
}

/** Operators of arrays refuse letters, each in its way. */
function takesScalars(operator: Operator): boolean {
  if (operator.binder !== undefined || operator.parameters.length === 0) return false;
  try {
    operator.build(operator.parameters.map((_, k) => LETTERS[k % 3]!));
    return operator.name !== "apply"; // its second argument is a count
  } catch {
    return false;
  }
}
