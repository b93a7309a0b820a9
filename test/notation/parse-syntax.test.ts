import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LimitError, NablaError, ParseError, position } from "../../src/core/error.ts";
import { languageTables } from "../../src/notation/automaton.ts";
import { tokenize } from "../../src/notation/lexer.ts";
import { parseSyntax, parseSyntaxExpression } from "../../src/notation/parse-syntax.ts";
import type { Syntax } from "../../src/notation/syntax.ts";
import { anyText, damagedSentence, jumble, sentence } from "./arbitrary-text.ts";
import { show } from "./s-expression.ts";

const parses = (source: string): boolean => {
  try {
    parseSyntax(source);
    return true;
  } catch {
    return false;
  }
};

/** All nodes of a tree, found by looking at every property. */
function nodesOf(root: object): Syntax[] {
  const found: Syntax[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("kind" in value) found.push(value as Syntax);
    pending.push(...Object.values(value));
  }
  return found;
}

describe("a single expression", () => {
  test("is the only thing accepted", () => {
    expect(show(parseSyntaxExpression("2x + 1"))).toBe("(+ (implicit 2 x) 1)");
  });

  test.each([
    ["a; b", "Expected one expression, found a second statement", 4],
    ["a = 3", "Expected one expression, found an assignment", 1],
    ["a : real", "Expected one expression, found a declaration", 1],
    ["a ~ b", "Expected one expression, found a model", 1],
    ["a -> b", "Expected one expression, found a rule", 1],
  ])("%s is not one", (source, reason, column) => {
    expect(() => parseSyntaxExpression(source)).toThrow(expect.objectContaining({ reason, column }));
  });
});

describe("names", () => {
  test("that look the same are the same", () => {
    const nameOf = (source: string) => show(parseSyntaxExpression(source));
    expect(nameOf("e\u0301")).toBe(nameOf("\u00e9"));
    expect(nameOf("\u2126")).toBe(nameOf("\u03a9")); // ohm sign, omega
    expect(nameOf("\u00b5")).toBe(nameOf("\u03bc")); // micro sign, mu
    expect(nameOf("x_1")).not.toBe(nameOf("x₁"));
    expect(parseSyntaxExpression("d/de\u0301 f")).toMatchObject({ variables: [{ name: "\u00e9", order: 1 }] });
  });

  test("of what objects inherit are names like any other", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "prototype"]) {
      expect(show(parseSyntaxExpression(`${name}(${name}) + ${name}`))).toBe(`(+ (call ${name} ${name}) ${name})`);
    }
  });
});

describe("places", () => {
  test("count code units of the source, without the blanks around", () => {
    const [statement] = parseSyntax("  𝐱' + f''(y) # note");
    expect(statement).toMatchObject({ start: 2, end: 14 });
    expect(nodesOf(statement!).find((node) => node.kind === "call")).toMatchObject({ start: 8, nameEnd: 9, end: 14 });
  });

  test("of every node hold a text that reads as the node again", () => {
    const check = (source: string) => {
      for (const node of parseSyntax(source).flatMap(nodesOf)) {
        if (readsAlone(node, source)) expect(reread(node, source)).toBe(show(node));
      }
    };
    fc.assert(fc.property(sentence.filter(parses), check), { numRuns: 300 });
  });

  const PARTS = ["slice", "range", "binding", "string", "expression", "assignment", "declaration", "model", "rule"];

  function readsAlone(node: Syntax, source: string): boolean {
    const text = source.slice(node.start, node.end);
    // In `-1/2x` the sign is on 1/2; alone, `-1/2` has it on the 1.
    const signedRatio =
      node.kind === "prefix" &&
      nodesOf(node).some(({ kind }) => kind === "product") &&
      /^[-+]+\d*\.?\d*\/\d*\.?\d*$/.test(text);
    return !PARTS.includes(node.kind) && !/^[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(text) && !signedRatio;
  }

  /** The word `end` is the last index only inside index brackets. */
  function reread(node: Syntax, source: string): string {
    const text = source.slice(node.start, node.end);
    if (!nodesOf(node).some(({ kind }) => kind === "end")) return show(parseSyntaxExpression(text));
    const index = parseSyntaxExpression(`q[${text}]`);
    return index.kind === "index" ? show(index.indices[0]!) : "";
  }
});

describe("linear time", () => {
  /** Steps of the parser, shifts and reductions. */
  function countSteps(source: string): number {
    const { terminals, nonterminals, action, goto, left, size } = languageTables();
    const { types } = tokenize(source, 1_000_000);
    const states = [0];
    let steps = 0;
    for (let i = 0; ; steps++) {
      const step = action[states.at(-1)! * terminals + types[i]!]!;
      if (step === -1 || step === 0) return step === 0 ? Number.NaN : steps;
      if (step > 0) i++;
      else states.length -= size[-step - 1]!;
      states.push(step > 0 ? step - 1 : goto[states.at(-1)! * nonterminals + left[-step - 1]!]!);
    }
  }

  test.each([
    ["a sum", (n: number) => "x + ".repeat(n)],
    ["an implicit product", (n: number) => "x ".repeat(n)],
    ["a power tower", (n: number) => "x^".repeat(n)],
    ["signs", (n: number) => "-".repeat(n)],
    ["choices", (n: number) => "a ? b : ".repeat(n)],
    ["lines", (n: number) => "x = 3\n".repeat(n)],
    ["parentheses", (n: number) => "2(".repeat(n), ")"],
    ["arguments", (n: number) => `f(${"x, ".repeat(n)}`, ")", 1],
    ["transposes and indices", (n: number) => `x${"'[1]".repeat(n)} + `],
  ])(
    "%s: the steps per token do not depend on the length",
    (_, begin, closer = "", closers = Number.POSITIVE_INFINITY) => {
      const perToken = (n: number) => {
        const source = `${begin(n)}x${closer.repeat(Math.min(n, closers))}`;
        return countSteps(source) / tokenize(source, 1_000_000).types.length;
      };
      expect(perToken(4000) / perToken(1000)).toBeCloseTo(1, 2);
      expect(perToken(1000)).toBeLessThan(20);
    },
  );
});

describe("large texts", () => {
  const N = 100_000;
  const expression = (source: string) => parseSyntaxExpression(source);

  test("sums, products and the like are flat", () => {
    expect(expression(`${"x + ".repeat(N)}x`)).toMatchObject({ kind: "sum", terms: { length: N + 1 } });
    expect(expression(`${"x*".repeat(N)}x`)).toMatchObject({ kind: "product", factors: { length: N + 1 } });
    expect(expression(`${"x ".repeat(N)}x`)).toMatchObject({ kind: "juxtaposition", factors: { length: N + 1 } });
    expect(expression(`${"x<".repeat(N)}x`)).toMatchObject({ kind: "comparison", operands: { length: N + 1 } });
    expect(expression(`${"x or ".repeat(N)}x`)).toMatchObject({ kind: "logic", operands: { length: N + 1 } });
    expect(expression(`${"a?b:".repeat(N)}x`)).toMatchObject({ kind: "conditional", cases: { length: N } });
    expect(expression(`f(${"x,".repeat(N)}x)`)).toMatchObject({ kind: "call", arguments: { length: N + 1 } });
    expect(expression(`[${"x,y;".repeat(N)}x]`)).toMatchObject({ kind: "matrix", rows: { length: N + 1 } });
    expect(expression(`${"d/dx ".repeat(N)}x`)).toMatchObject({ kind: "derivative", variables: { length: N } });
    expect(parseSyntax("x;".repeat(N))).toHaveLength(N);
  });

  test("towers, signs, transposes and indices may be as deep as the text is long", () => {
    const depth = (root: Syntax): number => {
      let levels = 0;
      for (let node: Syntax | undefined = root; node !== undefined; levels++) {
        if (node.kind === "power") node = node.exponent;
        else if (node.kind === "prefix" || node.kind === "postfix") node = node.argument;
        else node = node.kind === "index" ? node.target : undefined;
      }
      return levels - 1;
    };
    expect(depth(expression(`${"x^".repeat(N)}x`))).toBe(N);
    expect(depth(expression(`${"x^-".repeat(N)}x`))).toBe(2 * N);
    expect(depth(expression(`${"-".repeat(N)}x`))).toBe(N);
    expect(depth(expression(`${"not ".repeat(N)}x`))).toBe(N);
    expect(depth(expression(`x${"'".repeat(N)}`))).toBe(N);
    expect(depth(expression(`x${"[1]".repeat(N)}`))).toBe(N);
  });

  test.each([
    ["parentheses", "(", ")"],
    ["calls", "f(", ")"],
    ["vectors", "[", "]"],
    ["indices", "x[", "]"],
    ["bars", "|-", "|"],
    ["norms", "-||", "||"],
    ["cases", "{1 if x, ", " otherwise}"],
  ])("%s nest 10,000 deep and no deeper", (_, open, close) => {
    const nested = (n: number) => `${open.repeat(n)}y${close.repeat(n)}`;
    expect(parses(nested(10_000))).toBe(true);
    expect(() => parseSyntax(nested(10_001))).toThrow(LimitError);
  });
});

describe("limits", () => {
  test("on the depth of brackets say where", () => {
    expect(parseSyntax("((x))", { brackets: 2 })).toHaveLength(1);
    const place = { source: "a\n((|x|))", start: 4, end: 5 };
    const reason = "Brackets are nested more than 2 deep";
    expect(() => parseSyntax(place.source, { brackets: 2 })).toThrow(
      new LimitError(reason, "Raise limits.brackets if that is intended.", place),
    );
  });

  test("on the depth of brackets come after an earlier mistake", () => {
    expect(() => parseSyntax("1 2 ((x))", { brackets: 1 })).toThrow(ParseError);
  });

  test("on the length", () => {
    expect(parseSyntax("x + 1", { length: 5 })).toHaveLength(1);
    expect(() => parseSyntax("x + 10", { length: 5 })).toThrow(LimitError);
    expect(() => parseSyntax(" ".repeat(10_000_001))).toThrow(LimitError);
  });
});

describe("any text at all", () => {
  test.each([
    ["damaged sentences", damagedSentence],
    ["pieces in any order", jumble],
    ["any characters", anyText],
  ])("%s: gives statements or a typed error with a place in the text", (_, texts) => {
    const check = (source: string) => {
      try {
        expect(parseSyntax(source).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(NablaError);
        if (error instanceof ParseError) expectGoodPlace(error, source);
      }
    };
    fc.assert(fc.property(texts, check), { numRuns: 1500 });
  });

  function expectGoodPlace({ start, end, line, column, expected, source: told }: ParseError, source: string): void {
    expect(told).toBe(source);
    expect(0 <= start && start <= end && end <= source.length).toBe(true);
    expect({ line, column }).toEqual(position(source, start));
    // The names of token classes are ours, not the user's.
    for (const words of expected) expect(words).not.toMatch(/[A-Z]{2}/);
  }

  test.each([
    ["brackets and an operator", `${"(".repeat(9_999)}*`],
    ["a tower and an operator", `${"x^".repeat(50_000)}*`],
    ["a long line", `${"x + ".repeat(50_000)}2 3`],
    ["many lines", `${"x\n".repeat(50_000)}2 3`],
    ["bars that never close", "|".repeat(9_999)],
    ["one long word", `2 ${"3".repeat(100_000)}`],
  ])("%s: the message stays short", (_, source) => {
    const message = (() => {
      try {
        parseSyntax(source);
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    })();
    expect(message).toContain("at line");
    expect(message.length).toBeLessThan(700);
  });
});
