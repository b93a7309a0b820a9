/**
 * The value of a LaTeX formula of scalars, read as a mathematician reads it: powers before signs, juxtaposition is a
 * product, an exponent on a function's name is one of its value. For testing that no parenthesis is missing.
 */

/** Names of functions, and what they do. */
const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  "\\sin": Math.sin,
  "\\cos": Math.cos,
  "\\log": Math.log,
  "\\exp": Math.exp,
  "\\tanh": Math.tanh,
  "\\sigma": (x) => 1 / (1 + Math.exp(-x)),
};

export function readLatex(latex: string, point: Readonly<Record<string, number>>): number {
  const tokens = latex.match(/\\[a-z]+|\d+(\.\d+)?|\S/g) ?? [];
  const reader = new Reader(tokens, { ...point, e: Math.E, "\\pi": Math.PI });
  const value = reader.sum();
  if (!reader.ended) throw new Error(`${latex} goes on after a formula`);
  return value;
}

class Reader {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly point: Readonly<Record<string, number>>;

  constructor(tokens: readonly string[], point: Readonly<Record<string, number>>) {
    this.tokens = tokens;
    this.point = point;
  }

  get ended(): boolean {
    return this.at === this.tokens.length;
  }

  sum(): number {
    let total = this.product(this.take("-") ? -1 : 1);
    for (;;) {
      if (this.take("+")) total += this.product(1);
      else if (this.take("-")) total += this.product(-1);
      else return total;
    }
  }

  private product(sign: number): number {
    let value = sign * this.power();
    while (!this.ended && !["+", "-", "}", "\\right", "]"].includes(this.tokens[this.at]!)) {
      if (this.take("/")) value /= this.power();
      else {
        if (!this.take("\\cdot") && /^\d/.test(this.tokens[this.at]!)) throw new Error("digits are glued");
        value *= this.power();
      }
    }
    return value;
  }

  private power(): number {
    const base = this.atom();
    return this.take("^") ? base ** this.group() : base;
  }

  private atom(): number {
    const token = this.tokens[this.at++]!;
    if (/^\d/.test(token)) return Number(token);
    if (token === "\\frac") return this.group() / this.group();
    if (token === "\\sqrt") return this.root();
    if (token === "\\left") return this.enclosed();
    if (Object.hasOwn(this.point, token)) return this.point[token]!;
    if (Object.hasOwn(FUNCTIONS, token)) return this.functionValue(FUNCTIONS[token]!);
    throw new Error(`${token} begins nothing`);
  }

  private functionValue(f: (x: number) => number): number {
    const exponent = this.take("^") ? this.group() : 1;
    this.expect("\\left");
    return f(this.enclosed()) ** exponent;
  }

  private root(): number {
    const degree = this.take("[") ? this.sum() : 2;
    this.take("]");
    return this.group() ** (1 / degree);
  }

  private enclosed(): number {
    const open = this.tokens[this.at++]!;
    const value = this.sum();
    this.expect("\\right");
    this.expect(open === "|" ? "|" : ")");
    return open === "|" ? Math.abs(value) : value;
  }

  private group(): number {
    this.expect("{");
    const value = this.sum();
    this.expect("}");
    return value;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`${this.tokens[this.at]} instead of ${token}`);
  }
}
