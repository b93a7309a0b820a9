/** The weighted operations that compiled formulas take for arrays of given sizes, loops and kernels counted in full. */
import type { ArrayKernel } from "../../src/compile/array-kernel.ts";
import { lower } from "../../src/compile/lower.ts";
import { chainCost } from "../../src/compile/matrix-chain-kernel.ts";
import { onlyOffsets, weightOf } from "../../src/compile/operations.ts";
import type { Value } from "../../src/compile/program.ts";
import { type Block, type Step, schedule } from "../../src/compile/schedule.ts";
import type { Expression } from "../../src/core/expression.ts";
import { specialize } from "../../src/simplify/simplify.ts";

/** What kernels take from their numbers: products and sums 1, divisions 4, exponentials and logarithms 10. */
const KERNELS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  literal: () => 0,
  matrixVector: (n, d) => 2 * n! * d!,
  transposedVector: (n, d) => 2 * n! * d!,
  matrixMatrix: (n, k, m) => 2 * n! * k! * m!,
  matrixChain: (...numbers) => 2 * chainCost([...numbers.filter((_, k) => k % 4 === 0), numbers[numbers.length - 3]!]),
  scatter: (n) => n!,
  scatterRows: (n, d) => n! * d!,
  dot: (n) => 2 * n!,
  sum: (n) => n!,
  norm: (n) => 2 * n!,
  columnSums: (n, d) => n! * d!,
  logsumexp: (n) => 13 * n!,
  rowLogsumexp: (n, d) => 13 * n! * d!,
  softmax: (n, d) => 17 * n! * d!,
  logSoftmax: (n, d) => 15 * n! * d!,
};

export function operationsAt(formulas: readonly Expression[], sizes: Readonly<Record<string, number>>): number {
  const program = lower(new Map(formulas.map((e, k) => [String(k), specialize(e)])));
  const { root, values, uses } = schedule(program);
  const offsets = onlyOffsets(values, uses);

  /** A size, or what is made of sizes. */
  const numberOf = ({ opcode, number, args }: Value): number => {
    if (opcode === "constant") return number;
    if (opcode === "size") return sizes[program.sizes[number]!.name]!;
    const [a, b] = args.map(numberOf) as [number, number];
    if (opcode === "add") return a + b;
    if (opcode === "subtract") return a - b;
    if (opcode === "multiply") return a * b;
    throw new Error(`${opcode} is no size`);
  };
  const isSize = ({ opcode, args }: Value): boolean =>
    opcode === "constant" ||
    opcode === "size" ||
    (["add", "subtract", "multiply"].includes(opcode) && args.every(isSize));
  const ofKernel = (kernel: ArrayKernel, args: readonly Value[]): number => {
    const cost = KERNELS[kernel.name];
    if (cost === undefined) throw new Error(`What does ${kernel.name} cost?`);
    return cost(
      ...args
        .slice(kernel.writes ? 1 : 0)
        .filter(isSize)
        .map(numberOf),
    );
  };
  const ofValue = (value: Value): number => {
    if (offsets.has(value) || isSize(value)) return 0;
    return value.opcode === "kernel" ? ofKernel(value.kernel!, value.args) : weightOf(value);
  };
  const ofStep = (step: Step): number => {
    if (step.kind === "compute") return ofValue(step.value);
    if (step.kind === "join") return step.into.opcode === "total" ? weightOf(step.into) : 0;
    if (step.kind === "decide") return 1 + Math.max(ofBlock(step.then), ofBlock(step.otherwise));
    if (step.kind === "deliver") return 0;
    return (numberOf(step.loop.to) - numberOf(step.loop.from) + 1) * ofBlock(step.body);
  };
  const ofBlock = ({ steps }: Block): number => steps.reduce((sum, step) => sum + ofStep(step), 0);
  return ofBlock(root);
}
