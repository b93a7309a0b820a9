/**
 * Our own mathjs: big numbers, complex numbers and the complex gamma function, and nothing else. It is frozen and never
 * handed out, so the configuration of a user's mathjs is neither read nor changed. (Nodes are made by the default
 * mathjs, or they could not be evaluated with all of its functions.)
 */
import {
  type BigNumber,
  BigNumberDependencies,
  type Complex,
  ComplexDependencies,
  create,
  type FactoryFunctionMap,
  gammaDependencies,
  type MathJsInstance,
} from "mathjs";

/** The class of big numbers of one precision; every operation rounds to it. */
export interface BigNumberClass {
  new (value: number | string | BigNumber): BigNumber;
  /** In significant digits. */
  readonly precision: number;
  acos(x: number | BigNumber): BigNumber;
  atan2(y: BigNumber, x: BigNumber): BigNumber;
  max(...values: BigNumber[]): BigNumber;
  min(...values: BigNumber[]): BigNumber;
  clone(settings: { readonly precision: number; readonly modulo: number }): BigNumberClass;
}

type ComplexFunction =
  | ("neg" | "sqrt" | "exp" | "expm1" | "log" | "sin" | "cos" | "tan" | "asin" | "acos" | "atan")
  | ("sinh" | "cosh" | "tanh" | "asinh" | "acosh" | "atanh");

/** The methods of mathjs's complex numbers that its type declarations leave out. */
export interface ComplexNumber extends Complex, Readonly<Record<ComplexFunction, () => ComplexNumber>> {
  add(other: ComplexNumber): ComplexNumber;
  sub(other: ComplexNumber): ComplexNumber;
  mul(other: ComplexNumber): ComplexNumber;
  div(other: ComplexNumber): ComplexNumber;
  pow(exponent: ComplexNumber): ComplexNumber;
  abs(): number;
}

export interface ComplexClass {
  new (re: number, im: number): ComplexNumber;
}

interface Instance extends MathJsInstance {
  readonly BigNumber: BigNumberClass;
  readonly Complex: ComplexClass;
}

export const math = Object.freeze(instanceOf([ComplexDependencies, gammaDependencies]));

/** A class of big numbers that nobody else holds: its settings are the user's, once a value of it is handed out. */
export const bigNumberClass = (precision: number): BigNumberClass =>
  instanceOf([BigNumberDependencies], { precision }).BigNumber;

function instanceOf(dependencies: readonly (FactoryFunctionMap | undefined)[], config = {}): Instance {
  return create(Object.assign({}, ...dependencies) as FactoryFunctionMap, config) as Instance;
}
