/** JavaScript expressions of values, with the parentheses they need. Only names made here and code of operators occur. */
import type { Call } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { and, not, or } from "../operators/logic.ts";
import type { Value } from "./program.ts";
import { argumentsOf } from "./statement.ts";

export interface Code {
  readonly text: string;
  readonly level: number;
  /** A JavaScript boolean; otherwise a number. */
  readonly boolean: boolean;
}

/** How tightly code binds. */
const LEVEL = { conditional: 0, sum: 1, product: 2, sign: 3, atom: 4 } as const;

/** Their arguments are truth values; of all other operators they are numbers. */
const LOGIC: ReadonlySet<Operator> = new Set([and, or, not].map(({ operator }) => operator));

export const atom = (text: string, boolean = false): Code => ({ text, level: LEVEL.atom, boolean });

/** The code of the operation that makes a value; `of` gives that of its arguments, `functionName` that of an operator. */
export function operationCode(value: Value, of: (value: Value) => Code, functionName: (f: Operator) => string): Code {
  const args = argumentsOf(value).map(of);
  const [a, b, c] = args as [Code, Code, Code];
  switch (value.opcode) {
    case "add":
      return infix(a, " + ", b, LEVEL.sum, LEVEL.sum);
    case "subtract":
      return infix(a, " - ", b, LEVEL.sum, LEVEL.product);
    case "multiply":
      return infix(a, " * ", b, LEVEL.product, LEVEL.product);
    case "divide":
      return infix(a, " / ", b, LEVEL.product, LEVEL.sign);
    case "negate":
      return { text: `-${within(a, LEVEL.atom)}`, level: LEVEL.sign, boolean: false };
    case "sqrt":
      return atom(`Math.sqrt(${within(a, LEVEL.conditional)})`);
    case "power":
      return atom(`Math.pow(${within(a, LEVEL.conditional)}, ${numberText(value.number)})`);
    case "load": // an entry outside of the array is undefined: the sign makes it NaN
      return {
        text: `+${b?.text ?? `a${value.number}`}[${within(a, LEVEL.conditional)}]`,
        level: LEVEL.sign,
        boolean: false,
      };
    case "choice":
      return choiceCode(a, b, c);
    default:
      return callCode(value, args, functionName);
  }
}

/** The number of a constant. */
export const numberCode = (value: number): Code =>
  value < 0 ? { text: numberText(value), level: LEVEL.sign, boolean: false } : atom(numberText(value));

export const numberText = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/** Code as an argument or a right-hand side, where a number is needed. */
export const asNumber = (code: Code): string => within(code, LEVEL.conditional);

/** Code as an operand of anything. */
export const asOperand = (code: Code): string => within(code, LEVEL.atom);

/** A condition as it stands between parentheses. */
export const bareCondition = (code: Code): string => asCondition(code).replace(/^\(([^()]*)\)$/, "$1");

/** Code as a condition: a number holds unless it is 0. */
export const asCondition = ({ text, level, boolean }: Code): string => {
  if (boolean) return text;
  return `${level < LEVEL.sum ? `(${text})` : text} !== 0`;
};

export const choiceCode = (condition: Code, then: Code, otherwise: Code): Code => ({
  text: `${asCondition(condition)} ? ${within(then, LEVEL.sum)} : ${within(otherwise, LEVEL.sum)}`,
  level: LEVEL.conditional,
  boolean: false,
});

const infix = (a: Code, sign: string, b: Code, left: number, right: number): Code => ({
  text: within(a, left) + sign + within(b, right === left ? left + 1 : right),
  level: left,
  boolean: false,
});

/** Code of a number in a place that asks for a level. */
function within({ text, level, boolean }: Code, least: number): string {
  if (boolean) return `(${text} ? 1 : 0)`;
  return level < least ? `(${text})` : text;
}

function callCode({ node, logical }: Value, args: readonly Code[], functionName: (f: Operator) => string): Code {
  const { operator } = node!;
  if (operator.javascript === undefined) {
    const code = `${functionName(operator)}(${args.map(asNumber).join(", ")})`;
    return logical ? { text: `${code} !== 0`, level: LEVEL.conditional, boolean: true } : atom(code);
  }
  const codes = LOGIC.has(operator)
    ? args.map((code) => (code.boolean && code.level === LEVEL.atom ? code.text : `(${asCondition(code)})`))
    : args.map((code, k) => within(code, standsAlone(node!, k) ? LEVEL.conditional : LEVEL.atom));
  return atom(operator.javascript(codes, node!.args), logical);
}

const known = new WeakMap<Operator, readonly boolean[]>();

/** Whether the code of an operator has an argument between commas or parentheses, where it needs none of its own. */
function standsAlone({ operator, args }: Call, k: number): boolean {
  if (operator.variadic) return false;
  let alone = known.get(operator);
  if (alone === undefined) {
    const code = operator.javascript!(
      args.map((_, j) => `\u0001${j};`),
      args,
    );
    alone = args.map((_, j) => new RegExp(`[(,] ?\u0001${j};[,)]`).test(code));
    known.set(operator, alone);
  }
  return alone[k]!;
}
