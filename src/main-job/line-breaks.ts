/** What is too long for a line: text, and formulas, of which some places may be broken with less harm than others. */

/** A line is at least so much of the width, unless it is the last. */
const SHORTEST = 0.4;

/**
 * Lines of at most `width` columns if there are spaces enough; joined by spaces they are the formula again. A break
 * stands where the fewest brackets are open, in front of an operator rather than behind it.
 *
 * @example
 * breakFormula("sin(a + b) + cos(c + d)", 14) // ["sin(a + b)","+ cos(c + d)"]
 */
export function breakFormula(formula: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = formula;
  while (rest.length > width) {
    const at = bestBreak(rest, width);
    if (at === undefined) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}

const ENDS_IN_OPERATOR = /([+-]|\\odot)$/;

/** The last space at which the fewest brackets are open. */
function bestBreak(text: string, width: number): number | undefined {
  let [best, fewest, open]: [number | undefined, number, number] = [undefined, Infinity, 0];
  for (let k = 0; k <= width; k++) {
    const character = text[k]!;
    if ("([{".includes(character)) open++;
    else if (")]}".includes(character)) open--;
    else if (character === " " && k >= SHORTEST * width && open <= fewest && !ENDS_IN_OPERATOR.test(text.slice(0, k))) {
      [best, fewest] = [k, open];
    }
  }
  return best;
}

/**
 * Lines of at most `width` columns, broken at spaces; joined by spaces they are the text again.
 *
 * @example
 * breakText("one two three", 8) // ["one two","three"]
 */
export function breakText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
