/** How a text was read: with every parenthesis and product written out, and as a tree. */
import type { Syntax } from "../notation/syntax.ts";
import { type IsVariable, isProductCall, type Part, type Piece, partOf } from "./reading-part.ts";

export type { IsVariable } from "./reading-part.ts";

/** The text with all parentheses, `a/(b*c)` for `a/b c`; it reads as the same expression. */
export function explicit(root: Syntax, isVariable: IsVariable): string {
  const stack: { readonly part: Part; readonly pieces: Piece[] }[] = [];
  let part = partOf(root, isVariable);
  for (;;) {
    stack.push({ part, pieces: [] });
    for (;;) {
      const top = stack[stack.length - 1]!;
      const next = top.part.children[top.pieces.length];
      if (next !== undefined) {
        part = partOf(next, isVariable);
        break;
      }
      const piece = top.part.write(top.pieces);
      stack.pop();
      if (stack.length === 0) return piece.text;
      stack[stack.length - 1]!.pieces.push(piece);
    }
  }
}

/** The tree, one line for each node. */
export function tree(root: Syntax, isVariable: IsVariable): string {
  const lines: string[] = [];
  const todo = [{ node: root, lead: "", rest: "" }];
  while (todo.length > 0) {
    const { node, lead, rest } = todo.pop()!;
    const { label, children } = partOf(node, isVariable);
    lines.push(lead + label);
    for (let k = children.length; k--; ) {
      const isLast = k === children.length - 1;
      const [branch, trunk] = isLast ? ["└ ", "  "] : ["├ ", "│ "];
      todo.push({ node: children[k]!, lead: rest + branch, rest: rest + trunk });
    }
  }
  return lines.join("\n");
}

/** Longer readings than this are cut in a remark. */
const LONGEST_REMARK = 300;

/** A remark on how a formula was read, if a reader could take it in another way. */
export function readingRemarks(root: Syntax, isVariable: IsVariable): string[] {
  if (!hasChoice(root, isVariable)) return [];
  const reading = explicit(root, isVariable);
  return [`read as ${reading.length > LONGEST_REMARK ? `${reading.slice(0, LONGEST_REMARK)}…` : reading}`];
}

/**
 * Whether a reader could take the text in another way than it was read: an implicit product after a division, a ratio
 * of numbers before a product, a product that looks like a call, or a derivative of the first term only.
 */
export function hasChoice(root: Syntax, isVariable: IsVariable): boolean {
  const todo: Syntax[] = [root];
  while (todo.length > 0) {
    const node = todo.pop()!;
    if (isChoice(node, isVariable)) return true;
    todo.push(...partOf(node, isVariable).children);
  }
  return false;
}

function isChoice(node: Syntax, isVariable: IsVariable): boolean {
  switch (node.kind) {
    case "product":
      return node.operators.some((operator, k) => operator !== "*" && node.factors[k + 1]!.kind === "juxtaposition");
    case "juxtaposition":
      return node.factors[0]!.kind === "product";
    case "call":
      return isProductCall(node, isVariable);
    case "postfix":
      return isProductCall(node.argument, isVariable);
    case "power":
      return isProductCall(node.base, isVariable) || isProductCall(node.exponent, isVariable);
    case "sum":
      return node.terms.slice(0, -1).some(({ kind }) => kind === "derivative");
    default:
      return false;
  }
}
