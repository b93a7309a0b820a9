/** The raw tree of a text, lowered to statements; finds what the grammar lets through. */
import { ParseError, type Span } from "../core/error.ts";
import type {
  AssignmentStatement,
  BindingSyntax,
  DeclarationStatement,
  DeclaredFact,
  DeclaredName,
  ModelStatement,
  RuleStatement,
  Statement,
  Syntax,
} from "./syntax.ts";
import { Kind, type Raw, type RawNode } from "./syntax-build.ts";
import { ExpressionLowering } from "./syntax-lower.ts";
import { Token } from "./token.ts";
import type { Tokens } from "./token-stream.ts";

/**
 * Lowers the raw tree of a whole text.
 * @throws {ParseError} for a target that cannot be assigned, or a declaration of something that is not a name
 */
export function lowerStatements(raw: Raw, source: string, tokens: Tokens): readonly Statement[] {
  const lowering = new StatementLowering(source, tokens);
  return listItems(raw).map((statement) => lowering.statement(statement as RawNode));
}

class StatementLowering {
  private readonly source: string;
  private readonly types: readonly number[];
  private readonly expressions: ExpressionLowering;

  constructor(source: string, tokens: Tokens) {
    this.source = source;
    this.types = tokens.types;
    this.expressions = new ExpressionLowering(source, tokens);
  }

  statement(raw: RawNode): Statement {
    switch (raw.kind) {
      case Kind.assignment:
        return this.assignment(raw);
      case Kind.declaration:
        return this.declaration(raw);
      case Kind.model:
        return this.model(raw);
      case Kind.rule:
        return this.rule(raw);
      default:
        return { kind: "expression", value: this.expressions.lower(raw.right), ...this.expressions.span(raw) };
    }
  }

  private assignment(raw: RawNode): AssignmentStatement {
    const target = this.expressions.lower(raw.left);
    if (target.kind !== "name" && target.kind !== "call" && target.kind !== "index") {
      const hint = "To compare, write == instead of =.";
      throw this.error("Only a name, a function such as f(x) or an entry can be defined by =", target, "a name", hint);
    }
    return { kind: "assignment", target, value: this.expressions.lower(raw.right), ...this.expressions.span(raw) };
  }

  private declaration(raw: RawNode): DeclarationStatement {
    const names = listItems(raw.left).map((name) => this.declaredName(name));
    const [type, ...facts] = listItems(raw.right);
    return {
      kind: "declaration",
      names,
      type: this.expressions.lower(type!),
      facts: facts.map((fact) => this.declaredFact(fact)),
      ...this.expressions.span(raw),
    };
  }

  private declaredName(raw: Raw): DeclaredName {
    const span = this.expressions.span(raw);
    const name = this.word(raw);
    if (name === "") throw this.error("Only names can be declared", span, "a name");
    return { name, ...span };
  }

  /** A fact of several words was read as an implicit product of names. */
  private declaredFact(raw: Raw): DeclaredFact {
    const span = this.expressions.span(raw);
    const words: string[] = [];
    let rest = raw;
    for (; typeof rest !== "number" && rest.kind === Kind.juxtaposition; rest = rest.left)
      words.push(this.word(rest.right));
    words.push(this.word(rest));
    if (words.includes(""))
      throw this.error("A fact is a word or two, such as positive or lower triangular", span, "a fact");
    return { words: words.reverse().join(" "), ...span };
  }

  /** The name that is all of a part; empty if it is something else. */
  private word(raw: Raw): string {
    return typeof raw === "number" && this.types[raw] === Token.NAME ? this.expressions.name(raw) : "";
  }

  private model(raw: RawNode): ModelStatement {
    const target = this.expressions.lower(raw.left);
    const [distribution, index] = this.lowerItems(raw.right);
    return {
      kind: "model",
      target,
      distribution: distribution!,
      index: index as BindingSyntax | undefined,
      ...this.expressions.span(raw),
    };
  }

  private rule(raw: RawNode): RuleStatement {
    const from = this.expressions.lower(raw.left);
    const [to, condition] = this.lowerItems(raw.right);
    return { kind: "rule", from, to: to!, condition, ...this.expressions.span(raw) };
  }

  private lowerItems(raw: Raw): Syntax[] {
    return listItems(raw).map((item) => this.expressions.lower(item));
  }

  private error(reason: string, { start, end }: Span, expected: string, hint?: string): ParseError {
    return new ParseError(reason, { source: this.source, start, end, expected: [expected], hint });
  }
}

/** The items of a list, in order. */
function listItems(raw: Raw): Raw[] {
  const items: Raw[] = [];
  let rest = raw;
  for (; typeof rest !== "number" && rest.kind === Kind.list; rest = rest.left) items.push(rest.right);
  items.push(rest);
  return items.reverse();
}
