/**
 * SLR(1) tables from the rules that nearley compiled.
 *
 * nearley parses any grammar, ambiguous ones too, and pays for it on every token. Ours needs one token of lookahead and
 * no more, so its rules make a table. A conflict on the way means that the grammar has become ambiguous or outgrown
 * that lookahead; none means that every text has at most one parse, found in linear time.
 *
 * Source: F. DeRemer, Simple LR(k) grammars, Communications of the ACM 14 (1971).
 */
import type { Raw } from "./syntax-build.ts";

/** A rule as nearley writes it. */
export interface Rule {
  readonly name: string;
  /** A nonterminal's name, `{ type }` for a token `%TYPE`, `{ literal }` for a quoted token. */
  readonly symbols: readonly (string | object)[];
  readonly postprocess?: (parts: Raw[]) => Raw;
}

export interface Tables {
  /** The first rule is ours: the start symbol, alone. Reducing by it accepts. */
  readonly rules: readonly Rule[];
  readonly terminals: number;
  readonly nonterminals: number;
  /** state × terminal: n > 0 shifts to state n - 1, n < 0 reduces by rule -n - 1, 0 is an error. */
  readonly action: Int16Array;
  /** state × nonterminal: the state after a reduction. */
  readonly goto: Int16Array;
  /** Per rule: its nonterminal, its length, and whether it only hands on its one child. */
  readonly left: Uint8Array;
  readonly size: Uint8Array;
  readonly unit: Uint8Array;
  /** state × nonterminal × terminal: the state after a reduction and the unit reductions after it; 0 until it is needed. */
  readonly settled: Int16Array;
  /** In words; empty for a grammar that can be used. */
  readonly conflicts: readonly string[];
}

/**
 * Makes the tables of a grammar.
 * @param given the rules, as in `ParserRules` of a grammar compiled by nearley
 * @param start the start symbol
 * @param terminals the token types, in the order of the table columns
 * @param end the token type that ends every text; the rules do not mention it
 * @throws {Error} if a rule uses a symbol that is neither a rule nor a token
 */
export function tabulate(given: readonly Rule[], start: string, terminals: readonly string[], end: string): Tables {
  const rules: readonly Rule[] = [{ name: "", symbols: [start] }, ...given];
  const grammar = numberSymbols(rules, terminals);
  const automaton = buildAutomaton(grammar);
  const follow = followSets(grammar, terminals.indexOf(end));
  return {
    rules,
    terminals: grammar.terminals,
    nonterminals: grammar.nonterminals,
    goto: gotoTable(grammar, automaton),
    settled: new Int16Array(automaton.states * grammar.nonterminals * grammar.terminals),
    ...actionTable(
      grammar,
      automaton,
      follow,
      (rule, terminal) => `${terminals[terminal]} after ${show(rules[rule]!)}`,
    ),
    left: Uint8Array.from(grammar.left),
    size: Uint8Array.from(grammar.right, (symbols) => symbols.length),
    // nearley calls the postprocessor that takes the first child `id`.
    unit: Uint8Array.from(rules, (rule) => Number(rule.symbols.length === 1 && rule.postprocess?.name === "id")),
  };
}

/** The rules in numbers: terminals first, then nonterminals. */
interface Grammar {
  readonly terminals: number;
  readonly nonterminals: number;
  readonly left: readonly number[];
  readonly right: readonly (readonly number[])[];
  /** Per nonterminal. */
  readonly rulesOf: readonly (readonly number[])[];
}

function numberSymbols(rules: readonly Rule[], terminalNames: readonly string[]): Grammar {
  const terminals = new Map(terminalNames.map((name, i) => [name, i]));
  const nonterminals = new Map<string, number>();
  for (const rule of rules) if (!nonterminals.has(rule.name)) nonterminals.set(rule.name, nonterminals.size);
  const left = rules.map((rule) => nonterminals.get(rule.name)!);
  const rulesOf: number[][] = Array.from(nonterminals, () => []);
  for (let rule = 0; rule < left.length; rule++) rulesOf[left[rule]!]!.push(rule);
  const numberOf = (symbol: string | object): number => {
    const known = typeof symbol === "string" ? nonterminals.get(symbol) : terminals.get(nameOf(symbol));
    if (known === undefined) throw new Error(`The grammar uses ${nameOf(symbol)} but never defines it`);
    return typeof symbol === "string" ? terminals.size + known : known;
  };
  const right = rules.map((rule) => rule.symbols.map(numberOf));
  return { terminals: terminals.size, nonterminals: nonterminals.size, left, right, rulesOf };
}

/** The LR(0) automaton. */
interface Automaton {
  readonly states: number;
  /** Triples: from a state, by a symbol, to a state. */
  readonly moves: readonly number[];
  /** Pairs: in a state, by a rule. */
  readonly reductions: readonly number[];
}

/** An item is a rule and a position in it, in one number. */
const POSITION_BITS = 4;
const POSITION = (1 << POSITION_BITS) - 1;

/** A state is known by its kernel: the sorted items that do not begin a rule. */
function buildAutomaton(grammar: Grammar): Automaton {
  const kernels: number[][] = [[0]];
  const known = new Map<number | string, number>([[0, 0]]);
  const moves: number[] = [];
  const reductions: number[] = [];
  for (let state = 0; state < kernels.length; state++) {
    const next = new Map<number, number[]>();
    for (const item of closure(grammar, kernels[state]!)) {
      const symbol = grammar.right[item >> POSITION_BITS]![item & POSITION];
      if (symbol === undefined) reductions.push(state, item >> POSITION_BITS);
      else if (next.has(symbol)) next.get(symbol)!.push(item + 1);
      else next.set(symbol, [item + 1]);
    }
    for (const [symbol, kernel] of next) {
      const key = kernel.length === 1 ? kernel[0]! : kernel.sort((a, b) => a - b).join();
      if (!known.has(key)) known.set(key, kernels.push(kernel) - 1);
      moves.push(state, symbol, known.get(key)!);
    }
  }
  return { states: kernels.length, moves, reductions };
}

/** A kernel, and the beginnings of all rules it is about to enter. */
function closure({ terminals, nonterminals, right, rulesOf }: Grammar, kernel: readonly number[]): number[] {
  const items = [...kernel];
  const entered = new Uint8Array(nonterminals);
  for (let i = 0; i < items.length; i++) {
    const nonterminal = (right[items[i]! >> POSITION_BITS]![items[i]! & POSITION] ?? -1) - terminals;
    if (nonterminal < 0 || entered[nonterminal] === 1) continue;
    entered[nonterminal] = 1;
    for (const rule of rulesOf[nonterminal]!) items.push(rule << POSITION_BITS);
  }
  return items;
}

function gotoTable({ terminals, nonterminals }: Grammar, { states, moves }: Automaton): Int16Array {
  const goto = new Int16Array(states * nonterminals);
  for (let i = 0; i < moves.length; i += 3) {
    const nonterminal = moves[i + 1]! - terminals;
    if (nonterminal >= 0) goto[moves[i]! * nonterminals + nonterminal] = moves[i + 2]!;
  }
  return goto;
}

function actionTable(
  { terminals, left }: Grammar,
  { states, moves, reductions }: Automaton,
  follow: readonly (readonly number[])[],
  describe: (rule: number, terminal: number) => string,
): { action: Int16Array; conflicts: string[] } {
  const action = new Int16Array(states * terminals);
  const conflicts: string[] = [];
  for (let i = 0; i < moves.length; i += 3) {
    if (moves[i + 1]! < terminals) action[moves[i]! * terminals + moves[i + 1]!] = moves[i + 2]! + 1;
  }
  for (let i = 0; i < reductions.length; i += 2) {
    const rule = reductions[i + 1]!;
    for (const terminal of follow[left[rule]!]!) {
      const cell = reductions[i]! * terminals + terminal;
      if (action[cell] !== 0) conflicts.push(describe(rule, terminal));
      action[cell] = -rule - 1;
    }
  }
  return { action, conflicts };
}

/** FOLLOW: for each nonterminal, the terminals that may come right after it. No rule of ours is empty. */
function followSets(grammar: Grammar, end: number): readonly (readonly number[])[] {
  const { terminals, nonterminals, left, right } = grammar;
  const first = firstSets(grammar);
  const follow = new Array<bigint>(nonterminals).fill(0n);
  follow[0] = 1n << BigInt(end);
  for (let grown = true; grown; ) {
    grown = false;
    for (let rule = 0; rule < right.length; rule++) {
      const symbols = right[rule]!;
      for (let i = 0; i < symbols.length; i++) {
        const nonterminal = symbols[i]! - terminals;
        if (nonterminal < 0) continue;
        const before = follow[nonterminal]!;
        follow[nonterminal] = before | (i + 1 < symbols.length ? first[symbols[i + 1]!]! : follow[left[rule]!]!);
        grown ||= follow[nonterminal] !== before;
      }
    }
  }
  const all = Array.from({ length: terminals }, (_, terminal) => terminal);
  return follow.map((set) => all.filter((terminal) => (set >> BigInt(terminal)) & 1n));
}

/** FIRST: for each symbol, the terminals it may begin with. A set is the bits of a bigint, so a union is one operation. */
function firstSets({ terminals, nonterminals, left, right }: Grammar): readonly bigint[] {
  const first = Array.from({ length: terminals + nonterminals }, (_, s) => (s < terminals ? 1n << BigInt(s) : 0n));
  for (let grown = true; grown; ) {
    grown = false;
    // Backwards, because grammars are written top down: two or three passes are enough.
    for (let rule = right.length - 1; rule >= 0; rule--) {
      const symbol = terminals + left[rule]!;
      const before = first[symbol]!;
      first[symbol] = before | first[right[rule]![0]!]!;
      grown ||= first[symbol] !== before;
    }
  }
  return first;
}

function show(rule: Rule): string {
  return `${rule.name} -> ${rule.symbols.map(nameOf).join(" ")}`;
}

function nameOf(symbol: string | { readonly type?: string; readonly literal?: string }): string {
  return typeof symbol === "string" ? symbol : (symbol.type ?? symbol.literal ?? "");
}
