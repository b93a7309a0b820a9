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

  describe("what an evaluation may take is limited", () => {
    test.each([
      ["a sum of many terms", "sum(i, i=1..10^9)"],
      ["a product of many factors", "prod(1 + 1/i, i=1..10^9)"],
      ["sums in sums", "sum(sum(sin(i*j), i=1..10^5), j=1..10^5)"],
      ["sums in sums, as far as the index", "sum(sum(sin(i*j), i=1..j), j=1..10^5)"],
      ["definitions of sums", "f(k) = sum(sin(k*i), i=1..10^4); sum(f(i), i=1..10^4)"],
      ["a long vector", "zeros(10^9)"],
      ["a large matrix", "ones(10^5, 10^5)"],
      ["what is made of a long vector", "norm(exp(zeros(10^9)))"],
      ["a product of matrices", "sum((ones(2000, 2000)*ones(2000, 2000)).^2)"],
      ["the size of an array", "zeros(sum(i^2, i=1..10^9))"],
      ["an index that a double cannot count", "sum(sin(i), i=10^17..10^17 + 5)"],
    ])("%s: %s", (_, text) => expect(() => evaluate(text)).toThrow(LimitError));

    test("also where the end of a range is a value", () => {
      expect(() => evaluate("sum(1/i, i=1..n)", { n: 1e9 })).toThrow(LimitError);
      expect(() => evaluate("sum(1/i, i=n..n + 3)", { n: 1e17 })).toThrow(LimitError);
      for (const backend of ["javascript", "interpreter"] as const)
        expect(() => compile("sum(1/i, i=n..n + 3)", { backend })({ n: 1e17 })).toThrow(LimitError);
    });

    test("the error says how much it is, and what to do", () => {
      expect(() => evaluate("sum(1/i, i=1..10^9)")).toThrow("1000000000 terms is beyond the limit of 50000000");
      expect(() => evaluate("sum(1/i, i=1..10^9)")).toThrow("Raise limits.operations");
    });

    test("the limit can be set", () => {
      const text = "sum(1/i, i=1..1000)";
      expect(() => evaluate(text, {}, { limits: { operations: 1000 } })).toThrow(LimitError);
      expect(evaluate(text, {}, { limits: { operations: 10_000 } })).toBe(evaluate(text));
    });

    test("what goes over given data is as long as they are, and compiled functions have no limit", () => {
      const few = { limits: { operations: 10 }, symbols: "x: vector(n); A: matrix(n, n)" };
      const values = { x: [1, 2, 3], A: [1, 2, 3].map((i) => [i, i, i]) };
      expect(evaluate("sum(x[i]^2, i=1..n) + norm(2*x)^2 + sum(A*A)", values, few)).toBeCloseTo(14 + 56 + 108, 10);
      expect(compile("sum(i*k, i=1..10^8/k)")({ k: 1e8 })).toBe(1e8);
    });

    test("a session stays as it was", () => {
      const session = createSession();
      expect(session.run("a = sum(1/i, i=1..10^9); a + 1")[1]!.value!.kind).toBe("call");
    });
  });

  describe("what grows with every step has a largest size", () => {
    /** `f_1(x) = first; f_2(x) = f_1(f_1(x)); …`: each does what the one before does twice. */
    const doubling = (first: string, step: (f: string) => string, n: number): string[] => [
      `f_1(x) = ${first}`,
      ...Array.from({ length: n - 1 }, (_, k) => `f_${k + 2}(x) = ${step(`f_${k + 1}`)}`),
      `f_${n}(t)`,
    ];

    test.each([
      ["deep", "sin(x) + x", (f: string) => `${f}(${f}(x))`],
      ["wide", "x^2", (f: string) => `${f}(sin(x)) + ${f}(cos(x))`],
      ["in conditionals", "x > 0 ? x - 1 : x + 1", (f: string) => `${f}(${f}(x))`],
    ])("definitions of definitions, %s", (_, first, step) => {
      const statements = doubling(first, step, 30);
      expect(() => parse(statements.join("; "))).toThrow(LimitError);
      expect(() => createSession().run(statements.join("\n"))).toThrow(LimitError);
      expect(() => parse(statements.join("; "))).toThrow("raise limits.operations");
    });

    test("but not where the parts are equal, or few", () => {
      expect(evaluate(doubling("x + 1", (f) => `${f}(${f}(x))`, 30).join("; "), { t: 0 })).toBe(2 ** 29);
      const many = Array.from({ length: 3000 }, (_, k) => `f(x_${k})`).join(" + ");
      expect(parse(`f(x) = log(1 + exp(x))^2; ${many}`).kind).toBe("call");
    });

    test.each([
      "d^60/dx^60 tan(x)",
      "d^1000/dx^1000 (x^x)",
      `f(x) = x^x*sin(x); f${"'".repeat(25)}(2)`,
      `${"d/dx ".repeat(25)}(x^x*sin(x))`,
    ])("derivatives of derivatives: %s", (text) => expect(() => evaluate(text, { x: 2 })).toThrow(LimitError));

    test("also as a function, and the limit can be set", () => {
      expect(() => derivative("tan(x)", "x", 60)).toThrow(LimitError);
      expect(() => derivative("tan(x)", "x", 5, { limits: { operations: 1000 } })).toThrow(LimitError);
      expect(derivative("x^2", "x", 1e9)).toBe(parse("0"));
      expect(derivative("exp(x)", "x", 1e9)).toBe(parse("exp(x)"));
    });

    test("sums of ratios are fast as long as the ratios are short", () => {
      const sum = Array.from({ length: 5000 }, (_, k) => `1/${k + 1}`).join(" + ");
      const e = parse(sum);
      expect(e.kind === "constant" && typeof e.value === "object" && String(e.value.d).length).toBe(2165);
      expect(Number(evaluate(e))).toBeCloseTo(9.09450885298444, 12);
      const product = Array.from({ length: 5000 }, (_, k) => `${2 * k + 1}/${2 * k + 2}`).join(" * ");
      expect(parse(product).kind).toBe("constant");
    });

    test("and an error where they are long", () => {
      const powers = Array.from({ length: 5000 }, (_, k) => `3^${k}/7^${k}`).join(" + ");
      expect(() => parse(powers)).toThrow(LimitError);
    });
  });

  test.each([
    ["sqrt(10^1000)", "10^500"],
    ["(2^1000/3^500)^(1/4)", "2^250/3^125"],
    ["(10^300)^(2/3)", "10^200"],
  ])("exact roots of long numbers: %s", (text, root) => expect(parse(text)).toBe(parse(root)));

  test.each(["sqrt(10^1001)", `sqrt(${"7".repeat(20_000)})`, `(${"9".repeat(50_000)})^(1/64)`])(
    "others stay: %s",
    (text) => expect(parse(text).kind).toBe("call"),
  );

  describe("formulas that are long rather than deep", () => {
    const names = (n: number): string[] => Array.from({ length: n }, (_, k) => `x_${k}`);
    const long = names(130_000);

    test.each([
      ["sums", long.join(" + ")],
      ["products", long.join("*")],
      ["conditions", long.map((x) => `${x} > 0`).join(" and ")],
      ["lists", `[${long.join(", ")}]`],
    ])("%s are read and written, or a typed error", (_, text) => {
      const typed = <T>(task: () => T): T | undefined => {
        try {
          return task();
        } catch (error) {
          expect(error).toBeInstanceOf(LimitError);
          return undefined;
        }
      };
      const e = typed(() => parse(text));
      if (e !== undefined) for (const use of [toText, toLatex, simplify]) typed(() => use(e));
    });

    test("a call with more arguments than an engine reads is interpreted", () => {
      const most = names(70_000);
      const f = compile(`norm([${most.join(", ")}])`);
      expect(f.backend).toBe("interpreter");
      expect(f(...most.map((_, k) => (k === 7 ? 2 : 0)))).toBe(2);
    });

    test("what entries of a Hessian share is presented once", () => {
      const variables = names(120);
      const rows = hessian(`exp(${variables.join(" + ")})`, variables);
      const entries = new Set(variables.flatMap((x) => variables.map((y) => rows[x]![y]!)));
      expect(entries.size).toBe(1);
    });

    test("sums are not multiplied out into what is longer as a graph", () => {
      const second = hessian(
        steps("x", (v) => `sin(${v}) + ${v}`, 100),
        ["x"],
      ).x!.x!;
      expect(toJSON(second).nodes.length).toBeLessThan(10_000);
    });

    test("a long name that is misspelt is not looked for", () => {
      const defined = Array.from({ length: 30 }, (_, k) => `${"f".repeat(3000)}${k}(x) = x`).join("; ");
      expect(() => parse(`${defined}; ${"g".repeat(3000)}(2, 3)`)).toThrow(ParseError);
    });
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
