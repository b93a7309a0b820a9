/** The syntax tree: what was written, before names and shapes mean anything. The resolver turns it into expressions. */

/** Offsets into the source; the text between them reads as the node again. */
interface Node {
  readonly start: number;
  readonly end: number;
}

/** An expression as it was written, parentheses included. */
export type Syntax =
  | NumberSyntax
  | StringSyntax
  | NameSyntax
  | EndSyntax
  | SumSyntax
  | ProductSyntax
  | JuxtapositionSyntax
  | PrefixSyntax
  | PowerSyntax
  | PostfixSyntax
  | ComparisonSyntax
  | LogicSyntax
  | ConditionalSyntax
  | DerivativeSyntax
  | CallSyntax
  | IndexSyntax
  | SliceSyntax
  | RangeSyntax
  | BindingSyntax
  | MatrixSyntax
  | ComprehensionSyntax
  | TupleSyntax
  | GroupSyntax
  | AbsoluteSyntax
  | NormSyntax;

/** The text as typed: `1e-7`, `.5`, `2.`; the digits of a superscript are plain ones. */
export interface NumberSyntax extends Node {
  readonly kind: "number";
  readonly text: string;
}

/** Only ever the first argument of a call: `einsum("ij,jk->ik", A, B)`. */
export interface StringSyntax extends Node {
  readonly kind: "string";
  readonly value: string;
}

/** In Unicode normal form C. */
export interface NameSyntax extends Node {
  readonly kind: "name";
  readonly name: string;
}

/** The last index, as in `x[end]`; only inside index brackets. */
export interface EndSyntax extends Node {
  readonly kind: "end";
}

/** `a + b - c`, flat; `minus[i]` says that `terms[i]` is subtracted, and `minus[0]` is false. */
export interface SumSyntax extends Node {
  readonly kind: "sum";
  readonly terms: readonly Syntax[];
  readonly minus: readonly boolean[];
}

export type ProductOperator = "*" | "/" | ".*" | "./" | "mod";

/** `a * b / c`, read from the left; `operators[i]` stands between `factors[i]` and `factors[i + 1]`. */
export interface ProductSyntax extends Node {
  readonly kind: "product";
  readonly factors: readonly Syntax[];
  readonly operators: readonly ProductOperator[];
}

/** The implicit product: `2x`, `a b c`. */
export interface JuxtapositionSyntax extends Node {
  readonly kind: "juxtaposition";
  readonly factors: readonly Syntax[];
}

export interface PrefixSyntax extends Node {
  readonly kind: "prefix";
  readonly operator: "-" | "+" | "not";
  readonly argument: Syntax;
}

/** `a^b`, `a.^b` and `a²`; associates to the right. */
export interface PowerSyntax extends Node {
  readonly kind: "power";
  readonly operator: "^" | ".^";
  readonly base: Syntax;
  readonly exponent: Syntax;
}

/** The transpose `A'` and the factorial `n!`. */
export interface PostfixSyntax extends Node {
  readonly kind: "postfix";
  readonly operator: "'" | "!";
  readonly argument: Syntax;
}

export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in";

/** `0 <= x < 1`: `operators[i]` stands between `operands[i]` and `operands[i + 1]`. */
export interface ComparisonSyntax extends Node {
  readonly kind: "comparison";
  readonly operands: readonly Syntax[];
  readonly operators: readonly ComparisonOperator[];
}

export interface LogicSyntax extends Node {
  readonly kind: "logic";
  readonly operator: "and" | "or";
  readonly operands: readonly Syntax[];
}

/** `c ? a : b ? d : e` and `{a if c, d if b, e otherwise}`: the first case that holds. */
export interface ConditionalSyntax extends Node {
  readonly kind: "conditional";
  readonly cases: readonly { readonly condition: Syntax; readonly value: Syntax }[];
  readonly otherwise: Syntax | undefined;
}

/** A variable to differentiate by, `order` times. */
export interface DerivativeVariable {
  readonly name: string;
  readonly order: number;
}

/** `d/dx d^2/dy^2 f`: the outermost derivative first. */
export interface DerivativeSyntax extends Node {
  readonly kind: "derivative";
  readonly variables: readonly DerivativeVariable[];
  readonly argument: Syntax;
}

/** `f(x)`, and `f''(x)` with two primes. `x(y)` is a call as well: what is a function is not known here. */
export interface CallSyntax extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly primes: number;
  readonly arguments: readonly Syntax[];
  readonly nameEnd: number;
}

export interface IndexSyntax extends Node {
  readonly kind: "index";
  readonly target: Syntax;
  readonly indices: readonly Syntax[];
}

/** `a:b`, `a:step:b`, `a:`, `:b` and `:`, only among indices. */
export interface SliceSyntax extends Node {
  readonly kind: "slice";
  readonly from?: Syntax;
  readonly step?: Syntax;
  readonly to?: Syntax;
}

/** `1..n`, only among arguments and after `for`. */
export interface RangeSyntax extends Node {
  readonly kind: "range";
  readonly from: Syntax;
  readonly to: Syntax;
}

/** `i=1..n` or `axis=1`, only among arguments and after `for`. */
export interface BindingSyntax extends Node {
  readonly kind: "binding";
  readonly name: Syntax;
  readonly value: Syntax;
}

/** `[1, 2; 3, 4]`; one row is a vector, and `[]` has none. Rows may differ in length. */
export interface MatrixSyntax extends Node {
  readonly kind: "matrix";
  readonly rows: readonly (readonly Syntax[])[];
}

/** `[x[i]^2 for i=1..n]`; the indices are bindings. */
export interface ComprehensionSyntax extends Node {
  readonly kind: "comprehension";
  readonly body: Syntax;
  readonly indices: readonly Syntax[];
}

export interface TupleSyntax extends Node {
  readonly kind: "tuple";
  readonly items: readonly Syntax[];
}

/** `(a)`; of directly nested parentheses only the outer pair is kept. */
export interface GroupSyntax extends Node {
  readonly kind: "group";
  readonly argument: Syntax;
}

export interface AbsoluteSyntax extends Node {
  readonly kind: "absolute";
  readonly argument: Syntax;
}

/** `||x||_1`; `order` is digits, `"inf"` or one letter, and `"2"` if nothing is written. */
export interface NormSyntax extends Node {
  readonly kind: "norm";
  readonly argument: Syntax;
  readonly order: string;
}

/** What stands on a line. */
export type Statement =
  | ExpressionStatement
  | AssignmentStatement
  | DeclarationStatement
  | ModelStatement
  | RuleStatement;

export interface ExpressionStatement extends Node {
  readonly kind: "expression";
  readonly value: Syntax;
}

/** `a = …`, `f(x, y) = …`; the target is a name, a call or an index. */
export interface AssignmentStatement extends Node {
  readonly kind: "assignment";
  readonly target: Syntax;
  readonly value: Syntax;
}

export interface DeclaredName extends Node {
  readonly name: string;
}

/** A fact of one or more words, joined by single spaces: `positive definite`. */
export interface DeclaredFact extends Node {
  readonly words: string;
}

/** `X, Y : matrix(n, d), symmetric, positive definite`. */
export interface DeclarationStatement extends Node {
  readonly kind: "declaration";
  readonly names: readonly DeclaredName[];
  readonly type: Syntax;
  readonly facts: readonly DeclaredFact[];
}

/** `y[i] ~ Normal(mu, sigma) for i = 1..n`; `index` is the binding. */
export interface ModelStatement extends Node {
  readonly kind: "model";
  readonly target: Syntax;
  readonly distribution: Syntax;
  readonly index: BindingSyntax | undefined;
}

/** `a -> b if condition`. */
export interface RuleStatement extends Node {
  readonly kind: "rule";
  readonly from: Syntax;
  readonly to: Syntax;
  readonly condition: Syntax | undefined;
}
