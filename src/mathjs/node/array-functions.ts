/** Functions of mathjs that take whole arrays, where they mean what one of ours does. */
import { UnsupportedError } from "../../core/error.ts";
import type { Expression } from "../../core/expression.ts";
import { arrayFunctions } from "../../operators/array-functions.ts";
import { eye } from "../../operators/matrix.ts";
import { norm } from "../../operators/reduction.ts";
import { toText } from "../../operators/text.ts";

/** These make arrays from sizes. */
const MAKERS: ReadonlySet<string> = new Set(["ones", "zeros", "identity"]);

export const isOfArrays = (name: string, args: readonly Expression[]): boolean =>
  MAKERS.has(name) || args.some(({ shape }) => shape.length > 0);

/** The same functions by the same number of arguments, and so many of them. */
const SAME: ReadonlyMap<string, number> = new Map([
  ["sum", 2],
  ["mean", 2],
  ["max", 2],
  ["min", 2],
  ["cumsum", 2],
  ["diag", 1],
  ["dot", 2],
  ["outer", 2],
  ["ones", Infinity],
  ["zeros", Infinity],
]);

/** The function applied, or `undefined` if it is none of these. */
export function applyToArrays(name: string, args: readonly Expression[]): Expression | undefined {
  const [first] = args as [Expression];
  if (args.length > 0 && args.length <= (SAME.get(name) ?? 0)) return arrayFunctions.get(name)!.build(args);
  if (name === "identity" && args.length === 1) return eye(first);
  if (name === "norm" && args.length === 1) return euclideanNorm(first);
  if (name === "var" || name === "std")
    throw new UnsupportedError(`${name} of mathjs divides by n - 1, unlike ours`, `Write it with sum or mean.`);
  return undefined;
}

function euclideanNorm(array: Expression): Expression {
  if (array.shape.length === 1) return norm(array);
  const text = toText(array);
  throw new UnsupportedError(
    `norm(${text}) of a matrix is the spectral norm in mathjs, which has no counterpart here`,
    `The norm of the entries is norm(${text}, "fro").`,
  );
}
