/** Rewrite rules as data: mathematics as text, so that a reader checks it at sight and one law tests them all. */

/**
 * `from` becomes `to`. Letters are pattern variables and stand for any expression, `c` for a number, `n` for an
 * integer. In a sum or a product the pattern matches some of the operands and the others stay; deeper inside it must
 * match all of them, and a letter alone takes all that is left.
 */
export interface Rule {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /**
   * A: both sides have the same value for all reals, and `when` says where the right one is better. B: the right side has a value at more points; `when` says where
   * the left one had, and is recorded. C: right only where `when` holds, which must be proved from facts.
   */
  readonly class: "A" | "B" | "C";
  readonly when?: string;
}
