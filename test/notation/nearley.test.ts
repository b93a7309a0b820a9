import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTokens } from "../../src/notation/automaton.ts";
import { tokenize } from "../../src/notation/lexer.ts";
import { parseSyntax } from "../../src/notation/parse-syntax.ts";
import { anyText, damagedSentence, jumble, sentence } from "./arbitrary-text.ts";
import { lowerReading, nearleyVerdict } from "./nearley-oracle.ts";

describe("our tables and nearley's own parser", () => {
  test.each([
    ["sentences", sentence, 1000],
    ["damaged sentences", damagedSentence, 1000],
    ["pieces in any order", jumble, 1000],
    ["any characters", anyText, 500],
  ])("agree on %s: the same single reading, or the same culprit", (_, texts, numRuns) => {
    const check = (source: string) => {
      const outcome = parseTokens(tokenize(source, 10_000).types);
      const verdict = nearleyVerdict(source);
      if ("culprit" in verdict) expect(outcome).toMatchObject({ accepted: false, culprit: verdict.culprit });
      else expect(verdict.readings).toEqual([(outcome as { value: unknown }).value]);
    };
    fc.assert(fc.property(texts, check), { numRuns });
  });

  test("lead to the same syntax", () => {
    const source =
      "f(x) = d/dx -1/2x^2^-y'\na, b : matrix(n, n), positive definite\n{x[1:end] if ||x||_1 < 2 <= y, 0 otherwise}";
    const verdict = nearleyVerdict(source);
    expect("readings" in verdict && lowerReading(verdict.readings[0]!, source)).toEqual(parseSyntax(source));
  });
});
