/** Points of the plane as letters, with the border between two classes. */

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Columns or lines of characters. */
  readonly cells: number;
}

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly letter: string;
}

const BORDER = "·";
const LABEL = 5;

/** The lines of the plot; `classOf` says which class each of the given places belongs to. Later marks cover earlier ones. */
export function scatter(
  marks: readonly Mark[],
  horizontal: Axis,
  vertical: Axis,
  classOf: (x: Float64Array, y: Float64Array) => Float64Array,
): string[] {
  const cells = borderCells(horizontal, vertical, classOf);
  for (const { x, y, letter } of marks) {
    const [row, column] = [cellOf(y, vertical), cellOf(x, horizontal)];
    if (cells[row]?.[column] !== undefined) cells[row][column] = letter;
  }
  const lines = cells.map((row, k) => `${edge(k, vertical)} │${row.join("")}`).reverse();
  return [
    `${vertical.label}`,
    ...lines,
    `${" ".repeat(LABEL)} └${"─".repeat(horizontal.cells)}`,
    `${" ".repeat(LABEL + 2)}${ruler(horizontal)}`,
  ];
}

/** A cell lies on the border if the class changes between it and the cell to the right or above. */
function borderCells(
  horizontal: Axis,
  vertical: Axis,
  classOf: (x: Float64Array, y: Float64Array) => Float64Array,
): string[][] {
  const [columns, rows] = [horizontal.cells, vertical.cells];
  const middles = (pick: (cell: number) => number) => Float64Array.from({ length: columns * rows }, (_, k) => pick(k));
  const classes = classOf(
    middles((k) => middle(k % columns, horizontal)),
    middles((k) => middle(Math.floor(k / columns), vertical)),
  );
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const k = row * columns + column;
      const changes = column + 1 < columns && classes[k] !== classes[k + 1];
      return changes || (row + 1 < rows && classes[k] !== classes[k + columns]) ? BORDER : " ";
    }),
  );
}

const middle = (cell: number, { from, to, cells }: Axis): number => from + ((cell + 0.5) * (to - from)) / cells;
const cellOf = (value: number, { from, to, cells }: Axis): number => Math.floor(((value - from) / (to - from)) * cells);

/** Every fourth line says where its lower edge is. */
const edge = (row: number, { from, to, cells }: Axis): string =>
  (row % 4 === 0 ? (from + (row * (to - from)) / cells).toFixed(1) : "").padStart(LABEL);

/** A number every ten columns, and the label. */
function ruler({ from, to, cells, label }: Axis): string {
  const ticks = Array.from({ length: Math.floor(cells / 10) }, (_, k) =>
    (from + (10 * k * (to - from)) / cells).toFixed(1),
  );
  return `${ticks.map((tick) => tick.padEnd(10)).join("")}${label}`;
}
