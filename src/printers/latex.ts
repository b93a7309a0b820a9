/** Expressions as LaTeX, as a textbook would print them. Every operator knows its layout; this fills in the rest. */
import { type Expression, isScalar, isSymbol, type SymbolNode } from "../core/expression.ts";
import { type Layout, LEVEL, layout, type Names, nameOf, render } from "../core/layout.ts";
import { isExact, type Numeric, negateNumber, numberToText, signOf } from "../core/number.ts";
import { nameLatex } from "../operators/name-latex.ts";
import { indexNames } from "../operators/text.ts";

export interface LatexOptions {
  /** Vectors and matrices in bold, `\mathbf{X}`; left out, all letters are italic, as in our own notation. */
  readonly bold?: boolean;
}

/**
 * The LaTeX of an expression, for display mode, without delimiters. It needs amsmath and amssymb; KaTeX and MathJax
 * have both. Every expression has a LaTeX, and every name in it is escaped.
 *
 * @throws {LimitError} beyond ten million characters, which formulas with shared parts can reach.
 * @example
 * toLatex(parse("exp(-x^2/2)/sqrt(2*pi)")) // \frac{e^{-x^{2}/2}}{\sqrt{2 \pi}}
 */
export function toLatex(e: Expression, options: LatexOptions = {}): string {
  return render(e, {
    layoutOf: (part, names) => layoutOf(part, names, options),
    parentheses: ["\\left(", "\\right)"],
    indexName: indexNames(e),
  });
}

function layoutOf(e: Expression, names: Names | undefined, { bold = false }: LatexOptions): Layout {
  if (e.kind === "constant") return numberLatex(e.value);
  if (isSymbol(e)) return symbolLatex(e, names, bold && !isScalar(e));
  const made = e.operator.latex(e.args);
  return bold ? withItalicEntry(made, e.args[0], names) : made;
}

function symbolLatex(symbol: SymbolNode, names: Names | undefined, bold: boolean): Layout {
  const loose = symbol.index === 0 ? symbol.name : `i_${Math.abs(symbol.index)}`;
  const { latex, subscripted } = nameLatex(nameOf(symbol, names) ?? loose, bold);
  return layout(subscripted ? LEVEL.postfix : LEVEL.atom, latex);
}

/** An entry of an array is a number, so its letter is not bold: `x_{i}` of `\mathbf{x}`. */
function withItalicEntry(made: Layout, array: Expression | undefined, names: Names | undefined): Layout {
  if (made.parts[1] !== "_{" || array === undefined || !isSymbol(array)) return made;
  const letter = symbolLatex(array, names, false);
  return letter.level < LEVEL.atom ? made : { ...made, parts: [letter, ...made.parts.slice(1)] };
}

/** From here on a double is written with a power of ten. */
const LONGEST_INTEGER = 1e9;

/** A number as a factor or a term: ratios as fractions, the exponent of a double as a power of ten. */
function numberLatex(value: Numeric): Layout {
  if (signOf(value) < 0) return layout(LEVEL.sum, "-", numberLatex(negateNumber(value)));
  if (isExact(value)) {
    return value.d === 1n ? layout(LEVEL.atom, String(value.n)) : layout(LEVEL.power, `\\frac{${value.n}}{${value.d}}`);
  }
  const text = value < LONGEST_INTEGER ? numberToText(value) : value.toExponential().replace("+", "");
  const [mantissa, exponent] = text.split("e");
  if (exponent === undefined) return layout(LEVEL.atom, mantissa!);
  if (mantissa === "1") return layout(LEVEL.power, `10^{${exponent}}`);
  return layout(LEVEL.product, `${mantissa} \\cdot 10^{${exponent}}`);
}
