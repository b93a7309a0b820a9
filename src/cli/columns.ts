/** Columns of numbers from a table of comma-separated values (RFC 4180) whose first line has the names. */
import { readFileSync } from "node:fs";
import { DomainError } from "../core/error.ts";
import type { Expression } from "../core/expression.ts";
import { freeSymbols } from "../core/traverse.ts";
import type { Request } from "./request.ts";

export interface Columns {
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** Rows left out because one of the columns has no value there. */
  readonly incomplete: number;
}

/**
 * The columns of `--data` for the declared vectors of a formula that have no value yet and are not to be found; none
 * without the option.
 *
 * @throws {DomainError} for a file that cannot be read, a column that is missing, or a cell that is no number.
 */
export function dataColumns(
  request: Request,
  e: Expression,
  unknowns: readonly string[] = [],
): Readonly<Record<string, Float64Array>> {
  const path = request.option("data");
  if (path === undefined) return {};
  const isKnown = (name: string): boolean => request.values.has(name) || unknowns.includes(name);
  const vectors = freeSymbols(e).filter(({ name, shape }) => shape.length === 1 && !isKnown(name));
  const names = vectors.map(({ name }) => name);
  const { columns, incomplete } = columnsOf(textOf(path), names, path);
  if (incomplete > 0)
    request.notes.push(`left out of ${path}, without a value of ${names.join(" or ")}: ${incomplete} of its rows`);
  return columns;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new DomainError(`${path} cannot be read`, (error as Error).message);
  }
}

export function columnsOf(text: string, names: readonly string[], path: string): Columns {
  const [header, ...rows] = recordsOf(text.replace(/^\uFEFF/, "")) as [string[], ...string[][]];
  const titles = header.map((title) => title.trim().normalize("NFC"));
  const places = names.map((name) => {
    const place = titles.indexOf(name);
    if (place >= 0) return place;
    throw new DomainError(`${path} has no column ${name}`, `Its columns are ${titles.join(", ")}.`);
  });
  const complete = rows.filter((row) => places.every((place) => !isMissing(row[place])));
  const columns = names.map((name, k) => {
    const place = places[k]!;
    return [name, Float64Array.from(complete, (row) => cellNumber(row[place]!, name, path))] as const;
  });
  return { columns: Object.fromEntries(columns), incomplete: rows.length - complete.length };
}

const isMissing = (cell: string | undefined): boolean => cell === undefined || /^\s*(NA|NaN)?\s*$/i.test(cell);

function cellNumber(cell: string, name: string, path: string): number {
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  throw new DomainError(`"${cell}" in column ${name} of ${path} is no number`);
}

/** The records of a table; empty lines are none. Cells in quotes may hold commas, line breaks and doubled quotes. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/g)) {
    records[records.length - 1]!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end !== ",") records.push([]);
  }
  return records.filter((record) => record.length > 1 || (record[0] ?? "") !== "");
}
