/** Lines of a table: cells put into columns of fixed widths, so that a line can be printed before the next is known. */

/**
 * The line-maker of a layout such as `"<10 >8 >8"`: a cell of 10 columns to the left, two of 8 to the right.
 *
 * @example
 * columns("<4 >6")("mu", "4.20") // "mu     4.20"
 */
export function columns(layout: string): (...cells: readonly string[]) => string {
  const fields = layout.split(" ").map((field) => ({ left: field[0] === "<", width: Number(field.slice(1)) }));
  return (...cells) =>
    fields
      .map(({ left, width }, k) => (left ? (cells[k] ?? "").padEnd(width) : (cells[k] ?? "").padStart(width)))
      .join(" ")
      .trimEnd();
}

/** A small number by its size alone: differences and slopes, of which only the exponent matters. */
export const magnitude = (value: number): string => (value === 0 ? "0" : value.toExponential(1));
