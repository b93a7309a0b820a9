/** What the main job prints: all that was promised, in the columns there are, in order, and no more after Ctrl-C. */
import { beforeAll, describe, expect, test } from "vitest";
import { mainJob } from "../../src/main-job/main-job.ts";
import { takesStyles, widthOf } from "../../src/main-job/terminal.ts";
import { type Screen, screen, TABLE } from "./screen.ts";

let plain: Screen;
beforeAll(async () => {
  plain = screen();
  await mainJob(TABLE, plain);
});

describe("the output", () => {
  test.each([
    ["the models", ["1  Body mass", "2  Sex", "3  Species", "4  Species again"]],
    ["the rows that are skipped", ["n = 342 penguins; 2 rows", "333 rows are complete, 11 are skipped"]],
    ["the normal log-likelihood as typed", ["sum(-(x[i] - mu)^2/(2*sigma^2) - log(sigma) - log(2*pi)/2, i=1..n)"]],
    ["the logistic one", ["p(x, z) = sigmoid(a + b*x + c*z)", "sum(y[i]*log(p(x[i], z[i]))"]],
    ["LaTeX", ["\\sum_{i=1}^{n} \\left(-\\frac{", "\\frac{1}{\\sigma^{2}} \\sum_{i=1}^{n}"]],
    ["the normal gradient", ["∂/∂mu ", "sum(x[i] - mu, i=1..n)/sigma^2", "∂/∂sigma "]],
    ["the normal Hessian", ["∂²/∂mu² ", "-n/sigma^2", "∂²/∂mu∂sigma", "∂²/∂sigma²"]],
    ["the logistic gradient", ["∂/∂b ", "sum((y[i] - sigmoid(a + b*x[i] + c*z[i]))*x[i], i=1..n)"]],
    ["the logistic Hessian", ["∂²/∂a² ", "∂²/∂a∂b", "∂²/∂a∂c", "∂²/∂b² ", "∂²/∂b∂c", "∂²/∂c² "]],
    ["gradient checks", ["Gradient check at mu = 4, sigma = 1", "Gradient check at a = 0, b = 0, c = 0"]],
    ["estimates", ["4.20175", "0.80078", "standard error"]],
    ["the closed form", ["sd(x)/sqrt(n)", "sd(x)/sqrt(2n)"]],
    ["accuracy", ["held out", "of these Adelie", "more frequent"]],
    ["the loss in matrix form", ["-sum(Y .* log(softmax(X*W))) + lambda/2*norm(W)^2", "\\sum Y \\odot"]],
    [
      "its gradient",
      ["where P = softmax(X*W)", "∂/∂W   lambda*W + X'*(diag(sum(Y, 2))*P - Y)", "\\lambda W + X^{\\top}"],
    ],
    ["its Hessian product", ["∂²/∂W²·V   lambda*V + X'*diag(sum(Y, 2))*(P .* (X*V) - diag(sum(P .* (X*V), 2))*P)"]],
    ["the perceptron", ["H = tanh(X*A + ones(n)*a')", "P = softmax(H*B + ones(n)*b')", "-sum(Y .* log(P))"]],
    [
      "backpropagation",
      [
        "∂/∂A   lambda*A + X'*((1 - H.^2) .* ((diag(sum(Y, 2))*P - Y)*B'))",
        "∂/∂a   sum((1 - H.^2) .* ((diag(sum(Y, 2))*P - Y)*B'), 1)",
        "∂/∂B   lambda*B + H'*(diag(sum(Y, 2))*P - Y)",
        "∂/∂b   sum(diag(sum(Y, 2))*P - Y, 1)",
        "\\left(1 - H^{\\circ 2}\\right)",
      ],
    ],
    ["the methods", ["Fit by Newton's method", "Fit by L-BFGS, every 10th iteration"]],
    ["times", ["parsing", "differentiating", "compiling", "fitting", "All in all"]],
  ])("has %s", (_, parts) => {
    const text = plain.lines.join("\n");
    for (const part of parts) expect(text).toContain(part);
  });

  test("has one line for every iteration, from the start to convergence", () => {
    const numbers = plain.lines.flatMap((line) => /^ {10,11}(\d+) +-\d+\.\d{8} /.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(["0", "1", "2", "3", "4", "5", "0", "1", "2", "3", "4"]);
    expect(plain.lines.filter((line) => line.includes("Converged"))).toHaveLength(4);
  });

  test("has every iteration of Newton's method on a loss, and every tenth of a long fit with the last", () => {
    const numbers = plain.lines.flatMap((line) => /^ {8,10}(\d+) +\d+\.\d{8} /.exec(line)?.[1] ?? []).map(Number);
    const long = numbers.slice(numbers.indexOf(0, 1));
    expect(numbers.slice(0, numbers.indexOf(0, 1))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(long.slice(0, -1)).toEqual(long.slice(0, -1).map((_, k) => 10 * k));
    expect(long.at(-1)! - long.at(-2)!).toBeLessThanOrEqual(10);
  });

  test("finds symbolic and numeric gradients alike", () => {
    const rows = plain.lines.filter((line) => /^ {2}∂\/∂\w+(\[[\d, ]+\])? +-?\d/.test(line));
    expect(rows).toHaveLength(10);
    // Differences of order 4 with h = 7e-4 err by some 1e-11 here.
    for (const row of rows) expect(Number(row.trim().split(/ +/).at(-1))).toBeLessThan(1e-9);
  });

  test.each([80, 100])("fits into %i columns, and no line ends with spaces", async (width) => {
    const narrow = screen({ width });
    await mainJob(TABLE, narrow);
    expect(narrow.lines.filter((line) => line.length > width || line !== line.trimEnd())).toEqual([]);
  });

  test("plots the species as hidden units see them", () => {
    expect(plain.lines.join("\n")).toMatch(/│[ ·acgACG]*[acg]/);
  });

  test("plots the masses and the border between the sexes", () => {
    expect(plain.lines.filter((line) => /│.*●/.test(line)).length).toBeGreaterThanOrEqual(8);
    expect(plain.lines.filter((line) => /│.*·/.test(line)).length).toBeGreaterThanOrEqual(8);
    expect(plain.lines.join("")).toMatch(/│[ ·fFmM]*[fm]/);
  });
});

describe("styles", () => {
  test("without them there are no escape sequences, with them the text is the same", async () => {
    const styled = screen({ styled: true });
    await mainJob(TABLE, styled);
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    expect(plain.lines.join("\n").match(escapes)).toBeNull();
    expect(styled.lines.join("\n").match(escapes)!.length).toBeGreaterThan(20);
    const untimed = (lines: readonly string[]) => lines.slice(0, -7).map((line) => line.replace(escapes, ""));
    expect(untimed(styled.lines)).toEqual(untimed(plain.lines));
  });

  test.each([
    [undefined, 100],
    [120, 100],
    [90, 90],
    [40, 80],
  ])("a terminal of %j columns: lines of %i", (columns, width) => {
    expect(widthOf(columns === undefined ? {} : { columns })).toBe(width);
  });

  test.each([
    [true, undefined, true],
    [true, "", true],
    [true, "1", false],
    [false, undefined, false],
    [undefined, undefined, false],
  ])("a terminal: %s, NO_COLOR: %j: %s", (isTTY, noColor, styled) => {
    expect(takesStyles(isTTY === undefined ? {} : { isTTY }, noColor)).toBe(styled);
  });
});

describe("Ctrl-C", () => {
  test.each([
    ["in the middle of a fit", "-409.65044413", "Interrupted by onIteration"],
    ["between two steps", "Hessian, as derived", "\\left(x_{i} - \\mu\\right)^{2}"],
    ["in the middle of a long fit", "27.30592168", "Interrupted by onIteration"],
  ])("%s: the work ends there", async (_, interruptAt, last) => {
    const terminal = screen({ interruptAt });
    await expect(mainJob(TABLE, terminal)).rejects.toThrow(/abort/i);
    const at = terminal.lines.findIndex((line) => line.includes(interruptAt));
    expect(terminal.lines.length - at).toBeLessThan(10);
    expect(terminal.lines.at(-1)).toContain(last);
  });
});
