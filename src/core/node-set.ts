/**
 * A set of nodes, as the walks need it: one bit for each node ever made, in pages that exist where the set has members.
 * Nodes made together stand together, so a walk stays on a few pages; a `Set` would hash each node on its own.
 */
import type { Expression } from "./expression.ts";

/** The low bits of a node's number choose the bit of a word and the word of a page. */
const BIT = 5;
const PAGE = 9; // 64 bytes: typed arrays of up to so many cost no more than an object
const WORDS = 1 << (PAGE - BIT);

export class NodeSet {
  private readonly pages = new Map<number, Int32Array>();
  private page: Int32Array = NO_PAGE;
  private pageNumber = -1;
  private members = 0;

  get size(): number {
    return this.members;
  }

  has(node: Expression): boolean {
    const page = this.at(Math.floor(node.serial / (1 << PAGE)));
    return page !== undefined && (page[(node.serial >>> BIT) & (WORDS - 1)]! & (1 << node.serial)) !== 0;
  }

  /** Whether the node is new to the set. */
  add(node: Expression): boolean {
    const number = Math.floor(node.serial / (1 << PAGE));
    const page = this.at(number) ?? this.newPage(number);
    const word = (node.serial >>> BIT) & (WORDS - 1);
    const before = page[word]!;
    const after = before | (1 << node.serial);
    if (after === before) return false;
    page[word] = after;
    this.members++;
    return true;
  }

  /** The page last asked for is at hand. */
  private at(number: number): Int32Array | undefined {
    if (number === this.pageNumber) return this.page;
    const page = this.pages.get(number);
    if (page === undefined) return undefined;
    this.page = page;
    this.pageNumber = number;
    return page;
  }

  private newPage(number: number): Int32Array {
    const page = new Int32Array(WORDS);
    this.pages.set(number, page);
    this.page = page;
    this.pageNumber = number;
    return page;
  }
}

const NO_PAGE = new Int32Array(0);
