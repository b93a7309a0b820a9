/**
 * Names as LaTeX: `beta_1` is β with a subscript, `x_hat` wears a hat, a long word stands upright. Total and safe: every
 * character that means something to TeX is escaped, so any name gives LaTeX that only prints.
 */

export interface NameLatex {
  readonly latex: string;
  /** Whether it ends in a subscript, to which no other can be added. */
  readonly subscripted: boolean;
  /** Whether it is more than one letter, so that a product needs a space beside it. */
  readonly word: boolean;
}

/**
 * The LaTeX of a name; in bold if asked, but for its subscripts.
 *
 * @example
 * nameLatex("beta_1").latex // "\\beta_{1}"
 */
export function nameLatex(name: string, bold = false): NameLatex {
  const [, stem, primes] = /^([\s\S]*?)(['′]*)$/.exec(plain(name).replace(SUBSCRIPT_DIGITS, asciiSubscript))!;
  const { body, subscripts, word } = split(stem!);
  const subscript = subscripts.length === 0 ? "" : `_{${subscripts.map(subscriptLatex).join(",")}}`;
  const face = bold ? `${/^[A-Za-z]$/.test(body) ? "\\mathbf" : "\\boldsymbol"}{${body}}` : body;
  return { latex: face + subscript + "'".repeat(primes!.length), subscripted: subscript !== "", word };
}

/** Composed accents, and Greek of the mathematical alphabets (𝛂) as the letters that TeX knows. */
const plain = (name: string): string =>
  name.normalize("NFC").replace(/[𝚤𝚥𝚨-𝟋]/gu, (letter) => letter.normalize("NFKC"));

interface Split {
  readonly body: string;
  readonly subscripts: readonly string[];
  readonly word: boolean;
}

const SUBSCRIPT_DIGITS = /[₀-₉]+/g;
const asciiSubscript = (digits: string): string =>
  `_${digits.replace(/./g, (digit) => String(digit.charCodeAt(0) - 0x2080))}`;

/** What follows a letter is its subscript; of a word only a number is. */
function split(stem: string): Split {
  const parts = stem.replace(/(?<=[^\d_])(?=\d+(_|$))/, "_").split("_");
  const [head, ...rest] = parts as [string, ...string[]];
  const letter = parts.includes("") ? undefined : letterLatex(head);
  if (letter !== undefined) {
    const accent = ACCENTS.get(rest[0] ?? "");
    return accent === undefined
      ? { body: letter, subscripts: rest, word: false }
      : { body: `${accent}{${letter}}`, subscripts: rest.slice(1), word: false };
  }
  const [, word, number] = /^([\s\S]*[^\d_])_?(\d+)$/.exec(stem) ?? [undefined, stem, undefined];
  return { body: wordLatex(word!), subscripts: number === undefined ? [] : [number], word: true };
}

/** Numbers, letters and a few indices (`ij`) as they are; anything else is a word. */
const subscriptLatex = (part: string): string =>
  /^(\d+|[i-n]{2,3})$/.test(part) ? part : (letterLatex(part) ?? wordLatex(part));

/** A single letter, accented or not, or the name of a Greek one. */
const letterLatex = (text: string): string | undefined =>
  knownLetter(text) ?? (/^\p{L}$/u.test(text) ? wordLatex(text) : undefined);

function knownLetter(text: string): string | undefined {
  if (/^[A-Za-z]$/.test(text)) return text;
  if (LETTERS.has(text)) return LETTERS.get(text);
  const [, base, marks] = /^([A-Za-z\u0370-\u03ff])([\u0300-\u036f]+)$/.exec(text.normalize("NFD")) ?? [];
  return base === undefined ? undefined : accented(knownLetter(base) ?? base, marks!);
}

const accented = (letter: string, marks: string): string =>
  [...marks].reduce((inner, mark) => (ACCENTS.has(mark) ? `${ACCENTS.get(mark)}{${inner}}` : inner), letter);

/** Upright; Greek letters within a word are commands of their own. */
function wordLatex(word: string): string {
  const runs = word.match(/[\u0370-\u03ff∇\u2100-\u214f]|[^\u0370-\u03ff∇\u2100-\u214f]+/g) ?? ["?"];
  const pieces = runs.map((run) => {
    if (/^[\u0370-\u03ff∇\u2100-\u214f]$/.test(run) && knownLetter(run) !== undefined) return `${knownLetter(run)} `;
    if (runs.length > 1 && /^[A-Za-z]$/.test(run)) return run;
    return `${/^[\w$]+$/.test(run) ? "\\mathrm" : "\\text"}{${escapeText(run)}}`;
  });
  return pieces.join("").trimEnd();
}

/** Letters, digits and printable ASCII; what else a program may put into a name becomes a question mark. */
const escapeText = (text: string): string =>
  text
    .replace(/[^\p{L}\p{M}\p{Nd}\x20-\x7e]|[\u0300-\u036f]/gu, "?")
    .replace(/[\\{}$&#^_~%]/g, (character) => ESCAPES.get(character) ?? `\\${character}`);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\textbackslash{}"],
  ["^", "\\textasciicircum{}"],
  ["~", "\\textasciitilde{}"],
]);

/** By the word after an underscore, and by the combining mark. */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ...["hat\u0302", "bar\u0304", "tilde\u0303", "dot\u0307", "ddot\u0308"].flatMap((entry): [string, string][] => {
    const word = entry.slice(0, -1);
    return [word, entry.slice(-1)].map((key) => [key, `\\${word}`]);
  }),
  ["\u0301", "\\acute"],
  ["\u0300", "\\grave"],
  ["\u030c", "\\check"],
  ["\u0306", "\\breve"],
  ["\u030a", "\\mathring"],
]);

/** Greek letters by name and by character (capitals that look Latin have no command of their own), then letters of other faces. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  [
    "αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu νnu ξxi",
    "πpi ϖvarpi ρrho ϱvarrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega",
    "ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega ∇nabla ℓell",
  ]
    .flatMap((line) => line.split(" "))
    .flatMap((entry): [string, string][] =>
      [entry.slice(0, 1), entry.slice(1)].map((key) => [key, `\\${entry.slice(1)}`]),
    )
    .concat([..."ΑΒΕΖΗΙΚΜΝΟΡΤΧ"].map((letter, k) => [letter, `\\mathrm{${"ABEZHIKMNOPTX"[k]}}`]))
    .concat([..."ℬℰℱℋℐℒℳℛ"].map((letter) => [letter, `\\mathcal{${letter.normalize("NFKC")}}`]))
    .concat([..."ℑℜℌℨℭ"].map((letter) => [letter, `\\mathfrak{${letter.normalize("NFKC")}}`]))
    .concat([..."ℂℕℙℚℝℤ"].map((letter) => [letter, `\\mathbb{${letter.normalize("NFKC")}}`]))
    .concat([
      ["ο", "o"],
      ["omicron", "o"],
    ]),
);
