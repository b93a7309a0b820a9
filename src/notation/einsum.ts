/**
 * `einsum("ij,jk->ik", A, B)`: the entries of the result are sums of products of entries, over the letters that the
 * result does not have. It is only a way of writing: what comes of it is the index form.
 */
import { freshIndex } from "../core/binder.ts";
import type { Expression, SymbolNode } from "../core/expression.ts";
import { multiply } from "../operators/arithmetic.ts";
import { comprehension, entryOf } from "../operators/comprehension.ts";
import { sumOver } from "../operators/indexed.ts";
import { ONE } from "../operators/number.ts";
import { total } from "../operators/sums.ts";
import { shapeText, toText } from "../operators/text.ts";
import { Meaningless, type Step } from "./step.ts";
import type { CallSyntax } from "./syntax.ts";

/** A letter as an index, and the size of the axes that it stands for. */
interface Axis {
  readonly index: SymbolNode;
  readonly size: Expression;
  /** The first array that has it. */
  readonly of: Expression;
}

export function einsum(node: CallSyntax): Step {
  const [subscripts, ...arrays] = node.arguments;
  if (subscripts?.kind !== "string" || arrays.length === 0)
    throw new Meaningless("einsum takes subscripts and arrays", 'Write einsum("ij,jk->ik", A, B).');
  const { inputs, output } = lettersOf(subscripts.value);
  if (inputs.length !== arrays.length)
    throw new Meaningless(`"${subscripts.value}" is for ${inputs.length} arrays, here are ${arrays.length}`);
  return { children: arrays, build: (values) => contraction(inputs, output, values) };
}

/** Without an arrow, the result has the letters that occur once, in the order of the alphabet. */
function lettersOf(subscripts: string): { inputs: readonly string[]; output: string } {
  const [, left, right] = /^([a-zA-Z,]*)(?:->([a-zA-Z]*))?$/.exec(subscripts.replaceAll(" ", "")) ?? [];
  if (left === undefined) throw new Meaningless(`"${subscripts}" are no subscripts`, 'Letters, as in "ij,jk->ik".');
  const inputs = left.split(",");
  const letters = [...inputs.join("")];
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort();
  const output = right ?? once.join("");
  const wrong = [...output].find((letter, k) => !letters.includes(letter) || output.indexOf(letter) !== k);
  if (wrong === undefined) return { inputs, output };
  throw new Meaningless(`"${wrong}" stands in the result of "${subscripts}" ${reason(wrong, letters)}`);
}

const reason = (letter: string, letters: readonly string[]): string =>
  letters.includes(letter) ? "twice" : "but in no array";

function contraction(inputs: readonly string[], output: string, arrays: readonly Expression[]): Expression {
  const axes = axesOf(inputs, arrays);
  const factors = arrays.map((array, k) =>
    entryOf(
      array,
      [...inputs[k]!].map((letter) => axes.get(letter)!.index),
    ),
  );
  const summed = [...axes.keys()].filter((letter) => !output.includes(letter));
  const over = (letters: Iterable<string>, build: typeof sumOver, entry: Expression): Expression =>
    [...letters].reduceRight((e, letter) => build(axes.get(letter)!.index, e, ONE, axes.get(letter)!.size), entry);
  const product = multiply(...factors);
  // The sum of all entries of an array, which may have a notation.
  if (output === "") return summed.length === 0 ? product : total(over(summed, comprehension, product));
  return over(output, comprehension, over(summed, sumOver, product));
}

function axesOf(inputs: readonly string[], arrays: readonly Expression[]): Map<string, Axis> {
  const axes = new Map<string, Axis>();
  for (const [k, array] of arrays.entries()) {
    const letters = [...inputs[k]!];
    if (letters.length !== array.shape.length)
      throw new Meaningless(`${toText(array)} is ${shapeText(array.shape)}, but has the subscripts "${inputs[k]}"`);
    for (const [axis, letter] of letters.entries()) {
      const size = array.shape[axis]!;
      const known = axes.get(letter);
      if (known === undefined) axes.set(letter, { index: freshIndex(), size, of: array });
      else if (known.size !== size)
        throw new Meaningless(
          `"${letter}" stands for ${toText(known.size)} in ${toText(known.of)}, but for ${toText(size)} in ${toText(array)}`,
        );
    }
  }
  return axes;
}
