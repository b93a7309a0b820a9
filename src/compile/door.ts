/**
 * The functions that callers call, made for the inputs of one compiled function: they check that every input is of the
 * expected kind and go straight to the generated code, so that V8 can inline all of it. Whatever is not as expected
 * goes the general way, which converts or complains.
 */
import { isScalar, type Shape, type SymbolNode } from "../core/expression.ts";
import { toNumber } from "../core/number.ts";
import { isSize } from "../operators/symbol.ts";
import { type Input, isNumber, type Slots } from "./inputs.ts";
import { evaluated, type Kernel } from "./kernel.ts";
import type { Program } from "./program.ts";

export interface Door {
  /** Returns the only output; with several it goes the general way. */
  readonly value: (...values: unknown[]) => unknown;
  readonly into: (out: Float64Array, ...values: unknown[]) => Float64Array;
  /** Writes output j of point i to `out[j*count + i]`; one column for each input; left out unless all are scalars. */
  readonly map: ((out: Float64Array, count: number, row: Float64Array, ...columns: Float64Array[]) => void) | undefined;
}

/** The general ways. */
export interface Fallback {
  readonly value: (...values: unknown[]) => unknown;
  readonly into: (out: Float64Array, ...values: unknown[]) => Float64Array;
}

/**
 * A door for these inputs, `bound` holding what is known of the others; `undefined` where there is none: for sizes that
 * have to be solved for, or without generated code. Arrays with several axes go through it flat.
 */
export function makeDoor(
  program: Program,
  kernel: Kernel,
  inputs: readonly Input[],
  bound: Slots,
  fallback: Fallback,
): Door | undefined {
  const plan = kernel.core && planOf(program, inputs, bound);
  if (plan === undefined) return undefined;
  const names = inputs.map(({ name }) => name);
  return evaluated<Door>(sourceOf(plan, inputs, kernel), { core: kernel.core, bound, fallback, names });
}

interface Plan {
  /** What must hold for the fast way, as code. */
  readonly conditions: readonly string[];
  /** The arguments of `core`. */
  readonly args: readonly string[];
  readonly scalarsOnly: boolean;
}

function planOf(program: Program, inputs: readonly Input[], bound: Slots): Plan | undefined {
  const place = (symbol: SymbolNode): number => inputs.findIndex((input) => input.symbol === symbol);
  const sizes = new Map<SymbolNode, string>();
  for (const [slot, symbol] of program.sizes.entries()) {
    if (bound.sizes[slot] !== undefined) sizes.set(symbol, `b.sizes[${slot}]`);
    else if (place(symbol) >= 0) sizes.set(symbol, `p${place(symbol)}`);
  }
  const conditions: string[] = [];
  const order = [...inputs.keys()].sort((a, b) => axesOf(inputs[a]!) - axesOf(inputs[b]!)); // vectors give sizes
  for (const k of order) {
    const { symbol } = inputs[k]!;
    const condition = symbol === undefined ? `p${k} !== undefined` : conditionOf(symbol, `p${k}`, sizes);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  const args = [
    ...program.scalars.map((symbol, slot) => (place(symbol) >= 0 ? `p${place(symbol)}` : `b.scalars[${slot}]`)),
    ...program.arrays.map((symbol, slot) => (place(symbol) >= 0 ? `p${place(symbol)}` : `b.arrays[${slot}]`)),
    ...program.sizes.map((symbol) => sizes.get(symbol)),
  ];
  if (!args.every((argument) => argument !== undefined)) return undefined;
  const scalarsOnly = inputs.every(isNumber);
  return { conditions, args, scalarsOnly };
}

const axesOf = ({ symbol }: Input): number => symbol?.shape.length ?? 0;

/** The condition for an input `p`; a vector gives its size a code if it has none. */
function conditionOf(symbol: SymbolNode, p: string, sizes: Map<SymbolNode, string>): string | undefined {
  if (isSize(symbol)) return `Number.isInteger(${p}) && ${p} >= 0`;
  if (isScalar(symbol)) return `typeof ${p} === "number"`;
  const [size, second] = symbol.shape;
  if (second !== undefined) return flatCondition(symbol.shape, p, sizes);
  if (size!.kind === "call") return undefined;
  const isVector = `${p} instanceof Float64Array`;
  if (size!.kind === "constant") return `${isVector} && ${p}.length === ${toNumber(size!.value)}`;
  const known = sizes.get(size!);
  if (known !== undefined) return `${isVector} && ${p}.length === ${known}`;
  sizes.set(size!, `${p}.length`);
  return isVector;
}

/** Flat entries of several axes, of which all but one have to be known. */
function flatCondition(shape: Shape, p: string, sizes: Map<SymbolNode, string>): string | undefined {
  const codes = shape.map((size) => {
    if (size.kind === "constant") return String(toNumber(size.value));
    return size.kind === "symbol" ? sizes.get(size) : undefined;
  });
  const isFlat = `${p} instanceof Float64Array`;
  const open = codes.indexOf(undefined);
  if (open < 0) return `${isFlat} && ${p}.length === ${codes.join(" * ")}`;
  const size = shape[open]!;
  if (size.kind !== "symbol" || codes.indexOf(undefined, open + 1) >= 0) return undefined;
  const rest = codes.filter((_, k) => k !== open).join(" * ");
  sizes.set(size, `(${p}.length / (${rest}))`);
  return `${isFlat} && Number.isInteger(${p}.length / (${rest}))`;
}

/** The fast way for inputs one by one and for an object of them, then the general way. */
function sourceOf(
  { conditions, args, scalarsOnly }: Plan,
  inputs: readonly Input[],
  { single, scalarOutputs: outputs }: Kernel,
): string {
  const parameters = inputs.map((_, k) => `p${k}`);
  const call = `core(${[...(single ? [] : ["out"]), ...args].join(", ")})`;
  const shape = { parameters, conditions };
  const value = functionSource({ ...shape, name: "value", out: [], fast: `return ${call};` });
  const fast = single ? `out[0] = ${call}; return out;` : `${call}; return out;`;
  const into = functionSource({
    ...shape,
    name: "into",
    out: ["out"],
    conditions: [`out instanceof Float64Array && out.length >= ${outputs}`, ...conditions],
    fast,
  });
  return [
    `"use strict";`,
    `const { core, bound: b, fallback } = f;`,
    ...inputs.map((_, k) => `const name${k} = f.names[${k}];`),
    `function isNamed(o) {`,
    `  if (typeof o !== "object" || o === null || Array.isArray(o) || ArrayBuffer.isView(o)) return false;`,
    `  let count = 0;`,
    `  for (const name in o) count++;`,
    `  return count === ${inputs.length};\n}`,
    ...(single ? [value] : ["const value = fallback.value;"]),
    into,
    scalarsOnly && outputs > 0 ? mapSource(parameters, args, outputs) : "const map = undefined;",
    "return { value, into, map };",
  ].join("\n");
}

interface FunctionParts {
  readonly name: "value" | "into";
  readonly out: readonly string[];
  readonly parameters: readonly string[];
  readonly conditions: readonly string[];
  readonly fast: string;
}

function functionSource({ name, out, parameters, conditions, fast }: FunctionParts): string {
  const [first = "more", ...others] = [...parameters, "more"];
  const rest = others.map((_, k) => `rest${k}`);
  const positional = [...out, ...parameters, "more"].join(", ");
  const given = [...out, "o", ...rest].join(", ");
  const alone = rest.map((value) => `${value} === undefined && `).join("");
  return [
    `function ${name}(${positional}) {`,
    `  if (${[...conditions, "more === undefined"].join(" && ")}) { ${fast} }`,
    `  return ${name}Named(${[...out, first, ...others].join(", ")});\n}`,
    `function ${name}Named(${given}) {`,
    `  if (${alone}isNamed(o)) {`,
    ...parameters.map((parameter, k) => `    const ${parameter} = o[name${k}];`),
    `    if (${[...conditions, "true"].join(" && ")}) { ${fast} }`,
    `  }`,
    `  return fallback.${name}(${given});\n}`,
  ].join("\n");
}

function mapSource(parameters: readonly string[], args: readonly string[], outputs: number): string {
  const columns = parameters.map((_, k) => `c${k}`);
  const entries = args.map((argument) => (parameters.includes(argument) ? `c${argument.slice(1)}[i]` : argument));
  const body =
    outputs === 1
      ? `out[i] = core(${entries.join(", ")});`
      : `core(${["row", ...entries].join(", ")});\n    for (let j = 0; j < ${outputs}; j++) out[j * count + i] = row[j];`;
  return [
    `function map(${["out", "count", "row", ...columns].join(", ")}) {`,
    `  for (let i = 0; i < count; i++) {\n    ${body}\n  }\n}`,
  ].join("\n");
}
