/** `operator(header, definition)`: a record whose constructor also knows exact values and the parity of a function. */
import { call, constant, type Expression, isConstant } from "../core/expression.ts";
import { isExact, type Rational } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { isNegated, negate } from "./arithmetic.ts";
import { integer } from "./number.ts";
import { type Arguments, type Constructor, type Definition, record } from "./record.ts";

interface Special {
  /** Exact values at exact arguments, of a function of one argument: `[[0, 1]]` for cos. */
  readonly exact?: readonly (readonly [argument: number, value: number])[];
  /** The exact value at any exact argument, where there always is one: floor, sign. */
  readonly fold?: (x: Rational) => Rational;
  /** `f(-x)` is `-f(x)` or `f(x)`. */
  readonly parity?: "odd" | "even";
}

/** Defines an operator by its header, `"name(argument, …)"`, and a definition; the result is also its constructor. */
export function operator<const Header extends string>(
  header: Header,
  definition: Definition<Arguments<Header>> & Special,
): Constructor<Arguments<Header>> {
  const { exact, fold, parity } = definition;
  if (exact === undefined && parity === undefined && fold === undefined) return record(header, definition);
  return record(header, {
    ...definition,
    build: (args, made) => special(args[0]!, definition, made) ?? plain(args, made),
  });
}

const plain = (args: readonly Expression[], made: Operator): Expression => call(made, args, made.shape(args));

function special(x: Expression, { exact, fold, parity }: Special, made: Operator): Expression | undefined {
  if (isConstant(x) && isExact(x.value)) {
    const { value } = x;
    if (fold !== undefined) return constant(fold(value));
    const known = exact?.find(([argument]) => value.equals(argument));
    if (known !== undefined) return integer(known[1]);
  }
  if (parity === undefined || !isNegated(x)) return undefined;
  const positive = made.build([negate(x)]);
  return parity === "even" ? positive : negate(positive);
}
