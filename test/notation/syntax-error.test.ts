import { describe, expect, test } from "vitest";
import { ParseError } from "../../src/core/error.ts";
import { parseSyntax } from "../../src/notation/parse-syntax.ts";

function errorOf(source: string): ParseError {
  try {
    parseSyntax(source);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error(`${source} is no mistake`);
}

/** Text, what is wrong, line, column, and what to try. */
const MISTAKES: readonly (readonly [string, string, number, number, string?])[] = [
  ["", "Unexpected end of input; expected an expression", 1, 1],
  ["# note", "Unexpected end of input; expected an expression", 1, 7],
  ["x +", "Unexpected end of input; expected an expression", 1, 4],
  ["x + \n", "Unexpected end of input; expected an expression", 2, 1],
  ["f(", 'Missing ")" to close the "(" at line 1, column 2', 1, 3],
  ["(x +", "Unexpected end of input; expected an expression", 1, 5, 'The "(" at line 1, column 1 is still open.'],
  ["(x", 'Missing ")" to close the "(" at line 1, column 1', 1, 3],
  ["a\n(x + [1, f(2)]", 'Missing ")" to close the "(" at line 2, column 1', 2, 15],
  ["[1, 2", 'Missing "]" to close the "[" at line 1, column 1', 1, 6],
  ["x[1", 'Missing "]" to close the "[" at line 1, column 2', 1, 4],
  ["{x if y", 'Missing "}" to close the "{" at line 1, column 1', 1, 8],
  ["|x", 'Missing "|" to close the "|" at line 1, column 1', 1, 3],
  ["||x", 'Missing "||" to close the "||" at line 1, column 1', 1, 4],
  ["‖x", 'Missing "||" to close the "‖" at line 1, column 1', 1, 3],
  ["(1]", 'Unexpected "]"; expected an operator, "," or ")"', 1, 3, 'The "(" at line 1, column 1 is still open.'],
  ["x)", 'Unexpected ")"; expected an operator or the end of the line', 1, 2, "No bracket is open here."],
  ["1 + 2))", 'Unexpected ")"; expected an operator or the end of the line', 1, 6, "No bracket is open here."],
  ["f(||x)", 'Unexpected ")"; expected an operator or "||"', 1, 6, 'The "||" at line 1, column 3 is still open.'],
  [
    "(1 + 2\nb = 3",
    "Expected an operator, a comma or a closing bracket at the end of the line before",
    2,
    1,
    'The "(" at line 1, column 1 is still open.',
  ],
  [
    "(1 +\nb = 3",
    'Unexpected "="; expected an operator, "," or ")"',
    2,
    3,
    'The "(" at line 1, column 1 is still open.',
  ],
  [
    "[a, b\n c, d]",
    "Expected an operator, a comma or a closing bracket at the end of the line before",
    2,
    2,
    'The "[" at line 1, column 1 is still open.',
  ],
  [
    "f\n(x) * (y\n(z))",
    "Expected an operator, a comma or a closing bracket at the end of the line before",
    3,
    1,
    'The "(" at line 2, column 7 is still open.',
  ],
  ["x**2", 'Unexpected "**"; expected an expression', 1, 2, "For a power, write ^."],
  ["x === y", 'Unexpected "==="; expected an expression', 1, 3, "To compare, write ==."],
  ["x !== y", 'Unexpected "!=="; expected an expression', 1, 3, "To compare, write !=."],
  ["x =< y", 'Unexpected "=<"; expected an expression', 1, 3, "To compare, write <=."],
  ["x => y", 'Unexpected "=>"; expected an expression', 1, 3, "To compare, write >=; for a rule, write ->."],
  ["x <> y", 'Unexpected "<>"; expected an expression', 1, 3, "To compare, write !=."],
  ["x ~= y", 'Unexpected "~="; expected an expression', 1, 3, "To compare, write !=."],
  ["x := 3", 'Unexpected ":="; expected an expression', 1, 3, "To define, write =."],
  ["x += 1", 'Unexpected "+="; expected an expression', 1, 3, "Write the sum out: x = x + 1."],
  ["x /= 2", 'Unexpected "/="; expected an expression', 1, 3, "Write the quotient out: x = x / 2."],
  [
    "a // b",
    'Unexpected "//"; expected an expression',
    1,
    3,
    "For an integer quotient, write floor(a/b); a comment begins with #.",
  ],
  ["a /* b", 'Unexpected "/*"; expected an expression', 1, 3, "A comment begins with #."],
  ["a & b", 'Unexpected character "&"', 1, 3, 'For a logical and, write "and".'],
  ["a && b", 'Unexpected character "&&"', 1, 3, 'For a logical and, write "and".'],
  [
    "a || b",
    'Missing "||" to close the "||" at line 1, column 3',
    1,
    7,
    'Bars are absolute values and norms; for a logical or, write "or".',
  ],
  [
    "a > 0 || b > 0",
    'Missing "||" to close the "||" at line 1, column 7',
    1,
    15,
    'Bars are absolute values and norms; for a logical or, write "or".',
  ],
  [
    "f(a || b)",
    'Unexpected ")"; expected an operator or "||"',
    1,
    9,
    'Bars are absolute values and norms; for a logical or, write "or".',
  ],
  [
    "a | b",
    'Missing "|" to close the "|" at line 1, column 3',
    1,
    6,
    'Bars are absolute values and norms; for a logical or, write "or".',
  ],
  ["5 % 2", 'Unexpected character "%"', 1, 3, 'For a remainder, write "mod".'],
  ["A @ B", 'Unexpected character "@"', 1, 3, "For a matrix product, write *."],
  ["1...n", 'Unexpected character "..."', 1, 2, "For a range, write 1..n."],
  ["1…n", 'Unexpected character "…"', 1, 2, "For a range, write 1..n."],
  [
    "a.b",
    'Unexpected character "."',
    1,
    2,
    "There are no members to reach with a dot; the elementwise operators are .* ./ .^",
  ],
  ["_1", 'Unexpected character "_"', 1, 1, "A name begins with a letter."],
  ["$", 'Unexpected character "$"', 1, 1, "A name begins with a letter."],
  ["\\alpha", 'Unexpected character "\\"', 1, 1, "This is not LaTeX: write alpha, sqrt(x), a/b."],
  ["√x", 'Unexpected character "√"', 1, 1, "Write sqrt(x)."],
  ["∑ x", 'Unexpected character "∑"', 1, 1, "Write sum(x[i], i=1..n)."],
  ["∂f", 'Unexpected character "∂"', 1, 1, "A derivative is written d/dx or ∂/∂x, before what it applies to."],
  ["xⁿ", 'Unexpected character "ⁿ"', 1, 2, "For a power, write ^n."],
  ["“a”", 'Unexpected character "“"', 1, 1, "The quotation mark is \" and the transpose is '."],
  ["x ☃", 'Unexpected character "☃"', 1, 3],
  ["😀", 'Unexpected character "😀"', 1, 1],
  ["x\u200by", "Unexpected character U+200B", 1, 2],
  ["\u2028", "Unexpected character U+2028", 1, 1],
  ["\ud800", "Unexpected character U+D800", 1, 1],
  ["2 3", 'Unexpected "3"; expected an operator or the end of the line', 1, 3, "For a product, write 2*3."],
  ["a\nb = 2 3", 'Unexpected "3"; expected an operator or the end of the line', 2, 7, "For a product, write 2*3."],
  ["x² 3", 'Unexpected "3"; expected an operator or the end of the line', 1, 4, "For a product, write *."],
  ["1.2.3", 'Unexpected ".3"; expected an operator or the end of the line', 1, 4, "A number has one decimal point."],
  [
    "x^2 = 4",
    "Only a name, a function such as f(x) or an entry can be defined by =",
    1,
    1,
    "To compare, write == instead of =.",
  ],
  [
    "a = b = c",
    'Unexpected "="; expected an operator or the end of the line',
    1,
    7,
    "To compare, write ==; the = of a definition stands once, after the name.",
  ],
  [
    "f(a = b = c)",
    'Unexpected "="; expected an operator, "," or ")"',
    1,
    9,
    "To compare, write ==; the = of a definition stands once, after the name.",
  ],
  [
    "a == b = c",
    "Only a name, a function such as f(x) or an entry can be defined by =",
    1,
    1,
    "To compare, write == instead of =.",
  ],
  [
    "2 + (x = 3)",
    'Unexpected "="; expected an operator, "," or ")"',
    1,
    8,
    "To compare, write ==; the = of a definition stands once, after the name.",
  ],
  ["!x", 'Unexpected "!"; expected an expression', 1, 1, 'For a negation, write "not".'],
  ["~x", 'Unexpected "~"; expected an expression', 1, 1, 'For a negation, write "not".'],
  ["x and !y", 'Unexpected "!"; expected an expression', 1, 7, 'For a negation, write "not".'],
  [
    "'abc'",
    'Unexpected "\'"; expected an expression',
    1,
    1,
    'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).',
  ],
  [
    '"abc"',
    'Unexpected text "abc"; expected an expression',
    1,
    1,
    'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).',
  ],
  [
    'x + "a"',
    'Unexpected text "a"; expected an expression',
    1,
    5,
    'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).',
  ],
  [
    'f(x, "a")',
    'Unexpected text "a"; expected an expression',
    1,
    6,
    'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).',
  ],
  ['f("abc', "This quotation mark is never closed", 1, 3, "A text ends on its line."],
  ["x[1..3]", 'Unexpected ".."; expected an operator, ":", "," or "]"', 1, 4, "A slice is written x[1:3]."],
  [
    "1..n",
    'Unexpected ".."; expected an operator or the end of the line',
    1,
    2,
    "A range is an argument: sum(x[i], i=1..n).",
  ],
  [
    "f(1:3)",
    'Unexpected ":"; expected an operator, "," or ")"',
    1,
    4,
    "A range is written 1..n; a slice stands in brackets, x[1:3].",
  ],
  [
    "y ~ N(0, 1) for i",
    "Unexpected end of input; expected an operator",
    1,
    18,
    "An index runs over a range: for i = 1..n.",
  ],
  [
    "y ~ N(0, 1) for i = n",
    "Unexpected end of input; expected an operator",
    1,
    22,
    "An index runs over a range: for i = 1..n.",
  ],
  [
    "x for i = 1..n",
    'Unexpected "for"; expected an operator or the end of the line',
    1,
    3,
    "A model over an index is written y[i] ~ Normal(0, 1) for i = 1..n.",
  ],
  [
    "x if x > 0",
    'Unexpected "if"; expected an operator or the end of the line',
    1,
    3,
    "Cases stand in braces: {x if x > 0, 0 otherwise}.",
  ],
  ["if x > 0", 'Unexpected "if"; expected an expression', 1, 1, "Cases stand in braces: {x if x > 0, 0 otherwise}."],
  [
    "{x}",
    'Unexpected "}"; expected an operator or "if"',
    1,
    3,
    "Braces hold cases, {x if x > 0, 0 otherwise}; a list is written [1, 2].",
  ],
  [
    "{1, 2}",
    'Unexpected ","; expected an operator or "if"',
    1,
    3,
    "Braces hold cases, {x if x > 0, 0 otherwise}; a list is written [1, 2].",
  ],
  [
    "{0 otherwise, x if y}",
    'Unexpected "otherwise"; expected an operator or "if"',
    1,
    4,
    "The case otherwise is the last of several.",
  ],
  [
    "x otherwise",
    'Unexpected "otherwise"; expected an operator or the end of the line',
    1,
    3,
    "Cases stand in braces: {x if x > 0, 0 otherwise}.",
  ],
  [
    "d/data",
    "Unexpected end of input; expected an expression",
    1,
    7,
    "d/data is a derivative; for a quotient, write spaces: d / data.",
  ],
  [
    "d/data * 2",
    'Unexpected "*"; expected an expression',
    1,
    8,
    "d/data is a derivative; for a quotient, write spaces: d / data.",
  ],
  ["d^2/dx f", "The orders in d^2/dx differ", 1, 1, "Write d^2/dx^2 for the second derivative."],
  [
    "x, y",
    'Unexpected end of input; expected an operator, ":" or ","',
    1,
    5,
    "A list is written [x, y], a declaration x, y : real.",
  ],
  [
    "1,000",
    'Unexpected end of input; expected an operator, ":" or ","',
    1,
    6,
    "A list is written [x, y], a declaration x, y : real.",
  ],
  [
    "f(x; y)",
    'Unexpected ";"; expected an operator, "," or ")"',
    1,
    4,
    "Arguments are separated by commas, statements stand outside brackets.",
  ],
  [
    "(x; y)",
    'Unexpected ";"; expected an operator, "," or ")"',
    1,
    3,
    "Arguments are separated by commas, statements stand outside brackets.",
  ],
  ["x + ; y", 'Unexpected ";"; expected an expression', 1, 5],
  ["in = 3", 'Unexpected "in"; expected an expression', 1, 1, '"in" is a word of the language, not a name.'],
  [
    "x + for",
    'Unexpected "for"; expected an expression',
    1,
    5,
    "A model over an index is written y[i] ~ Normal(0, 1) for i = 1..n.",
  ],
  ["or", 'Unexpected "or"; expected an expression', 1, 1, '"or" is a word of the language, not a name.'],
  ["x + 1 : real", "Only names can be declared", 1, 1],
  ["x : real, 3", "A fact is a word or two, such as positive or lower triangular", 1, 11],
  [": real", 'Unexpected ":"; expected an expression', 1, 1],
  ["x : real,", "Unexpected end of input; expected an expression", 1, 10],
  ["a ? b", 'Unexpected end of input; expected an operator or ":"', 1, 6],
  ["a ? : b", 'Unexpected ":"; expected an expression', 1, 5],
  ["x^", "Unexpected end of input; expected an expression", 1, 3],
  ["x^*2", 'Unexpected "*"; expected an expression', 1, 3],
  ["2 *", "Unexpected end of input; expected an expression", 1, 4],
  ["f(,)", 'Unexpected ","; expected an expression or ")"', 1, 3],
  ["x[]", 'Unexpected "]"; expected an expression or ":"', 1, 3],
  ["()", 'Unexpected ")"; expected an expression', 1, 2],
  ["0x1f", "Numbers are decimal", 1, 1, "For a product, write 0*x."],
  ["||x||_max", "Unknown norm", 1, 4, "Norms are ||x||, ||x||_1, ||x||_inf and ||A||_F."],
  ["f'()", 'Unexpected ")"; expected an expression', 1, 4],
  ["a -> b if", "Unexpected end of input; expected an expression", 1, 10],
  ["x ~ y ~ z", 'Unexpected "~"; expected an operator, the end of the line or "for"', 1, 7],
  [
    "x;'",
    'Unexpected "\'"; expected an expression or the end of input',
    1,
    3,
    'Text stands in double quotes, as the first argument of a call: einsum("ij,jk->ik", A, B).',
  ],
];

describe("mistakes", () => {
  for (const [source, reason, line, column, hint] of MISTAKES) {
    test(`${JSON.stringify(source)}: ${reason}`, () => {
      const error = errorOf(source);
      expect([error.reason, error.line, error.column, error.hint]).toEqual([reason, line, column, hint]);
    });
  }

  test("are shown with their line, a caret and the hint", () => {
    expect(errorOf("a = 1\nb = α² 3\nc = 2").message).toBe(
      [
        'Unexpected "3"; expected an operator or the end of the line',
        "  at line 2, column 8",
        "    b = α² 3",
        "           ^",
        "For a product, write *.",
      ].join("\n"),
    );
  });

  test("know what they expected, as a list", () => {
    expect(errorOf("x[").expected).toEqual(["an expression", '":"']);
    expect(errorOf("x y)").expected).toEqual(["an operator", "the end of the line"]);
    expect(errorOf("(x").expected).toEqual(['")"']);
    expect(errorOf("x ~ y for 3").expected).toEqual(["an operator"]);
    expect(errorOf("1 : real").expected).toEqual(["a name"]);
  });

  test("span all of the culprit", () => {
    const spanned = (source: string) => source.slice(errorOf(source).start, errorOf(source).end);
    expect(spanned("x**2")).toBe("**");
    expect(spanned("a &&b")).toBe("&&");
    expect(spanned("a 😀")).toBe("😀");
    expect(spanned("x : real, 2 + 3")).toBe("2 + 3");
    expect(spanned("2 d^2/dx f")).toBe("d^2/dx");
    expect(spanned("if x")).toBe("if");
  });

  test("show no more than the beginning of a long word", () => {
    expect(errorOf(`2 ${"3".repeat(1000)}`).reason).toBe(
      `Unexpected "${"3".repeat(40)}…"; expected an operator or the end of the line`,
    );
  });
});
