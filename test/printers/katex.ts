/** KaTeX in its strictest mode as the judge of our LaTeX. */
import katex from "katex";
import { expect } from "vitest";

/** All that we write; whatever comes to it must be known to KaTeX, MathJax and amsmath. */
const COMMANDS = new Set(
  (
    "frac sqrt left right cdot sum prod log exp sin cos tan sec csc cot arcsin arccos arctan sinh cosh tanh coth max min " +
    "operatorname mathrm text mathbf boldsymbol sigma psi Gamma Phi pi infty bmod le ge ne land lor lnot " +
    "lfloor rfloor lceil rceil begin end alpha beta theta mu lambda omega phi hat bar tilde dot ddot acute"
  ).split(" "),
);

/** Passes if KaTeX takes it as display mathematics, every group closes, and no command is outside of the list. */
export function expectGoodLatex(latex: string): void {
  expect(accepted(latex)).toBe(true);
  expect(balanced(latex)).toBe(true);
  expect(commandsOf(latex).filter((command) => !COMMANDS.has(command))).toEqual([]);
  expect(latex.replaceAll("{if }", "{if}")).not.toMatch(/^ | $| {2}|\{ | \}|\+ -|- -/);
}

/**
 * Throws where KaTeX does. Letters of scripts that no TeX font has are no error of ours: KaTeX shows them in a font of
 * the page.
 */
export function accepted(latex: string): true {
  const strict = (code: string) => (code === "unknownSymbol" ? "ignore" : "error");
  katex.renderToString(latex, { displayMode: true, throwOnError: true, strict });
  return true;
}

const commandsOf = (latex: string): string[] => [...latex.matchAll(/\\([A-Za-z]+)/g)].map(([, name]) => name!);

function balanced(latex: string): boolean {
  let depth = 0;
  for (const brace of latex.replace(/\\[{}]/g, "").match(/[{}]/g) ?? []) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0 && latex.split("\\left").length === latex.split("\\right").length;
}
