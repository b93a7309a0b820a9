/**
 * Derivative formulas of operators, parsed once and then filled in with arguments. `f` stands for the operator's own
 * value, the other names for its arguments.
 */
import { UnsupportedError } from "../core/error.ts";
import type { Expression, SymbolNode } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { postorder } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { scalarSymbol } from "../notation/scope.ts";
import { toText } from "../operators/text.ts";

/** A formula as what to build, arguments before their calls. */
type Template = readonly Step[];
/** A number or a constant as it stands; the argument at a position, or the value behind the last; or a call of earlier steps. */
type Step =
  | { readonly node: Expression }
  | { readonly position: number }
  | { readonly operator: Operator; readonly steps: readonly number[] };

const templates = new WeakMap<Operator, (Template | undefined)[]>();

/**
 * The partial derivative of a call by its k-th argument.
 *
 * @throws {UnsupportedError} if the operator has no rule for it.
 */
export function partialDerivative(
  operator: Operator,
  k: number,
  args: readonly Expression[],
  value: Expression,
): Expression {
  const built: Expression[] = [];
  for (const step of templateOf(operator, k, value)) built.push(taken(step, built, args, value));
  return built[built.length - 1]!;
}

function taken(step: Step, built: readonly Expression[], args: readonly Expression[], value: Expression): Expression {
  if ("operator" in step) return step.operator.build(step.steps.map((at) => built[at]!));
  return "node" in step ? step.node : (args[step.position] ?? value);
}

function templateOf(operator: Operator, k: number, value: Expression): Template {
  const known = templates.get(operator) ?? [];
  templates.set(operator, known);
  known[k] ??= compileTemplate(operator, k);
  if (known[k] === undefined) {
    throw new UnsupportedError(
      `There is no rule for the derivative of ${operator.name} by its argument ${operator.parameters[k]}: ${toText(value)}`,
    );
  }
  return known[k];
}

function compileTemplate({ derivative, parameters }: Operator, k: number): Template | undefined {
  const formula = typeof derivative === "object" ? derivative[k] : undefined;
  if (formula === undefined || formula === "") return undefined;
  const symbols = [...parameters, "f"].map((name) => scalarSymbol(name));
  const nodes = postorder(parse(formula, { symbols: Object.fromEntries(symbols.map((s) => [s.name, s])) }));
  const place = new Map(nodes.map((node, at) => [node, at]));
  return nodes.map((node) => {
    if (node.kind === "call")
      return { operator: node.operator, steps: node.args.map((argument) => place.get(argument)!) };
    const position = symbols.indexOf(node as SymbolNode);
    return position < 0 ? { node } : { position };
  });
}
