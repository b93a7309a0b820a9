/** `nabla derivative`, `gradient`, `jacobian`, `hessian`, `jvp`, `vjp`, `hvp`. */
import { derivative, gradient, hessian, hvp, jacobian, jvp, vjp } from "../../calculus/derivative.ts";
import type { Expression } from "../../core/expression.ts";
import { parseSyntaxExpression } from "../../notation/parse-syntax.ts";
import type { Answer } from "../command.ts";
import { derivativeAnswer } from "../formula-answer.ts";
import { blocksOfHessian, blocksOfJacobian } from "../linear-maps.ts";
import { countOf, type Request } from "../request.ts";
import { UsageError } from "../usage-error.ts";
import { noteAbsent, variablesIn } from "../variables.ts";

export function differentiated(request: Request): Answer {
  const [formula, variable, order = "1"] = request.words as [string, string, string?];
  const names = variablesIn(variable);
  if (names.length > 1) throw new UsageError("A derivative is taken by one variable", "For several: nabla gradient");
  const input = request.formula(formula);
  noteAbsent(names, [input], request);
  return derivativeAnswer(derivative(input, names[0]!, countOf(order, "The order"), request.reading), request);
}

export function gradients(request: Request): Answer {
  const { input, variables } = formulaAndVariables(request);
  return derivativeAnswer(gradient(input, variables, request.reading), request);
}

export function hessians(request: Request): Answer {
  const { input, variables } = formulaAndVariables(request);
  return derivativeAnswer(
    hessian(input, variables, request.reading),
    request,
    blocksOfHessian(input, variables, request.reading),
  );
}

function formulaAndVariables(request: Request): { input: Expression; variables: string[] } {
  const input = request.formula(request.words[0]!);
  const variables = variablesIn(request.words[1]!);
  noteAbsent(variables, [input], request);
  return { input, variables };
}

export function jacobians(request: Request): Answer {
  const inputs = request.words.slice(0, -1).map((text) => request.formula(text));
  const variables = variablesIn(request.words.at(-1)!);
  noteAbsent(variables, inputs, request);
  return derivativeAnswer(
    jacobian(inputs, variables, request.reading),
    request,
    blocksOfJacobian(inputs, variables, request.reading),
  );
}

export function tangent(request: Request): Answer {
  const input = request.formula(request.words[0]!);
  return derivativeAnswer(jvp(input, tangentsOf(request, input)), request);
}

export function hessianTangent(request: Request): Answer {
  const input = request.formula(request.words[0]!);
  return derivativeAnswer(hvp(input, tangentsOf(request, input)), request);
}

export function cotangent(request: Request): Answer {
  const [variables, cotangents] = [request.words.at(-1)!, request.words.at(-2)!];
  const inputs = request.words.slice(0, -2).map((text) => request.formula(text));
  const names = variablesIn(variables);
  noteAbsent(names, inputs, request);
  return derivativeAnswer(
    vjp(
      inputs,
      listItems(cotangents).map((text) => request.formula(text)),
      names,
    ),
    request,
  );
}

function tangentsOf(request: Request, input: Expression): Record<string, Expression> {
  if (request.values.size === 0) throw new UsageError("There are no tangents", "Give one for each variable: x=u");
  noteAbsent([...request.values.keys()], [input], request);
  return Object.fromEntries([...request.values].map(([name, text]) => [name, request.formula(text)]));
}

/** The texts of `u, v/2, f(a, b)`: commas inside of brackets separate nothing. */
function listItems(text: string): string[] {
  const list = `[${text}]`;
  const syntax = parseSyntaxExpression(list);
  if (syntax.kind !== "matrix") return [text];
  return syntax.rows.flat().map(({ start, end }) => list.slice(start, end));
}
