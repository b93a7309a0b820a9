/** Indices with the sizes of their axes, and which of them parts of an entry depend on. */
import type { Expression, SymbolNode } from "../core/expression.ts";
import { dependsOn } from "../operators/comprehension.ts";

export interface Axis {
  readonly index: SymbolNode;
  readonly size: Expression;
}

export type Axes = readonly Axis[];
/** An array, or nothing where there is no notation for it. */
export type Raised = Expression | undefined;
/** The array over the axes of which this is the entry. */
export type Raise = (entry: Expression, axes: Axes) => Raised;

/** The axes on whose indices something depends. */
export const among = (e: Expression, axes: Axes): Axes => axes.filter(({ index }) => dependsOn(e, index));

export const isSame = (a: Axes, b: Axes): boolean => a.length === b.length && a.every((axis, k) => axis === b[k]);

/** Whether there is one of the axes at least, and none but these. */
export const isOver = (own: Axes, axes: Axes): boolean => own.length > 0 && own.every((axis) => axes.includes(axis));

export const joined = (parts: readonly Raised[], build: (parts: readonly Expression[]) => Expression): Raised =>
  parts.every((part) => part !== undefined) ? build(parts) : undefined;
