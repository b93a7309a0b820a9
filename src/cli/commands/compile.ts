/** `nabla compile`: the code that a formula becomes. */
import { compile } from "../../compile/compile.ts";
import type { Answer } from "../command.ts";
import type { Request } from "../request.ts";
import { variablesIn } from "../variables.ts";

export function compiled(request: Request): Answer {
  const order = request.option("inputs");
  const { source, inputs, operations } = compile(
    request.formula(request.words[0]!),
    order === undefined ? {} : { inputs: variablesIn(order) },
  );
  return { text: source.trimEnd(), data: { result: source, inputs, operations } };
}
