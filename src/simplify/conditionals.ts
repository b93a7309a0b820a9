/** Choices: nested ones that the outer condition decides, branches with equal parts, and what is no choice at all. */
import { bitOf, type Call, type Expression, isCall } from "../core/expression.ts";
import { add, FLATTEN, multiply, negate } from "../operators/arithmetic.ts";
import { and, greater, not, or, where } from "../operators/logic.ts";
import { ZERO } from "../operators/number.ts";
import { abs } from "../operators/piecewise.ts";
import { factorsOf, isProduct, isSum, isWhere, termsOf } from "../operators/ring.ts";
import { isRealEverywhere } from "./domain.ts";
import { complement, implied, regionOf, signIn } from "./region.ts";
import type { Context, Procedure } from "./rewrite.ts";
import { weightOf } from "./weight.ts";

/** `where(not c, u, v)` is `where(c, v, u)`. Class A. */
const negatedChoice: Procedure = {
  name: "negated-choice",
  operator: where.operator,
  with: [not.operator],
  apply: ({ args: [condition, then, otherwise] }) =>
    isCall(condition!) && condition.operator === not.operator
      ? where(condition.args[0]!, otherwise!, then!)
      : undefined,
};

/** `where(c, where(c, u, v), w)` is `where(c, u, w)`, also inside of sums and products. Class A where c is of reals. */
const decidedChoice: Procedure = {
  name: "decided-choice",
  operator: where.operator,
  apply: ({ args: [condition, then, otherwise] }, context) => {
    const inThen = settled(then!, (asked) => truthIn(condition!, true, asked, context));
    const inOtherwise = settled(otherwise!, (asked) => truthIn(condition!, false, asked, context));
    return inThen === then && inOtherwise === otherwise ? undefined : where(condition!, inThen, inOtherwise);
  },
};

/** `where(c, where(d, u, v), v)` is `where(c and d, u, v)`. Class A. */
const joinedChoice: Procedure = {
  name: "joined-choice",
  operator: where.operator,
  apply: (e) => {
    const joined = joinedWith(e);
    return joined !== undefined && weightOf(joined) < weightOf(e) ? joined : undefined;
  },
};

/** `where(c, u + w, v + w)` is `w + where(c, u, v)`, and the same of factors, if that is shorter. Class A. */
const commonParts: Procedure = {
  name: "common-parts",
  operator: where.operator,
  apply: (e) => {
    const shorter = [outside(e, add, termsOf), outside(e, multiply, factorsOf)].filter((f) => f !== undefined);
    return shorter.find((f) => weightOf(f) < weightOf(e));
  },
};

/** `where(x > 0, x, -x)` is `abs(x)`. Class A; the derivatives at the kink differ, so only for reading. */
const choiceOfSigns: Procedure = {
  name: "choice-of-signs",
  operator: where.operator,
  apply: ({ args: [condition, then, otherwise] }) => {
    if (negate(then!) !== otherwise) return undefined;
    const [asked, side] = [regionOf(condition!), regionOf(greater(then!, ZERO))];
    if (asked === undefined || side === undefined || asked.term !== side.term) return undefined;
    const [sign, turn] = [signIn(asked), signIn(side)];
    if (sign === undefined || turn === undefined) return undefined;
    return sign === turn ? abs(then!) : negate(abs(then!));
  },
};

export const CONDITIONALS: readonly Procedure[] = [negatedChoice, decidedChoice, joinedChoice];
export const READABLE_CONDITIONALS: readonly Procedure[] = [choiceOfSigns, commonParts];

function joinedWith({ args: [c, u, v] }: Call): Expression | undefined {
  if (isWhere(u!) && u.args[2] === v) return where(and(c!, u.args[0]!), u.args[1]!, v!);
  if (isWhere(u!) && u.args[1] === v) return where(and(c!, not(u.args[0]!)), u.args[2]!, v!);
  if (isWhere(v!) && v.args[1] === u) return where(or(c!, v.args[0]!), u!, v.args[2]!);
  return isWhere(v!) && v.args[2] === u ? where(or(c!, not(v.args[0]!)), u!, v.args[1]!) : undefined;
}

/** How deep in the sums and products of a branch choices are looked for. */
const NESTING = 3;

/** A branch without the choices that are decided where it is taken. */
function settled(
  branch: Expression,
  decide: (asked: Expression) => boolean | undefined,
  nesting = NESTING,
): Expression {
  if (isWhere(branch)) {
    const truth = decide(branch.args[0]!);
    return truth === undefined ? branch : branch.args[truth ? 1 : 2]!;
  }
  const isOpen = (isSum(branch) || isProduct(branch)) && branch.args.length <= FLATTEN && nesting > 0;
  if (!isOpen || (branch.operators & WHERE) === 0) return branch;
  const args = branch.args.map((part) => settled(part, decide, nesting - 1));
  return args.every((part, k) => part === branch.args[k]) ? branch : branch.operator.build(args);
}

const WHERE = bitOf(where.operator);

/** Whether a condition holds where another one does, or does not. */
function truthIn(known: Expression, truth: boolean, asked: Expression, context: Context): boolean | undefined {
  if (asked === known) return truth;
  if (asked === not(known)) return !truth;
  const joined = isCall(known) && known.operator === (truth ? and : or).operator ? known.args : [known];
  const askedRegion = regionOf(asked);
  for (const part of joined) {
    if (part === asked) return truth;
    const region = regionOf(part);
    if (region === undefined || askedRegion?.term !== region.term) continue;
    if (!truth && context.mode === "strict" && !isRealEverywhere(region.term)) continue;
    const answer = implied(truth ? region : complement(region), askedRegion);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What both branches have in common, put outside. */
function outside(
  { args: [condition, then, otherwise] }: Call,
  join: (...parts: Expression[]) => Expression,
  partsOf: (e: Expression) => readonly Expression[],
): Expression | undefined {
  const others = new Set(partsOf(otherwise!));
  const common = partsOf(then!).filter((part) => others.has(part));
  if (common.length === 0) return undefined;
  const rest = (branch: Expression): Expression => join(...partsOf(branch).filter((part) => !common.includes(part)));
  return join(...common, where(condition!, rest(then!), rest(otherwise!)));
}
