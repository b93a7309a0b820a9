/** Test points: the same at every run, dense where they are asked to be. */

/** `count` points spread over [from, to], irregular by the fractional parts of multiples of the golden ratio. */
export function spread(from: number, to: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => from + (to - from) * ((i + 0.5) * 0.6180339887498949 - Math.floor((i + 0.5) * 0.6180339887498949)),
  );
}

/** Points whose logarithms are spread between those of two positive numbers. */
export function spreadLog(from: number, to: number, count: number): number[] {
  return spread(Math.log(from), Math.log(to), count).map(Math.exp);
}

/** Points on both sides of a center, at distances from 1e-15 to `reach`. */
export function around(center: number, reach: number, count: number): number[] {
  return spreadLog(1e-15, reach, count).map((d, i) => (i % 2 === 0 ? center + d : center - d));
}
