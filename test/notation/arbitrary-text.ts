/** Random texts: sentences of the language, pieces of it in any order, and any characters. */
import fc from "fast-check";

const ATOMS = 'x y_1 α µ x̂ $p 2 3.5 .5 1e-7 0 [] ∞ f() x[:] x[end] 1/2 2. einsum("ij->i")'.split(" ");
const EXPRESSIONS = [
  ..."%+% %-% %*% %/% %.*% %^% %.^% %==% %<=%<% %≠% -% +% %' %! %² %⁻¹ (%) (%)(%) (%,%) 2% |%| ||%|| ||%||_1 ‖%‖ f(%)".split(
    " ",
  ),
  ..."g'(%,%) %[%,:] %[%:%] %[%:2:end] [%,%;%] [%] sum(%,i=1..%) f(%,axis=%) {%·if·%,%·otherwise} {%·if·%;%·if·%}".split(
    " ",
  ),
  ...[
    "% %",
    "% % %",
    "% / % %",
    "1/2 %",
    "% mod %",
    "not %",
    "% and %",
    "% or %",
    "% in %",
    "% ? % : %",
    "d/dx %",
    "∂²/∂x∂y %",
  ],
];
const STATEMENTS = [
  ...["%", "x = %", "f(x, y) = %", "x, y : matrix(n, n), symmetric, positive definite", "x : real"],
  ...["y ~ %", "y[i] ~ % for i = 1..%", "% -> %", "% -> % if %"],
];

const fill = (template: string, parts: readonly string[]): string => {
  let next = 0;
  return template.replaceAll("·", " ").replace(/%/g, () => parts[next++]!);
};
const filled = (templates: readonly string[], part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...templates), fc.array(part, { minLength: 4, maxLength: 4 }))
    .map(([template, parts]) => fill(template, parts));

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    filled(EXPRESSIONS, tie("expression")),
  ),
}));

/** Most are right; some are not, since `-` before `not` or a number after a number is a mistake. */
export const sentence = fc
  .array(filled(STATEMENTS, expression), { minLength: 1, maxLength: 3 })
  .chain((statements) => fc.constantFrom("\n", "; ", "\n# note\n").map((separator) => statements.join(separator)));

/** A sentence with one character gone or in the wrong place. */
export const damagedSentence = fc
  .tuple(sentence, fc.nat(), fc.constantFrom("", ..."()[]{}|'!,;:=+-*/^<>.?~_\"2x \n"))
  .map(([text, at, insert]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + insert + text.slice(insert === "" ? place + 1 : place);
  });

const PIECES = [
  ..."x y z2 2 3.5 .5 1/2 α µ x̂ $p end mod in and or not if otherwise for d/dx d²/dx² ∂/∂y f( f'( x' ' ! ² ⁻¹ ᵀ".split(
    " ",
  ),
  ..."( ) [ ] { } | || ‖ _1 ‖_F + - * / ^ .* ./ .^ , ; : ? = == != < <= ≤ ∈ .. ~ -> → ∞ −".split(" "),
  ...[
    " ",
    "\n",
    '"ij"',
    '"',
    "# note\n",
    " if ",
    " otherwise ",
    " for i = 1..n",
    " mod ",
    " and ",
    " not ",
    "x[",
    "einsum(",
  ],
];

/** Pieces of the language, in any order: mostly wrong. */
export const jumble = fc.array(fc.constantFrom(...PIECES), { maxLength: 16 }).map((pieces) => pieces.join(""));

/** Anything at all. */
export const anyText = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."()[]{}|'!^²_.$\"# \n\\"), maxLength: 60 }),
);
