/** A histogram in characters, with a curve drawn over it. */

export interface Bins {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** Columns of characters for one bin, and at most so many lines. */
const BIN_COLUMNS = 3;
const HEIGHT = 12;
const EIGHTHS = " ▁▂▃▄▅▆▇█";
const CURVE = "●";

/** The lines of the plot; `curveAt` gives the expected count at the given places. */
export function histogram(values: Float64Array, bins: Bins, curveAt: (places: Float64Array) => Float64Array): string[] {
  const counts = countIn(bins, values);
  const curve = curveAt(places(bins, counts.length * BIN_COLUMNS));
  const tallest = Math.max(...counts, ...curve);
  const perLine = Math.ceil(tallest / HEIGHT);
  const levels = Array.from({ length: Math.ceil(tallest / perLine) }, (_, level) => level).reverse();
  const lines = levels.map((level) => {
    const cells = Array.from(curve, (height, column) => {
      if (Math.floor(height / perLine) === level) return CURVE;
      return bar(counts[Math.floor(column / BIN_COLUMNS)]! / perLine - level);
    });
    return `${label(level, perLine)} │${cells.join("")}`;
  });
  return [...lines, `${" ".repeat(LABEL)} └${"─".repeat(curve.length)}`, axis(bins, counts.length)];
}

function countIn({ from, to, width }: Bins, values: Float64Array): number[] {
  const counts = new Array<number>(Math.round((to - from) / width)).fill(0);
  for (const value of values) {
    const bin = Math.floor((value - from) / width);
    if (bin >= 0 && bin < counts.length) counts[bin]!++;
  }
  return counts;
}

/** The middles of the columns of characters. */
const places = ({ from, to }: Bins, columns: number): Float64Array =>
  Float64Array.from({ length: columns }, (_, k) => from + ((k + 0.5) * (to - from)) / columns);

/** One character of a bar that reaches so many lines above the foot of this one. */
const bar = (filled: number): string => EIGHTHS[Math.round(8 * Math.min(1, Math.max(0, filled)))]!;

const LABEL = 5;

/** Every fourth line says its count. */
const label = (level: number, perLine: number): string =>
  (level % 4 === 0 ? String(level * perLine) : "").padStart(LABEL);

/** Every other edge of a bin says where it is. */
function axis({ from, width }: Bins, bins: number): string {
  const edges = Array.from({ length: Math.floor(bins / 2) + 1 }, (_, k) => (from + 2 * k * width).toFixed(1));
  return " ".repeat(LABEL) + edges.map((edge) => edge.padEnd(2 * BIN_COLUMNS)).join("");
}
