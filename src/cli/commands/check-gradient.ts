/** `nabla check-gradient`: derivatives beside difference quotients. */
import { checkGradient } from "../../compile/check-gradient.ts";
import { dataColumns } from "../columns.ts";
import type { Answer } from "../command.ts";
import { checkValues, numbersOf } from "../point.ts";
import type { Request } from "../request.ts";
import { noteAbsent, variablesIn } from "../variables.ts";

export function checked(request: Request): Answer {
  const input = request.formula(request.words[0]!);
  const variables = variablesIn(request.words[1]!);
  noteAbsent(variables, [input], request);
  const point = { ...dataColumns(request, input), ...numbersOf(request.values) };
  checkValues(input, Object.keys(point));
  const { entries, error } = checkGradient(input, variables, point);
  const rows = Object.entries(entries).map(([name, { symbolic, numeric, error: difference, at }]) => [
    at.length === 0 ? name : `${name}[${at.join(", ")}]`,
    String(symbolic),
    String(numeric),
    difference.toExponential(1),
  ]);
  return {
    text: aligned([["", "symbolic", "numeric", "relative difference"], ...rows]),
    data: { result: entries, error },
  };
}

/** Columns side by side. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, k) => cell.padEnd(widths[k]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
