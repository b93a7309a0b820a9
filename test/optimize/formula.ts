/** A formula string as an objective with an exact gradient: mathjs parses, and a forward sweep over the tree differentiates. */
import { type MathNode, parse } from "mathjs";
import type { Objective } from "../../src/optimize/objective.ts";
import { objective } from "./problems.ts";

/** One step: writes value and partial derivatives with respect to its (at most two) operands. */
interface Step {
  readonly operands: readonly number[];
  readonly apply: (a: number, b: number) => readonly [value: number, byA: number, byB: number];
}

const OPERATIONS: Readonly<Record<string, Step["apply"]>> = {
  "+": (a, b) => [a + b, 1, 1],
  "-": (a, b) => [a - b, 1, -1],
  "*": (a, b) => [a * b, b, a],
  "/": (a, b) => [a / b, 1 / b, -a / b / b],
  "^": (a, b) => [
    a ** b,
    a ** b === 0 && b >= 1 && a === 0 ? Number(b === 1) : b * a ** (b - 1),
    a > 0 ? a ** b * Math.log(a) : 0,
  ],
  "unary-": (a) => [-a, -1, 0],
  exp: (a) => [Math.exp(a), Math.exp(a), 0],
  log: (a) => [Math.log(a), 1 / a, 0],
  sqrt: (a) => [Math.sqrt(a), 0.5 / Math.sqrt(a), 0],
  sin: (a) => [Math.sin(a), Math.cos(a), 0],
  cos: (a) => [Math.cos(a), -Math.sin(a), 0],
  abs: (a) => [Math.abs(a), Math.sign(a), 0],
  atan2: (y, x) => [Math.atan2(y, x), x / (x * x + y * y), -y / (x * x + y * y)],
};

/** The objective of an expression in these variables. */
export function fromFormula(expression: string, variables: readonly string[]): Objective {
  const n = variables.length;
  const steps = tape(parse(expression), variables);
  const values = new Float64Array(steps.length);
  const slopes = new Float64Array(steps.length * n);
  return objective(n, (x, gradient) => {
    slopes.fill(0);
    steps.forEach((step, at) => {
      if (typeof step === "string") {
        values[at] = x[variables.indexOf(step)]!;
        slopes[at * n + variables.indexOf(step)] = 1;
        return;
      }
      const [a = -1, b = -1] = step.operands;
      const [value, byA, byB] = step.apply(values[a] ?? 0, values[b] ?? 0);
      values[at] = value;
      for (let i = 0; i < n; i++) slopes[at * n + i] = byA * (slopes[a * n + i] ?? 0) + byB * (slopes[b * n + i] ?? 0);
    });
    gradient.set(slopes.subarray((steps.length - 1) * n));
    return values[steps.length - 1]!;
  });
}

function tape(root: MathNode, variables: readonly string[]): (Step | string)[] {
  const steps: (Step | string)[] = [];
  const visit = (node: MathNode): number => {
    const { type } = node;
    if (type === "ParenthesisNode") return visit((node as unknown as { content: MathNode }).content);
    if (type === "ConstantNode") return steps.push(constant((node as unknown as { value: number }).value)) - 1;
    if (type === "SymbolNode") return steps.push(named((node as unknown as { name: string }).name, variables)) - 1;
    const { op, fn, args } = node as unknown as { op?: string; fn: { name: string }; args: MathNode[] };
    const operands = args.map(visit);
    const name = op === undefined ? fn.name : args.length === 1 ? `unary${op}` : op;
    const apply = OPERATIONS[name];
    if (apply === undefined) throw new Error(`no operation ${name}`);
    return steps.push({ operands, apply }) - 1;
  };
  visit(root);
  return steps;
}

function named(name: string, variables: readonly string[]): Step | string {
  return name === "pi" ? constant(Math.PI) : variables.includes(name) ? name : missing(name);
}

function missing(name: string): never {
  throw new Error(`unknown symbol ${name}`);
}

function constant(value: number): Step {
  return { operands: [], apply: () => [value, 0, 0] };
}
