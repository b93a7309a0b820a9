/** Lines and plots: columns stay aligned, broken formulas stay formulas, and characters stand where the numbers say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columns, magnitude } from "../../src/main-job/columns.ts";
import { histogram } from "../../src/main-job/histogram.ts";
import { breakFormula, breakText } from "../../src/main-job/line-breaks.ts";
import { scatter } from "../../src/main-job/scatter.ts";
import { wordsOf } from "../../src/main-job/words.ts";
import { parse } from "../../src/notation/parse.ts";
import { toText } from "../../src/operators/text.ts";

describe("columns", () => {
  test.each([
    ["<4 >6", ["mu", "4.20"], "mu     4.20"],
    ["<4 <6", ["mu"], "mu"],
    [">3 >3", ["long", "1"], "long   1"],
  ])("%s of %j", (layout, cells, line) => expect(columns(layout)(...cells)).toBe(line));

  test.each([
    [0, "0"],
    [1.23e-12, "1.2e-12"],
    [-108.77, "-1.1e+2"],
  ])("the magnitude of %f", (value, text) => expect(magnitude(value)).toBe(text));
});

describe("breaking a formula", () => {
  test.each([
    ["a + b", 10, ["a + b"]],
    ["f(a + b) + g(c + d)", 14, ["f(a + b)", "+ g(c + d)"]],
    ["\\left(a + b\\right) \\left(c + d\\right)", 30, ["\\left(a + b\\right)", "\\left(c + d\\right)"]],
    ["A B C D E H \\odot \\left(F + G\\right)", 24, ["A B C D E H", "\\odot \\left(F + G\\right)"]],
    ["withoutAnySpace", 5, ["withoutAnySpace"]],
  ])("%j in %i columns", (formula, width, lines) => expect(breakFormula(formula, width)).toEqual(lines));

  test("the lines joined are the formula, and fit if words are short", () => {
    const formula = fc.array(fc.constantFrom("a", "+", "-", "(b", "c)", "{d}"), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(formula, fc.integer({ min: 30, max: 60 }), (words, width) => {
        fc.pre(!words.some((word, k) => /[+-]/.test(word) && /[+-]/.test(words[k + 1] ?? "")));
        const lines = breakFormula(words.join(" "), width);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("breaking a text", () => {
  test.each([
    ["one two three", 8, ["one two", "three"]],
    ["one two three", 80, ["one two three"]],
    ["incomprehensible", 5, ["incomprehensible"]],
    ["", 5, [""]],
  ])("%j in %i columns", (text, width, lines) => expect(breakText(text, width)).toEqual(lines));
});

describe("formulas in the words of definitions", () => {
  const inWords = wordsOf("H = tanh(X*A)\nP = softmax(H*B)", "X: matrix(n, d); A: matrix(d, h); B: matrix(h, k)");
  const read = (text: string) => parse(text, { symbols: "X: matrix(n, d); A: matrix(d, h); B: matrix(h, k)" });
  test.each([
    ["sum(tanh(X*A))", "sum(H)"],
    ["sum(softmax(tanh(X*A)*B))", "sum(P)"],
    ["sum(tanh(X*A)*B) + sum(X)", "sum(X) + sum(H*B)"],
    ["sum(tanh(X))", "sum(tanh(X))"],
  ])("%s is %s", (text, words) => expect(toText(inWords(read(text)))).toBe(words));
});

describe("plots", () => {
  test("a histogram: bars as high as their counts, the curve over them", () => {
    const lines = histogram(Float64Array.of(0.5, 0.6, 0.7, 2.5), { from: 0, to: 4, width: 1 }, (places) =>
      places.map((place) => (place > 3 ? 1.5 : -1)),
    );
    expect(lines.map((line) => line.trimEnd())).toEqual([
      "      │███",
      "      │███      ●●●",
      "    0 │███   ███",
      "      └────────────",
      "     0.0   2.0   4.0",
    ]);
  });

  test("a scatter: marks in their cells, the border where the class changes", () => {
    const horizontal = { from: 0, to: 10, cells: 10, label: "x" };
    const vertical = { from: 0, to: 4, cells: 4, label: "y" };
    const marks = [
      { x: 0.5, y: 0.5, letter: "a" },
      { x: 9.5, y: 3.5, letter: "b" },
      { x: 99, y: 99, letter: "c" },
    ];
    const lines = scatter(marks, horizontal, vertical, (x) => x.map((each) => Number(each > 5)));
    expect(lines.map((line) => line.trimEnd())).toEqual([
      "y",
      "      │    ·    b",
      "      │    ·",
      "      │    ·",
      "  0.0 │a   ·",
      "      └──────────",
      "       0.0       x",
    ]);
  });
});
