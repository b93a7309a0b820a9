/** How examples write values: text as it is, numbers to the digits shown, objects as `{ x: 1, y: [2, 3] }`. */

const NUMBER = /-?(?:\d+\.?\d*(?:e[+-]?\d+)?|Infinity)|NaN/g;

/** Whether a value is what an example says it is. */
export function agrees(value: unknown, expected: string): boolean {
  if (typeof value === "number") return sameNumber(value, expected);
  const printed = print(value);
  if (printed === expected || JSON.stringify(printed) === expected) return true;
  return isPlain(value) && sameStructure(compact(printed), compact(expected));
}

/** The text of a value, as an example would show it. */
export function print(value: unknown): string {
  if (!isPlain(value)) return String(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value))
    return `[${Array.from(value as [])
      .map(print)
      .join(", ")}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${print(field)}`);
  return `{ ${fields.join(", ")} }`;
}

/** An object without a text of its own: a record, an array, a typed array. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || ArrayBuffer.isView(value) || value.toString === Object.prototype.toString;
}

/** Without spaces and quotes, which people write one way or another. */
function compact(text: string): string {
  return text.replace(/[\s"']/g, "");
}

function sameStructure(printed: string, expected: string): boolean {
  const numbers = printed.match(NUMBER) ?? [];
  const shown = expected.match(NUMBER) ?? [];
  const sameText = printed.replace(NUMBER, "0") === expected.replace(NUMBER, "0");
  return sameText && numbers.every((number, i) => sameNumber(Number(number), shown[i]!));
}

/** A decimal stands for every number that rounds to it, an integer for itself; both allow for the rounding of doubles. */
function sameNumber(value: number, shown: string): boolean {
  const expected = Number(shown);
  if (shown.trim() === "" || !Number.isFinite(expected)) return shown === String(value);
  const [mantissa = "", exponent] = shown.split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  const isInteger = decimals === 0 && exponent === undefined;
  const rounding = 1e-14 * Math.max(isInteger ? 1 : 0, Math.abs(expected)); // some 50 ulp: platforms differ in exp, log
  const unit = isInteger ? 0 : 10 ** (Number(exponent ?? 0) - decimals);
  return Math.abs(value - expected) <= unit / 2 + rounding;
}
