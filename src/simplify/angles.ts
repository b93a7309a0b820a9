/** Sine, cosine and tangent at the multiples of pi/12 that have short exact values, and their inverses there. Class A. */
import type { Call, Expression } from "../core/expression.ts";
import { isExact, type Rational } from "../core/number.ts";
import { divide, multiply, negate, sqrt } from "../operators/arithmetic.ts";
import { pi } from "../operators/constants.ts";
import { HALF, integer, numberOf, ONE, ratio, ZERO } from "../operators/number.ts";
import { isProduct } from "../operators/ring.ts";
import { acos, asin, atan, cos, sin, tan } from "../operators/trigonometric.ts";
import type { Procedure } from "./rewrite.ts";

export const ANGLES: readonly Procedure[] = [
  { name: "sine-of-angle", operator: sin.operator, with: [pi.operator], apply: (e) => atAngle(e, sineOf) },
  {
    name: "cosine-of-angle",
    operator: cos.operator,
    with: [pi.operator],
    apply: (e) => atAngle(e, (twelfths) => sineOf(twelfths + 6)),
  },
  { name: "tangent-of-angle", operator: tan.operator, with: [pi.operator], apply: (e) => atAngle(e, tangentOf) },
  { name: "arc-of-sine", operator: asin.operator, apply: ({ args: [x] }) => angle(twelfthsOfSine(x!)) },
  { name: "arc-of-cosine", operator: acos.operator, apply: ({ args: [x] }) => angle(twelfthsOfCosine(x!)) },
  { name: "arc-of-tangent", operator: atan.operator, apply: ({ args: [x] }) => angle(twelfthsOfTangent(x!)) },
];

function atAngle(e: Call, valueAt: (twelfths: number) => Expression | undefined): Expression | undefined {
  const turns = multipleOfPi(e.args[0]!);
  if (turns === undefined) return undefined;
  const twelfths = turns.mul(12);
  return twelfths.d === 1n ? valueAt(Number(((twelfths.s * twelfths.n) % 24n) + 24n) % 24) : undefined;
}

/** q of `q*pi`. */
function multipleOfPi(angle: Expression): Rational | undefined {
  const constant = pi();
  if (angle === constant) return numberOf(ONE) as Rational;
  if (!isProduct(angle) || angle.args.length !== 2 || angle.args[1] !== constant) return undefined;
  const number = numberOf(angle.args[0]!);
  return number !== undefined && isExact(number) ? number : undefined;
}

/** sin(k*pi/12) for the k that have an exact value without nested roots. */
function sineOf(k: number): Expression | undefined {
  const at = k % 24;
  if (at >= 12) {
    const mirrored = sineOf(at - 12);
    return mirrored && negate(mirrored);
  }
  const values = new Map([
    [0, ZERO],
    [2, HALF],
    [3, divide(ONE, sqrt(integer(2)))],
    [4, multiply(HALF, sqrt(integer(3)))],
    [6, ONE],
  ]);
  return values.get(at > 6 ? 12 - at : at);
}

function tangentOf(k: number): Expression | undefined {
  const values = new Map([
    [0, ZERO],
    [3, ONE],
    [4, sqrt(integer(3))],
    [8, negate(sqrt(integer(3)))],
    [9, negate(ONE)],
  ]);
  return values.get(k % 12);
}

const angle = (twelfths: number | undefined): Expression | undefined =>
  twelfths === undefined ? undefined : multiply(ratio(twelfths, 12), pi());

/** k of `x = sin(k*pi/12)` between -6 and 6. */
function twelfthsOfSine(x: Expression): number | undefined {
  const found = [0, 2, 3, 4, 6].find((k) => x === sineOf(k)! || x === negate(sineOf(k)!));
  return found !== undefined && x !== sineOf(found) ? -found : found;
}

function twelfthsOfCosine(x: Expression): number | undefined {
  const k = twelfthsOfSine(x);
  return k === undefined ? undefined : 6 - k;
}

function twelfthsOfTangent(x: Expression): number | undefined {
  const tangents = new Map([
    [ZERO, 0],
    [divide(ONE, sqrt(integer(3))), 2],
    [ONE, 3],
    [sqrt(integer(3)), 4],
  ]);
  const opposite = tangents.get(negate(x));
  return tangents.get(x) ?? (opposite === undefined ? undefined : -opposite);
}
