/** Programs of expressions just as they are, without the stable form that `compile` gives them first. */

import { Callable, type CompiledFunction } from "../../src/compile/callable.ts";
import { inputsOf } from "../../src/compile/inputs.ts";
import { type Backend, makeKernel } from "../../src/compile/kernel.ts";
import { lower } from "../../src/compile/lower.ts";
import { countScheduled } from "../../src/compile/operations.ts";
import { schedule } from "../../src/compile/schedule.ts";
import type { Expression } from "../../src/core/expression.ts";

export function compileAsIs(e: Expression, backend?: Backend): CompiledFunction<number> {
  return compiled(new Map([["value", e]]), true, backend) as CompiledFunction<number>;
}

export function compileAllAsIs(
  e: Readonly<Record<string, Expression>>,
  backend?: Backend,
): CompiledFunction<Readonly<Record<string, number>>> {
  return compiled(new Map(Object.entries(e)), false, backend) as CompiledFunction<Readonly<Record<string, number>>>;
}

function compiled(outputs: ReadonlyMap<string, Expression>, bare: boolean, backend?: Backend) {
  const program = lower(outputs);
  const scheduled = schedule(program);
  const kernel = makeKernel(program, scheduled, backend);
  const shapes = [...outputs].map(([name, { shape }]) => ({ name, shape }));
  const operations = countScheduled(scheduled).weighted;
  return new Callable(
    { program, kernel, operations, outputs: shapes, bare },
    inputsOf([...outputs.values()], undefined),
    new Map(),
  ).function();
}

/** How often a piece of text occurs in the source. */
export const occurrences = (source: string, piece: string): number => source.split(piece).length - 1;
