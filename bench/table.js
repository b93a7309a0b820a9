/** Measurements as text: the time of a call, its ratio to the first variant, and the spread of the ratio. */
export function table(title, measurements) {
  const width = Math.max(...measurements.map(({ variant }) => variant.length));
  const lines = measurements.map(({ variant, microseconds, ratio, spread }) => {
    const ratios = `${ratio.toFixed(2)}×  (${spread.map((each) => each.toFixed(2)).join("–")})`;
    return `  ${variant.padEnd(width)}  ${time(microseconds).padStart(10)}  ${ratios}`;
  });
  return ["", title, ...lines].join("\n");
}

function time(microseconds) {
  if (microseconds < 1) return `${(microseconds * 1000).toFixed(1)} ns`;
  return microseconds < 1000 ? `${microseconds.toFixed(2)} µs` : `${(microseconds / 1000).toFixed(2)} ms`;
}
