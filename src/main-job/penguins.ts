/** The penguins: rows of a table of comma-separated values, and columns of the rows that are complete. */
import { DomainError } from "../core/error.ts";

/** The cells of a row by the name of their column; an empty cell is a missing value. */
export type Row = Readonly<Record<string, string>>;

/**
 * The rows of a table whose first line names the columns. Cells are plain text without quotes or commas.
 *
 * @throws {DomainError} for a line with more or fewer cells than there are names.
 * @example
 * readTable("name,mass\nPingu,4.2")[0] // {"name":"Pingu","mass":"4.2"}
 */
export function readTable(text: string): readonly Row[] {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line, k) => {
    const cells = line.split(",");
    if (cells.length === names.length) return Object.fromEntries(names.map((name, j) => [name, cells[j]!]));
    throw new DomainError(
      `Line ${k + 2} of the table has ${cells.length} cells`,
      `Each of ${header} needs one; quotes are not understood.`,
    );
  });
}

/** The rows in which none of the columns is missing. */
export const completeRows = (rows: readonly Row[], names: readonly string[]): readonly Row[] =>
  rows.filter((row) => names.every((name) => row[name] !== ""));

/**
 * A column as numbers, each times the unit.
 *
 * @throws {DomainError} for a cell that is missing or no number.
 */
export function numbersOf(rows: readonly Row[], name: string, unit = 1): Float64Array {
  return Float64Array.from(rows, (row) => {
    const number = row[name] ? Number(row[name]) : Number.NaN;
    if (Number.isFinite(number)) return number * unit;
    throw new DomainError(`"${row[name]}" in the column ${name} is no number`);
  });
}
