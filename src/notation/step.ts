/** One node of the syntax tree on its way to an expression. */
import type { Expression } from "../core/expression.ts";
import type { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";

/** What a node needs: its children, in the order in which they are resolved, and how their values are put together. */
export interface Step {
  readonly children: readonly Syntax[];
  readonly build: (values: readonly Expression[]) => Expression;
  /** Whether the values may be rows, `x'`; otherwise they come as the vectors they are. */
  readonly keepsRows?: boolean;
  /** The scope of a child, where it is not that of the node; may depend on the children before it. */
  readonly scopeOf?: (child: number, values: readonly Expression[]) => Scope;
}

/** Why a node has no meaning; the walk adds the place. A node inside of it may be the culprit. */
export class Meaningless {
  readonly reason: string;
  readonly hint: string | undefined;
  readonly culprit: { readonly start: number; readonly end: number } | undefined;

  constructor(reason: string, hint?: string, culprit?: { readonly start: number; readonly end: number }) {
    this.reason = reason;
    this.hint = hint;
    this.culprit = culprit;
  }
}
