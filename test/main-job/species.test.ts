/** The matrix models of the main job against computations that know nothing of formulas. */
import { beforeAll, describe, expect, test } from "vitest";
import type { MatrixFit } from "../../src/main-job/least-loss.ts";
import { split } from "../../src/main-job/logistic-model.ts";
import { completeRows, type Row, readTable } from "../../src/main-job/penguins.ts";
import { fitPerceptron } from "../../src/main-job/perceptron.ts";
import { fitSpecies } from "../../src/main-job/species.ts";
import { classesOf, MEASUREMENTS, SPECIES, sampler, shareRight } from "../../src/main-job/species-sample.ts";
import { type Screen, screen, TABLE } from "./screen.ts";

const penguins = readTable(TABLE);
const complete = completeRows(penguins, MEASUREMENTS);
const { training, heldOut } = split(complete);

type Rows = readonly (readonly number[])[];
type Matrix = { readonly data: Float64Array; readonly shape: readonly number[] };

const rowsOf = (value: MatrixFit["parameters"][string] | undefined): number[][] => {
  const { data, shape } = value as Matrix;
  const columns = shape[1]!;
  return Array.from({ length: shape[0]! }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);
};

const times = (A: Rows, B: Rows): number[][] =>
  A.map((row) => B[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * B[k]![j]!, 0)));
const transposed = (A: Rows): number[][] => A[0]!.map((_, j) => A.map((row) => row[j]!));
const softmax = (A: Rows): number[][] =>
  A.map((row) => {
    const powers = row.map((entry) => Math.exp(entry));
    const total = powers.reduce((sum, power) => sum + power);
    return powers.map((power) => power / total);
  });
const crossEntropy = (Y: Rows, P: Rows): number =>
  -Y.reduce((sum, row, i) => sum + Math.log(P[i]![row.indexOf(1)]!), 0);
const squares = (A: Rows): number => A.flat().reduce((sum, entry) => sum + entry ** 2, 0);
const speciesOf = (P: Rows): string[] => P.map((row) => SPECIES[row.indexOf(Math.max(...row))]!);
const right = (rows: readonly Row[], P: Rows): number =>
  speciesOf(P).filter((name, i) => rows[i]!.species === name).length / rows.length;

/** Percent, as the last of the two columns is that of always saying the same. */
const shareIn = (terminal: Screen, name: string): number => {
  const line = terminal.lines.find((each) => each.startsWith(`  ${name} `))!;
  return Number(/(\d+\.\d) % +\d+\.\d %$/.exec(line)![1]);
};

describe("the sample", () => {
  test("measurements have the mean 0 and the deviation 1 where they were fitted, and only there", () => {
    const { X, Y } = sampler(training)(training);
    for (const column of transposed(X)) {
      expect(column.reduce((sum, x) => sum + x, 0) / column.length).toBeCloseTo(0, 12);
      expect(column.reduce((sum, x) => sum + x * x, 0) / column.length).toBeCloseTo(1, 12);
    }
    expect(Y.every((row) => row.filter((y) => y === 1).length === 1 && row.filter((y) => y === 0).length === 2)).toBe(
      true,
    );
    const one = sampler(training)(heldOut.slice(0, 1));
    expect(sampler(training)(heldOut).X[0]).toEqual(one.X[0]); // the other held-out rows make no difference
    expect(X).toHaveLength(228);
    expect(heldOut).toHaveLength(114);
  });

  test("the most probable species, and how often it is the right one", () => {
    const classes = classesOf({ data: Float64Array.of(0.1, 0.7, 0.2, 0.5, 0.3, 0.2), shape: [2, 3] });
    expect(classes).toEqual([1, 0]);
    expect(
      shareRight(classes, {
        X: [],
        Y: [
          [0, 1, 0],
          [0, 0, 1],
        ],
      }),
    ).toBe(1 / 2);
  });
});

describe("softmax regression", () => {
  const terminal = screen();
  let fit: MatrixFit;
  beforeAll(async () => {
    fit = await fitSpecies(penguins, terminal);
  });
  const design = (rows: readonly Row[]) => sampler(training)(rows).X.map((row) => [1, ...row]);

  test("the loss, and a gradient X'(P - Y) + W that is 0", () => {
    const W = rowsOf(fit.parameters.W);
    const { Y } = sampler(training)(training);
    const X = design(training);
    const P = softmax(times(X, W));
    expect(fit.value).toBeCloseTo(crossEntropy(Y, P) + squares(W) / 2, 10);
    const errors = P.map((row, i) => row.map((p, j) => p - Y[i]![j]!));
    const slopes = times(transposed(X), errors).map((row, i) => row.map((entry, j) => entry + W[i]![j]!));
    // Newton's method stops at slopes up to 1e-8; here they are sums of 228 terms.
    for (const slope of slopes.flat()) expect(Math.abs(slope)).toBeLessThan(2e-8);
  });

  test("the accuracy that is printed", () => {
    const share = (rows: readonly Row[]) => right(rows, softmax(times(design(rows), rowsOf(fit.parameters.W))));
    expect(shareIn(terminal, "fitted")).toBeCloseTo(100 * share(training), 1);
    expect(shareIn(terminal, "held out")).toBeCloseTo(100 * share(heldOut), 1);
    expect(share(heldOut)).toBeGreaterThan(0.95);
  });
});

describe("the perceptron", () => {
  const terminal = screen();
  let fit: MatrixFit;
  beforeAll(async () => {
    fit = await fitPerceptron(penguins, terminal);
  });
  const output = (rows: readonly Row[], A: Rows, a: readonly number[], B: Rows, b: readonly number[]) => {
    const plus = (M: Rows, v: readonly number[]) => M.map((row) => row.map((entry, j) => entry + v[j]!));
    const H = plus(times(sampler(training)(rows).X, A), a).map((row) => row.map(Math.tanh));
    return softmax(plus(times(H, B), b));
  };
  const parameters = () => {
    const { A, a, B, b } = fit.parameters;
    return [rowsOf(A), [...(a as Float64Array)], rowsOf(B), [...(b as Float64Array)]] as const;
  };

  test("the loss, which no small step makes less", () => {
    const { Y } = sampler(training)(training);
    const loss = (...[A, a, B, b]: ReturnType<typeof parameters>): number =>
      crossEntropy(Y, output(training, A, a, B, b)) + (squares(A) + squares(B)) / 2;
    const [A, a, B, b] = parameters();
    expect(fit.value).toBeCloseTo(loss(A, a, B, b), 9);
    for (const step of [1e-3, -1e-3]) {
      expect(loss(A.with(0, A[0]!.with(1, A[0]![1]! + step)), a, B, b)).toBeGreaterThan(fit.value);
      expect(loss(A, a.with(0, a[0]! + step), B, b)).toBeGreaterThan(fit.value);
      expect(loss(A, a, B.with(1, B[1]!.with(2, B[1]![2]! + step)), b)).toBeGreaterThan(fit.value);
      expect(loss(A, a, B, b.with(1, b[1]! + step))).toBeGreaterThan(fit.value);
    }
  });

  test("the accuracy that is printed", () => {
    const share = (rows: readonly Row[]) => right(rows, output(rows, ...parameters()));
    expect(shareIn(terminal, "fitted")).toBeCloseTo(100 * share(training), 1);
    expect(shareIn(terminal, "held out")).toBeCloseTo(100 * share(heldOut), 1);
    expect(share(heldOut)).toBeGreaterThan(0.95);
  });
});
