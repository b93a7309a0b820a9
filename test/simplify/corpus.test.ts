/** What simplifying and stabilizing make of formulas, one a line in corpus.txt. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "../../src/notation/parse.ts";
import { toText } from "../../src/operators/text.ts";
import { equivalent } from "../../src/simplify/equivalent.ts";
import { simplify, simplifyWithConditions, stabilize } from "../../src/simplify/simplify.ts";

interface Case {
  readonly input: string;
  /** `x : positive` declares, `x > 0` assumes. */
  readonly given: string;
  readonly output: string;
}

/** What a section does with an input. */
const SECTIONS: Readonly<Record<string, (input: string, given: string) => string>> = {
  simplify: result,
  "simplify with facts": result,
  strict: (input) => toText(simplify(input, { mode: "strict" })),
  stabilize: (input) => toText(stabilize(parse(input))),
};

function result(input: string, given: string): string {
  const declares = given.includes(":");
  const { expression, conditions } = simplifyWithConditions(input, {
    symbols: declares ? given : "",
    assume: declares || given === "" ? [] : given.split(","),
  });
  return toText(expression) + (conditions.length === 0 ? "" : ` if ${conditions.map(toText).join(", ")}`);
}

const corpus = sectionsOf(readFileSync(new URL("corpus.txt", import.meta.url), "utf8"));

test("the corpus is there", () => {
  expect([...corpus.keys()]).toEqual(Object.keys(SECTIONS));
  expect([...corpus.values()].flat().length).toBeGreaterThan(400);
});

describe.each([...corpus])("%s", (section, cases) => {
  test.each(cases)("$input -> $output", ({ input, given, output }) => {
    expect(SECTIONS[section]!(input, given)).toBe(output);
    const formula = output.replace(/ if .*/, "");
    // The end of a range is a size only where the range is.
    if (given === "" && !input.includes("..")) expect(equivalent(input, formula), "the value").not.toBe("no");
  });
});

function sectionsOf(text: string): Map<string, Case[]> {
  const sections = new Map<string, Case[]>();
  let cases: Case[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("[")) {
      cases = [];
      sections.set(line.slice(1, -1), cases);
    }
    const [, input, given, output] = /^([^#|]*?)(?: \| (.*?))? -> (.*)$/.exec(line) ?? [];
    if (input !== undefined) cases.push({ input, given: given ?? "", output: output! });
  }
  return sections;
}
