/** From nodes of mathjs to our expressions. */
import type { ConstantNode, MathNode, SymbolNode } from "mathjs";
import { UnsupportedError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { type Symbols, scopeOf } from "../notation/parse.ts";
import { constantMeaning } from "./node/constant.ts";
import { Level } from "./node/level.ts";
import { type IsShared, type Step, stepOf } from "./node/step.ts";

export interface FromMathjsOptions {
  /** Declarations, as a text or by name; other names are constants of mathjs or real scalars. */
  readonly symbols?: Symbols;
}

/**
 * The expression of a node of mathjs, of any copy of mathjs. Operators, functions, conditions, chains of comparisons,
 * arrays with their entries and `sum(map(1:n, f(i) = …))` are read; integers are exact, other numbers are doubles.
 * A name that is not declared is a constant of mathjs (`e`, `pi`, `tau`, `i`, …) or a real scalar, also where mathjs would
 * find a unit: `m`, `g`.
 *
 * @throws {UnsupportedError} naming what has no counterpart: units, texts, assignments, functions that nabla lacks;
 *   {@link ShapeError} for arrays that do not go together.
 * @example
 * import { parse } from "mathjs"
 * import { fromMathjs, toMathjs } from "nabla/mathjs"
 * const e = fromMathjs(parse("2x y / y^3"), { symbols: "y : positive" })
 * toMathjs(e).toString() // 2 * x / y ^ 2
 */
export function fromMathjs(node: MathNode, options: FromMathjsOptions = {}): Expression {
  const isShared = sharing(node);
  const stack: Frame[] = [];
  let next: MathNode = node;
  let level = new Level(scopeOf(options.symbols ?? {}));
  for (;;) {
    let value = level.known.get(next) ?? leafMeaning(next, level);
    if (value === undefined) stack.push({ node: next, level, values: [], ...stepOf(next, level, isShared) });
    for (;;) {
      const frame = stack[stack.length - 1];
      if (frame === undefined) return value!;
      if (value !== undefined) frame.values.push(value);
      const child = frame.values.length;
      if (child < frame.children.length) {
        next = frame.children[child]!;
        level = frame.levelOf?.(child, frame.values) ?? frame.level;
        break;
      }
      value = frame.build(frame.values);
      frame.level.known.set(frame.node, value);
      stack.pop();
    }
  }
}

interface Frame extends Step {
  readonly node: MathNode;
  readonly level: Level;
  readonly values: Expression[];
}

function leafMeaning(node: MathNode, level: Level): Expression | undefined {
  if (node.type === "ConstantNode") return constantMeaning((node as ConstantNode).value);
  return node.type === "SymbolNode" ? level.meaningOf((node as SymbolNode).name) : undefined;
}

/** Which nodes have several parents. */
function sharing(root: MathNode): IsShared {
  const seen = new Set<MathNode>([root]);
  const shared = new Set<MathNode>();
  const todo = [root];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (typeof node.forEach !== "function")
      throw new UnsupportedError("This is no node of mathjs", "Use parse of mathjs.");
    node.forEach((child) => {
      if (seen.has(child)) shared.add(child);
      else todo.push(child);
      seen.add(child);
    });
  }
  return (node) => shared.has(node);
}
