import fc from "fast-check";
import katex from "katex";
import { afterAll, expect, test, vi } from "vitest";
import { nameLatex } from "../../src/operators/name-latex.ts";

const quiet = vi.spyOn(console, "warn").mockImplementation(() => undefined); // KaTeX measures letters that it has no font for
afterAll(() => quiet.mockRestore());

const tex = String.raw;

test.each([
  ["x", "x"],
  ["beta_1", tex`\beta_{1}`],
  ["theta2", tex`\theta_{2}`],
  ["u_mu", tex`u_{\mu}`],
  ["x_1", "x_{1}"],
  ["x₁₂", "x_{12}"],
  ["x_1_2", "x_{1,2}"],
  ["w_ij", "w_{ij}"],
  ["x_max", tex`x_{\mathrm{max}}`],
  ["x'", "x'"],
  ["x1''", "x_{1}''"],
  ["y_hat", tex`\hat{y}`],
  ["x_bar_2", tex`\bar{x}_{2}`],
  ["ŷ", tex`\hat{y}`],
  ["x\u0303", tex`\tilde{x}`],
  ["é", tex`\acute{e}`],
  ["α", tex`\alpha`],
  ["ε", tex`\varepsilon`],
  ["epsilon", tex`\epsilon`],
  ["Σ", tex`\Sigma`],
  ["Ω_3", tex`\Omega_{3}`],
  ["Α", tex`\mathrm{A}`],
  ["𝛂", tex`\alpha`],
  ["ℒ", tex`\mathcal{L}`],
  ["Δx", tex`\Delta x`],
  ["foo_bar", tex`\mathrm{foo\_bar}`],
  ["foo2", tex`\mathrm{foo}_{2}`],
  ["A2b", tex`\mathrm{A2b}`],
  ["x__1", tex`\mathrm{x\_\_1}`],
  ["größe", tex`\text{größe}`],
  ["数", tex`\text{数}`],
  ["$p", tex`\mathrm{\$p}`],
  ["p$x", tex`\mathrm{p\$x}`],
  ["a\\b{", tex`\text{a\textbackslash{}b\{}`],
  ["", tex`\text{?}`],
])("%j", (name, latex) => expect(nameLatex(name).latex).toBe(latex));

const LETTER = fc.constantFrom(..."abxyzABZαβωΓΔέñÅøłжשنक数ℓ∇".split(""));
const PART = fc.constantFrom(..."aZ0189_$'₀₉αé\u0302".split(""));
const named = fc.tuple(LETTER, fc.array(PART, { maxLength: 8 })).map(([first, rest]) => first + rest.join(""));
const wild = fc.string({ unit: "binary", maxLength: 12 });
const nasty = fc.array(fc.constantFrom(..."\\{}$&#^_~%\n\0'\u0335\ud835\udec2\ue000-1a ".split("")), { maxLength: 10 });

test("KaTeX takes every name, as a base and in a product", () => {
  const strict = (code: string) => (code === "unknownSymbol" ? "ignore" : "error"); // letters that no TeX font has
  fc.assert(
    fc.property(
      fc.oneof(
        named,
        wild,
        nasty.map((all) => all.join("")),
      ),
      (name) => {
        const { latex, subscripted, word } = nameLatex(name);
        katex.renderToString(`${latex}^{2} ${latex}`, { throwOnError: true, strict });
        katex.renderToString(nameLatex(name, true).latex, { throwOnError: true, strict });
        if (!subscripted) katex.renderToString(`${latex}_{1}`, { throwOnError: true, strict });
        if (!word) expect([...name.normalize("NFC")].length).toBeLessThan(40);
      },
    ),
    { numRuns: 3000 },
  );
});

test("no name is a command, a group or a comment to TeX", () => {
  fc.assert(
    fc.property(nasty, (all) => {
      const bare = nameLatex(all.join("")).latex.replace(
        /\\(mathrm|text)\{|\\text(backslash|asciicircum|asciitilde)\{\}|\\[{}$&#_%]/g,
        "",
      );
      expect(bare).not.toMatch(/[$&#~%]|\\(?!alpha|hat)/);
    }),
  );
});
