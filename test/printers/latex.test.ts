import { describe, expect, test } from "vitest";
import { derivative } from "../../src/calculus/derivative.ts";
import type { Expression } from "../../src/core/expression.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, group, multiply, power } from "../../src/operators/arithmetic.ts";
import { exp } from "../../src/operators/exponential.ts";
import { HALF, integer } from "../../src/operators/number.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { toLatex } from "../../src/printers/latex.ts";
import { expectGoodLatex } from "./katex.ts";

const tex = String.raw;
const DATA = "n: size; d: size; v: vector(n); w: vector(d); X: matrix(n, d); f: function; ";

const corpus: Readonly<Record<string, readonly (readonly [text: string, latex: string])[]>> = {
  "sums and signs": [
    ["a - b", tex`a - b`],
    ["c - (a + b)", tex`c - a - b`],
    ["-x", tex`-x`],
    ["-x + y", tex`y - x`],
    ["x - 1", tex`x - 1`],
    ["1 - x^2/2", tex`1 - \frac{x^{2}}{2}`],
    ["x - 1/2", tex`x - \frac{1}{2}`],
    ["-(a + b)*c", tex`-c \left(a + b\right)`],
    ["x^(a - 1)", tex`x^{a - 1}`],
    ["x^2 + 2*x + 1", tex`x^{2} + 2 x + 1`],
  ],
  "products and fractions": [
    ["2*x", tex`2 x`],
    ["3*2^x", tex`3 \cdot 2^{x}`],
    ["3*2^(1/2)", tex`3 \sqrt{2}`],
    ["2^x*3^y*x", tex`2^{x} \cdot 3^{y} x`],
    ["x/(3*2^(3/2))", tex`\frac{x}{3 \cdot 2^{3/2}}`],
    ["(-1)^n*x", tex`\left(-1\right)^{n} x`],
    ["(a + b)/(c - d)", tex`\frac{a + b}{c - d}`],
    ["(a + b)/2", tex`\frac{a + b}{2}`],
    ["a*(b + 1)/2", tex`\frac{a \left(b + 1\right)}{2}`],
    ["1/x", tex`\frac{1}{x}`],
    ["-1/(2*x)", tex`-\frac{1}{2 x}`],
    ["-2*x/3", tex`-\frac{2 x}{3}`],
    ["x^2/y^3", tex`\frac{x^{2}}{y^{3}}`],
    ["1/sqrt(x)", tex`\frac{1}{\sqrt{x}}`],
    ["(x/y)^z", tex`\left(\frac{x}{y}\right)^{z}`],
    ["(1 - p)*log(q)", tex`\left(1 - p\right) \log\left(q\right)`],
    ["sigma*(x + 1)", tex`\sigma \cdot \left(x + 1\right)`],
    ["rate*loss", tex`\mathrm{loss} \, \mathrm{rate}`],
    ["rate*(x + 1)", tex`\mathrm{rate} \cdot \left(x + 1\right)`],
  ],
  numbers: [
    ["7", "7"],
    ["2/3", tex`\frac{2}{3}`],
    ["0.5*x", tex`0.5 x`],
    ["2.0", "2.0"],
    ["1.5e-7", tex`1.5 \cdot 10^{-7}`],
    ["1.5e-7*x", tex`1.5 \cdot 10^{-7} x`],
    ["1e21*x", tex`10^{21} x`],
    ["2.5e10", tex`2.5 \cdot 10^{10}`],
    ["x^1.5e-7", tex`x^{1.5 \cdot 10^{-7}}`],
    ["pi*infinity", tex`\pi \infty`],
  ],
  "powers and roots": [
    ["x^2", "x^{2}"],
    ["x^(3/2)", "x^{3/2}"],
    ["x^(1/3)", tex`\sqrt[3]{x}`],
    ["x^y^z", "x^{y^{z}}"],
    ["(x^2)^y", tex`\left(x^{2}\right)^{y}`],
    ["sqrt(x)^y", tex`\left(\sqrt{x}\right)^{y}`],
    ["cbrt(x)^2", tex`\left(\sqrt[3]{x}\right)^{2}`],
    ["(-2)^x", tex`\left(-2\right)^{x}`],
    ["x^-y", "x^{-y}"],
    ["(x + y)^2", tex`\left(x + y\right)^{2}`],
    ["abs(x)^3", tex`\left|x\right|^{3}`],
  ],
  "exponentials and logarithms": [
    ["e", "e"],
    ["e*x", "e x"],
    ["exp(2)", "e^{2}"],
    ["exp(-x^2/2)", "e^{-x^{2}/2}"],
    ["exp(x/y)", "e^{x/y}"],
    ["exp(exp(x))", "e^{e^{x}}"],
    ["exp(1/x^2)", tex`\exp\left(\frac{1}{x^{2}}\right)`],
    ["exp(x)^y", "e^{x y}"],
    [
      "exp(-(x - mu)^2/(2*sigma^2))/(sigma*sqrt(2*pi))",
      tex`\frac{1}{\sigma \sqrt{2 \pi}} \exp\left(-\frac{\left(x - \mu\right)^{2}}{2 \sigma^{2}}\right)`,
    ],
    ["log1p(x)", tex`\log\left(1 + x\right)`],
    ["log1p(-x)", tex`\log\left(1 - x\right)`],
    ["log1p(x - y)", tex`\log\left(1 + x - y\right)`],
    ["a - expm1(x)", tex`a - \left(e^{x} - 1\right)`],
    ["log1mexp(x)", tex`\log\left(1 - e^{x}\right)`],
    ["logaddexp(x, 1)", tex`\log\left(e^{x} + e\right)`],
    ["xlogy(x + 1, y)", tex`\left(x + 1\right) \log\left(y\right)`],
    ["log(8, 2)", tex`\frac{\log\left(8\right)}{\log\left(2\right)}`],
    ["log2(x)^2", tex`\log_{2}^{2}\left(x\right)`],
  ],
  functions: [
    ["sin(x)^2", tex`\sin^{2}\left(x\right)`],
    ["1/sin(x)^2", tex`\frac{1}{\sin^{2}\left(x\right)}`],
    ["log(x)^y", tex`\left(\log\left(x\right)\right)^{y}`],
    ["max(x, y)^2", tex`\left(\max\left(x, y\right)\right)^{2}`],
    ["sin(x)^0.5", tex`\left(\sin\left(x\right)\right)^{0.5}`],
    ["sigmoid(x)^2", tex`\sigma\left(x\right)^{2}`],
    ["erf(x)^2", tex`\operatorname{erf}^{2}\left(x\right)`],
    ["asinh(x)", tex`\operatorname{arsinh}\left(x\right)`],
    ["atan2(y, x)", tex`\operatorname{atan2}\left(y, x\right)`],
    ["relu(x)", tex`\operatorname{ReLU}\left(x\right)`],
    ["floor(x/2)", tex`\left\lfloor \frac{x}{2}\right\rfloor`],
    ["mod(a + b, 2)*c", tex`c \left(\left(a + b\right) \bmod 2\right)`],
    ["lgamma(x)^2", tex`\left(\log \Gamma\left(x\right)\right)^{2}`],
    ["hypot(-x, sin(y))", tex`\sqrt{\left(-x\right)^{2} + \sin^{2}\left(y\right)}`],
    ["polygamma(4, x)", tex`\psi^{\left(4\right)}\left(x\right)`],
  ],
  conditions: [
    ["where(x > 0, 1, 0)", tex`\mathbf{1}\left[x > 0\right]`],
    ["where(x > 0, x, 0)", tex`\begin{cases}x & \text{if } x > 0 \\ 0 & \text{otherwise}\end{cases}`],
    [
      "where(x > 0, x, y) + 1",
      tex`1 + \left(\begin{cases}x & \text{if } x > 0 \\ y & \text{otherwise}\end{cases}\right)`,
    ],
    [
      "x < 0 ? -1 : x > 0 ? 1 : 0 == 0 and x >= y ? 2 : 3",
      tex`\begin{cases}-1 & \text{if } x < 0 \\ 1 & \text{if } x > 0 \\ 2 & \text{if } x \ge y \\ 3 & \text{otherwise}\end{cases}`,
    ],
    ["(x > 0 or y != 1) and not z <= 2", tex`\left(x > 0 \lor y \ne 1\right) \land \lnot \left(z \le 2\right)`],
    ["(x == y)*z", tex`z \left(x = y\right)`],
  ],
  "indices and calculus": [
    ["v[i + 1]*X[2, k]", tex`X_{2,k} v_{i + 1}`],
    ["X[i, j]^2", tex`X_{i j}^{2}`],
    ["sum(v[i], i=1..n)/n", tex`\frac{1}{n} \sum_{i=1}^{n} v_{i}`],
    ["-2*sum(v[i], i=1..n)", tex`-2 \sum_{i=1}^{n} v_{i}`],
    ["sum(v[i] + 1/i, i=1..n)", tex`\sum_{i=1}^{n} \left(\frac{1}{i} + v_{i}\right)`],
    ["prod(-v[i], i=1..n)", tex`\prod_{i=1}^{n} \left(-v_{i}\right)`],
    ["sum(v[i], i=1..n)^2", tex`\left(\sum_{i=1}^{n} v_{i}\right)^{2}`],
    ["sum(v[i], i=1..n)*sum(w[i], i=1..d)", tex`\left(\sum_{i=1}^{n} v_{i}\right) \sum_{i=1}^{d} w_{i}`],
    ["v[1]/sum(v[i], i=1..n)", tex`\frac{v_{1}}{\sum_{i=1}^{n} v_{i}}`],
    ["sum(i*v[i], i=1..n)/sum(v[i], i=1..n)", tex`\frac{\sum_{i=1}^{n} i v_{i}}{\sum_{i=1}^{n} v_{i}}`],
    [
      "sum((v[i] - sum(X[i, j]*w[j], j=1..d))^2, i=1..n)/(2*n)",
      tex`\frac{1}{2 n} \sum_{i=1}^{n} \left(v_{i} - \sum_{j=1}^{d} X_{i j} w_{j}\right)^{2}`,
    ],
    ["exp(-sum(v[i], i=1..n))", tex`\exp\left(-\sum_{i=1}^{n} v_{i}\right)`],
    ["d/dx (x^2 + 1)", tex`\frac{d}{d x} \left(x^{2} + 1\right)`],
    ["f''(x)*f(y)", tex`f\left(y\right) f''\left(x\right)`],
    ["[a, b; c/d, 1]", tex`\begin{bmatrix}a & b \\ \frac{c}{d} & 1\end{bmatrix}`],
  ],
};

for (const [topic, cases] of Object.entries(corpus)) {
  describe(topic, () => {
    test.each(cases)("%s", (text, latex) => {
      const names = topic === "indices and calculus" ? DATA : "";
      expect(toLatex(parse(names + text))).toBe(latex);
      expectGoodLatex(latex);
    });
  });
}

describe("gradients of the trade", () => {
  test.each([
    ["log(1 + exp(-y*x))", "x"],
    ["exp(-(x - mu)^2/(2*sigma^2))", "mu"],
    ["sin(x)^2*cos(x)", "x"],
    ["max(x, y)", "x"],
    ["gelu(x)", "x"],
    ["x^x", "x"],
    ["atan(x/y)", "y"],
  ])("of %s", (text, variable) => expectGoodLatex(toLatex(derivative(parse(text), variable))));

  test("of the error function, in full", () => {
    expect(toLatex(derivative(parse("erf(x)"), "x"))).toBe(tex`\frac{2 e^{-x^{2}}}{\sqrt{\pi}}`);
  });
});

describe("what text cannot say", () => {
  const x = symbol("x");

  test("groups stay groups, and numbers in them keep their distance", () => {
    expect(toLatex(group(group(x, symbol("y")), symbol("z")))).toBe(tex`\left(x y\right) z`);
    expect(toLatex(group(x, integer(3)))).toBe(tex`x \cdot 3`);
    expect(toLatex(group(x, integer(-3)))).toBe(tex`x \cdot \left(-3\right)`);
    expect(toLatex(add(x, group(integer(-2), symbol("y"))))).toContain(tex`\left(-2 y\right)`);
  });

  test("bold vectors and matrices, with italic entries", () => {
    const bold = (text: string) => toLatex(parse(DATA + text), { bold: true });
    expect(bold("w")).toBe(tex`\mathbf{w}`);
    expect(bold("X[1, 2]*x")).toBe(tex`x X_{1,2}`);
    expect(toLatex(symbol("beta_hat", [], [symbol("n")]), { bold: true })).toBe(tex`\boldsymbol{\hat{\beta}}`);
  });

  test("an exponential of a matrix, entry by entry, is not the matrix exponential", () => {
    expect(toLatex(exp(parse(`${DATA}X`)))).toBe(tex`\exp\left(X\right)`);
  });

  test("a subscript is not put on another", () => {
    expect(toLatex(parse("a_1: vector(3); a_1[2]^2"))).toBe(tex`\left(a_{1}\right)_{2}^{2}`);
    expectGoodLatex(toLatex(parse("a_1: vector(3); a_1[2]^2"), { bold: true }));
  });

  test("depth does not matter", () => {
    let [tower, roots, sums]: Expression[] = [x, x, x];
    for (let k = 0; k < 10_000; k++) {
      tower = exp(tower!);
      roots = power(add(roots!, integer(1)), HALF);
      sums = multiply(add(sums!, integer(1)), symbol("y"));
    }
    expect(toLatex(tower!).length).toBeGreaterThan(100_000);
    expect(toLatex(roots!).match(/\\sqrt/g)).toHaveLength(10_000);
    expect(toLatex(sums!).match(/\\left/g)).toHaveLength(10_000);
  });
});
