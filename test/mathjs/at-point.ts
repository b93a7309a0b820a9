/** Evaluation to many digits with values by symbol, as the reference evaluator takes them. */
import type { BigNumber } from "mathjs";
import type { Expression } from "../../src/core/expression.ts";
import { Entries, type Value } from "../../src/mathjs/entries.ts";
import { evaluateWith } from "../../src/mathjs/evaluate.ts";
import { type Arithmetic, big } from "../../src/mathjs/precise/arithmetic.ts";
import type { ArrayValue } from "../../src/operators/evaluate.ts";
import type { Point } from "../arbitrary.ts";

/** Doubles count with all their bits. */
export const evaluateAt = (e: Expression, point: Point, precision = 50): BigNumber =>
  evaluateWith(
    e,
    (a) => {
      const values = new Map<Expression, Value<BigNumber>>();
      for (const [symbol, value] of point) {
        const exact = typeof value === "number" ? big(a, value) : exactEntries(a, value);
        values.set(symbol, exact);
      }
      return values;
    },
    precision,
  );

const exactEntries = (a: Arithmetic, { data, shape }: ArrayValue): Entries<BigNumber> =>
  new Entries(
    Array.from(data, (entry) => big(a, entry)),
    shape,
  );
