/** Laws of the constructors: algebra that holds as identity of nodes, and values that are never changed. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { bind, freshIndex, isBinder, openBinder } from "../../src/core/binder.ts";
import { DomainError } from "../../src/core/error.ts";
import { type Expression, isCall, isConstant, type SymbolNode } from "../../src/core/expression.ts";
import { isExact, isInteger } from "../../src/core/number.ts";
import { postorder, substitute, transform } from "../../src/core/traverse.ts";
import { parse } from "../../src/notation/parse.ts";
import { add, FLATTEN, multiply, negate, power, subtract } from "../../src/operators/arithmetic.ts";
import { infinity } from "../../src/operators/constants.ts";
import { evaluateReference } from "../../src/operators/evaluate.ts";
import { sumOver } from "../../src/operators/indexed.ts";
import { integer, numberOf, ONE, TWO, ZERO } from "../../src/operators/number.ts";
import { mayBeInfinite } from "../../src/operators/record.ts";
import { exponentOf, factorsOf, isSum } from "../../src/operators/ring.ts";
import { symbol } from "../../src/operators/symbol.ts";
import { toText } from "../../src/operators/text.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { expressions, free, points, writtenExpressions } from "../arbitrary.ts";

/** Exact numbers only: sums and products of doubles round, so they depend on their order. */
const scalar = expressions(3).filter((e) => postorder(e).every((node) => !isConstant(node) || isExact(node.value)));
const [x, n, u] = ["x", "n", "u"].map(free) as [SymbolNode, SymbolNode, SymbolNode];

/** Sums and products of few operands, so that joining them stays within the limit of flattening. */
const few = (limit: number) =>
  scalar.filter((e) => !isCall(e) || !e.operator.variadic || e.args.length <= Math.floor(FLATTEN / limit));

describe("sums and products", () => {
  const three = fc.tuple(few(3), few(3), few(3));

  test.each([
    ["+", add],
    ["*", multiply],
  ])("%s is commutative", (_, join) => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expectSame(join(a, b), join(b, a));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["+", add],
    ["*", multiply],
  ])("%s is associative", (_, join) => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        fc.pre(join !== multiply || ![a, b, c].some(mayBeInfinite)); // (0*x)*∞ is 0*∞, 0*(x*∞) is 0*x*∞
        // The opposite of a sum is written out, and then stays: 2*(-(x - 1)) is 2*(1 - x), (2*(-1))*(x - 1) is -2*(x - 1).
        fc.pre(join !== multiply || ![a, b, c].some(isSum));
        expectSame(join(join(a, b), c), join(a, b, c));
        expectSame(join(a, join(b, c)), join(a, b, c));
      }),
      { numRuns: 1000 },
    );
  });

  test("0 and 1 are neutral, and opposites cancel", () => {
    fc.assert(
      fc.property(scalar, (e) => {
        expectSame(add(ZERO, e), e);
        expectSame(multiply(ONE, e), e);
        expectSame(power(e, ONE), e);
        expectSame(power(e, ZERO), ONE);
        if (!mayBeInfinite(e)) expectSame(subtract(e, e), ZERO);
        expectSame(negate(negate(e)), e);
        if (!isSum(e)) expectSame(add(e, e), multiply(TWO, e)); // a sum gives its terms, 2*x + 2*y
      }),
      { numRuns: 1000 },
    );
  });

  test("powers of powers with integer exponents are one power, but of roots, which are not real everywhere", () => {
    const exponent = fc.integer({ min: 1, max: 4 }).map((k) => integer(k));
    fc.assert(
      fc.property(scalar, exponent, exponent, (e, m, k) => {
        fc.pre(factorsOf(e).every((factor) => isInteger(numberOf(exponentOf(factor)) ?? 1)));
        expectSame(power(power(e, m), k), power(e, multiply(m, k)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("infinities", () => {
  test.each([
    ["0*inf", "0*inf"],
    ["0*x*inf", "0*inf*x"],
    ["inf - inf", "inf - inf"],
    ["inf/inf", "inf/inf"],
    ["inf*x - inf*x", "inf*x - inf*x"],
    ["1^inf", "1^inf"],
    ["inf + inf", "2*inf"],
    ["2*atan(inf) - atan(inf)", "2*atan(inf) - atan(inf)"],
    ["sum(inf, i=1..0)", "0"],
  ])("%s is %s, also simplified", (text, expected) => {
    expectSame(parse(text), parse(expected));
    expectSame(simplify(parse(text)), parse(expected));
  });

  test("simplifying changes no value: where the sign of x is not known, inf*x/abs(inf*x) stays", () => {
    const e = parse("inf*x/abs(inf*x)");
    expectSame(simplify(e), e);
  });

  /** A formula, and its value by the arithmetic of doubles as it stands. */
  type Valued = readonly [Expression | undefined, number];
  const leaf: fc.Arbitrary<Valued> = fc.constantFrom<Valued>(
    ...([-1, 0, 1, 2] as const).map((k): Valued => [integer(k), k]),
    ...[infinity(), infinity()].map((e): Valued => [e, Infinity]),
    [x, 3],
  );
  const both =
    (join: (a: Expression, b: Expression) => Expression, value: (a: number, b: number) => number) =>
    ([[a, p], [b, q]]: readonly [Valued, Valued]): Valued => [
      a === undefined || b === undefined ? undefined : attempt(() => join(a, b)),
      value(p, q),
    ];
  const { tree } = fc.letrec<{ tree: Valued }>((tie) => {
    const two = fc.tuple(tie("tree"), tie("tree"));
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        leaf,
        two.map(both(add, (p, q) => p + q)),
        two.map(both(multiply, (p, q) => p * q)),
        two.map(both(subtract, (p, q) => p - q)),
        tie("tree").map(([e, p]): Valued => [e && attempt(() => power(e, integer(-1))), 1 / p]),
        tie("tree").map(([e, p]): Valued => [e && attempt(() => power(e, TWO)), p * p]),
      ),
    };
  });

  test("constructors and rules never make a number of what is none", () => {
    let infinite = 0;
    fc.assert(
      fc.property(tree, ([e, value]) => {
        fc.pre(e !== undefined && mayBeInfinite(e));
        infinite++;
        for (const form of [e!, simplify(e!)]) {
          const found = evaluateReference(form, new Map([[x, 3]]));
          const same = Object.is(found + 0, value + 0) || Math.abs(found - value) <= 1e-12 * Math.abs(value);
          expect(same, `${toText(form)} is ${found}, not ${value}`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(infinite).toBeGreaterThan(500);
  });
});

describe("rebuilding", () => {
  test("each node by its constructor gives the node", () => {
    fc.assert(
      fc.property(writtenExpressions(), (e) => {
        for (const node of postorder(e)) if (isCall(node)) expectSame(node.operator.build(node.args), node);
        expectSame(
          transform(e, (node) => node),
          e,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("opening a binder and binding it again gives the node", () => {
    fc.assert(
      fc.property(writtenExpressions(), (e) => {
        for (const node of postorder(e).filter(isBinder)) {
          expectSame(bind(node.operator, openBinder(node), node.shape), node);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("indices", () => {
  test("their names do not matter", () => {
    fc.assert(
      fc.property(expressions(3), (e) => {
        const [i, j] = [freshIndex(), freshIndex()];
        const along = (index: SymbolNode) => sumOver(index, substitute(e, new Map([[x, index]])), ONE, n);
        expect(along(i)).toBe(along(j));
      }),
      { numRuns: 500 },
    );
  });

  test("nothing put in is captured by a binder", () => {
    const withPoint = fc.tuple(expressions(3), expressions(3), points);
    fc.assert(
      fc.property(withPoint, ([e, replacement, point]) => {
        const put = attempt(() => substitute(e, new Map([[x, replacement]])));
        fc.pre(put !== undefined);
        const meant = evaluateReference(e, new Map(point).set(x, evaluateReference(replacement, point)));
        expectClose(evaluateReference(put!, point), meant, [e, replacement]);
      }),
      { numRuns: 1000 },
    );
  });

  test("two sums in one body keep their indices apart", () => {
    const i = freshIndex();
    const inner = sumOver(i, multiply(x, i), ONE, n);
    const outer = sumOver(i, substitute(inner, new Map([[x, i as Expression]])), ONE, n);
    // sum over i of i * (sum over j of j), for n = 3
    expect(evaluateReference(outer, new Map([[n, 3]]))).toBe(36);
  });
});

test("rewriting by constructors keeps the value", () => {
  const tree = fc.tuple(expressions(3), expressions(2), expressions(2), points);
  fc.assert(
    fc.property(tree, ([a, b, c, point]) => {
      const [va, vb, vc] = [a, b, c].map((e) => evaluateReference(e, point)) as [number, number, number];
      const built = attempt(() => add(multiply(a, add(b, c)), power(subtract(b, a), TWO), negate(multiply(c, a))));
      fc.pre(built !== undefined);
      const size = Math.abs(va * vb) + 2 * Math.abs(va * vc) + (Math.abs(va) + Math.abs(vb)) ** 2;
      fc.pre(Number.isFinite(size));
      expect(
        Math.abs(evaluateReference(built!, point) - (va * (vb + vc) + (vb - va) ** 2 - vc * va)),
      ).toBeLessThanOrEqual(
        // Terms are collected and reordered, and b and c may themselves be sums that lose digits.
        1e-9 * Math.max(1, size),
      );
    }),
    { numRuns: 1000 },
  );
});

describe("nodes", () => {
  test("are frozen, and nothing that reads them changes them", () => {
    fc.assert(
      fc.property(writtenExpressions(), (e) => {
        const before = toText(e);
        for (const node of postorder(e)) {
          expect(Object.isFrozen(node)).toBe(true);
          expect(Object.isFrozen(node.shape)).toBe(true);
          if (isCall(node)) expect(() => (node.args as Expression[]).push(ZERO)).toThrow(TypeError);
          expect(() => Object.assign(node, { hash: 0 })).toThrow(TypeError);
        }
        expect(toText(e)).toBe(before);
      }),
    );
  });

  test("that are not held are let go: a million formulas in bounded memory", { timeout: 60_000 }, async () => {
    const heap = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const make = (from: number, count: number) => {
      for (let k = from; k < from + count; k++) multiply(integer(1000 + k), x);
    };
    make(0, 250_000);
    await nextTurn();
    const before = heap();
    let most = 0;
    for (let k = 1; k < 4; k++) {
      make(k * 250_000, 250_000);
      await nextTurn(); // weak references are held until the turn ends
      most = Math.max(most, heap() - before);
    }
    // A formula here is two nodes, some 500 bytes: the last 750,000 would take 350 MB. The table keeps the youngest.
    expect(most / 2 ** 20).toBeLessThan(100);
  });
});

test("what is built does not depend on what was built before", { timeout: 60_000 }, async () => {
  const texts = fc.sample(writtenExpressions(), { numRuns: 300, seed: 7 }).map(toText);
  const declared = "x, y, z : real; p : positive; q : interval(0, 1); k : integer; u, v : vector(n); f : function";
  const printed = (module: typeof import("../../src/notation/parse.ts"), print: typeof toText) =>
    texts.map((text) => print(module.parse(text, { symbols: declared })));
  vi.resetModules();
  const fresh = await import("../../src/notation/parse.ts");
  const { toText: print } = await import("../../src/operators/text.ts");
  const first = printed(fresh, print);
  for (let k = 0; k < 100_000; k++) fresh.parse(`sin(${k}*a + b_${k % 1000})`);
  expect(printed(fresh, print)).toEqual(first);
  expect(first).toEqual(texts);
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The result; `undefined` where the formula divides by exactly 0. */
function attempt<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Identity, told by the texts: a failed comparison of nodes prints all their operators. */
function expectSame(actual: Expression, expected: Expression): void {
  if (actual !== expected) expect.fail(`${toText(actual)} is not the node ${toText(expected)}`);
}

/** Equal up to rounding, wherever the first way of computing gives a number at all and rounding does not explode. */
function expectClose(actual: number, expected: number, about: readonly Expression[]): void {
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return;
  const message = `${about.map(toText).join("   and   ")}: ${actual}, not ${expected}`;
  expect(Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected)), message).toBe(true);
}

test("a symbol with another shape or other facts is another symbol", () => {
  expect(symbol("x")).toBe(x);
  expect(symbol("x", ["positive"])).not.toBe(x);
  expect(u).not.toBe(symbol("u"));
});
