/**
 * `record(header, definition)` makes the record of an operator and, in the same breath, its constructor: `log(x)` builds
 * the node. What a definition leaves out has the meaning of a smooth function of scalars that acts on every entry.
 */
import { type Call, call, type Expression, type Shape } from "../core/expression.ts";
import { type Interval, REAL } from "../core/interval.ts";
import type { Layout } from "../core/layout.ts";
import type { Binder, DerivativeRule, EntryRule, Operator, Pullback, Pushforward } from "../core/operator.ts";
import type { Value } from "../core/value.ts";
import { broadcast } from "./broadcast.ts";
import { javascriptTemplate, latexLayout, operatorName } from "./template.ts";

/** The argument names of a header: `"log(x, base)"` has `["x", "base"]`, `"max(...terms)"` has `["terms"]`. */
export type Arguments<Header extends string> = Header extends `${string}(${infer List})` ? Names<List> : [];
type Names<List extends string> = List extends `${infer First}, ${infer Rest}`
  ? [First, ...Names<Rest>]
  : List extends ""
    ? []
    : [List];

/** A tuple as long as the argument list, all of one type; as many as you like after `...`. */
type Each<List extends readonly string[], T> = List extends [`...${string}`]
  ? T[]
  : List extends [string, ...infer Rest extends string[]]
    ? [T, ...Each<Rest, T>]
    : [];

export interface Definition<List extends readonly string[]> {
  readonly aliases?: readonly string[];
  /** Where the value is real and smooth, in the arguments' names. Left out: everywhere. */
  readonly domain?: string;
  /** One formula per argument, `f` standing for the operator's own value; or a pullback. Left out: no derivative. */
  readonly derivative?: Readonly<Each<List, string>> | Pullback;
  /** Linear in every argument, so that its tangent is the sum of it with one argument replaced by its tangent. */
  readonly multilinear?: boolean;
  /** The tangent of the value from those of the arguments, where the cotangents do not say it entry by entry. */
  readonly pushforward?: Pushforward;
  /** The reference meaning, in doubles. */
  readonly evaluate: (...values: Each<List, number>) => number;
  /** The reference meaning of an operator on whole arrays. */
  readonly evaluateArray?: (args: readonly Value[]) => Value;
  /** An entry of the value by its indices, which lie within. */
  readonly entry?: EntryRule;
  readonly range?: Interval | ((...args: Interval[]) => Interval);
  readonly logical?: boolean;
  readonly arity?: number;
  readonly text?: (...args: Expression[]) => Layout;
  /** In the arguments' names; `{x}` stands bare, `x` gets parentheses where it needs them. Left out: the name and the arguments. */
  readonly latex?: string | ((...args: Expression[]) => Layout);
  /** The LaTeX of the name, of a function with no other notation: `\sin`. Left out: the name upright. */
  readonly latexName?: string;
  /** In the arguments' names; left out: a call of `evaluate`. */
  readonly javascript?: string | ((codes: readonly string[], args: readonly Expression[]) => string);
  readonly cost?: number | ((args: readonly Expression[]) => number);
  readonly shape?: (args: readonly Expression[]) => Shape;
  /** The canonical constructor; left out: the call as it stands. */
  readonly build?: (args: readonly Expression[], made: Operator) => Expression;
  readonly binder?: Binder;
  /** Whether its value is no real number, so that laws of real numbers do not hold of what contains it. */
  readonly infinite?: boolean;
  readonly source?: string;
}

/** A constructor that carries its record. */
export interface Constructor<List extends readonly string[]> {
  (...args: Each<List, Expression>): Expression;
  readonly operator: Operator;
}

const TRANSCENDENTAL = 10;

/** Bits of the filter. What most formulas have is told exactly; all other operators share what is left. */
const BITS = 30;
const OWN = ["+", "*", "^", "exp", "log", "sin", "cos", "where"];
let nextBit = 0;
/** Told exactly, by a bit that no other operator has. */
const INFINITE_BIT = 30;

/** Defines an operator by its header, `"name(argument, …)"`, and a definition; the result is also its constructor. */
export function record<const Header extends string>(
  header: Header,
  definition: Definition<Arguments<Header>>,
): Constructor<Arguments<Header>> {
  const { name, parameters, variadic } = readHeader(header);
  const { range = REAL, cost = TRANSCENDENTAL, build } = definition;
  const isEntrywise = [definition.shape, definition.evaluateArray, definition.binder].every((f) => f === undefined);
  const latexName = definition.latexName ?? operatorName(name);
  const made: Operator = Object.freeze({
    name,
    bit: definition.infinite ? INFINITE_BIT : bitOfNew(name),
    parameters,
    variadic,
    aliases: definition.aliases ?? [],
    arity: definition.arity ?? parameters.length,
    domain: definition.domain,
    derivative: definition.derivative as DerivativeRule | undefined,
    pushforward: definition.pushforward,
    multilinear: definition.multilinear ?? false,
    evaluate: definition.evaluate as Operator["evaluate"],
    evaluateArray: definition.evaluateArray,
    entry: definition.entry,
    build: (args: readonly Expression[]): Expression =>
      (isEntrywise ? overFilled(args, made) : undefined) ??
      (build === undefined ? call(made, args, made.shape(args)) : build(args, made)),
    shape: definition.shape ?? broadcast,
    range: typeof range === "function" ? (args: readonly Interval[]) => range(...args) : () => range,
    logical: definition.logical ?? false,
    text: spread(definition.text),
    latex: latexLayout(parameters, definition.latex, latexName),
    latexName: definition.latex === undefined ? latexName : undefined,
    javascript:
      typeof definition.javascript === "string"
        ? javascriptTemplate(definition.javascript, parameters)
        : definition.javascript,
    cost: typeof cost === "number" ? () => cost : cost,
    binder: definition.binder,
    source: definition.source,
  });
  const construct = (...args: Expression[]) => made.build(args);
  return Object.assign(construct, { operator: made }) as unknown as Constructor<Arguments<Header>>;
}

function bitOfNew(name: string): number {
  const own = OWN.indexOf(name);
  return own >= 0 ? own : OWN.length + (nextBit++ % (BITS - OWN.length));
}

/** What acts on entries sees of a filled array its scalar; of nothing but these, it fills again. */
function overFilled(args: readonly Expression[], { build }: Operator): Expression | undefined {
  const filled = args.find((e) => e.shape.length > 0 && isFilled(e));
  if (filled === undefined || !isFilled(filled)) return undefined;
  const result = build(args.map((e) => (isFilled(e) ? e.args[0]! : e)));
  return result.shape.length > 0 ? result : filled.operator.build([result, ...filled.args.slice(1)]);
}

const isFilled = (e: Expression): e is Call => e.kind === "call" && e.operator.name === "fill";

/** Whether an infinity occurs: 0 times it is not 0, and it minus itself is not 0 either. */
export const mayBeInfinite = (e: Expression): boolean => (e.operators & (1 << INFINITE_BIT)) !== 0;

function readHeader(header: string): { name: string; parameters: readonly string[]; variadic: boolean } {
  const [, name, list] = /^([^(]+)(?:\((.*)\))?$/.exec(header)!;
  const parameters = list ? list.split(", ").map((parameter) => parameter.replace("...", "")) : [];
  return { name: name!, parameters, variadic: list?.includes("...") ?? false };
}

const spread = (f: ((...args: Expression[]) => Layout) | undefined): Operator["text"] => f && ((args) => f(...args));
