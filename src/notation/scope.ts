/** What names mean where a text stands: declared symbols, definitions, and indices bound around the place. */
import { OPERATIONS_PER_NODE, spend } from "../core/budget.ts";
import { type Expression, makeSymbol, SCALAR, type SymbolNode } from "../core/expression.ts";
import { NO_FACTS, SIZE } from "../core/facts.ts";
import { postorder, substitute } from "../core/traverse.ts";

/** `f(x, y) = body`. */
export interface Definition {
  readonly parameters: readonly SymbolNode[];
  readonly body: Expression;
}

/** A level of names; inner levels hide outer ones. Names are keys of maps, so no name is special. */
export class Scope {
  readonly symbols = new Map<string, Expression>();
  readonly functions = new Map<string, Definition>();
  /** What `end` stands for inside index brackets. */
  readonly end: Expression | undefined;
  private readonly outer: Scope | undefined;

  constructor(outer?: Scope, end?: Expression) {
    this.outer = outer;
    this.end = end ?? outer?.end;
  }

  /** The meaning of a name: a declared symbol, a defined value, an index. */
  find(name: string): Expression | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.outer) {
      const found = scope.symbols.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  findFunction(name: string): Definition | undefined {
    return this.functions.get(name) ?? this.outer?.findFunction(name);
  }

  /** All names, inner ones first. */
  names(): string[] {
    return [...this.symbols.keys(), ...this.functions.keys(), ...(this.outer?.names() ?? [])];
  }

  /** The level between the brackets of an array, where `end` is the size of a dimension. */
  within(size: Expression | undefined): Scope {
    return new Scope(this, size);
  }

  /** A level inside this one with one more name. */
  with(name: string, meaning: Expression): Scope {
    const inner = new Scope(this);
    inner.symbols.set(name, meaning);
    return inner;
  }
}

/** A name that nothing was said of is a real scalar. */
export const scalarSymbol = (name: string): SymbolNode => makeSymbol(name, SCALAR, NO_FACTS);

/** The size of a dimension. */
export const sizeSymbol = (name: string): SymbolNode => makeSymbol(name, SCALAR, SIZE);

/** The body with arguments in the place of the parameters: a copy, so definitions of definitions can grow without end. */
export function applyDefinition(definition: Definition, args: readonly Expression[]): Expression {
  const { parameters, body } = definition;
  const instead = "Apply fewer definitions to each other";
  spend(OPERATIONS_PER_NODE * sizeOf(definition), "What definitions stand for grows", instead);
  return substitute(body, new Map(parameters.map((parameter, k) => [parameter, args[k]!])));
}

const sizes = new WeakMap<Definition, number>();

/** How many nodes the body has. */
function sizeOf(definition: Definition): number {
  const size = sizes.get(definition) ?? postorder(definition.body).length;
  sizes.set(definition, size);
  return size;
}
