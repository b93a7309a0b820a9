/** Comparisons, `and`, `or`, `not` and the choice between two values. True is 1, false is 0. */
import { call, type Expression, isConstant } from "../core/expression.ts";
import { hull, interval } from "../core/interval.ts";
import { hole, type Layout, LEVEL, layout, type Part, separated } from "../core/layout.ts";
import { compareNumbers, isExact, isZero } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { FLATTEN } from "./arithmetic.ts";
import { filled } from "./fill.ts";
import { isZeroConstant, ONE, ZERO } from "./number.ts";
import { isKnownInteger } from "./range.ts";
import { type Constructor, record } from "./record.ts";
import { isWhere } from "./ring.ts";

const TRUTH = interval(0, 1, "closed", true);
const plain = (args: readonly Expression[], made: Operator): Expression => call(made, args, made.shape(args));

/** A comparison folds if both sides are exact; its LaTeX is the sign between the sides. */
function comparison(
  sign: string,
  latexSign: string,
  holds: (a: number, b: number) => boolean,
  js: string,
): Constructor<["a", "b"]> {
  return record(`${sign}(a, b)`, {
    logical: true,
    derivative: ["0", "0"],
    domain: "abs(a - b) > 0.001",
    evaluate: (a, b) => (holds(a, b) ? 1 : 0),
    range: TRUTH,
    text: (a, b) => infix(a, b, ` ${sign} `),
    latex: (a, b) => infix(a, b, ` ${latexSign} `),
    javascript: js,
    cost: 1,
    build: ([a, b], made) => {
      if (a === b && isKnownInteger(a!)) return holds(0, 0) ? ONE : ZERO; // another value may be NaN
      if (!isConstant(a!) || !isConstant(b!) || !isExact(a.value) || !isExact(b.value)) return plain([a!, b!], made);
      return holds(compareNumbers(a.value, b.value), 0) ? ONE : ZERO;
    },
  }) as Constructor<["a", "b"]>;
}

const infix = (a: Expression, b: Expression, sign: string): Layout =>
  layout(LEVEL.comparison, hole(a, LEVEL.sum), sign, hole(b, LEVEL.sum));

export const less = comparison("<", "<", (a, b) => a < b, "(a < b)");
export const lessOrEqual = comparison("<=", "\\le", (a, b) => a <= b, "(a <= b)");
export const greater = comparison(">", ">", (a, b) => a > b, "(a > b)");
export const greaterOrEqual = comparison(">=", "\\ge", (a, b) => a >= b, "(a >= b)");
export const equal = comparison("==", "=", (a, b) => a === b, "(a === b)");
export const notEqual = comparison("!=", "\\ne", (a, b) => a !== b, "(a !== b)");

export const and = record("and(...conditions)", {
  logical: true,
  derivative: (args) => args.map(() => ZERO),
  evaluate: (...conditions) => (conditions.every((c) => c !== 0) ? 1 : 0),
  range: TRUTH,
  text: (...conditions) => layout(LEVEL.and, ...separated(conditions, " and ", LEVEL.not)),
  latex: (...conditions) => layout(LEVEL.and, ...separated(conditions, " \\land ", LEVEL.not)),
  javascript: (codes) => `(${codes.join(" && ")})`,
  cost: 1,
  build: (args, made) => joined(args, made, ONE, ZERO),
});

export const or = record("or(...conditions)", {
  logical: true,
  derivative: (args) => args.map(() => ZERO),
  evaluate: (...conditions) => (conditions.some((c) => c !== 0) ? 1 : 0),
  range: TRUTH,
  text: (...conditions) => layout(LEVEL.or, ...separated(conditions, " or ", LEVEL.and)),
  latex: (...conditions) => layout(LEVEL.or, ...separated(conditions, " \\lor ", LEVEL.and)),
  javascript: (codes) => `(${codes.join(" || ")})`,
  cost: 1,
  build: (args, made) => joined(args, made, ZERO, ONE),
});

/** Drops the neutral truth value and repetitions, and is the deciding one as soon as one condition is. */
function joined(args: readonly Expression[], made: Operator, neutral: Expression, deciding: Expression): Expression {
  const flat = args.flatMap((argument) =>
    argument.kind === "call" && argument.operator === made && argument.args.length <= FLATTEN
      ? argument.args
      : [argument],
  );
  const conditions = [...new Set(flat)].filter((condition) => condition !== neutral);
  if (conditions.includes(deciding)) return deciding;
  if (conditions.length === 0) return neutral;
  return conditions.length === 1 ? truth(conditions[0]!) : plain(conditions, made);
}

/** A condition as it is; a number as whether it is not 0, which is what it means as one. */
const truth = (e: Expression): Expression => (isTruth(e) ? e : notEqual(e, ZERO));

const isTruth = (e: Expression): boolean => e === ONE || e === ZERO || (e.kind === "call" && e.operator.logical);

export const not = record("not(condition)", {
  logical: true,
  derivative: ["0"],
  evaluate: (condition) => (condition === 0 ? 1 : 0),
  range: TRUTH,
  text: (condition) => layout(LEVEL.not, "not ", hole(condition, LEVEL.comparison)),
  latex: (condition) => layout(LEVEL.not, "\\lnot ", hole(condition, LEVEL.postfix)),
  javascript: "(!condition)",
  cost: 1,
  build: ([condition], made) => {
    if (isConstant(condition!)) return isZero(condition.value) ? ONE : ZERO;
    if (condition!.kind === "call" && condition!.operator === made) return truth(condition!.args[0]!);
    return plain([condition!], made);
  },
});

/** The first value where the condition holds, the second elsewhere; the other one is not looked at. */
export const where: Constructor<["condition", "then", "otherwise"]> = record("where(condition, then, otherwise)", {
  derivative: ([condition], _value, cotangent) => [
    undefined,
    where(condition!, cotangent, ZERO),
    where(condition!, ZERO, cotangent),
  ],
  evaluate: (condition, then, otherwise) => (condition !== 0 ? then : otherwise),
  range: (_condition, then, otherwise) => hull(then, otherwise),
  latex: (condition, then, otherwise) =>
    then === ONE && otherwise === ZERO
      ? layout(LEVEL.atom, "\\mathbf{1}\\left[", hole(condition), "\\right]")
      : layout(LEVEL.conditional, "\\begin{cases}", ...cases([condition, then, otherwise]), "\\end{cases}"),
  javascript: "(condition ? then : otherwise)",
  cost: 1,
  build: ([condition, then, otherwise], made) => {
    const shape = made.shape([condition!, then!, otherwise!]);
    if (isConstant(condition!)) return filled(isZero(condition.value) ? otherwise! : then!, shape);
    if (then === otherwise) return filled(then!, shape);
    return joinedGuards(condition!, then!, otherwise!) ?? plain([condition!, then!, otherwise!], made);
  },
});

/** Guards, which are conditionals with a branch that is 0, nest so deep; beyond, two of them are one with both conditions. */
const GUARDS = 4;

/** `where(c and d, u, 0)` of `where(c, where(d, u, 0), 0)` in a deep nest, so that a nest is never walked along its depth. */
function joinedGuards(condition: Expression, then: Expression, otherwise: Expression): Expression | undefined {
  const zeroElsewhere = isZeroConstant(otherwise);
  const inner = zeroElsewhere ? then : isZeroConstant(then) ? otherwise : undefined;
  if (inner === undefined || !isWhere(inner) || !isDeepGuard(inner)) return undefined;
  const [also, u, v] = inner.args as [Expression, Expression, Expression];
  const outer = zeroElsewhere ? condition : not(condition);
  return isZeroConstant(v) ? where(and(outer, also), u, ZERO) : where(and(outer, not(also)), v, ZERO);
}

function isDeepGuard(e: Expression): boolean {
  let inner = e;
  for (let depth = 0; depth < GUARDS; depth++) {
    if (!isWhere(inner)) return false;
    const [, u, v] = inner.args as [Expression, Expression, Expression];
    if (isZeroConstant(v)) inner = u;
    else if (isZeroConstant(u)) inner = v;
    else return false;
  }
  return true;
}

/** One row for each branch; conditionals in the last branch go on in the same brace. */
function cases(args: readonly Expression[]): Part[] {
  const rows: Part[] = [];
  let [condition, then, otherwise] = args as [Expression, Expression, Expression];
  for (;;) {
    rows.push(hole(then), " & \\text{if } ", hole(condition), " \\\\ ");
    if (!isWhere(otherwise)) return [...rows, hole(otherwise), " & \\text{otherwise}"];
    [condition, then, otherwise] = otherwise.args as [Expression, Expression, Expression];
  }
}
