/** The precedence and the implicit product are mathjs's; an independent parser is asked about random formulas. */
import fc from "fast-check";
import {
  type AccessorNode,
  type ConditionalNode,
  type FunctionNode,
  type IndexNode,
  type MathNode,
  type OperatorNode,
  type ParenthesisNode,
  parse,
  type RelationalNode,
} from "mathjs";
import { expect, test } from "vitest";
import { parseSyntaxExpression } from "../../src/notation/parse-syntax.ts";
import type { Syntax } from "../../src/notation/syntax.ts";

const ATOMS = ["a", "b", "x", "2", "3", "2.5", "1/2"];
const TEMPLATES = [
  ...["% + %", "% - %", "%*%", "%/%", "%^%", "%.*%", "%./%", "%.^%", "% %", "2%", "% mod %", "-%", "+%", "%'", "%!"],
  ...["(%)", "(%)(%)", "f(%)", "f(%, %)", "%(%)", "% == %", "% != %", "% < %", "% <= % < %", "% and %", "% or %"],
  ...["% ? % : %", "%/% %", "1/2%", "-%^-%", "[%, %]"],
];

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc
      .tuple(fc.constantFrom(...TEMPLATES), tie("formula"), tie("formula"), tie("formula"))
      .map(([template, ...parts]) => template.replace(/%/g, () => parts.shift()!)),
  ),
}));

test("precedence and implicit products read as in mathjs", () => {
  let compared = 0;
  const check = (source: string) => {
    // There, 1/2 is not one factor with more than one sign before it, f'(x) is a product, and an entry can be called.
    if (/[-+]\s*[-+]\s*[\d.]+\s*\/\s*[\d.]+|['\]]\s*\(/.test(source)) return;
    const theirs = reading(() => showTheirs(parse(source)));
    const ours = reading(() => showOurs(parseSyntaxExpression(source)));
    if (theirs === undefined || ours === undefined) return;
    compared++;
    expect(ours).toBe(theirs);
  };
  fc.assert(fc.property(formula, check), { numRuns: 3000 });
  expect(compared).toBeGreaterThan(1500);
});

function reading(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Binary, as mathjs has it: a flat list folds to the left. */
function showOurs(syntax: Syntax): string {
  switch (syntax.kind) {
    case "number":
      return String(Number(syntax.text));
    case "name":
      return syntax.name;
    case "sum":
      return fold(syntax.terms, (i) => (syntax.minus[i] ? "-" : "+"));
    case "product":
      return fold(syntax.factors, (i) => syntax.operators[i - 1]!);
    case "juxtaposition":
      return fold(syntax.factors, () => "implicit");
    case "logic":
      return fold(syntax.operands, () => syntax.operator);
    case "prefix": {
      // The sign of `-1/2x` is on the ratio here and on the 1 there, which is the same number.
      const ratio = syntax.argument.kind === "product" ? syntax.argument.factors : undefined;
      if (ratio) return `(/ (${syntax.operator} ${showOurs(ratio[0]!)}) ${showOurs(ratio[1]!)})`;
      return `(${syntax.operator} ${showOurs(syntax.argument)})`;
    }
    case "postfix":
      return `(${syntax.operator} ${showOurs(syntax.argument)})`;
    case "power":
      return `(${syntax.operator} ${showOurs(syntax.base)} ${showOurs(syntax.exponent)})`;
    case "comparison":
      return syntax.operators.length === 1
        ? fold(syntax.operands, () => syntax.operators[0]!)
        : `(${syntax.operators.join(" ")} ${syntax.operands.map(showOurs).join(" ")})`;
    case "conditional":
      return syntax.cases.reduceRight(
        (rest, { condition, value }) => `(? ${showOurs(condition)} ${showOurs(value)} ${rest})`,
        showOurs(syntax.otherwise!),
      );
    case "call":
      return `(${syntax.name} ${syntax.arguments.map(showOurs).join(" ")})`;
    case "index":
      return `(index ${[syntax.target, ...syntax.indices].map(showOurs).join(" ")})`;
    case "matrix":
      return `[${syntax.rows[0]!.map(showOurs).join(" ")}]`;
    case "group":
      return showOurs(syntax.argument);
    default:
      return syntax.kind;
  }
}

function fold(parts: readonly Syntax[], operator: (i: number) => string): string {
  return parts.map(showOurs).reduce((left, right, i) => `(${operator(i)} ${left} ${right})`);
}

const RELATIONS: Readonly<Record<string, string>> = { smaller: "<", smallerEq: "<=", equal: "==", unequal: "!=" };

function showTheirs(node: MathNode): string {
  switch (node.type) {
    case "ParenthesisNode":
      return showTheirs((node as ParenthesisNode).content);
    case "OperatorNode": {
      const { op, implicit, args } = node as OperatorNode & { readonly implicit: boolean };
      return `(${implicit ? "implicit" : op} ${args.map(showTheirs).join(" ")})`;
    }
    case "RelationalNode": {
      const { conditionals, params } = node as RelationalNode;
      return `(${conditionals.map((name) => RELATIONS[name]).join(" ")} ${params.map(showTheirs).join(" ")})`;
    }
    case "ConditionalNode": {
      const { condition, trueExpr, falseExpr } = node as ConditionalNode;
      return `(? ${showTheirs(condition)} ${showTheirs(trueExpr)} ${showTheirs(falseExpr)})`;
    }
    case "FunctionNode": {
      const { fn, args } = node as FunctionNode;
      return `(${fn.toString()} ${args.map(showTheirs).join(" ")})`;
    }
    case "AccessorNode": {
      const { object, index } = node as AccessorNode;
      return `(index ${[object, ...(index as IndexNode).dimensions].map(showTheirs).join(" ")})`;
    }
    case "ArrayNode":
      return `[${(node as MathNode & { readonly items: MathNode[] }).items.map(showTheirs).join(" ")}]`;
    default:
      return node.toString();
  }
}
