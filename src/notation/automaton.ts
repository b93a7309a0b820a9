/** The loop that runs the tables over tokens, and says what could have come where it stops. */
import grammar from "./grammar.generated.ts";
import type { Raw } from "./syntax-build.ts";
import { type Tables, tabulate } from "./tables.ts";
import { TOKEN_NAMES, type TokenName } from "./token.ts";

export type Outcome =
  | { readonly accepted: true; readonly value: Raw }
  | { readonly accepted: false; readonly culprit: number; readonly expected: readonly TokenName[] };

/** The tables of the language, made on first use. */
export function languageTables(): Tables {
  tables ??= tabulate(grammar.ParserRules, grammar.ParserStart, TOKEN_NAMES, "EOF");
  return tables;
}
let tables: Tables | undefined;

/** Parses token types, the last of which is EOF or BAD; the value of a token is its place in the list. */
export function parseTokens(types: readonly number[]): Outcome {
  const { rules, terminals, nonterminals, action, left, size, unit, settled } = languageTables();
  const states = [0];
  const values: Raw[] = [0];
  let top = 0;
  let state = 0;
  for (let i = 0; ; ) {
    const type = types[i]!;
    const step = action[state * terminals + type]!;
    if (step > 0) {
      state = step - 1;
      values[++top] = i++;
    } else {
      if (step === 0) return { accepted: false, culprit: i, expected: expectedTokens(types, i) };
      const rule = -step - 1;
      if (rule === 0) return { accepted: true, value: values[1]! };
      const length = size[rule]!;
      top -= length - 1;
      if (unit[rule] === 0) values[top] = rules[rule]!.postprocess!(parts(values, top, length));
      const below = states[top - 1]!;
      const known = settled[(below * nonterminals + left[rule]!) * terminals + type]!;
      state = known > 0 ? known : settle(below, left[rule]!, type);
    }
    states[top] = state;
  }
}

/**
 * The state after a reduction, and after all the unit reductions that follow: from number to primary to postfix and so on,
 * up to what the lookahead asks for. It depends on nothing else, so the next time the table knows it.
 */
function settle(below: number, nonterminal: number, terminal: number): number {
  const { terminals, nonterminals, action, goto, left, unit, settled } = languageTables();
  let symbol = nonterminal;
  for (;;) {
    const state = goto[below * nonterminals + symbol]!;
    const step = action[state * terminals + terminal]!;
    if (step >= 0 || unit[-step - 1] === 0) {
      settled[(below * nonterminals + nonterminal) * terminals + terminal] = state;
      return state;
    }
    symbol = left[-step - 1]!;
  }
}

/** `values.slice(from, from + size)`, faster for the usual sizes. */
function parts(values: readonly Raw[], from: number, size: number): Raw[] {
  if (size === 3) return [values[from]!, values[from + 1]!, values[from + 2]!];
  if (size === 2) return [values[from]!, values[from + 1]!];
  return values.slice(from, from + size);
}

/** Which tokens could stand at a place up to which all is well. Exact, where a table row may allow too much. */
function expectedTokens(types: readonly number[], place: number): readonly TokenName[] {
  const states = replay(types, place);
  return TOKEN_NAMES.filter((_, terminal) => shifts(states, terminal));
}

/** The states after the tokens before `place`, all of which are good. */
function replay(types: readonly number[], place: number): readonly number[] {
  const { terminals, nonterminals, action, goto, left, size } = languageTables();
  const states = [0];
  for (let i = 0; i < place; ) {
    const step = action[states[states.length - 1]! * terminals + types[i]!]!;
    if (step > 0) {
      states.push(step - 1);
      i++;
    } else {
      const rule = -step - 1;
      states.length -= size[rule]!;
      states.push(goto[states[states.length - 1]! * nonterminals + left[rule]!]!);
    }
  }
  return states;
}

/** Would the token be shifted, after whatever reductions? The states are only looked at. */
function shifts(states: readonly number[], terminal: number): boolean {
  const { terminals, nonterminals, action, goto, left, size } = languageTables();
  // `states` up to `base`, then `above`, are the stack.
  let base = states.length;
  const above: number[] = [];
  for (;;) {
    const state = above.length > 0 ? above[above.length - 1]! : states[base - 1]!;
    const step = action[state * terminals + terminal]!;
    if (step >= 0 || step === -1) return step !== 0;
    const rule = -step - 1;
    const own = Math.min(above.length, size[rule]!);
    above.length -= own;
    base -= size[rule]! - own;
    const below = above.length > 0 ? above[above.length - 1]! : states[base - 1]!;
    above.push(goto[below * nonterminals + left[rule]!]!);
  }
}
