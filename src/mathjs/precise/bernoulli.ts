/** Bernoulli numbers, by the tangent numbers, which are integers. */
import type { BigNumber } from "mathjs";
import type { BigNumberClass } from "../instance.ts";

/** So many per digit are enough for the series of the gamma family, which start where their terms fall by (2π)² or more. */
const PER_DIGIT = 0.65;
const MORE = 10;

/** B₂, B₄, …: B₂ₖ = (-1)ᵏ⁻¹ 2k Tₖ / (4ᵏ(4ᵏ - 1)), DLMF 24.15.4. */
export function bernoulliNumbers(Big: BigNumberClass): BigNumber[] {
  const tangents = tangentNumbers(Math.ceil(PER_DIGIT * Big.precision) + MORE);
  return tangents.map((tangent, index) => {
    const k = index + 1;
    const power = 4n ** BigInt(k);
    const size = new Big(String(BigInt(2 * k) * tangent)).div(String(power * (power - 1n)));
    return k % 2 === 1 ? size : size.neg();
  });
}

/** T₁, T₂, … = 1, 2, 16, 272, …: Brent and Harvey, arXiv:1108.0286, algorithm TangentNumbers. */
function tangentNumbers(count: number): bigint[] {
  const numbers: bigint[] = [1n];
  for (let k = 1; k < count; k++) numbers.push(BigInt(k) * numbers[k - 1]!);
  for (let k = 1; k < count; k++) {
    for (let j = k; j < count; j++) {
      numbers[j] = BigInt(j - k) * numbers[j - 1]! + BigInt(j - k + 2) * numbers[j]!;
    }
  }
  return numbers;
}
