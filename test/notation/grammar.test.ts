import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import grammar from "../../src/notation/grammar.generated.ts";
import { type Rule, tabulate } from "../../src/notation/tables.ts";
import { TOKEN_NAMES } from "../../src/notation/token.ts";

describe("the grammar of nabla", () => {
  test("is what grammar/nabla.ne compiles to", () => {
    expect(() => execFileSync(process.execPath, ["scripts/grammar.js", "--check"], { stdio: "pipe" })).not.toThrow();
  });

  test("needs one token of lookahead, so it is unambiguous and parsed in linear time", () => {
    expect(tabulate(grammar.ParserRules, grammar.ParserStart, TOKEN_NAMES, "EOF").conflicts).toEqual([]);
  });

  test("mentions every token type but those that end a text", () => {
    const used = grammar.ParserRules.flatMap(({ symbols }) => symbols as readonly (string | Record<string, string>)[])
      .filter((symbol) => typeof symbol !== "string")
      .map((symbol) => symbol.type ?? symbol.literal);
    expect(TOKEN_NAMES.filter((name) => !used.includes(name))).toEqual(["EOF", "BAD"]);
  });
});

describe("tables", () => {
  const plus = { literal: "+" };
  const number = { type: "NUM" };
  const names = ["NUM", "+", "EOF"];
  const conflictsOf = (rules: readonly Rule[]) => tabulate(rules, "sum", names, "EOF").conflicts;

  test("name the rule and the token of a conflict", () => {
    const ambiguous = [
      { name: "sum", symbols: ["sum", plus, "sum"] },
      { name: "sum", symbols: [number] },
    ];
    expect(conflictsOf(ambiguous)).toEqual(["+ after sum -> sum + sum"]);
  });

  test("have none for the same language, left recursive", () => {
    const layered = [
      { name: "sum", symbols: ["sum", plus, number] },
      { name: "sum", symbols: [number] },
    ];
    expect(conflictsOf(layered)).toEqual([]);
  });

  test("refuse a symbol that is neither rule nor token", () => {
    expect(() => conflictsOf([{ name: "sum", symbols: ["term"] }])).toThrow("uses term but never defines it");
    expect(() => conflictsOf([{ name: "sum", symbols: [{ type: "NAME" }] }])).toThrow("uses NAME but never defines it");
  });
});
