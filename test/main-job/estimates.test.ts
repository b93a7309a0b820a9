/** The numbers of the main job against computations that know nothing of formulas. */
import { beforeAll, describe, expect, test } from "vitest";
import { fitBodyMass } from "../../src/main-job/body-mass.ts";
import { accuracy, majorityShare, predict, sampleOf, split } from "../../src/main-job/logistic-model.ts";
import type { Fit } from "../../src/main-job/maximum-likelihood.ts";
import { closedForm } from "../../src/main-job/normal-model.ts";
import { completeRows, type Row, readTable } from "../../src/main-job/penguins.ts";
import { fitSex } from "../../src/main-job/sex.ts";
import { screen, TABLE } from "./screen.ts";

const penguins = readTable(TABLE);

/** Newton's method stops at slopes up to 1e-8, which information above 100 turns into errors below 1e-10. */
const CLOSE = 9;

describe("body mass", () => {
  const masses = penguins.filter((row) => row.body_mass_g !== "").map((row) => Number(row.body_mass_g) / 1000);
  const mean = masses.reduce((sum, mass) => sum + mass) / masses.length;
  const sd = Math.sqrt(masses.reduce((sum, mass) => sum + (mass - mean) ** 2, 0) / masses.length);
  const n = masses.length;
  let fit: Fit;
  beforeAll(async () => {
    fit = await fitBodyMass(penguins, screen());
  });

  test("the estimates are the mean and the standard deviation", () => {
    expect(fit.estimates.mu).toBeCloseTo(mean, CLOSE);
    expect(fit.estimates.sigma).toBeCloseTo(sd, CLOSE);
  });

  test("the standard errors are sd/sqrt(n) and sd/sqrt(2n)", () => {
    expect(fit.standardErrors.mu).toBeCloseTo(sd / Math.sqrt(n), CLOSE);
    expect(fit.standardErrors.sigma).toBeCloseTo(sd / Math.sqrt(2 * n), CLOSE);
  });

  test("the largest log-likelihood is -n/2 (1 + log(2 pi sd^2))", () =>
    expect(fit.value).toBeCloseTo((-n / 2) * (1 + Math.log(2 * Math.PI * sd * sd)), CLOSE));

  test("the closed form that is shown beside them", () => {
    const { mu, sigma } = closedForm(Float64Array.of(1, 2, 3, 6));
    expect([mu!.estimate, sigma!.estimate]).toEqual([3, Math.sqrt(3.5)]);
    expect(mu!.standardError).toBeCloseTo(Math.sqrt(3.5) / 2, 14);
    expect(sigma!.standardError).toBeCloseTo(Math.sqrt(3.5 / 8), 14);
  });
});

describe("sex", () => {
  const complete = completeRows(penguins, ["body_mass_g", "bill_length_mm", "sex"]);
  const { training, heldOut } = split(complete);
  let fit: Fit;
  beforeAll(async () => {
    fit = await fitSex(penguins, screen());
  });

  test("estimates and standard errors are those of iteratively reweighted least squares", () => {
    const { beta, covariance } = reweightedLeastSquares(training.map(design), training.map(isMale));
    for (const [k, name] of ["a", "b", "c"].entries()) {
      // A slope that is left moves the estimates by the covariance times itself, and Newton's method leaves 1e-8.
      const left = 1e-8 * covariance[k]!.reduce((sum, each) => sum + Math.abs(each), 0);
      expect(Math.abs(fit.estimates[name]! - beta[k]!)).toBeLessThan(left);
      expect(Math.abs(fit.standardErrors[name]! - Math.sqrt(covariance[k]![k]!))).toBeLessThan(left);
    }
  });

  test("every third complete row is held out, and the rest is fitted", () => {
    expect([training.length, heldOut.length]).toEqual([222, 111]);
    expect(heldOut.slice(0, 2)).toEqual([complete[2], complete[5]]);
    expect([...training, ...heldOut].map((row) => complete.indexOf(row)).sort((a, b) => a - b)).toEqual([
      ...complete.keys(),
    ]);
  });

  test("the held-out accuracy counts the rows on the right side of the border", () => {
    const { a, b, c } = fit.estimates;
    const right = heldOut.filter((row) => {
      const [, mass, bill] = design(row);
      return a! + b! * mass! + c! * bill! > 0 === (row.sex === "male");
    });
    const sample = sampleOf(heldOut);
    expect(accuracy(predict(fit.estimates, sample), sample.y)).toBeCloseTo(right.length / heldOut.length, 15);
    expect(right.length / heldOut.length).toBeGreaterThan(majorityShare(sample.y));
  });

  test.each([
    [[0, 0, 1], 2 / 3],
    [[1, 1, 0, 1], 3 / 4],
    [[0, 1], 1 / 2],
  ])("the more frequent of %j has the share %f", (y, share) =>
    expect(majorityShare(Float64Array.from(y))).toBeCloseTo(share, 15),
  );
});

const design = (row: Row): number[] => [1, Number(row.body_mass_g) / 1000, Number(row.bill_length_mm) / 10];
const isMale = (row: Row): number => (row.sex === "male" ? 1 : 0);

/** McCullagh and Nelder (1989), Generalized Linear Models, section 2.5; the covariance is (X'WX)^-1 at the end. */
function reweightedLeastSquares(rows: readonly number[][], y: readonly number[]) {
  let beta = [0, 0, 0];
  let covariance: number[][] = [];
  for (let step = 0; step < 20; step++) {
    const p = rows.map((row) => 1 / (1 + Math.exp(-row.reduce((sum, x, k) => sum + x * beta[k]!, 0))));
    const information = beta.map((_, j) =>
      beta.map((_, k) => rows.reduce((sum, row, i) => sum + p[i]! * (1 - p[i]!) * row[j]! * row[k]!, 0)),
    );
    const score = beta.map((_, j) => rows.reduce((sum, row, i) => sum + (y[i]! - p[i]!) * row[j]!, 0));
    covariance = inverse(information);
    beta = beta.map((each, j) => each + score.reduce((sum, s, k) => sum + covariance[j]![k]! * s, 0));
  }
  return { beta, covariance };
}

/** Gauss-Jordan elimination; a positive definite matrix needs no pivots. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const work = matrix.map((row, j) => [...row, ...matrix.map((_, k) => Number(j === k))]);
  for (const [j, row] of work.entries()) {
    const pivot = row[j]!;
    for (const k of row.keys()) row[k]! /= pivot;
    for (const other of work) {
      if (other === row) continue;
      const factor = other[j]!;
      for (const k of other.keys()) other[k]! -= factor * row[k]!;
    }
  }
  return work.map((row) => row.slice(matrix.length));
}
