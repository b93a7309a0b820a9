/** What users of other engines trip over, with the right answer: formulas of strangers (U87-U89). */
import { describe, expect, test } from "vitest";
import {
  add,
  checkGradient,
  compile,
  createSession,
  DomainError,
  declarations,
  derivative,
  type Expression,
  evaluate,
  freeSymbols,
  fromJSON,
  functionsUsed,
  gradient,
  hessian,
  hvp,
  type JsonExpression,
  jvp,
  LimitError,
  multiply,
  NablaError,
  ParseError,
  parse,
  simplify,
  substitute,
  toJSON,
  toLatex,
  toText,
  valueAndGradient,
} from "../../src/index.ts";

/** What every object of JavaScript has or gives away. */
const NAMES = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
  "then",
  "toJSON",
  "globalThis",
  "process",
  "arguments",
];

/** With an own property even for `__proto__`, as JSON gives it. */
const record = <T>(name: string, value: T): Record<string, T> => Object.fromEntries([[name, value]]);

describe.each(NAMES)("U87: %s", (name) => {
  test("as a variable is a plain number slot", () => {
    const [e, at] = [parse(`${name}^2 + 1`), record(name, 3)];
    expect(freeSymbols(e).map((symbol) => symbol.name)).toEqual([name]);
    expect(evaluate(e, at)).toBe(10);
    expect(evaluate(e, JSON.parse(`{"${name}": "1/2"}`)).valueOf()).toBe(1.25);
    for (const backend of ["javascript", "interpreter"] as const) {
      const f = compile(e, { backend });
      expect([f(3), f(at), f.bind(at)({}), ...f.map(record(name, [1, 2]))]).toEqual([10, 10, 10, 2, 5]);
      expect(f.inputs).toEqual([name]);
    }
    expect(simplify(`${name} + ${name}`)).toBe(parse(`2*${name}`));
  });

  test("as a variable without a value is missing, not inherited", () => {
    expect(() => evaluate(`${name}^2`)).toThrow(DomainError);
    expect(() => compile(`${name}^2`)({})).toThrow(DomainError);
    expect(() => evaluate(`${name}^2`, {})).toThrow(`${name} has no value`);
    expect(substitute(`${name} + x`, {})).toBe(parse(`x + ${name}`));
  });

  test("as a variable to differentiate by is a key of its own in what comes back", () => {
    const two = parse("2");
    for (const result of [gradient(`${name}*2`, [name]), hvp(`${name}^2`, record(name, "1"))]) {
      expect(Object.getOwnPropertyDescriptor(result, name)?.value).toBe(two);
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    }
    expect(hessian(`${name}^2`, [name])[name]![name]).toBe(two);
    expect(jvp(`${name}^2`, record(name, "u"))).toBe(parse(`2*u*${name}`));
    expect(valueAndGradient(`${name}^2`, [name])(record(name, 3))).toEqual({ value: 9, [`d/d${name}`]: 6 });
    expect(checkGradient(`${name}^2`, [name], record(name, 2)).entries[name]!.symbolic).toBe(4);
  });

  test("as a function is unknown, and can be defined and declared", () => {
    expect(() => parse(`${name}(1)`)).toThrow(ParseError);
    expect(() => parse(`${name}(1)`)).toThrow(`"${name}" is not a function`);
    expect(evaluate(`${name}(t) = t^2; ${name}(3)`)).toBe(9);
    expect(parse(`${name} : function; ${name}(x)`).kind).toBe("call");
  });

  test("as the name of an index, a size or a type is nothing special", () => {
    expect(evaluate(`sum(${name}^2, ${name}=1..3)`)).toBe(14);
    const symbols = `x : vector(${name})`;
    expect(evaluate(`sum(x[i], i=1..${name})`, { x: [1, 2, 3] }, { symbols })).toBe(6);
    expect(() => parse("x", { symbols: `x : ${name}` })).toThrow("is not a type");
    expect(() => parse("x", { symbols: `x : ${name}(3)` })).toThrow("is not a type");
  });

  test("as a key of what is given", () => {
    expect(toText(parse(`log(${name})`, { symbols: record(name, "positive") }))).toBe(`log(${name})`);
    expect(declarations(parse(name, { symbols: `${name} : positive` }))).toEqual(record(name, "positive"));
    expect(substitute(`${name}^2`, record(name, "y + 1"))).toBe(parse("(y + 1)^2"));
    expect(compile(record(name, "x^2"))({ x: 3 })).toEqual(record(name, 9));
    expect(() => compile("x^2")({ x: 1, ...record(name, 2) })).toThrow(`${name} is not an input`);
  });

  test("in a session is a definition like any other, and stays in it", () => {
    const session = createSession();
    session.run(`${name} = 2`);
    expect(session.run(`${name}^3`)[0]!.value).toBe(parse("8"));
    expect(session.definitions()).toEqual(record(name, "2"));
    expect(parse(name)).toBe(parse(name, { symbols: `${name} : real` }));
  });

  test("as data is a name, not an operator", () => {
    const e = parse(`${name} + 1`);
    expect(fromJSON(JSON.parse(JSON.stringify(toJSON(e))))).toBe(e);
    const made = { nabla: 1, nodes: [{ number: "1" }, { call: name, args: [0] }] } as JsonExpression;
    expect(() => fromJSON(made)).toThrow(DomainError);
    expect(toLatex(e)).toContain(name.replaceAll("_", "\\_"));
  });
});

test.each([
  "x.constructor",
  "(1).constructor.constructor",
  "x['constructor']",
  'x["constructor"]',
  "constructor.constructor('return process')()",
  "`1`",
  "() => 1",
  "x[__proto__]",
  "f(x) = x; f.constructor",
  "new Date()",
  "import('fs')",
  "1; process.exit()",
])("U87: there are no members, no strings as code: %s", (text) => expect(() => parse(text)).toThrow(NablaError));

test("U87: nothing is left on the prototype of objects", () => {
  for (const name of NAMES) gradient(`${name}*__proto__*constructor`, [name, "__proto__", "constructor"]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe("U88: no short text takes all the time or memory", () => {
  /** `v_0 = first; v_1 = step(v_0); …`, n steps. */
  const steps = (first: string, step: (v: string) => string, n: number): string =>
    [`v_0 = ${first}`, ...Array.from({ length: n }, (_, k) => `v_${k + 1} = ${step(`v_${k}`)}`), `v_${n}`].join("; ");

  test.each([
    "9^9^9^9",
    "2^10^9",
    "10^(10^10)",
    "(1/3)^(10^9)",
    "(x + 1)^(10^30)",
    "100000!",
    "gamma(10^9)",
    "x^(9^9^9)",
  ])("%s stays as it is", (text) => expect(toText(parse(text)).length).toBeLessThan(40));

  test.each([
    ["squares of integers", steps("3^1000", (v) => `${v}*${v}`, 60)],
    ["squares of ratios", steps("(2/3)^1000", (v) => `${v}*${v}`, 60)],
    ["products of long integers", Array(40).fill("9".repeat(10_000)).join("*")],
    ["a longer literal", "9".repeat(100_001)],
  ])("exact numbers have a largest size: %s", (_, text) => expect(() => parse(text)).toThrow(LimitError));

  test("formulas with shared parts are linear to read, differentiate and compile", () => {
    const text = steps("x", (v) => `${v}*${v} + ${v}`, 60);
    expect(compile({ value: text, slope: derivative(text, "x") })({ x: 0 })).toEqual({ value: 0, slope: 1 });
  });

  test("but written out they have a largest length", () => {
    let e: Expression = parse("x");
    for (let k = 0; k < 60; k++) e = add(multiply(e, e), e);
    expect(() => toText(e)).toThrow(LimitError);
    expect(() => toLatex(e)).toThrow(LimitError);
    expect(toJSON(e).nodes.length).toBeLessThan(200);
  });

  test.each([
    ["brackets", `${"(".repeat(10_001)}x${")".repeat(10_001)}`],
    ["bars", `${"|".repeat(20_001)}x`],
    ["calls", `${"sin(".repeat(10_001)}x${")".repeat(10_001)}`],
    ["a text", "1+".repeat(5_000_001)],
    ["derivatives", `${"d/dx ".repeat(40)}x`],
  ])("too many %s are a LimitError", (_, text) => expect(() => parse(text)).toThrow(LimitError));

  test.each([
    ["signs", `${"-".repeat(20_000)}x`, "x"],
    ["powers", Array(5000).fill("x").join("^"), undefined],
    ["conditionals", `${"x ? 1 : ".repeat(5000)}x`, undefined],
    ["negations", `${"not ".repeat(20_000)}x`, undefined],
    ["transposes", `x${"'".repeat(20_000)}`, "x"],
  ])("many %s are no recursion", (_, text, same) => {
    const e = parse(text);
    if (same === undefined) expect(e.kind).toBe("call");
    else expect(e).toBe(parse(same));
  });

  test("the limits can be set", () => {
    expect(() => parse("1 + 1", { limits: { length: 4 } })).toThrow(LimitError);
    expect(() => parse("((1))", { limits: { brackets: 1 } })).toThrow(LimitError);
    expect(() => createSession({ limits: { length: 4 } }).run("1 + 1")).toThrow(LimitError);
  });
});

describe("U89: what a formula needs can be asked before it is evaluated", () => {
  const e = parse("f(t) = max(t, constructor); sum(a*f(i), i=1..n)*sin(x)^2");

  test("its variables", () =>
    expect(
      freeSymbols(e)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["a", "constructor", "n", "x"]));

  test("its functions, definitions looked through", () =>
    expect(functionsUsed(e)).toEqual(["*", "^", "max", "sin", "sum"]));

  test("so that an allow-list is one line", () => {
    const allowed = new Set(["+", "*", "^", "sin"]);
    const isAllowed = (text: string) => functionsUsed(parse(text)).every((name) => allowed.has(name));
    expect(["x^2 + sin(x)", "-x/2", "gamma(x)", "f(t) = gamma(t); f(x)"].map(isAllowed)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
