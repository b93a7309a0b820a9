/** Arrays written out: `[1, 2; 3, 4]`. The arguments are the number of columns (0 for a vector) and the entries, row by row. */
import { ShapeError, UnsupportedError } from "../core/error.ts";
import { call, type Expression } from "../core/expression.ts";
import { hull } from "../core/interval.ts";
import { hole, LEVEL, layout, type Part } from "../core/layout.ts";
import { writtenArray } from "./evaluate-array.ts";
import { integer, integerOf, ZERO } from "./number.ts";
import { type Constructor, record } from "./record.ts";
import { element } from "./subscript.ts";
import { shapeText, toText } from "./text.ts";

export const arrayOf: Constructor<["columns", "...entries"]> = record("array(columns, ...entries)", {
  derivative: ([columns, ...entries], _value, cotangent) => [
    undefined,
    ...entries.map((_, k) => element(cotangent, ...placeOf(k, integerOf(columns!)!))),
  ],
  pushforward: ([columns, ...entries], _value, [, ...tangents]) =>
    arrayOf(columns!, ...entries.map((_, k) => tangents[k] ?? ZERO)),
  evaluate: () => {
    throw new UnsupportedError("An array has no value as a number", "Read an entry of it: A[1, 2].");
  },
  evaluateArray: writtenArray,
  range: (_columns, ...entries) => entries.reduce(hull),
  shape: ([columns, ...entries]) => arrayShape(integerOf(columns!)!, entries.length),
  text: (columns, ...entries) => {
    const width = integerOf(columns)!;
    const [open, close] = width === entries.length ? ["[[", "]]"] : ["[", "]"]; // one row is no vector
    return layout(LEVEL.atom, open!, ...rows(entries, width, ", ", "; "), close!);
  },
  latex: (columns, ...entries) => {
    const width = integerOf(columns)! === 0 ? 1 : integerOf(columns)!;
    return layout(LEVEL.atom, "\\begin{bmatrix}", ...rows(entries, width, " & ", " \\\\ "), "\\end{bmatrix}");
  },
  build: (args, made) => {
    for (const entry of args.slice(1)) {
      if (entry.shape.length > 0)
        throw new ShapeError(`${toText(entry)} is ${shapeText(entry.shape)}; entries of an array are scalars`);
    }
    return call(made, args, made.shape(args));
  },
});

/** The indices of the k-th entry, row by row. */
const placeOf = (k: number, columns: number): Expression[] =>
  columns === 0 ? [integer(k + 1)] : [integer(Math.floor(k / columns) + 1), integer((k % columns) + 1)];

const arrayShape = (columns: number, count: number) =>
  columns === 0 ? [integer(count)] : [integer(count / columns), integer(columns)];

function rows(entries: readonly Expression[], columns: number, comma: string, semicolon: string): Part[] {
  return entries.flatMap((entry, k) => [
    k === 0 ? "" : columns > 0 && k % columns === 0 ? semicolon : comma,
    hole(entry),
  ]);
}
