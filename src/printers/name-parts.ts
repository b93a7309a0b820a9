/**
 * Names for what long formulas repeat, as a textbook would write them: `(P .* (G*V') - diag(sum(P .* (G*V'), 2))*P)*K`
 * with `P = softmax(Q*K')`.
 */
import { type Call, type Expression, makeSymbol, type SymbolNode } from "../core/expression.ts";
import { NO_FACTS } from "../core/facts.ts";
import { isNegative } from "../core/interval.ts";
import { freeSymbols, postorder, substitute } from "../core/traverse.ts";
import { isDiagonalMatrix, isTranspose } from "../operators/matrix-kinds.ts";
import { rangeOf } from "../operators/range.ts";
import { exponentOf, isPower } from "../operators/ring.ts";
import { toText } from "../operators/text.ts";

/** Formulas with their names, and what these stand for, each after those that it uses. */
export interface NamedParts {
  readonly formulas: readonly Expression[];
  readonly parts: readonly { readonly name: SymbolNode; readonly formula: Expression }[];
}

/** Formulas up to this many characters are read at a glance. */
const SHORT = 60;
/** Longer ones are nothing to read, with names or without. */
const LONG = 1_000_000;
/** The most names that help a reader. */
const MOST = 12;
/** So many characters a name has to save while a formula is long, and when none is any more. */
const WORTH = 8;
const WELL_WORTH = 20;

/**
 * Names for parts that the formulas repeat, if one of them is long; those that save most first.
 *
 * @example
 * const f = parse("exp(-(x - sum(x)/n).^2) .* (x - sum(x)/n) + (x - sum(x)/n).^3 ./ (1 + (x - sum(x)/n).^2)", { symbols: "x: vector(n)" });
 * nameParts([f]).parts.map(({ name, formula }) => `${toText(name)} = ${toText(formula)}`) // ["u = x - sum(x)/n"]
 */
export function nameParts(given: readonly Expression[]): NamedParts {
  let formulas = [...given];
  const parts: { name: SymbolNode; formula: Expression }[] = [];
  if (!isLong(formulas)) return { formulas, parts };
  while (parts.length < MOST) {
    const all = [...formulas, ...parts.map(({ formula }) => formula)];
    const part = bestPart(all, isLong(all) ? WORTH : WELL_WORTH);
    const name = part && nameFor(part, all);
    if (name === undefined) break;
    const put = (e: Expression): Expression => substitute(e, new Map([[part!, name]]));
    formulas = formulas.map(put);
    for (const known of parts) known.formula = put(known.formula);
    parts.push({ name, formula: part! });
  }
  return { formulas, parts: inOrder(parts) };
}

const isLong = (formulas: readonly Expression[]): boolean => {
  const lengths = lengthsOf(formulas);
  const longest = Math.max(...formulas.map((e) => lengths.get(e)!));
  return longest < LONG && formulas.some((e) => lengths.get(e)! > 2 * SHORT || toText(e).length > SHORT);
};

/** The part whose name saves most. */
function bestPart(formulas: readonly Expression[], worth: number): Expression | undefined {
  const lengths = lengthsOf(formulas);
  const counts = occurrences(formulas);
  let best: { part: Expression; saved: number } | undefined;
  for (const [part, count] of counts) {
    if (count < 2 || !isNameable(part)) continue;
    const length = lengths.get(part)!;
    const saved = count * (length - 1) - length - 4;
    if (saved > (best?.saved ?? worth)) best = { part, saved };
  }
  return best?.part;
}

/**
 * What stands below a bar is named without it. What changes with an index of a sum has no name outside of it, and
 * integers are subscripts and sizes.
 */
const isNameable = (e: Expression): boolean =>
  e.kind === "call" &&
  e.loose === 0 &&
  !isDiagonalMatrix(e) &&
  !(isTranspose(e) && e.args[0]!.kind === "symbol") &&
  !rangeOf(e).integer &&
  !(isPower(e) && isNegative(rangeOf(exponentOf(e))));

/** About how long the text of each node is; a double, which may grow beyond counting. */
function lengthsOf(formulas: readonly Expression[]): Map<Expression, number> {
  const lengths = new Map<Expression, number>();
  for (const e of postorder(...formulas)) {
    if (e.kind !== "call") lengths.set(e, toText(e).length);
    else
      lengths.set(
        e,
        e.args.reduce((sum, argument) => sum + lengths.get(argument)!, signsOf(e)),
      );
  }
  return lengths;
}

/** The letters and signs of a call itself. */
const signsOf = ({ operator, args }: Call): number =>
  /^\w/.test(operator.name) ? operator.name.length + 2 : Math.max(1, args.length - 1) * 2;

/** How often each part is written. */
function occurrences(formulas: readonly Expression[]): Map<Expression, number> {
  const counts = new Map<Expression, number>();
  const count = (e: Expression, times: number) => counts.set(e, (counts.get(e) ?? 0) + times);
  for (const e of formulas) count(e, 1);
  for (const e of postorder(...formulas).reverse())
    if (e.kind === "call") for (const argument of e.args) count(argument, counts.get(e)!);
  return counts;
}

/** Letters that are read as scalars, vectors, matrices. */
const LETTERS = [
  ["c", "s", "r", "t", "q"],
  ["u", "v", "w", "z", "h"],
  ["P", "R", "T", "M", "H"],
] as const;

function nameFor(part: Expression, formulas: readonly Expression[]): SymbolNode | undefined {
  const sizes = formulas.flatMap((e) => postorder(e).flatMap(({ shape }) => freeSymbols(...shape)));
  const taken = new Set([...freeSymbols(...formulas), ...sizes].map(({ name }) => name));
  const letters = LETTERS[Math.min(part.shape.length, 2)]!;
  const numbered = letters.flatMap((letter) => [1, 2, 3].map((k) => `${letter}${k}`));
  const free = [...letters, ...numbered].find((name) => !taken.has(name));
  return free === undefined ? undefined : makeSymbol(free, part.shape, NO_FACTS);
}

/** Each after those that it uses. */
function inOrder(parts: NamedParts["parts"]): NamedParts["parts"] {
  const uses = (formula: Expression): ReadonlySet<Expression> => new Set(freeSymbols(formula));
  const out: { name: SymbolNode; formula: Expression }[] = [];
  let left = [...parts];
  while (left.length > 0) {
    const ready = left.filter(({ formula }) => !left.some(({ name }) => uses(formula).has(name)));
    out.push(...ready);
    left = left.filter((part) => !ready.includes(part));
  }
  return out;
}
