/** All rules of the simplifier, for the laws. */
import { ANGLES } from "../../src/simplify/angles.ts";
import { CONDITIONALS, READABLE_CONDITIONALS } from "../../src/simplify/conditionals.ts";
import { CONDITIONS } from "../../src/simplify/conditions.ts";
import { LOGARITHMS_OF_FACTORS, READABLE_SHARES, SHARES } from "../../src/simplify/exponential-sums.ts";
import { EXTREMES } from "../../src/simplify/extremes.ts";
import * as identities from "../../src/simplify/identities.ts";
import { LIMITS, POWERS_AT_ZERO } from "../../src/simplify/limits.ts";
import { LOGARITHMS, READABLE_LOGARITHMS, STABLE_LOGARITHMS } from "../../src/simplify/logarithms.ts";
import { MAGNITUDES } from "../../src/simplify/magnitudes.ts";
import { EXPONENTIALS, POWERS, SHARED_EXPONENTIALS, TURNS } from "../../src/simplify/powers.ts";
import { RADICALS } from "../../src/simplify/radicals.ts";
import type { Procedure } from "../../src/simplify/rewrite.ts";
import type { Rule } from "../../src/simplify/rule.ts";
import { NEAR_ONE, STABILITY } from "../../src/simplify/stability.ts";
import { COMMON_NUMBERS, SUMS } from "../../src/simplify/sums.ts";

export const RULES: readonly Rule[] = [...Object.values(identities).flat(), ...STABILITY, ...NEAR_ONE, ...LIMITS];

export const PROCEDURES: readonly Procedure[] = [
  ...[ANGLES, CONDITIONALS, READABLE_CONDITIONALS, CONDITIONS, EXTREMES, LOGARITHMS, READABLE_LOGARITHMS],
  ...[
    LOGARITHMS_OF_FACTORS,
    SHARES,
    READABLE_SHARES,
    STABLE_LOGARITHMS,
    MAGNITUDES,
    POWERS,
    TURNS,
    EXPONENTIALS,
    SHARED_EXPONENTIALS,
    RADICALS,
    SUMS,
    COMMON_NUMBERS,
    POWERS_AT_ZERO,
  ],
].flat();
