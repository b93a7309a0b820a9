/** Where words end: names, numbers, derivatives and the order of a norm. Offsets in, offsets out. */
import { isDigit, isSuperscriptDigit, namePartWidth, nameStartWidth, plainDigits } from "./character.ts";
import type { DerivativeVariable } from "./syntax.ts";

/** The end of the name that goes on at an offset. */
export function endOfName(source: string, start: number): number {
  let at = start;
  for (let width = 1; width > 0 && at < source.length; at += width) width = namePartWidth(source, at);
  return at;
}

/** A name with one spelling for what looks the same: Unicode normal form C, and the micro sign is a mu. */
export function canonicalName(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return text.normalize().replaceAll("\u00b5", "\u03bc");
  }
  return text;
}

/** The end of the number at an offset: `42`, `3.14`, `.5`, `2.`, `1e-7`. */
export function endOfNumber(source: string, start: number): number {
  let end = endOfDigits(source, start);
  // The dot of `1..n` or `2.*x` is not the number's.
  if (source[end] === "." && !".*/^".includes(source[end + 1] ?? " ")) end = endOfDigits(source, end + 1);
  if (source[end] !== "e" && source[end] !== "E") return end;
  const exponent = source[end + 1] === "-" || source[end + 1] === "+" ? end + 2 : end + 1;
  return isDigit(source.charCodeAt(exponent)) ? endOfDigits(source, exponent) : end;
}

function endOfDigits(source: string, start: number): number {
  let at = start;
  while (isDigit(source.charCodeAt(at))) at++;
  return at;
}

/** The end of `d/dx`, `d^2/dx^2` or `∂²/∂x∂y` at an offset; -1 if there is none. */
export function endOfDerivative(source: string, start: number): number {
  const symbol = source[start];
  const slash = endOfOrder(source, start + 1);
  if (source[slash] !== "/" || source[slash + 1] !== symbol) return -1;
  let end = slash + 1;
  do {
    const width = nameStartWidth(source, end + 1);
    if (width === 0) return -1;
    end = endOfOrder(source, endOfName(source, end + 1 + width));
  } while (symbol === "∂" && source[end] === "∂");
  return end;
}

/** The end of `^2` or `²`, which may be missing. */
function endOfOrder(source: string, start: number): number {
  if (source[start] === "^") {
    const end = endOfDigits(source, start + 1);
    return end > start + 1 ? end : start;
  }
  let at = start;
  while (isSuperscriptDigit(source.charCodeAt(at))) at++;
  return at;
}

/** What a derivative such as `∂²/∂x∂y` differentiates by; undefined if the orders above and below differ or are no counts. */
export function derivativeVariables(text: string): readonly DerivativeVariable[] | undefined {
  const [above, below] = text.split("/") as [string, string];
  const parts = text.startsWith("∂") ? below.slice(1).split("∂") : [below.slice(1)];
  const variables = parts.map((part) => {
    const [, name, order] = /^(.*?)((?:\^\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)$/su.exec(part)!;
    return { name: canonicalName(name!), order: orderOf(order!) };
  });
  const total = variables.reduce((sum, variable) => sum + variable.order, 0);
  const agree = total === orderOf(above.slice(1)) && variables.every((variable) => variable.order > 0);
  return agree && Number.isSafeInteger(total) ? variables : undefined;
}

function orderOf(text: string): number {
  return text === "" ? 1 : Number(plainDigits(text).replace("^", ""));
}

/**
 * The end of the order of a norm: `||x||_1`, `||x||₁`, `||x||_inf`, `||A||_F`. It is the start if there is none, and -1
 * for an order that no norm has.
 */
export function endOfNormOrder(source: string, start: number): number {
  if (source[start] !== "_") return start + /^[₀₁₂₃₄₅₆₇₈₉]*/.exec(source.slice(start, start + 10))![0].length;
  if (source[start + 1] === "∞") return start + 2;
  const end = endOfName(source, start + 1);
  return /^(\d+|inf|\p{L})$/u.test(source.slice(start + 1, end)) ? end : -1;
}

/** `||_1` → `1`; `||` → `2`, the Euclidean norm. */
export function normOrder(closer: string): string {
  const order = closer.replace(/^(\|\||‖)_?/, "").replace("∞", "inf");
  return order === "" ? "2" : order.replace(/[₀₁₂₃₄₅₆₇₈₉]/g, (digit) => String("₀₁₂₃₄₅₆₇₈₉".indexOf(digit)));
}
