/** Functions made of pieces: absolute value, sign, extremes, rounding. At their kinks the derivative is the one documented. */
import { type Constant, call, type Expression, isConstant } from "../core/expression.ts";
import {
  hull,
  type Interval,
  interval,
  isNegative,
  isNonnegative,
  isPositive,
  NONNEGATIVE,
  negateInterval,
} from "../core/interval.ts";
import { hole, LEVEL, layout } from "../core/layout.ts";
import { compareNumbers, rational, signOf } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { compare } from "../core/order.ts";
import { add, divide, FLATTEN } from "./arithmetic.ts";
import { powerLatex } from "./arithmetic-latex.ts";
import { and, equal, greater, less, where } from "./logic.ts";
import { ONE, TWO, ZERO } from "./number.ts";
import { mod as modOfDoubles, round as roundOfDoubles } from "./numeric/rounding.ts";
import { hypot as hypotOfDoubles } from "./numeric/stable.ts";
import { operator } from "./operator.ts";
import { record } from "./record.ts";

/** Derivative 0 at 0. */
export const abs = operator("abs(x)", {
  domain: "x != 0",
  derivative: ["sign(x)"],
  evaluate: Math.abs,
  fold: (x) => x.abs(),
  parity: "even",
  range: (x) => {
    if (isNonnegative(x)) return x;
    const mirrored = negateInterval(x);
    return isNonnegative(mirrored) ? mirrored : { ...hull(x, mirrored), low: 0, lowOpen: false };
  },
  text: (x) => layout(LEVEL.atom, "abs(", hole(x), ")"),
  latex: "\\left|{x}\\right|",
  javascript: "Math.abs(x)",
  cost: 1,
});

/** -1, 0 or 1; derivative 0, also at 0. */
export const sign = operator("sign(x)", {
  domain: "x != 0",
  derivative: ["0"],
  evaluate: Math.sign,
  fold: (x) => rational(signOf(x)),
  parity: "odd",
  range: (x) => interval(isPositive(x) ? 1 : isNonnegative(x) ? 0 : -1, isNegative(x) ? -1 : 1, "closed", true),
  javascript: "Math.sign(x)",
  cost: 1,
});

export const floor = operator("floor(x)", {
  domain: "abs(x - round(x)) > 0.001",
  derivative: ["0"],
  evaluate: Math.floor,
  fold: (x) => x.floor(),
  range: (x) => interval(Math.floor(x.low), Math.floor(x.high), "closed", true),
  latex: "\\left\\lfloor {x}\\right\\rfloor",
  javascript: "Math.floor(x)",
  cost: 1,
});

export const ceil = operator("ceil(x)", {
  domain: "abs(x - round(x)) > 0.001",
  derivative: ["0"],
  evaluate: Math.ceil,
  fold: (x) => x.ceil(),
  range: (x) => interval(Math.ceil(x.low), Math.ceil(x.high), "closed", true),
  latex: "\\left\\lceil {x}\\right\\rceil",
  javascript: "Math.ceil(x)",
  cost: 1,
});

/** To the nearest integer, halves away from zero. */
export const round = operator("round(x)", {
  domain: "abs(x - floor(x) - 1/2) > 0.001",
  derivative: ["0"],
  evaluate: roundOfDoubles,
  fold: (x) => (signOf(x) < 0 ? x.sub(1n, 2n).ceil() : x.add(1n, 2n).floor()),
  parity: "odd",
  range: (x) => interval(roundOfDoubles(x.low), roundOfDoubles(x.high), "closed", true),
  cost: 2,
});

/** The remainder of x by y, with the sign of y. */
export const mod = operator("mod(x, y)", {
  domain: "abs(y) > 0.001 and abs(x/y - round(x/y)) > 0.001",
  derivative: ["1", "-floor(x/y)"],
  evaluate: modOfDoubles,
  latex: (x, y) => layout(LEVEL.product, hole(x, LEVEL.power), " \\bmod ", hole(y, LEVEL.power)),
  cost: 4,
});

/** sqrt(x^2 + y^2), without overflow. */
export const hypot = operator("hypot(x, y)", {
  domain: "abs(x) + abs(y) > 0.001",
  derivative: ["x/f", "y/f"],
  evaluate: hypotOfDoubles,
  range: NONNEGATIVE,
  latex: (x, y) => layout(LEVEL.power, "\\sqrt{", powerLatex(x, TWO), " + ", powerLatex(y, TWO), "}"),
});

/** The real cube root. */
export const cbrt = operator("cbrt(x)", {
  domain: "x != 0",
  derivative: ["1/(3 * f^2)"],
  evaluate: Math.cbrt,
  exact: [
    [0, 0],
    [1, 1],
    [8, 2],
    [27, 3],
  ],
  parity: "odd",
  latex: (x) => layout(LEVEL.power, "\\sqrt[3]{", hole(x), "}"),
  javascript: "Math.cbrt(x)",
});

/** x, but at least low and at most high (high where low is above it); derivative 1 strictly between. */
export const clip = operator("clip(x, low, high)", {
  aliases: ["clamp"],
  domain: "abs(x - low) > 0.001 and abs(x - high) > 0.001 and abs(low - high) > 0.001",
  derivative: [
    "where(low < x and x < high, 1, 0)",
    "where(x <= low and low < high, 1, 0)",
    "where(x >= high or low >= high, 1, 0)",
  ],
  evaluate: (x, low, high) => Math.min(Math.max(x, low), high),
  range: (x, low, high) => extremes([extremes([x, low], Math.max), high], Math.min),
  javascript: "Math.min(Math.max(x, low), high)",
  cost: 2,
});

/** The largest; where several are, the derivative is shared equally, but a number takes it whole. */
export const max = record("max(...terms)", {
  derivative: (args, value, cotangent) => shares(args, value, cotangent, greater),
  evaluate: Math.max,
  range: (...terms) => extremes(terms, Math.max),
  latexName: "\\max",
  javascript: (codes) => `Math.max(${codes.join(", ")})`,
  cost: (args) => args.length - 1,
  build: (args, made) => extreme(args, made, 1),
});

/** The smallest; ties as for the largest. */
export const min = record("min(...terms)", {
  derivative: (args, value, cotangent) => shares(args, value, cotangent, less),
  evaluate: Math.min,
  range: (...terms) => extremes(terms, Math.min),
  latexName: "\\min",
  javascript: (codes) => `Math.min(${codes.join(", ")})`,
  cost: (args) => args.length - 1,
  build: (args, made) => extreme(args, made, -1),
});

/** Flat, without repetitions, with at most one number. */
function extreme(args: readonly Expression[], made: Operator, side: 1 | -1): Expression {
  const terms = new Set<Expression>();
  let number: Constant | undefined;
  for (const argument of args) {
    const nested = argument.kind === "call" && argument.operator === made && argument.args.length <= FLATTEN;
    for (const term of nested ? argument.args : [argument]) {
      if (!isConstant(term)) terms.add(term);
      else if (number === undefined || compareNumbers(term.value, number.value) === side) number = term;
    }
  }
  const all = [...(number === undefined ? [] : [number]), ...[...terms].sort((a, b) => compare(a, b))];
  return all.length === 1 ? all[0]! : call(made, all, made.shape(all));
}

/** What each argument gets: all of it where it alone is extreme, an equal share at a tie. */
function shares(
  args: readonly Expression[],
  value: Expression,
  cotangent: Expression,
  beats: (a: Expression, b: Expression) => Expression,
): (Expression | undefined)[] {
  const number = args.find(isConstant);
  const terms = args.filter((term) => !isConstant(term));
  const share = (term: Expression): Expression => {
    const beatsNumber = number === undefined ? ONE : beats(term, number);
    if (terms.length === 1) return where(beatsNumber, cotangent, ZERO);
    if (terms.length === 2)
      return where(beatsNumber, betweenTwo(term, terms[0] === term ? terms[1]! : terms[0]!, cotangent, beats), ZERO);
    const tied = add(...terms.map((other) => where(equal(other, value), ONE, ZERO)));
    return where(and(beatsNumber, equal(term, value)), divide(cotangent, tied), ZERO);
  };
  return args.map((term) => (isConstant(term) ? undefined : share(term)));
}

const betweenTwo = (
  term: Expression,
  other: Expression,
  cotangent: Expression,
  beats: (a: Expression, b: Expression) => Expression,
) => where(beats(term, other), cotangent, where(equal(term, other), divide(cotangent, TWO), ZERO));

function extremes(terms: readonly Interval[], pick: (...values: number[]) => number): Interval {
  const low = pick(...terms.map((term) => term.low));
  const high = pick(...terms.map((term) => term.high));
  const lowOpen = terms.filter((term) => term.low === low).every((term) => term.lowOpen);
  const highOpen = terms.filter((term) => term.high === high).every((term) => term.highOpen);
  return { low, high, lowOpen, highOpen, integer: terms.every((term) => term.integer) };
}
