/** The function that `compile` gives: how it is called, and how inputs are bound to it. */
import { DomainError, ShapeError, UnsupportedError } from "../core/error.ts";
import { type ArrayInput, type Entries, isList, isShaped } from "./array-input.ts";
import { type Door, makeDoor } from "./door.ts";
import { fill, type Input, type Inputs, isNumber, read, sizesAmong } from "./inputs.ts";
import type { Backend, Kernel } from "./kernel.ts";
import {
  isScalarOutput,
  lengthOf,
  type OutputShape,
  type OutputValue,
  requireRoom,
  roomFor,
  separate,
} from "./outputs.ts";
import type { Program } from "./program.ts";
import { type VectorFunction, vectorFunction } from "./vector-function.ts";

export type InputValue = number | ArrayInput;
export type NamedInputs = Readonly<Record<string, InputValue>>;
export type Columns = Readonly<Record<string, number | ArrayLike<number>>>;

/** A function of its inputs, by name in one object or one by one in the order of `inputs`. */
export interface CompiledFunction<Result> {
  (...inputs: InputValue[]): Result;
  (inputs: NamedInputs): Result;
  /**
   * Writes the outputs in the order of `outputs` one behind the other, the entries of arrays row by row. Allocates
   * nothing for numbers and `Float64Array`s; `out` is no input.
   */
  into(out: Float64Array, ...inputs: InputValue[]): Float64Array;
  into(out: Float64Array, inputs: NamedInputs): Float64Array;
  /** The function of the inputs that are left; a `Float64Array` is kept, not copied. */
  bind(inputs: NamedInputs): CompiledFunction<Result>;
  /** The function of scalars at every point: one column or one number for each input; output j of point i goes to `out[j*count + i]`. */
  map(columns: Readonly<Record<string, number | ArrayLike<number>>>, out?: Float64Array): Float64Array;
  /** The function of one flat vector of scalars and entries of arrays, in the order of the names, for minimizers; all else has to be bound. */
  vector(names: readonly string[]): VectorFunction;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly backend: Backend;
  /** The JavaScript; the interpreter runs the same program. */
  readonly source: string;
  /** Weighted operations, the bodies of loops once. */
  readonly operations: number;
}

export interface Compiled {
  readonly program: Program;
  readonly kernel: Kernel;
  readonly operations: number;
  readonly outputs: readonly OutputShape[];
  /** Whether the result is the only output instead of an object. */
  readonly bare: boolean;
}

type Values = ReadonlyMap<Input, number | Entries | undefined>;

/** One way to call a compiled program: with some inputs bound, the others open. */
export class Callable {
  private readonly compiled: Compiled;
  private readonly inputs: Inputs;
  private readonly byName: ReadonlyMap<string, Input>;
  private readonly bound: Values;
  /** For results and scalars on their way. */
  private readonly row: Float64Array;
  private readonly scalars: Float64Array;
  private readonly door: Door | undefined;

  constructor(compiled: Compiled, inputs: Inputs, bound: Values) {
    const { program, kernel } = compiled;
    this.compiled = compiled;
    this.inputs = inputs;
    this.byName = new Map([...inputs.open, ...inputs.fixed].map((input) => [input.name, input]));
    this.bound = bound;
    this.row = new Float64Array(kernel.outputs);
    this.scalars = new Float64Array(program.scalars.length);
    const fallback = {
      value: (...values: unknown[]) => this.value(values),
      into: (out: Float64Array, ...values: unknown[]) => this.into(out, values),
    };
    this.door = makeDoor(program, kernel, inputs.open, fill(program, bound, true), fallback);
  }

  function(): CompiledFunction<unknown> {
    const { kernel, program, operations, bare } = this.compiled;
    const direct = bare && kernel.single ? this.door?.value : undefined;
    return Object.assign(direct ?? ((...values: unknown[]) => this.value(values)), {
      into: this.door?.into ?? ((out: Float64Array, ...values: unknown[]) => this.into(out, values)),
      bind: (values: NamedInputs) => this.bind(values),
      map: (columns: Columns, out?: Float64Array) => this.map(columns, out),
      vector: (names: readonly string[]) => this.vector(names),
      inputs: this.inputs.open.map(({ name }) => name),
      outputs: program.outputs.map(({ name }) => name),
      backend: kernel.backend,
      source: kernel.source,
      operations,
    }) as unknown as CompiledFunction<unknown>;
  }

  private vector(names: readonly string[]): VectorFunction {
    const { program, kernel } = this.compiled;
    const variables = names.map((name) => this.byName.get(name) ?? { name, symbol: undefined });
    return vectorFunction(program, kernel, fill(program, this.bound, true), sizesAmong(this.bound, true), variables);
  }

  private value(values: readonly unknown[]): unknown {
    const { bare, outputs } = this.compiled;
    if (!outputs.every(isScalarOutput)) return this.arrays(values);
    if (bare) return this.into(this.row, values)[0]!;
    if (this.door === undefined) this.into(this.row, values);
    else this.door.into(this.row, ...values);
    return Object.fromEntries(outputs.map(({ name }, k) => [name, this.row[k]!]));
  }

  /** Outputs of which some are arrays. */
  private arrays(values: readonly unknown[]): unknown {
    const { bare, outputs } = this.compiled;
    const given = this.given(values);
    const sizes = sizesAmong(given, false);
    const flat = roomFor(lengthOf(outputs, sizes));
    this.run(flat, given);
    const parts: OutputValue[] = separate(flat, outputs, sizes);
    return bare ? parts[0] : Object.fromEntries(outputs.map(({ name }, k) => [name, parts[k]]));
  }

  /** The general way of a call. */
  private into(out: Float64Array, values: readonly unknown[]): Float64Array {
    if (!(out instanceof Float64Array)) throw new ShapeError("The outputs need a Float64Array");
    requireRoom(out, this.compiled.outputs.filter(isScalarOutput).length);
    return this.run(out, this.given(values));
  }

  private given = (values: readonly unknown[]): Values =>
    isNamed(values, this.inputs) ? this.readNamed(values[0]) : this.readAll(values);

  private run(out: Float64Array, given: Values): Float64Array {
    const { kernel, program } = this.compiled;
    const slots = fill(program, given, false);
    for (const [k, number] of slots.scalars.entries()) this.scalars[k] = number!;
    const missing = program.sizes.find((_, slot) => slots.sizes[slot] === undefined);
    if (missing !== undefined) throw new ShapeError(`The size ${missing.name} is unknown`);
    kernel.run(out, this.scalars, slots.arrays as readonly Float64Array[], slots.sizes as readonly number[]);
    return out;
  }

  private readAll(values: readonly unknown[]): Values {
    const { open } = this.inputs;
    const given = values.findLastIndex((value) => value !== undefined) + 1;
    if (given > open.length) throw new DomainError(`${open.length} inputs are needed, but ${given} given`);
    return new Map([...this.bound, ...open.map((input, k) => [input, read(input, values[k])] as const)]);
  }

  private readNamed(record: NamedInputs): Values {
    const missing = this.inputs.open.find(({ name }) => !Object.hasOwn(record, name));
    if (missing !== undefined) read(missing, undefined); // throws
    return new Map([...this.bound, ...this.entries(record)]);
  }

  /** The inputs with their values; sizes that arrays fix are welcome too, to be checked. */
  private entries(record: object): (readonly [Input, number | Entries | undefined])[] {
    return Object.entries(record).map(([name, value]) => {
      const input = this.byName.get(name);
      if (input === undefined) {
        const names = this.inputs.open.map((known) => known.name).join(", ");
        throw new DomainError(`${name} is not an input`, `The inputs are ${names === "" ? "none" : names}.`);
      }
      return [input, read(input, value)] as const;
    });
  }

  private bind(values: NamedInputs): CompiledFunction<unknown> {
    const entries = new Map(this.entries(values));
    const left = (inputs: readonly Input[]): Input[] => inputs.filter((input) => !entries.has(input));
    const inputs = { open: left(this.inputs.open), fixed: left(this.inputs.fixed) };
    return new Callable(this.compiled, inputs, new Map([...this.bound, ...entries])).function();
  }

  private map(columns: Columns, out?: Float64Array): Float64Array {
    const all = Object.entries(columns);
    const numbers = all.filter(([, column]) => typeof column === "number") as [string, number][];
    if (numbers.length > 0) {
      const lists = Object.fromEntries(all.filter(([, column]) => typeof column !== "number"));
      return this.bind(Object.fromEntries(numbers)).map(lists, out);
    }
    return this.mapColumns(new Map(all.map(([name, column]) => [name, columnOf(name, column)])), out);
  }

  private mapColumns(columns: ReadonlyMap<string, Float64Array>, out?: Float64Array): Float64Array {
    const { program, kernel } = this.compiled;
    this.checkColumns(columns);
    const lists = this.inputs.open.map(({ name }) => columns.get(name)!);
    const count = lists[0]?.length ?? 1;
    const target = out ?? new Float64Array(count * kernel.outputs);
    if (target.length < count * kernel.outputs) {
      throw new ShapeError(`The outputs need a Float64Array of ${kernel.outputs} times ${count}`);
    }
    if (this.door?.map !== undefined) this.door.map(target, count, this.row, ...lists);
    else {
      for (let i = 0; i < count; i++) {
        this.into(
          this.row,
          lists.map((list) => list[i]),
        );
        for (const j of program.outputs.keys()) target[j * count + i] = this.row[j]!;
      }
    }
    return target;
  }

  private checkColumns(columns: ReadonlyMap<string, Float64Array>): void {
    const { open } = this.inputs;
    for (const name of columns.keys()) if (!this.byName.has(name)) this.entries({ [name]: 0 }); // throws
    for (const input of open) {
      if (!isNumber(input))
        throw new UnsupportedError(`${input.name} is no scalar; only functions of scalars are mapped`);
      if (!columns.has(input.name)) read(input, undefined); // throws
    }
    const array = this.compiled.outputs.find((output) => !isScalarOutput(output));
    if (array !== undefined) throw new UnsupportedError(`${array.name} is no scalar; only those are mapped`);
    const [first] = columns;
    const other = [...columns].find(([, { length }]) => length !== first![1].length);
    if (other === undefined) return;
    throw new ShapeError(`${first![0]} has ${first![1].length} points, but ${other[0]} has ${other[1].length}`);
  }
}

/** Whether the only argument is an object of inputs by name. */
function isNamed(values: readonly unknown[], { open }: Inputs): values is readonly [NamedInputs] {
  const [record] = values;
  if (typeof record !== "object" || record === null || isList(record)) return false;
  if (isShaped(record) && !open.some(({ name }) => name === "data")) return false;
  return values.every((value, k) => k === 0 || value === undefined);
}

function columnOf(name: string, column: unknown): Float64Array {
  if (column instanceof Float64Array) return column;
  if (isList(column)) return Float64Array.from(column as ArrayLike<number>);
  throw new DomainError(`${name} is no column of numbers`);
}
