/** Data that is the same in every run. */

/** @returns {{ data: Float64Array, shape: number[] }} entries between -scale and scale, by a linear congruence */
export function matrix(rows, columns, seed, scale = 1) {
  let state = (seed * 2_654_435_761) >>> 0;
  const data = Float64Array.from({ length: rows * columns }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * scale;
  });
  return { data, shape: [rows, columns] };
}

export const vector = (size, seed, scale) => matrix(1, size, seed, scale).data;

/** One class for each row, in turn. */
export function oneHot(rows, classes) {
  const data = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) data[i * classes + ((7 * i) % classes)] = 1;
  return { data, shape: [rows, classes] };
}
