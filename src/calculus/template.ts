/**
 * Derivative formulas of operators, parsed once and then filled in with arguments. `f` stands for the operator's own
 * value, the other names for its arguments.
 */
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import type { Operator } from "../core/operator.ts";
import { postorder } from "../core/traverse.ts";
import { parse } from "../notation/parse.ts";
import { scalarSymbol } from "../notation/scope.ts";
import { toText } from "../operators/text.ts";

/** A formula as the nodes to build, arguments before their calls. */
interface Template {
  readonly nodes: readonly Expression[];
  readonly parameters: ReadonlyMap<Expression, number>;
}

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
  const { nodes, parameters } = templateOf(operator, k, value);
  const built = new Map<Expression, Expression>();
  for (const node of nodes) built.set(node, fill(node, parameters, built, args, value));
  return built.get(nodes[nodes.length - 1]!)!;
}

function fill(
  node: Expression,
  parameters: ReadonlyMap<Expression, number>,
  built: ReadonlyMap<Expression, Expression>,
  args: readonly Expression[],
  value: Expression,
): Expression {
  if (node.kind === "call") return node.operator.build(node.args.map((argument) => built.get(argument)!));
  const position = parameters.get(node);
  return position === undefined ? node : (args[position] ?? value);
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
  const names = [...parameters, "f"].map((name) => [name, scalarSymbol(name)] as const);
  return {
    nodes: postorder(parse(formula, { symbols: Object.fromEntries(names) })),
    parameters: new Map(names.map(([, symbol], position) => [symbol, position])),
  };
}
