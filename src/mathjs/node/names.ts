/** What names of mathjs mean here: its constants, and its functions where they are not ours by name. */
import { UnsupportedError } from "../../core/error.ts";
import { constant, type Expression, isConstant } from "../../core/expression.ts";
import { toNumber } from "../../core/number.ts";
import { namedConstant } from "../../notation/resolve-name.ts";
import { add, divide, negate, power, sqrt, subtract } from "../../operators/arithmetic.ts";
import { infinity, pi } from "../../operators/constants.ts";
import { exp, log } from "../../operators/exponential.ts";
import * as logic from "../../operators/logic.ts";
import { HALF, integer, MINUS_ONE, ONE, TWO } from "../../operators/number.ts";
import { findAbbreviation, findOperator } from "../../operators/table.ts";
import { toText } from "../../operators/text.ts";
import { applyToArrays, isOfArrays } from "./array-functions.ts";
import { matrixPower, type ProductSign, product, transposed } from "./product.ts";

type Build = (...args: Expression[]) => Expression;

/** The imaginary unit is a number of its own only for {@link evaluateComplex}; for reals it is NaN. */
const CONSTANTS: ReadonlyMap<string, () => Expression> = new Map([
  ["E", () => exp(ONE)],
  ["PI", () => pi()],
  ["tau", () => product([TWO, pi()], ["*"])],
  ["phi", () => divide(add(ONE, sqrt(integer(5))), TWO)],
  ["i", () => power(MINUS_ONE, HALF)],
  ["Infinity", () => infinity()],
  ["LN2", () => log(TWO)],
  ["LN10", () => log(integer(10))],
  ["LOG2E", () => divide(ONE, log(TWO))],
  ["LOG10E", () => divide(ONE, log(integer(10)))],
  ["SQRT1_2", () => sqrt(HALF)],
  ["SQRT2", () => sqrt(TWO)],
]);

/** The meaning of a name that nothing was declared of, if it is a constant. */
export const constantOf = (name: string): Expression | undefined => CONSTANTS.get(name)?.() ?? namedConstant(name);

/** By the name that operators and functions share in mathjs: `a - b` is `subtract(a, b)`. */
const FUNCTIONS: ReadonlyMap<string, readonly [least: number, most: number, build: Build]> = new Map([
  ["add", [2, Infinity, (...terms) => add(...terms)]],
  ["subtract", [2, 2, (a, b) => subtract(a!, b!)]],
  ["multiply", [2, Infinity, (...factors) => chained(factors, "*")]],
  ["divide", [2, 2, (...factors) => chained(factors, "/")]],
  ["dotMultiply", [2, 2, (...factors) => chained(factors, ".*")]],
  ["dotDivide", [2, 2, (...factors) => chained(factors, "./")]],
  ["mod", [2, 2, (...factors) => chained(factors, "mod")]],
  ["pow", [2, 2, (base, exponent) => matrixPower(base!, exponent!)]],
  ["dotPow", [2, 2, (base, exponent) => power(base!, exponent!)]],
  ["unaryMinus", [1, 1, (x) => negate(x!)]],
  ["unaryPlus", [1, 1, (x) => x!]],
  ["factorial", [1, 1, (x) => findAbbreviation("factorial", 1)!.build([x!])]],
  ["ctranspose", [1, 1, (x) => transposed(x!)]],
  ["transpose", [1, 1, (x) => transposed(x!)]],
  ["smaller", [2, 2, (a, b) => logic.less(a!, b!)]],
  ["smallerEq", [2, 2, (a, b) => logic.lessOrEqual(a!, b!)]],
  ["larger", [2, 2, (a, b) => logic.greater(a!, b!)]],
  ["largerEq", [2, 2, (a, b) => logic.greaterOrEqual(a!, b!)]],
  ["equal", [2, 2, (a, b) => logic.equal(a!, b!)]],
  ["unequal", [2, 2, (a, b) => logic.notEqual(a!, b!)]],
  ["xor", [2, 2, (a, b) => logic.and(logic.or(a!, b!), logic.not(logic.and(a!, b!)))]],
  ["cube", [1, 1, (x) => power(x!, integer(3))]],
  ["nthRoot", [1, 1, (x) => sqrt(x!)]],
  ["sum", [2, Infinity, (...terms) => add(...terms)]],
  ["prod", [2, Infinity, (...factors) => chained(factors, "*")]],
  ["number", [1, 1, (x) => double(x!)]],
] as const satisfies readonly (readonly [string, readonly [number, number, Build]])[]);

/**
 * The function of mathjs of a name, applied.
 *
 * @throws {UnsupportedError} if nothing here has its meaning.
 */
export function applyFunction(name: string, args: readonly Expression[]): Expression {
  const ofArrays = isOfArrays(name, args) ? applyToArrays(name, args) : undefined;
  if (ofArrays !== undefined) return ofArrays;
  const own = FUNCTIONS.get(name);
  if (own !== undefined && args.length >= own[0] && args.length <= own[1]) return own[2](...args);
  const operator = findOperator(name);
  const fits = operator?.variadic ? args.length >= operator.arity : args.length === operator?.arity;
  if (operator !== undefined && operator.binder === undefined && fits) return operator.build(args);
  const abbreviation = findAbbreviation(name, args.length);
  if (abbreviation !== undefined) return abbreviation.build(args);
  const count = `${args.length} argument${args.length === 1 ? "" : "s"}`;
  throw new UnsupportedError(`${name} with ${count} in mathjs has no counterpart here`);
}

const chained = (factors: readonly Expression[], sign: ProductSign): Expression =>
  product(
    factors,
    factors.slice(1).map(() => sign),
  );

function double(x: Expression): Expression {
  if (isConstant(x)) return constant(toNumber(x.value));
  throw new UnsupportedError(`number(${toText(x)}) rounds to a double, which a formula cannot say`);
}
