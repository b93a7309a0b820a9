/** Expressions as plain text that reads back as the same node. Every operator knows how it is written; this fills in the rest. */
import { type Expression, isSymbol, type SymbolNode } from "../core/expression.ts";
import { type Layout, LEVEL, layout, type Names, nameOf, render, separated } from "../core/layout.ts";
import { numberToText, signOf } from "../core/number.ts";
import type { Operator } from "../core/operator.ts";
import { freeSymbols } from "../core/traverse.ts";

/**
 * The text of an expression; parsing it with the same declarations gives the same node.
 *
 * @throws {LimitError} beyond ten million characters, which formulas with shared parts can reach.
 * @example
 * toText(parse("7*(-t-13)-4-12t")) // -12*t - 7*(t + 13) - 4
 */
export function toText(e: Expression): string {
  const spell = spellings(e);
  return render(e, {
    layoutOf: (part, names) => layoutOf(part, names, spell),
    parentheses: ["(", ")"],
    indexName: indexNames(e),
  });
}

/** The name of an operator, or an alias where a variable has that name: `Γ(gamma)`. */
function spellings(e: Expression): (operator: Operator) => string {
  let variables: Set<string> | undefined;
  return ({ name, aliases }) => {
    if (aliases.length === 0) return name;
    variables ??= new Set(freeSymbols(e).map((symbol) => symbol.name));
    return variables.has(name) ? (aliases.find((alias) => !variables!.has(alias)) ?? name) : name;
  };
}

const INDEX_NAMES = "ijklmnpqrstuvwxyz";

/** Names i, j, k, … for indices from the outside in, skipping names that are taken. */
export function indexNames(e: Expression): (nesting: number) => string {
  let names: string[] | undefined;
  return (nesting) => {
    names ??= freeNames(e);
    return nesting < names.length ? names[nesting]! : `i_${nesting}`;
  };
}

function freeNames(e: Expression): string[] {
  const taken = new Set(freeSymbols(e).map(({ name }) => name));
  return [...INDEX_NAMES].filter((name) => !taken.has(name));
}

function layoutOf(e: Expression, names: Names | undefined, spell: (operator: Operator) => string): Layout {
  if (e.kind === "constant") {
    const text = numberToText(e.value);
    return layout(signOf(e.value) < 0 ? LEVEL.sign : text.includes("/") ? LEVEL.product : LEVEL.atom, text);
  }
  if (isSymbol(e)) return layout(LEVEL.atom, nameOf(e, names) ?? looseName(e));
  return e.operator.text?.(e.args) ?? functionLayout(spell(e.operator), e.args);
}

/** An index that no binder around it binds is met in messages only: by the name it had in the text, or one by its depth. */
function looseName({ name, index }: SymbolNode): string {
  if (index === 0 || name !== "#") return name;
  return index < 0 ? `#${-index}` : (INDEX_NAMES[index - 1] ?? `i_${index}`);
}

const functionLayout = (name: string, args: readonly Expression[]): Layout =>
  layout(LEVEL.atom, name, ...(args.length === 0 ? [] : ["(", ...separated(args, ", "), ")"]));

/** `[n, d]` as `n × d`, a scalar as `scalar`: for messages. */
export const shapeText = (shape: readonly Expression[]): string =>
  shape.length === 0
    ? "scalar"
    : shape.length === 1
      ? `vector(${toText(shape[0]!)})`
      : `${shape.map(toText).join(" × ")}`;
