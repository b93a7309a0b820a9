/**
 * The grammar's postprocessors: they build the raw tree, a binary tree over token numbers. Each is pure and O(1), and
 * a list is a chain of nodes leaning left, since nearley completes every prefix of a list. syntax-lower.ts flattens it.
 */

/** What a symbol of the grammar stands for: a token by its number, or a node above tokens. */
export type Raw = number | RawNode;

/** A missing child. */
export const NONE = -1;

/** What a raw node is. In a chain, a left child of the same kind is the earlier part of the same list. */
export const Kind = {
  list: 0,
  sum: 1,
  product: 2,
  juxtaposition: 3,
  comparison: 4,
  and: 5,
  or: 6,
  /** The bases of a power, each with its operator: also a list, ended by NONE. */
  tower: 7,
  power: 8,
  prefix: 9,
  derivative: 10,
  postfix: 11,
  index: 12,
  ratio: 13,
  call: 14,
  group: 15,
  tuple: 16,
  absolute: 17,
  norm: 18,
  row: 19,
  matrix: 20,
  conditional: 21,
  piecewise: 22,
  range: 23,
  binding: 24,
  slice: 25,
  stride: 26,
  expression: 27,
  assignment: 28,
  declaration: 29,
  model: 30,
  rule: 31,
  comprehension: 32,
} as const;

/** Kinds up to this one are chains. */
export const LAST_CHAIN = Kind.or;

/**
 * A node of the raw tree. Tokens between the children need no field: the operator of a chain is the token before its
 * right child, signs are the tokens before the first of their argument, brackets are the first and the last token.
 */
export class RawNode {
  readonly kind: number;
  /** The first and the last token. */
  readonly first: number;
  readonly last: number;
  readonly left: Raw;
  readonly right: Raw;

  constructor(kind: number, first: number, last: number, left: Raw, right: Raw) {
    this.kind = kind;
    this.first = first;
    this.last = last;
    this.left = left;
    this.right = right;
  }
}

/** The first token of a part. */
export function firstToken(raw: Raw): number {
  return typeof raw === "number" ? raw : raw.first;
}

/** The last token of a part. */
export function lastToken(raw: Raw): number {
  return typeof raw === "number" ? raw : raw.last;
}

type Parts = readonly Raw[];
type Build = (parts: Parts) => RawNode;

/** Two parts with a token between them. */
const infix =
  (kind: number): Build =>
  (d) =>
    join(kind, d[0]!, d[2]!);

/** One part, or none, from the first token to the last. */
const enclosed =
  (kind: number, part: number): Build =>
  (d) =>
    new RawNode(kind, firstToken(d[0]!), lastToken(d[d.length - 1]!), NONE, part < 0 ? NONE : d[part]!);

export const list = infix(Kind.list);
export const or = infix(Kind.or);
export const and = infix(Kind.and);
export const comparison = infix(Kind.comparison);
export const sum = infix(Kind.sum);
export const product = infix(Kind.product);
export const juxtaposition = infix(Kind.juxtaposition);
export const ratio = infix(Kind.ratio);
export const range = infix(Kind.range);
export const binding = infix(Kind.binding);
export const slice = infix(Kind.slice);
export const assignment = infix(Kind.assignment);
export const declaration = infix(Kind.declaration);
export const model = infix(Kind.model);
export const rule = infix(Kind.rule);

export const prefix = enclosed(Kind.prefix, 1);
export const derivative = enclosed(Kind.derivative, 1);
export const emptyCall = enclosed(Kind.call, NONE);
export const call = enclosed(Kind.call, 2);
export const primedCall = enclosed(Kind.call, 3);
export const group = enclosed(Kind.group, 1);
export const absolute = enclosed(Kind.absolute, 1);
export const norm = enclosed(Kind.norm, 1);
export const emptyMatrix = enclosed(Kind.matrix, NONE);
export const matrix = enclosed(Kind.matrix, 1);
export const row = enclosed(Kind.row, 0);
export const piecewise = enclosed(Kind.piecewise, 1);
export const postfix = enclosed(Kind.postfix, 0);
export const expressionStatement = enclosed(Kind.expression, 0);
export const all = enclosed(Kind.slice, NONE);
export const sliceTo = enclosed(Kind.slice, 1);

export const sliceFrom: Build = (d) => new RawNode(Kind.slice, firstToken(d[0]!), lastToken(d[1]!), d[0]!, NONE);
export const stride: Build = (d) => join(Kind.stride, d[0]!, join(Kind.list, d[2]!, d[4]!));
export const index: Build = (d) => new RawNode(Kind.index, firstToken(d[0]!), lastToken(d[3]!), d[0]!, d[2]!);
export const comprehension: Build = (d) =>
  new RawNode(Kind.comprehension, firstToken(d[0]!), lastToken(d[4]!), d[1]!, d[3]!);
export const tuple: Build = (d) => new RawNode(Kind.tuple, firstToken(d[0]!), lastToken(d[4]!), d[1]!, d[3]!);

export const signedDerivative: Build = (d) => {
  const argument = new RawNode(Kind.derivative, firstToken(d[1]!), lastToken(d[2]!), NONE, d[2]!);
  return new RawNode(Kind.prefix, firstToken(d[0]!), argument.last, NONE, argument);
};

export const power: Build = (d) => join(Kind.power, d[0]!, d[1]!);
export const powerOfSigned: Build = (d) => join(Kind.power, d[0]!, d[2]!);
export const firstBase: Build = (d) => new RawNode(Kind.tower, firstToken(d[0]!), lastToken(d[1]!), NONE, d[0]!);
export const nextBase: Build = (d) => new RawNode(Kind.tower, firstToken(d[0]!), lastToken(d[2]!), d[0]!, d[1]!);
export const nextSignedBase: Build = (d) => new RawNode(Kind.tower, firstToken(d[0]!), lastToken(d[3]!), d[0]!, d[2]!);

/** Conditions and values in turn; the last value stands alone. */
export const conditional: Build = (d) => join(Kind.conditional, d[0]!, d[1]!);
export const nextCase: Build = (d) => join(Kind.list, join(Kind.list, d[0]!, d[1]!), d[3]!);
/** Values and conditions in turn; the value `otherwise` stands alone. */
export const nextPiece: Build = (d) => join(Kind.list, join(Kind.list, d[0]!, d[2]!), d[4]!);
export const piecewiseOtherwise: Build = (d) =>
  new RawNode(Kind.piecewise, firstToken(d[0]!), lastToken(d[5]!), d[1]!, d[3]!);

export const indexedModel: Build = (d) =>
  join(Kind.model, d[0]!, join(Kind.list, d[2]!, join(Kind.binding, d[4]!, d[6]!)));
export const conditionalRule: Build = (d) => join(Kind.rule, d[0]!, join(Kind.list, d[2]!, d[4]!));

function join(kind: number, left: Raw, right: Raw): RawNode {
  return new RawNode(kind, firstToken(left), lastToken(right), left, right);
}
