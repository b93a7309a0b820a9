/** Names around a node of mathjs: what was declared, the indices of sums around it, and `end` between brackets. */
import type { MathNode } from "mathjs";
import { freshIndex } from "../../core/binder.ts";
import { type Expression, makeSymbol, SCALAR } from "../../core/expression.ts";
import { NO_FACTS } from "../../core/facts.ts";
import type { Scope } from "../../notation/scope.ts";
import { constantOf } from "./names.ts";

/** Equal levels are one object, so that what is known of a node at a level is found again. */
export class Level {
  readonly scope: Scope;
  readonly known = new Map<MathNode, Expression>();
  private readonly byIndex = new Map<string, Level>();
  private readonly bySize = new Map<Expression | undefined, Level>();

  constructor(scope: Scope) {
    this.scope = scope;
  }

  /** A declared symbol, an index, a constant of mathjs, or a real scalar. */
  meaningOf(name: string): Expression {
    if (name === "end" && this.scope.end !== undefined) return this.scope.end;
    return this.scope.find(name) ?? constantOf(name) ?? makeSymbol(name, SCALAR, NO_FACTS);
  }

  /** Inside of a sum or product over an index. */
  over(index: string): Level {
    return entry(this.byIndex, index, () => new Level(this.scope.with(index, freshIndex())));
  }

  /** Between the brackets of an array, at a dimension of this size. */
  within(size: Expression | undefined): Level {
    return entry(this.bySize, size, () => new Level(this.scope.within(size)));
  }
}

function entry<K>(levels: Map<K, Level>, key: K, make: () => Level): Level {
  const known = levels.get(key) ?? make();
  levels.set(key, known);
  return known;
}
