/** Syntax trees as s-expressions, to read and compare in tests: operator first, lists flat, parentheses as `group`. */
import type { Statement, Syntax } from "../../src/notation/syntax.ts";

export function showStatements(statements: readonly Statement[]): string {
  return statements.map(showStatement).join(" ; ");
}

function showStatement(statement: Statement): string {
  switch (statement.kind) {
    case "expression":
      return show(statement.value);
    case "assignment":
      return list("=", show(statement.target), show(statement.value));
    case "declaration": {
      const names = statement.names.map(({ name }) => name);
      return list(":", ...names, show(statement.type), ...statement.facts.map(({ words }) => `{${words}}`));
    }
    case "model":
      return list("~", show(statement.target), show(statement.distribution), ...optional(statement.index));
    case "rule":
      return list("->", show(statement.from), show(statement.to), ...optional(statement.condition));
  }
}

/** `a + b - c` is `(+ a b -c)`: a subtracted term has its minus in front; a sign is `(neg a)`. */
export function show(syntax: Syntax): string {
  switch (syntax.kind) {
    case "number":
      return syntax.text;
    case "string":
      return `"${syntax.value}"`;
    case "name":
      return syntax.name;
    case "end":
      return "END";
    case "sum":
      return list("+", ...syntax.terms.map((term, i) => (syntax.minus[i] ? `-${show(term)}` : show(term))));
    case "product":
      return chain("product", syntax.factors, syntax.operators);
    case "juxtaposition":
      return list("implicit", ...syntax.factors.map(show));
    case "prefix":
      return list({ "-": "neg", "+": "pos", not: "not" }[syntax.operator], show(syntax.argument));
    case "power":
      return list(syntax.operator, show(syntax.base), show(syntax.exponent));
    case "postfix":
      return list(syntax.operator, show(syntax.argument));
    case "comparison":
      return chain("compare", syntax.operands, syntax.operators);
    case "logic":
      return list(syntax.operator, ...syntax.operands.map(show));
    case "conditional": {
      const cases = syntax.cases.map(({ condition, value }) => list(show(condition), show(value)));
      return list("cases", ...cases, ...optional(syntax.otherwise));
    }
    case "derivative":
      return list("d", ...syntax.variables.map(({ name, order }) => `${name}:${order}`), show(syntax.argument));
    case "call":
      return list("call", `${syntax.name}${"'".repeat(syntax.primes)}`, ...syntax.arguments.map(show));
    case "index":
      return list("index", show(syntax.target), ...syntax.indices.map(show));
    case "slice":
      return list("slice", ...[syntax.from, syntax.step, syntax.to].map((part) => (part ? show(part) : "_")));
    case "range":
      return list("..", show(syntax.from), show(syntax.to));
    case "binding":
      return list("bind", show(syntax.name), show(syntax.value));
    case "matrix":
      return list("matrix", ...syntax.rows.map((row) => list(...row.map(show))));
    case "comprehension":
      return list("for", show(syntax.body), ...syntax.indices.map(show));
    case "tuple":
      return list("tuple", ...syntax.items.map(show));
    case "group":
      return list("group", show(syntax.argument));
    case "absolute":
      return list("abs", show(syntax.argument));
    case "norm":
      return list("norm", syntax.order, show(syntax.argument));
  }
}

function chain(name: string, operands: readonly Syntax[], operators: readonly string[]): string {
  return list(name, ...operands.flatMap((operand, i) => [...(i > 0 ? [operators[i - 1]!] : []), show(operand)]));
}

function optional(syntax: Syntax | undefined): string[] {
  return syntax === undefined ? [] : [show(syntax)];
}

function list(...items: readonly string[]): string {
  return `(${items.join(" ")})`;
}
