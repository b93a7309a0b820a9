/**
 * Patterns: expressions whose letters stand for others. Sums and products match as collections: numbers and calls are
 * looked up among the operands, and a letter alone takes all that is left.
 */
import { type Call, type Constant, constant, type Expression, isConstant, isSymbol } from "../core/expression.ts";
import { isExact, isInteger, isOne, toNumber } from "../core/number.ts";
import { freeSymbols, substitute } from "../core/traverse.ts";
import { divide } from "../operators/arithmetic.ts";
import { coefficientOf, factorsOf, isProduct, isSum } from "../operators/ring.ts";

/** What the letters of a pattern stand for. Never changed: an attempt that fails leaves no trace. */
export type Bindings = ReadonlyMap<Expression, Expression>;

/** Where a pattern fits, and the operands of the target that are left over. */
export interface Match {
  readonly bindings: Bindings;
  readonly rest: readonly Expression[];
}

/** All places in a sum where a pattern fits, with the terms of each, and the terms that are left over. */
export interface Matches {
  readonly found: readonly { readonly bindings: Bindings; readonly terms: readonly Expression[] }[];
  readonly rest: readonly Expression[];
}

const NONE: Bindings = new Map();

/** Matches at the root, where factors of a product may be left over. */
export function matchRoot(pattern: Call, target: Call): Match | undefined {
  if (pattern.operator !== target.operator) return undefined;
  if (isProduct(pattern)) return matchFactors(operandsOf(pattern), target, NONE);
  const bindings = matchEach(pattern.args, target.args, NONE);
  return bindings && { bindings, rest: [] };
}

/** Matches the terms of a sum, as often as it goes in one pass: a rule that fits many pairs does not start over for each. */
export function matchTerms(pattern: Call, { args }: Call): Matches | undefined {
  const targets = new Targets(args);
  const patterns = operandsOf(pattern);
  const found: { bindings: Bindings; terms: readonly Expression[] }[] = [];
  for (let k = 0; k < args.length; k++) {
    const match = targets.isFree(k) ? matchFrom(patterns, targets, NONE, [], k) : undefined;
    if (match === undefined) continue;
    targets.take(match.taken);
    found.push({ bindings: match.bindings, terms: match.taken.map((index) => args[index]!) });
  }
  return found.length === 0 ? undefined : { found, rest: args.filter((_, k) => targets.isFree(k)) };
}

/** The expression that a pattern describes under bindings. */
export const instantiate = (pattern: Expression, bindings: Bindings): Expression => substitute(pattern, bindings);

function match(pattern: Expression, target: Expression, bindings: Bindings): Bindings | undefined {
  if (isConstant(pattern)) return isSameNumber(pattern, target) ? bindings : undefined;
  if (isSymbol(pattern)) return bindLetter(pattern, target, bindings);
  if (lettersOf(pattern).every((letter) => bindings.has(letter))) {
    return instantiate(pattern, bindings) === target ? bindings : undefined;
  }
  if (isSum(pattern)) return isSum(target) ? matchAll(pattern, target.args, bindings) : undefined;
  if (isProduct(pattern)) return matchProduct(pattern, target, bindings);
  if (target.kind !== "call" || target.operator !== pattern.operator) return undefined;
  return matchEach(pattern.args, target.args, bindings);
}

/** `1.0` is the 1 of a pattern. */
const isSameNumber = (number: Constant, target: Expression): boolean =>
  number === target || (isConstant(target) && !isExact(target.value) && target.value === toNumber(number.value));

function bindLetter(letter: Expression, target: Expression, bindings: Bindings): Bindings | undefined {
  const bound = bindings.get(letter);
  if (bound !== undefined) return bound === target ? bindings : undefined;
  return fits(letter, target) ? new Map(bindings).set(letter, target) : undefined;
}

/** `c` is a number, `n` an integer; every other letter is anything. */
function fits(letter: Expression, target: Expression): boolean {
  const name = isSymbol(letter) ? letter.name : "";
  if (name === "c") return isConstant(target);
  return name !== "n" || (isConstant(target) && isInteger(target.value));
}

function matchEach(
  patterns: readonly Expression[],
  targets: readonly Expression[],
  bindings: Bindings,
): Bindings | undefined {
  if (patterns.length !== targets.length) return undefined;
  let known: Bindings | undefined = bindings;
  for (let k = 0; k < patterns.length && known !== undefined; k++) known = match(patterns[k]!, targets[k]!, known);
  return known;
}

/** Inside a pattern nothing may be left over, but a last letter alone takes the rest. */
function matchAll(pattern: Call, targets: readonly Expression[], bindings: Bindings): Bindings | undefined {
  const operands = operandsOf(pattern);
  const last = operands[operands.length - 1]!;
  if (!isSymbol(last) || bindings.has(last)) {
    return operands.length === targets.length ? matchOperands(operands, targets, bindings)?.bindings : undefined;
  }
  const found = matchOperands(operands.slice(0, -1), targets, bindings);
  if (found === undefined || found.rest.length === 0) return undefined;
  return bindLetter(last, pattern.operator.build(found.rest), found.bindings);
}

function matchOperands(
  patterns: readonly Expression[],
  targets: readonly Expression[],
  bindings: Bindings,
): Match | undefined {
  const found = matchFrom(patterns, new Targets(targets), bindings, []);
  return found && { bindings: found.bindings, rest: targets.filter((_, k) => !found.taken.includes(k)) };
}

/** Operands to be matched, those that are taken for good, and where each stands. */
class Targets {
  readonly items: readonly Expression[];
  private readonly gone = new Set<number>();
  private positions: Map<Expression, number> | undefined;

  constructor(items: readonly Expression[]) {
    this.items = items;
  }

  isFree(k: number): boolean {
    return !this.gone.has(k);
  }

  take(indices: readonly number[]): void {
    for (const k of indices) this.gone.add(k);
  }

  /** Operands of a sum or a product are all different. */
  indexOf(wanted: Expression): number {
    if (this.items.length <= FEW) return this.items.indexOf(wanted);
    this.positions ??= new Map(this.items.map((item, k) => [item, k]));
    return this.positions.get(wanted) ?? -1;
  }
}

/** Up to so many operands are searched one by one. */
const FEW = 16;

interface Found {
  readonly bindings: Bindings;
  readonly taken: readonly number[];
}

/**
 * Finds a different target for each operand in turn, trying the next where one fails further on; an operand that is
 * known already is looked up. `at` says which target the first operand has to take.
 */
function matchFrom(
  patterns: readonly Expression[],
  targets: Targets,
  bindings: Bindings,
  taken: readonly number[],
  at?: number,
): Found | undefined {
  const pattern = patterns[taken.length];
  if (pattern === undefined) return { bindings, taken };
  const known = at === undefined && !isConstant(pattern) && lettersOf(pattern).every((letter) => bindings.has(letter));
  const first = at ?? (known ? targets.indexOf(instantiate(pattern, bindings)) : 0);
  const last = at !== undefined || known ? first : targets.items.length - 1;
  for (let k = Math.max(0, first); k <= last; k++) {
    if (!targets.isFree(k) || taken.includes(k) || !plausible(pattern, targets.items[k]!)) continue;
    const bound = match(pattern, targets.items[k]!, bindings);
    const found = bound && matchFrom(patterns, targets, bound, [...taken, k]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A cheap test before a match is tried. */
function plausible(pattern: Expression, target: Expression): boolean {
  if (isConstant(pattern)) return isSameNumber(pattern, target);
  if (isNumeric(pattern)) return isConstant(target);
  if (isSymbol(pattern) || isProduct(pattern)) return true;
  return target.kind === "call" && target.operator === (pattern as Call).operator;
}

/** `c*x` against anything: what is no product is one of a single factor. */
function matchProduct(pattern: Call, target: Expression, bindings: Bindings): Bindings | undefined {
  const [number, letter] = pattern.args as [Expression, Expression];
  const scaledLetter = pattern.args.length === 2 && isConstant(number) && isSymbol(letter);
  if (scaledLetter && !bindings.has(letter)) return bindLetter(letter, divide(target, number), bindings);
  const operands = operandsOf(pattern);
  const last = operands[operands.length - 1]!;
  if (!isSymbol(last) || isNumberLetter(last) || bindings.has(last)) {
    const found = matchFactors(operands, target, bindings);
    return found?.rest.length === 0 ? found.bindings : undefined;
  }
  const found = matchFactors(operands.slice(0, -1), target, bindings);
  if (found === undefined || found.rest.length === 0) return undefined;
  return bindLetter(last, pattern.operator.build(found.rest), found.bindings);
}

/** The number in front is matched first: by the pattern's own, or by the letter `c`. What is left may be in `rest`. */
function matchFactors(operands: readonly Expression[], target: Expression, bindings: Bindings): Match | undefined {
  const coefficient = constant(coefficientOf(target));
  const factors = factorsOf(target).filter((factor) => !isConstant(factor));
  const numbers = operands.filter((operand) => isConstant(operand) || isNumberLetter(operand));
  let known: Bindings | undefined = bindings;
  for (const number of numbers) known = known && match(number, coefficient, known);
  if (known === undefined) return undefined;
  const found = matchOperands(
    operands.filter((operand) => !numbers.includes(operand)),
    factors,
    known,
  );
  const keeps = numbers.length === 0 && !isOne(coefficient.value);
  return found && keeps ? { bindings: found.bindings, rest: [coefficient, ...found.rest] } : found;
}

/** A number, or one made of the letter `c` alone, such as `-c`. */
const isNumeric = (pattern: Expression): boolean => lettersOf(pattern).every(isNumberLetter);

const isNumberLetter = (e: Expression): boolean => isSymbol(e) && e.name === "c";

const letters = new WeakMap<Expression, readonly Expression[]>();

function lettersOf(pattern: Expression): readonly Expression[] {
  let known = letters.get(pattern);
  if (known === undefined) {
    known = freeSymbols(pattern);
    letters.set(pattern, known);
  }
  return known;
}

const operands = new WeakMap<Expression, readonly Expression[]>();

/** Numbers first, then calls, then products, letters alone last: the most telling part decides early. */
function operandsOf(pattern: Call): readonly Expression[] {
  let known = operands.get(pattern);
  if (known === undefined) {
    known = [...pattern.args].sort((a, b) => vagueness(a) - vagueness(b));
    operands.set(pattern, known);
  }
  return known;
}

const vagueness = (e: Expression): number => (isNumeric(e) ? 0 : isSymbol(e) ? 3 : isProduct(e) ? 2 : 1);
